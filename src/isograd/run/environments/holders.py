"""Who has a folder: the process that makes it, and those that run out of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from filelock import FileLock, Timeout


def lock_of(folder: Path) -> FileLock:
    """The lock on ``folder``, beside it; the system frees it when its holder dies."""
    return FileLock(f"{folder}.lock")


@contextmanager
def locked(folder: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """The right to change ``folder``; ``waiting`` is called once if another process has it."""
    lock = lock_of(folder)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def processes(folder: Path) -> list[psutil.Process]:
    """Processes that run out of ``folder``: live workers, or a pip whose isograd was killed."""
    inside = f"{folder}/"
    found = []
    for process in psutil.process_iter(["cmdline"]):
        command = process.info["cmdline"]
        if command and command[0].startswith(inside):
            found.append(process)
    return found


def end_processes(folder: Path) -> None:
    """End what still writes into an unfinished environment."""
    for process in processes(folder):
        try:
            process.kill()
            process.wait(5)
        except (psutil.NoSuchProcess, psutil.TimeoutExpired):
            continue
