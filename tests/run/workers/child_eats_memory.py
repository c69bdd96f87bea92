"""A child of it takes 300 MiB and waits."""

import os

import talk

hoard: list[bytes] = []


def eat(identifier: int) -> None:
    if os.fork() == 0:
        hoard.append(b"x" * (300 << 20))
    talk.sleep_forever()


talk.serve(eat)
