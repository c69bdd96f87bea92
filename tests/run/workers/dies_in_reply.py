"""Ends in the middle of a line."""

import os

import talk


def half(identifier: int) -> None:
    talk.write(talk.used(identifier)[:20])
    os._exit(7)


talk.serve(half)
