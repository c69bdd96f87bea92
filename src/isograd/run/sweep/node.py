"""What a node does for a sweep: ``isograd compare`` as a process, in the node's own environments.

Its evidence goes into a store of its own in a temporary folder, and from there to the driver as it
comes. Reading it must not disturb what is measured: the store's file is looked at once a second,
and read only when something was added, which happens between the waves, not in them.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock

from isograd import __version__
from isograd.evidence.bundle import import_bundle, pack
from isograd.evidence.store import Store
from isograd.i18n import text
from isograd.run.sweep.orders import Ended, Line, News, Order, Records, Waiting

# Takes news to the driver; False when the sweep is to end. It returns when they are safe there.
Send = Callable[[Sequence[News]], bool]

_POLL_SECONDS = 1.0
_GRACE_SECONDS = 30.0  # from SIGTERM to SIGKILL: workers are ended within it


def carry_out(order: Order, send: Send, *, poll: float = _POLL_SECONDS) -> None:
    """Carry one campaign out. The last of the news is `Ended`, whatever happened here; only what
    ``send`` raises is passed on, after the campaign was ended."""
    if order.version != __version__:
        why = text("sweep.other_version", order.language, ours=order.version, theirs=__version__)
        send([Ended(3, why)])
        return
    with tempfile.TemporaryDirectory(prefix="isograd-sweep-") as folder:
        with _alone(order, send, poll) as mine:
            if mine:
                _compare(order, send, Path(folder), poll)
            else:
                send([Ended(130)])


@contextmanager
def _alone(order: Order, send: Send, poll: float) -> Iterator[bool]:
    """Hold the machine's lock while inside, if the campaign measures; False: stopped meanwhile.

    The lock lies in the machine's own temporary folder, since several machines may share a home.
    """
    if not order.measures:
        yield True
        return
    lock = filelock.FileLock(Path(tempfile.gettempdir()) / f"isograd-measuring-{os.getuid()}.lock")
    said: list[News] = [Waiting()]
    while True:
        try:
            lock.acquire(timeout=poll)
            break
        except filelock.Timeout:
            if not send(said):
                yield False
                return
            said = []
    try:
        yield True
    finally:
        lock.release()


def _compare(order: Order, send: Send, folder: Path, poll: float) -> None:
    file, said = folder / "evidence.sqlite", folder / "said"
    arguments = [*order.arguments, "--no-report"]
    with Store.open(file) as store:
        if order.proofs:
            bundle = folder / "proofs.zip"
            bundle.write_bytes(order.proofs)
            import_bundle(store, bundle)
            arguments += ["--proofs", order.proofs_of]
        variables = {**os.environ, "ISOGRAD_STORE": str(file), "ISOGRAD_LANG": order.language}
        if order.machine:
            variables["ISOGRAD_NODE"] = order.machine
        with said.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "isograd.run.sweep.leash", "compare", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=output,
                env=variables,
                start_new_session=True,  # a Ctrl-C reaches it through the driver
            )
        try:
            _follow(process, _Reader(store, file, said), send, poll)
        finally:
            _end(process)


def _follow(process: "subprocess.Popen[bytes]", reader: "_Reader", send: Send, poll: float) -> None:
    deadline = float("inf")
    while True:
        code = _code(process, poll)
        news = reader.news()
        if code is not None:
            send([*news, Ended(code)])
            return
        if not send(news) and deadline == float("inf"):
            process.terminate()
            deadline = time.monotonic() + _GRACE_SECONDS
        if time.monotonic() > deadline:
            process.kill()


def _code(process: "subprocess.Popen[bytes]", seconds: float) -> int | None:
    """The exit code, if it ends within ``seconds``; 1 for a signal's."""
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    return code if code >= 0 else 1


def _end(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin is not None
    process.stdin.close()  # it ends as by SIGTERM
    if _code(process, _GRACE_SECONDS) is None:
        process.kill()
        process.wait()


class _Reader:
    """What a campaign has said and stored since the last look."""

    def __init__(self, store: Store, file: Path, said: Path) -> None:
        self._store, self._said = store, said
        self._files = (file, file.with_name(file.name + "-wal"))
        self._seen: list[tuple[int, int] | None] = []
        self._read = 0  # bytes of `said`
        self._sent: dict[str, int] = {}  # records of each run; there is one

    def news(self) -> list[News]:
        lines: list[News] = [Line(line) for line in self._lines()]
        return self._records() + lines  # read in this order, sent in that: what is told is kept

    def _lines(self) -> list[str]:
        with self._said.open("rb") as stream:
            stream.seek(self._read)
            whole, newline, _ = stream.read().rpartition(b"\n")
        self._read += len(whole) + len(newline)
        return whole.decode("utf-8", "replace").splitlines()

    def _records(self) -> list[News]:
        looks = [_look(file) for file in self._files]
        if looks == self._seen:
            return []
        self._seen = looks
        found: list[News] = []
        for run in self._store.runs():
            if not run.imported:
                content = self._store.content(run.id, running=True, skip=self._sent.get(run.id, 0))
                self._sent[run.id] = self._sent.get(run.id, 0) + len(content.records)
                found.append(Records(pack(content)))
        return found


def _look(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
