"""One worker's life: start, greet, requests and replies, end; and a status for whatever goes wrong.

Everything that a worker can do to its host ends here as a `WorkerError` with the status and the
reason code of the cell (`docs/protocol.md` has the list), the tail of the output, and no process
left behind.
"""

import os
import select
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self, TypeVar

import psutil

import isograd_worker
from isograd.errors import WorkerError
from isograd.i18n import text
from isograd.run import processes
from isograd.run.output import OutputTail
from isograd_worker import protocol

WORKER = Path(isograd_worker.__file__).parent

GRACE_SECONDS = 2.0  # between Stop and SIGTERM, and again before SIGKILL
_TICK_SECONDS = 0.25  # between two looks at a worker that has not replied
_READ_BYTES = 64 * 1024
_OTHER_STATUS = {"timeout": "timeout", "memory_limit": "oom", "killed_for_memory": "oom"}
_STATUSES = ("error", "unsupported", "missing", "oom")

# What a worker inherits of our environment. The list names what to keep, since a left-over switch
# of some framework in the user's shell would make a cell something else than its record says.
KEPT = (
    "HOME LANG LANGUAGE LOGNAME PATH SHELL TEMP TMP TMPDIR TZ USER "
    "CC CXX CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH LD_LIBRARY_PATH"
).split()
KEPT_PREFIXES = ("LC_", "XDG_", "CUDA_", "NVIDIA_")

FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUNBUFFERED": "1",
    "PYTHONNOUSERSITE": "1",
    "PYTHONFAULTHANDLER": "1",  # a crash in native code leaves a Python traceback in the tail
}

Reply = TypeVar("Reply")


