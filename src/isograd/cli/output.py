"""How every verb speaks: tables and JSON on stdout, messages and progress on stderr."""

import json
import os
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel
from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.console import Console


def console(stderr: bool = False) -> "Console":
    """A rich console; it drops colour for ``NO_COLOR`` and all styling where there is no terminal.

    Texts are printed as they are: no markup, no emoji codes, no guessed highlighting, so that a
    task named ``[bold]`` shows its name.
    """
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=True)


def message(line: str, *, style: str = "") -> None:
    """One line on stderr, so that stdout stays the command's result."""
    console(stderr=True).print(line, style=style or None)


def print_json(model: BaseModel) -> None:
    """One JSON document on stdout, by alias; ASCII only where stdout cannot hold more."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    document = json.loads(model.model_dump_json(by_alias=True))
    text = json.dumps(document, indent=2, ensure_ascii=not encoding.startswith("utf"))
    sys.stdout.write(text + "\n")


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    right: Collection[int] = (),
    whole: Collection[int] = (),
) -> None:
    """A table on stdout: boxed by rich on a terminal, aligned plain columns elsewhere.

    ``right`` holds the indices of the right-aligned columns, ``whole`` of those that a narrow
    terminal must not fold, such as identifiers that are copied from there. A plain table cuts
    nothing, one row a line, so that it can be searched.
    """
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        _rich_table(columns, rows, title, right, whole)
    else:
        _plain_table(columns, rows, title, right)


def _rich_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    title: str,
    right: Collection[int],
    whole: Collection[int],
) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=Text(title) if title else None, title_justify="left")
    for index, column in enumerate(columns):
        grid.add_column(
            Text(column),
            justify="right" if index in right else "left",
            overflow="fold",
            no_wrap=index in whole,
        )
    for row in rows:
        grid.add_row(*(Text(value) for value in row))
    console().print(grid, soft_wrap=False)


def _plain_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], title: str, right: Collection[int]
) -> None:
    lines = [columns, *rows]
    # Chinese characters fill two columns of a terminal: widths are of cells, not characters.
    widths = [max(cell_len(line[index]) for line in lines) for index in range(len(columns))]
    if title:
        sys.stdout.write(title + "\n")
    for line in lines:
        padded = []
        for index, value in enumerate(line):
            gap = " " * (widths[index] - cell_len(value))
            padded.append(gap + value if index in right else value + gap)
        sys.stdout.write("  ".join(padded).rstrip() + "\n")
