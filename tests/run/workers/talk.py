"""What scripted workers share: the descriptors of the command line and the project's messages."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))
from isograd_worker import protocol

__all__ = ["SINK", "SOURCE", "greet", "protocol", "serve", "sleep_forever", "used", "write"]

_options = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=True))
SOURCE = os.fdopen(int(_options["--in"]), "rb")
SINK = int(_options["--out"])


def write(data: bytes) -> None:
    while data:
        data = data[os.write(SINK, data) :]


def greet(version: int = protocol.VERSION) -> None:
    write(protocol.encode(0, protocol.Hello(version, "3", os.getpid(), "none")))


def used(identifier: int) -> bytes:
    """The right reply to `Memory`."""
    return protocol.encode(identifier, protocol.MemoryUsed(peak_bytes=2, base_bytes=1))


def serve(answer: Callable[[int], Any]) -> NoReturn:
    """Greet, then let ``answer(id)`` deal with each request, until Stop or the end."""
    greet()
    while True:
        line = protocol.read_line(SOURCE)
        if line is None or line["type"] == "Stop":
            sys.exit(0)
        answer(line["id"])


def sleep_forever() -> NoReturn:
    while True:
        time.sleep(60)
