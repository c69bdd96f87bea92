"""100 MB on stderr before each reply."""

import sys

import talk


def flood(identifier: int) -> None:
    for _ in range(100):
        sys.stderr.write("x" * 999_999 + "\n")
    sys.stderr.write("the last line\n")
    sys.stderr.flush()
    talk.write(talk.used(identifier))


talk.serve(flood)
