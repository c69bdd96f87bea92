"""Prints on stdout and stderr what frameworks print."""

import sys

import talk


def chat(identifier: int) -> None:
    sys.stdout.write("\x1b[1mEpoch 1/10\x1b[0m\r\n")
    sys.stdout.flush()
    sys.stderr.buffer.write(b'{"id": 1, "type": "MemoryUsed", "body": {}}\n\xff\n')
    sys.stderr.flush()
    talk.write(talk.used(identifier))


talk.serve(chat)
