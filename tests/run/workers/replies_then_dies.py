"""Gives the whole reply, then ends."""

import os

import talk


def reply(identifier: int) -> None:
    talk.write(talk.used(identifier))
    os._exit(7)


talk.serve(reply)
