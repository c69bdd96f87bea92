"""Processes that are started for sure and ended for sure.

A worker leads a session and process group of its own and carries the variable `MARKER`, which
everything that it starts inherits. So its family can be found even where a descendant called
setsid and lost its parent. Only a process that did both *and* cleared its environment is out of
reach.
"""

import atexit
import os
import queue
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psutil

MARKER = "ISOGRAD_SESSION"
_POLL_SECONDS = 0.02
_STOP_SECONDS = 1.0


@dataclass(frozen=True)
class Order:
    """One process to start; see `spawn`."""

    command: Sequence[str]
    cwd: Path
    environment: Mapping[str, str]
    pass_fds: Sequence[int]
    output: int  # descriptor for stdout and stderr
    started: "Future[subprocess.Popen[bytes]]" = field(default_factory=Future)


class _Spawner:
    """One thread that lives as long as this process and starts every worker.

    PR_SET_PDEATHSIG, which a worker asks for, fires when the *thread* that forked it ends. Were
    workers forked where a Session is opened, a job thread's end would kill them.
    """

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.token = secrets.token_hex(8)
        self._numbers = count(1)
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        # Outlives us and ends what we leave behind when we are killed; it sees the end of its
        # stdin, whose other end only this process holds. A session of its own: no Ctrl-C.
        self._guard = subprocess.Popen(
            [sys.executable, "-P", "-m", "isograd.run.guard", self.token],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
        atexit.register(self._dismiss)
        threading.Thread(target=self._work, name="isograd-spawner", daemon=True).start()

    def _dismiss(self) -> None:
        if os.getpid() != self.pid:  # inherited by a fork
            return
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        self._guard.wait(60.0)

    def number(self) -> int:
        return next(self._numbers)

    def submit(self, order: Order) -> None:
        self._orders.put(order)

    def _work(self) -> None:
        while True:
            order = self._orders.get()
            try:
                order.started.set_result(
                    subprocess.Popen(
                        order.command,
                        cwd=order.cwd,
                        env=order.environment,
                        pass_fds=order.pass_fds,
                        stdin=subprocess.DEVNULL,
                        stdout=order.output,
                        stderr=subprocess.STDOUT,
                        start_new_session=True,
                    )
                )
            except BaseException as error:
                order.started.set_exception(error)


_lock = threading.Lock()
_spawner: _Spawner | None = None


def _the_spawner() -> _Spawner:
    global _spawner
    with _lock:
        if _spawner is None or _spawner.pid != os.getpid():  # a fork has no threads but its own
            _spawner = _Spawner()
        return _spawner


def new_token() -> str:
    """A value for `MARKER` that no other session on this machine has."""
    spawner = _the_spawner()
    return f"{spawner.token}.{spawner.number()}"


def spawn(order: Order, token: str) -> "subprocess.Popen[bytes]":
    """Start the process of ``order``; `OSError` if it cannot be started.

    An exception in the caller's thread while it waits (Ctrl-C) ends the process that may be
    starting at that moment.
    """
    _the_spawner().submit(order)
    try:
        return order.started.result()
    except BaseException:
        order.started.add_done_callback(lambda done: _end_started(done, token))
        raise


def _end_started(done: "Future[subprocess.Popen[bytes]]", token: str) -> None:
    if done.exception() is None:
        end(done.result(), token)


def ended(process: "subprocess.Popen[bytes]") -> bool:
    """True when the process is over, *without* reaping it: until `end` does, its number, and so
    its group and session, cannot pass to a stranger."""
    if process.returncode is not None:
        return True
    if not hasattr(os, "waitid"):
        return process.poll() is not None
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    try:
        return os.waitid(os.P_PID, process.pid, flags) is not None
    except ChildProcessError:
        return True


def family(leader: int, token: str) -> list[psutil.Process]:
    """The living processes of one session: descendants, session members, bearers of the marker."""
    found: dict[int, psutil.Process] = {}
    if leader:
        try:
            head = psutil.Process(leader)
            found = {p.pid: p for p in [head, *head.children(recursive=True)]}
        except psutil.NoSuchProcess:
            pass
    for process in psutil.process_iter():
        if process.pid not in found and _belongs(process, leader, token):
            found[process.pid] = process
    return [process for process in found.values() if _lives(process)]


def _belongs(process: psutil.Process, leader: int, token: str) -> bool:
    try:
        if leader and os.getsid(process.pid) == leader:
            return True
        marker = process.environ().get(MARKER, "")
    except (psutil.Error, OSError):
        return False
    # A host's token is the prefix of those of its sessions: "9f…" also finds "9f….1".
    return marker == token or marker.startswith(token + ".")


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def send(signal_number: int, processes: Iterable[psutil.Process]) -> None:
    """Signal each process that still is the one that was found."""
    for process in processes:
        try:
            process.send_signal(signal_number)
        except (psutil.Error, OSError):
            continue


def send_to_leader(process: "subprocess.Popen[bytes]", signal_number: int) -> None:
    """Signal the worker alone. (`Popen.send_signal` would reap it if it is over.)"""
    if not ended(process):
        os.kill(process.pid, signal_number)


def stop(process: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    """SIGSTOP the worker's group; returns the descendants outside it, which are stopped as well.

    Returns when they stand still, since the signal only asks for it.
    """
    if ended(process):
        return []
    escaped = []
    descendants = psutil.Process(process.pid).children(recursive=True)
    for child in descendants:
        try:
            if os.getpgid(child.pid) != process.pid:
                escaped.append(child)
        except OSError:
            continue
    os.killpg(process.pid, signal.SIGSTOP)
    send(signal.SIGSTOP, escaped)
    deadline = time.monotonic() + _STOP_SECONDS
    for member in [psutil.Process(process.pid), *descendants]:
        while _runs(member) and time.monotonic() < deadline:
            time.sleep(0.001)
    return escaped


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() not in (psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def resume(process: "subprocess.Popen[bytes]", escaped: Iterable[psutil.Process]) -> None:
    """SIGCONT what `stop` stopped."""
    if not ended(process):
        os.killpg(process.pid, signal.SIGCONT)
        send(signal.SIGCONT, escaped)


def wait_for_end(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not ended(process):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def kill_all(
    leader: int, token: str, known: Iterable[psutil.Process] = (), seconds: float = 5.0
) -> bool:
    """SIGKILL the family, and what is ``known`` of it from before, until none is left.

    False if some would not die within ``seconds`` (a process that waits for a device cannot).
    """
    deadline = time.monotonic() + seconds
    doomed = set(known)
    while True:
        doomed.update(family(leader, token))
        doomed = {process for process in doomed if _lives(process)}
        if not doomed:
            return True
        if time.monotonic() >= deadline:
            return False
        send(signal.SIGKILL, doomed)
        time.sleep(_POLL_SECONDS)


def end(
    process: "subprocess.Popen[bytes]",
    token: str,
    known: Iterable[psutil.Process] = (),
    *,
    grace: float = 0.0,
) -> None:
    """End a worker and its whole family; with ``grace`` seconds between SIGTERM and SIGKILL."""
    # The number of a reaped leader may belong to a stranger by now.
    leader = process.pid if process.returncode is None else 0
    everyone = {*known, *family(leader, token)}
    try:
        if grace and not ended(process):
            send(signal.SIGCONT, everyone)  # a stopped process would not see SIGTERM
            send(signal.SIGTERM, everyone)
            wait_for_end(process, grace)
    finally:  # also when a second Ctrl-C cuts the grace short
        kill_all(leader, token, everyone)
        if wait_for_end(process, 5.0):
            process.wait()


def resident_bytes(leader: int) -> int:
    """Resident memory of a process and its descendants (pages that they share count for each)."""
    total = 0
    try:
        head = psutil.Process(leader)
        everyone = [head, *head.children(recursive=True)]
    except psutil.Error:
        return 0
    for process in everyone:
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total


def kernel_oom_kills() -> int:
    """How often the kernel's out-of-memory killer has struck, machine and control groups added.

    Only its rise means anything; 0 where the kernel does not tell.
    """
    total = _counter(Path("/proc/vmstat"), "oom_kill")
    try:
        groups = Path("/proc/self/cgroup").read_text("utf-8").splitlines()
    except OSError:
        return total
    for line in groups:
        _, controllers, path = line.split(":", 2)
        if not controllers:
            total += _counter(Path(f"/sys/fs/cgroup{path}/memory.events"), "oom_kill")
        elif "memory" in controllers.split(","):
            total += _counter(Path(f"/sys/fs/cgroup/memory{path}/memory.oom_control"), "oom_kill")
    return total


def _counter(path: Path, name: str) -> int:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.split()[0] == name)
