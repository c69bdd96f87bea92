"""Making environments before the eyes of a user: what it takes, progress, what went wrong."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from isograd.cli.output import console, message
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.run.environments import Environment, Planned, Progress
from isograd.run.environments.limits import UnaskedDownloadError

# A plain line at least this often, so that a log shows that something still moves.
_LINE_SECONDS = 10.0


def size(megabytes: float) -> str:
    """``1.6 GB`` or ``850 MB``."""
    return f"{megabytes / 1000:.1f} GB" if megabytes >= 1000 else f"{megabytes:.0f} MB"


def takes(download_mb: int, disk_mb: int, seconds: int) -> str:
    return text("env.takes", download=size(download_mb), disk=size(disk_mb), seconds=seconds)


def announce(planned: Sequence[Planned], *, offline: bool = False) -> None:
    """Say what will be downloaded and written, and how long that takes, before it is begun."""
    absent = [one for one in planned if one.state != "ready"]
    for one in absent:
        cost = takes(0 if offline else one.download_mb, one.disk_mb, one.seconds)
        message(text("env.will_make", id=one.spec.id, takes=cost))
    if len(absent) > 1:
        total = takes(
            0 if offline else sum(one.download_mb for one in absent),
            sum(one.disk_mb for one in absent),
            sum(one.seconds for one in absent),
        )
        message(text("env.will_make_all", takes=total))


def tell(error: EnvironmentSetupError) -> None:
    """An error that does not end the command, in the words that `main` would use."""
    message(text("cli.error", message=error), style="red")
    if error.hint:
        message(text("cli.hint", hint=error.hint))


def interactive() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def offering(make: Callable[[bool], Environment], framework_index: bool) -> Environment:
    """``make(False)`` with pip as it is configured; where that would take a build for GPUs,
    ``make(True)`` with the framework's own index, if the user agrees or has agreed
    (``framework_index``) to it.

    Without a terminal nobody can be asked, and the error says which option to give.
    """
    try:
        return make(False)
    except UnaskedDownloadError as error:
        if not error.index or not (framework_index or interactive()):
            raise
        message(text("cli.error", message=error))
        if not framework_index and not click.confirm(
            text("env.take_index", index=error.index), err=True
        ):
            raise
    return make(True)


@contextmanager
def shown() -> Iterator[Callable[[Progress], None]]:
    """A progress bar on a terminal, plain lines elsewhere; both on stderr."""
    screen = console(stderr=True)
    if not screen.is_terminal or screen.is_dumb_terminal:
        yield _Lines()
        return
    from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        TextColumn("{task.percentage:>3.0f}%", markup=False),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=screen, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def see(progress: Progress) -> None:
            if progress.environment not in tasks:
                tasks[progress.environment] = bar.add_task("", total=1.0)
            bar.update(
                tasks[progress.environment],
                completed=progress.fraction,
                description=f"{progress.environment}: {_phase(progress)}",
            )

        yield see


def _phase(progress: Progress) -> str:
    return text(f"env.phase_{progress.phase}", detail=progress.detail[:40])


class _Lines:
    """One line for each phase, and one now and then in between."""

    def __init__(self) -> None:
        self._last: tuple[str, str] | None = None
        self._said = 0.0

    def __call__(self, progress: Progress) -> None:
        # Collecting and downloading alternate with every package: one phase for a reader.
        phase = "download" if progress.phase == "collect" else progress.phase
        key = (progress.environment, phase)
        now = time.monotonic()
        if key == self._last and now - self._said < _LINE_SECONDS:
            return
        self._last, self._said = key, now
        message(
            text(
                "env.line",
                id=progress.environment,
                seconds=round(progress.elapsed_seconds),
                percent=round(progress.fraction * 100),
                phase=_phase(progress),
            )
        )
