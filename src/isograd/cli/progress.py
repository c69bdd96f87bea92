"""What a running comparison shows on stderr: a live table on a terminal, plain lines elsewhere."""

import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from isograd.cli.output import console
from isograd.evidence.model import Cell
from isograd.i18n import text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

# Word, sign and colour of every state: never colour alone.
STATES = {
    "waiting": ("·", "dim"),
    "queued": ("·", "dim"),
    "proving": ("…", "cyan"),
    "launch": ("⏻", "cyan"),
    "round": ("◔", "cyan"),
    "timed": ("✓", "green"),
    "untimed": ("!", "yellow"),
    "ok": ("✓", "green"),
    "wrong": ("✗", "bold red"),
    "error": ("!", "red"),
    "timeout": ("⧖", "red"),
    "oom": ("▣", "red"),
    "invalid": ("∅", "red"),
    "missing": ("○", "yellow"),
    "unsupported": ("–", "yellow"),
}


class Progress:
    """Watches a comparison; a context manager. Thread-safe."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._states = {cell.key: "waiting" for cell in cells}
        self._cells = list(cells)
        self._lock = threading.Lock()
        self._began = time.monotonic()
        self._console = console(stderr=True)
        self._live: Live | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and self._console.is_terminal and not self._console.is_dumb_terminal:
            from rich.live import Live

            self._live = Live(
                get_renderable=self._table,
                console=self._console,
                refresh_per_second=4,
                transient=True,
            )
            self._live.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.__exit__(kind, error, trace)

    def __call__(self, cell: Cell, state: str) -> None:
        with self._lock:
            self._states[cell.key] = state
        if self._live is None and state not in ("queued", "round"):
            word = text(f"compare.state_{state}")
            name = f"{cell.framework} {cell.mode} {cell.dtype}"
            self._console.print(f"[{self._elapsed()}] {name}: {word}")

    def _elapsed(self) -> str:
        seconds = int(time.monotonic() - self._began)
        return f"{seconds // 60:d}:{seconds % 60:02d}"

    def _table(self) -> "RenderableType":
        from rich.table import Table
        from rich.text import Text

        dtypes = list(dict.fromkeys(cell.dtype for cell in self._cells))
        with self._lock:
            states = dict(self._states)
        done = sum(state not in ("waiting", "queued", "proving") for state in states.values())
        grid = Table(
            title=Text(text("compare.live", done=done, all=len(states), elapsed=self._elapsed())),
            title_justify="left",
        )
        for column in (text("compare.framework"), text("compare.mode"), *dtypes):
            grid.add_column(Text(column))
        rows: dict[tuple[str, str], dict[str, str]] = {}
        for cell in self._cells:
            rows.setdefault((cell.framework, cell.mode), {})[cell.dtype] = states[cell.key]
        for (framework, mode), by_dtype in rows.items():
            marks = []
            for dtype in dtypes:
                state = by_dtype.get(dtype, "waiting")
                sign, style = STATES[state]
                marks.append(Text(f"{sign} {text(f'compare.state_{state}')}", style=style))
            grid.add_row(Text(framework), Text(mode), *marks)
        return grid
