"""Running pip: its own configuration obeyed, its output watched, its process group ended."""

import os
import re
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Literal

from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.run.environments import interpreters

TICK_SECONDS = 1.0
_TAIL_LINES = 15
_GRACE_SECONDS = 5.0

# pip's lines, alike from 21 to 26; indented below the package that they belong to.
_COLLECTING = re.compile(r"\s*Collecting (?P<name>[A-Za-z0-9._-]+)")
_DOWNLOADING = re.compile(r"\s*Downloading (?P<file>\S+\.(?:whl|tar\.gz|zip)) \((?P<size>[^)]+)\)")
_PROCESSING = re.compile(r"\s*Processing (?P<path>.+\.(?:whl|tar\.gz|zip))")
_INSTALLING = re.compile(r"Installing collected packages: (?P<names>.*)")
_UNITS = {"bytes": 1e-6, "kB": 1e-3, "MB": 1.0, "GB": 1e3}

_NO_NETWORK = (
    "Failed to establish a new connection",
    "NewConnectionError",
    "Name or service not known",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Cannot connect to proxy",
    "ProxyError",
)


@dataclass(frozen=True)
class Event:
    """What a line of pip means: ``kind`` is collect, download, install, or tick (time passed)."""

    kind: Literal["collect", "download", "install", "tick"]
    name: str = ""
    megabytes: float = 0.0


See = Callable[[Event], None]


def event_of(line: str) -> Event | None:
    """The event that one line of pip's output tells, if any."""
    if match := _DOWNLOADING.match(line):
        number, _, unit = match["size"].partition(" ")
        try:
            size = float(number) * _UNITS[unit]
        except (ValueError, KeyError):
            size = 0.0
        return Event("download", match["file"].rsplit("/", 1)[-1], size)
    if match := _COLLECTING.match(line):
        return Event("collect", match["name"])
    if match := _PROCESSING.match(line):  # a file on this machine's disk
        return Event("collect", match["path"].rsplit("/", 1)[-1])
    if match := _INSTALLING.match(line):
        return Event("install", match["names"])
    return None


def end_group(process: "subprocess.Popen[Any]") -> None:
    """End a process that leads its group, and all that it started: SIGTERM, then SIGKILL."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def run(
    python: Path,
    arguments: Sequence[str],
    *,
    scratch: Path,
    see: See,
) -> None:
    """Run ``python -m pip …``; ``see`` gets every event and may raise to stop it.

    ``scratch`` holds pip's temporary files. A failure is an `EnvironmentSetupError` with the last
    lines of pip's output; whatever ends this call, no process of it stays behind.
    """
    command = [str(python), "-m", "pip", *arguments]
    command += ["--no-input", "--progress-bar", "off", "--disable-pip-version-check"]
    environment = interpreters.clean_environment()
    environment.update(TMPDIR=str(scratch), PYTHONUNBUFFERED="1", LC_ALL="C.UTF-8")
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=scratch,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        for line in _lines(process):
            if line is None:
                see(Event("tick"))
                continue
            tail.append(line.rstrip())
            event = event_of(line)
            if event is not None:
                see(event)
        code = process.wait()
    except BaseException:
        end_group(process)
        raise
    if code != 0:
        raise failure(list(tail))


def _lines(process: "subprocess.Popen[str]") -> Iterator[str | None]:
    """The lines of a process as they come, and None whenever a tick has passed."""
    queue: Queue[str | None] = Queue()

    def drain() -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                queue.put(line)
        queue.put(None)

    threading.Thread(target=drain, daemon=True).start()
    due = time.monotonic() + TICK_SECONDS
    while True:
        try:
            line = queue.get(timeout=max(0.0, due - time.monotonic()))
        except Empty:
            due = time.monotonic() + TICK_SECONDS
            yield None
            continue
        if line is None:
            return
        yield line


def failure(tail: list[str]) -> EnvironmentSetupError:
    """What pip's last lines mean: no space, no network, or pip's own words."""
    output = "\n".join(tail)
    if "No space left on device" in output or "[Errno 28]" in output:
        return EnvironmentSetupError(text("env.disk_full"), hint=text("env.disk_full_hint"))
    hint = text("env.pip_hint")
    if any(sign in output for sign in _NO_NETWORK):
        hint = text("env.network_hint")
    return EnvironmentSetupError(text("env.pip_failed", output=output), hint=hint)
