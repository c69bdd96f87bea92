"""Which process works on a run, and whether it still lives.

A process identifier alone is reused: the start of the process (in clock ticks since boot) and the
boot's identifier go with it. A process of another container or machine that shares the store
cannot be seen from here and counts as dead.
"""

import os
import platform
import sys
from pathlib import Path
from typing import NamedTuple


class Owner(NamedTuple):
    pid: int
    started: str
    boot: str


def current() -> Owner:
    """This process."""
    pid = os.getpid()
    return Owner(pid, _started(pid) or "", _boot())


def alive(owner: Owner) -> bool:
    """Whether the same process is there and is not a zombie."""
    return owner.boot == _boot() and owner.started == _started(owner.pid)


def _boot() -> str:
    if sys.platform == "linux":
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return platform.node()


def _started(pid: int) -> str | None:
    """When ``pid`` started; None if there is no such process any more."""
    if sys.platform == "linux":
        try:
            stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        except OSError:
            return None
        # The name in parentheses may hold anything; state and start are the 3rd and 22nd field.
        fields = stat.rpartition(")")[2].split()
        return None if fields[0] in "ZX" else fields[19]
    import psutil

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else str(process.create_time())
    except psutil.Error:
        return None
