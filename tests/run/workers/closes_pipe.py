"""Closes the pipe and lives on."""

import os

import talk


def close(identifier: int) -> None:
    os.close(talk.SINK)
    talk.sleep_forever()


talk.serve(close)