@dataclass(frozen=True)
class Launch:
    """How to start one worker."""

    python: Path  # interpreter of the worker environment
    environment: dict[str, str]  # extra variables (KERAS_BACKEND, flags)
    scratch: Path  # working directory of the worker, a private folder; made if need be
    memory_limit_bytes: int | None = None  # of the worker and its descendants; None: no limit
    worker: Path = field(default=WORKER)

    def full_environment(self, token: str) -> dict[str, str]:
        """The worker's whole environment: kept, fixed, extra, and the marker of the session."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in KEPT or name.startswith(KEPT_PREFIXES)
        }
        return {**kept, **FIXED, **self.environment, processes.MARKER: token}


class Session:
    """A worker that is up and has greeted. Use as a context manager; `close` is idempotent.

    It may be opened from any thread and outlive it. One thread at a time may make requests;
    `close` may be called from another, and ends a request under way.
    """

    hello: protocol.Hello

    def __init__(self, launch: Launch, *, greet_timeout: float = 120.0) -> None:
        self._launch = launch
        self._token = processes.new_token()
        self._oom_kills = processes.kernel_oom_kills()
        self._buffer = bytearray()
        self._last_id = 0
        self._paused = False
        self._stopped: list[psutil.Process] = []
        self._known: list[psutil.Process] = []
        self._ended = False
        self._failure: WorkerError | None = None
        self._closing = threading.Event()
        self._close_lock = threading.Lock()
        self._request_lock = threading.RLock()
        self._start()
        try:
            self.hello = self._greet(greet_timeout)
        except BaseException:
            self._end(gracefully=False)
            raise

    # --- start ------------------------------------------------------------------------------

    def _start(self) -> None:
        to_worker, self._request_fd = os.pipe()
        self._reply_fd, from_worker = os.pipe()
        output_read, output_write = os.pipe()
        command = [
            str(self._launch.python),
            "-s",
            str(self._launch.worker),
            "--in",
            str(to_worker),
            "--out",
            str(from_worker),
        ]
        try:
            self._launch.scratch.mkdir(parents=True, exist_ok=True)
            order = processes.Order(
                command=command,
                cwd=self._launch.scratch,
                environment=self._launch.full_environment(self._token),
                pass_fds=(to_worker, from_worker),
                output=output_write,
            )
            self._process: subprocess.Popen[bytes] = processes.spawn(order, self._token)
        except BaseException as error:
            for fd in (self._request_fd, self._reply_fd, output_read):
                os.close(fd)
            if not isinstance(error, OSError):
                raise
            raise _error(
                "spawn_failed", python=str(self._launch.python), why=_why(error)
            ) from error
        finally:
            for fd in (to_worker, from_worker, output_write):
                os.close(fd)
        os.set_blocking(self._request_fd, False)
        os.set_blocking(self._reply_fd, False)
        self._output = OutputTail(output_read)

    def _greet(self, timeout: float) -> protocol.Hello:
        envelope = self._receive(time.monotonic() + timeout, timeout, protocol.Hello.__name__)
        theirs = envelope["body"].get("protocol")
        # Before anything else of the body is judged: another version may have other fields.
        if envelope["type"] == protocol.Hello.__name__ and theirs != protocol.VERSION:
            self._fail("protocol_version", ours=str(protocol.VERSION), theirs=str(theirs))
        return self._unpack(envelope, 0, protocol.Hello)

    # --- requests ---------------------------------------------------------------------------

    def request(self, message: Any, reply: type[Reply], timeout: float) -> Reply:
        """Send one request and wait for its reply, ``timeout`` seconds at most.

        `WorkerError` if the worker reports a failure (``alive`` tells whether it can go on) or
        misbehaves in any way (then it is ended, and every later request raises the same error).
        """
        with self._request_lock:
            if self._failure is not None:
                raise self._failure
            if self._closing.is_set():
                raise _error("session_closed")
            if self._paused:
                raise RuntimeError("resume() the session before the next request")
            self._last_id += 1
            deadline = time.monotonic() + timeout
            what = reply.__name__
            try:
                self._send(protocol.encode(self._last_id, message), deadline, timeout, what)
                envelope = self._receive(deadline, timeout, what)
                return self._unpack(envelope, self._last_id, reply)
            except WorkerError:
                raise
            except BaseException:  # Ctrl-C above all: its reply would be taken for the next one's
                self._end(gracefully=False)
                raise

    def _send(self, line: bytes, deadline: float, timeout: float, what: str) -> None:
        poller = select.poll()
        poller.register(self._request_fd, select.POLLOUT)
        while line:
            if poller.poll(_TICK_SECONDS * 1000):
                try:
                    line = line[os.write(self._request_fd, line) :]
                except BrokenPipeError:
                    return  # the reply, or its absence, tells why
            elif time.monotonic() >= deadline:
                self._time_out(timeout, what)
            else:
                self._watch(what)

    def _receive(self, deadline: float, timeout: float, what: str) -> protocol.Json:
        """The next line's envelope. A reply that is there counts, even past the deadline (this
        process itself may have been stopped) and even from a worker that is dead by now."""
        poller = select.poll()
        poller.register(self._reply_fd, select.POLLIN)
        searched = 0
        while True:
            end = self._buffer.find(b"\n", searched)
            if end >= 0:
                line = bytes(self._buffer[: end + 1])
                del self._buffer[: end + 1]
                return self._parse(line)
            searched = len(self._buffer)
            if searched > protocol.MAX_LINE_BYTES:
                self._misbehave(f"a line of more than {protocol.MAX_LINE_BYTES} bytes")
            remaining = max(0.0, deadline - time.monotonic())
            if poller.poll(min(_TICK_SECONDS, remaining) * 1000):
                chunk = os.read(self._reply_fd, _READ_BYTES)
                if not chunk:
                    self._pipe_ended(what)
                self._buffer += chunk
            elif remaining == 0.0:
                self._time_out(timeout, what)
            else:
                self._watch(what)

    def _parse(self, line: bytes) -> protocol.Json:
        try:
            return protocol.parse(line)
        except protocol.ProtocolError as error:
            self._misbehave(str(error))

    def _unpack(self, envelope: protocol.Json, identifier: int, kind: type[Reply]) -> Reply:
        name = envelope["type"]
        # A worker that could not read a request's id reports the failure under id 0.
        if envelope["id"] != identifier and (name, envelope["id"]) != ("Failed", 0):
            self._misbehave(
                f"expected the reply to request {identifier}, got a {name} for {envelope['id']}"
            )
        try:
            if name == "Failed":
                self._reported(protocol.decode(protocol.Failed, envelope["body"]))
            if name != kind.__name__:
                self._misbehave(f"expected {kind.__name__}, got {name}")
            return protocol.decode(kind, envelope["body"])
        except protocol.ProtocolError as error:
            self._misbehave(str(error))

    # --- what can go wrong ------------------------------------------------------------------

    def _watch(self, what: str) -> None:
        """Between two looks at the pipe: is the worker alive and within its memory?"""
        if self._closing.is_set():
            raise _error("session_closed")
        if processes.ended(self._process):
            self._died(what)
        limit = self._launch.memory_limit_bytes
        if limit is None:
            return
        used = processes.resident_bytes(self._process.pid)
        if used > limit:
            self._fail("memory_limit", used=_mebibytes(used), limit=_mebibytes(limit))

    def _pipe_ended(self, what: str) -> NoReturn:
        # A process that dies closes its pipes a moment before it can be waited for.
        if processes.wait_for_end(self._process, GRACE_SECONDS):
            self._died(what)
        self._misbehave(f"it closed its pipe and lives on, without {what}")

    def _died(self, what: str) -> NoReturn:
        if self._closing.is_set():
            raise _error("session_closed")
        processes.end(self._process, self._token, self._known)
        code = self._process.returncode
        if code == -signal.SIGKILL and processes.kernel_oom_kills() > self._oom_kills:
            self._fail("killed_for_memory")
        how = _signal_name(-code) if code < 0 else f"exit {code}"
        self._fail("worker_died", how=how, what=what)

    def _time_out(self, timeout: float, what: str) -> NoReturn:
        self._look_around()
        # A worker of ours answers with the Python stacks of all its threads on stderr.
        processes.send_to_leader(self._process, signal.SIGUSR2)
        processes.wait_for_end(self._process, 0.3)
        self._fail("timeout", what=what, seconds=f"{timeout:g}")

    def _misbehave(self, message: str) -> NoReturn:
        self._fail("protocol", message=message)

    def _fail(self, reason_code: str, **details: str) -> NoReturn:
        """End the worker, keep the failure for later requests, and raise it."""
        if self._closing.is_set():  # by another thread: what we saw is its doing
            raise _error("session_closed")
        self._end(gracefully=False)
        self._failure = _error(reason_code, self.output_tail, **details)
        raise self._failure

    def _reported(self, failed: protocol.Failed) -> NoReturn:
        if failed.status not in _STATUSES:
            self._misbehave(f"a failure of unknown status {failed.status!r}")
        if failed.fatal:
            self._end(gracefully=True)
        parts = [part for part in (failed.traceback, self.output_tail) if part]
        error = WorkerError(
            failed.message,
            status=failed.status,
            reason_code=failed.reason_code,
            output="\n".join(parts),
            alive=not failed.fatal,
        )
        if failed.fatal:
            self._failure = error
        raise error

    # --- pause, end -------------------------------------------------------------------------

    def pause(self) -> None:
        """Stop the worker and its descendants, so that they disturb no measurement of another."""
        if not self._paused and not self._over():
            self._stopped = processes.stop(self._process)
            self._paused = True

    def resume(self) -> None:
        """Let a paused worker go on."""
        if self._paused and not self._over():
            processes.resume(self._process, self._stopped)
        self._paused = False

    def _over(self) -> bool:
        return self._closing.is_set() or self._failure is not None

    @property
    def output_tail(self) -> str:
        """The last 64 KiB that the worker printed, as plain text."""
        return self._output.text()

    def close(self) -> None:
        """End the worker: Stop, a grace, SIGTERM, SIGKILL; and its whole family with it."""
        self._end(gracefully=True)

    def _end(self, *, gracefully: bool) -> None:
        self._closing.set()  # a request under way in another thread gives up at its next look
        with self._close_lock:
            if not self._ended:
                self._look_around()
                try:
                    if gracefully and self._ask_to_stop():
                        processes.wait_for_end(self._process, GRACE_SECONDS)
                finally:
                    grace = GRACE_SECONDS if gracefully else 0.0
                    processes.end(self._process, self._token, self._known, grace=grace)
                    self._output.close()
                    self._ended = True
        # Never taken inside the other lock: a failing request comes here with this one held.
        with self._request_lock:
            for fd in (self._request_fd, self._reply_fd):
                if fd >= 0:
                    os.close(fd)
            self._request_fd = self._reply_fd = -1

    def _look_around(self) -> None:
        """Note the family before the worker may end by itself: a child that it leaves behind in
        another session and without the marker could not be found afterwards."""
        if not processes.ended(self._process):
            self._known = processes.family(self._process.pid, self._token)

    def _ask_to_stop(self) -> bool:
        if not self._request_lock.acquire(blocking=False):
            return False  # in the middle of a request: it would not listen
        try:
            if self._paused:
                processes.resume(self._process, self._stopped)
            os.write(self._request_fd, protocol.encode(self._last_id + 1, protocol.Stop()))
        except OSError:  # full or broken pipe
            return False
        else:
            return True
        finally:
            self._request_lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After an exception nobody waits for good manners.
        self._end(gracefully=error is None)


def _error(reason_code: str, output: str = "", **details: str) -> WorkerError:
    """A failure in English; its details make the sentence in any language."""
    return WorkerError(
        text(f"reason.{reason_code}", "en", **details),
        status=_OTHER_STATUS.get(reason_code, "error"),
        reason_code=reason_code,
        output=output,
        details=details,
    )


def _mebibytes(size: int) -> str:
    return str(size // (1024 * 1024))


def _why(error: OSError) -> str:
    return f"{error.strerror or error} ({error.filename})" if error.filename else str(error)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
