"""What a running comparison shows on stderr: a live table on a terminal, plain lines elsewhere."""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from isograd.cli.output import console
from isograd.evidence.model import Cell
from isograd.i18n import text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live
    from rich.text import Text

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

    def __init__(
        self, cells: Sequence[Cell], remaining: Callable[[], float | None] = lambda: None
    ) -> None:
        self._remaining = remaining
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
        """A row a mode, or a row a framework where the terminal is too low for that."""
        from rich.table import Table
        from rich.text import Text

        dtypes = list(dict.fromkeys(cell.dtype for cell in self._cells))
        with self._lock:
            states = dict(self._states)
        done = sum(state not in ("waiting", "queued", "proving") for state in states.values())
        title = text("compare.live", done=done, all=len(states), elapsed=self._elapsed())
        left = self._remaining()
        if left is not None:
            title += " · " + text("compare.live_left", minutes=max(1, round(left / 60)))
        grid = Table(title=Text(title), title_justify="left")
        modes: dict[tuple[str, str], dict[str, str]] = {}
        for cell in self._cells:
            modes.setdefault((cell.framework, cell.mode), {})[cell.dtype] = states[cell.key]
        low = len(modes) + _FRAME_LINES > self._console.height
        columns = [text("compare.framework"), *([] if low else [text("compare.mode")]), *dtypes]
        for column in columns:
            grid.add_column(Text(column))
        if not low:
            for (framework, mode), by_dtype in modes.items():
                marks = (_mark(by_dtype.get(dtype, "waiting"), word=True) for dtype in dtypes)
                grid.add_row(Text(framework), Text(mode), *marks)
            return grid
        for framework in dict.fromkeys(framework for framework, _ in modes):
            rows = [by_dtype for (owner, _), by_dtype in modes.items() if owner == framework]
            grid.add_row(Text(framework), *(_marks(rows, dtype) for dtype in dtypes))
        active = [
            f"{cell.framework} {cell.mode} {cell.dtype}: {text(f'compare.state_{state}')}"
            for cell in self._cells
            if (state := states[cell.key]) in ("proving", "launch", "round")
        ]
        grid.caption = Text("\n".join(active[:_ACTIVE_LINES]))
        grid.caption_justify = "left"
        return grid


# Title, borders, header, and the line that the cursor stands on.
_FRAME_LINES = 6
_ACTIVE_LINES = 4


def _mark(state: str, *, word: bool) -> "Text":
    from rich.text import Text

    sign, style = STATES[state]
    return Text(f"{sign} {text(f'compare.state_{state}')}" if word else sign, style=style)


def _marks(rows: Sequence[dict[str, str]], dtype: str) -> "Text":
    """The signs of a framework's modes, in display order."""
    from rich.text import Text

    return Text(" ").join(_mark(row.get(dtype, "waiting"), word=False) for row in rows)
