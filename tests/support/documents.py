"""Reading the documents as tests do: their links, tables and the commands that they print."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import click

from isograd.cli import cli

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "src/isograd/tasks/*/**/*.md")
    for path in ROOT.glob(pattern)
)

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@cache
def read(path: Path) -> str:
    return path.read_text("utf-8")


def prose(path: Path) -> str:
    """The document without its code blocks."""
    return _BLOCK.sub("", read(path))


def commands(path: Path) -> list[list[str]]:
    """Every command of its ``sh`` blocks, one a line, split as a shell does."""
    lines = [
        line
        for language, body in _BLOCK.findall(read(path))
        if language == "sh"
        for line in body.splitlines()
    ]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def links(path: Path) -> list[str]:
    """Targets of its links and images that are no web addresses."""
    return [target for target in _LINK.findall(prose(path)) if "://" not in target]


def anchors(path: Path) -> set[str]:
    """What a link into the document may name after ``#``, as GitHub makes it of headings."""
    kept = [re.sub(r"[^\w\- ]", "", title.lower()) for title in _HEADING.findall(prose(path))]
    return {title.strip().replace(" ", "-") for title in kept}


def rows(path: Path, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, without its two head lines."""
    after = re.split(rf"^#+ {re.escape(heading)}$", read(path), maxsplit=1, flags=re.MULTILINE)[1]
    table = re.search(r"(?:^\|.*\|\n)+", after, re.MULTILINE)
    assert table is not None, f"no table under {heading!r} in {path.name}"
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]
    ]


def parse(arguments: list[str]) -> None:
    """Take ``isograd ARGUMENTS`` apart as the command line does, running nothing.

    `click.UsageError` for an unknown verb, option or value, or a wrong number of arguments.
    """
    command: click.Command = cli
    with mock.patch("isograd.cli.use_language"):  # --lang would set that of the whole process
        context = command.make_context("isograd", list(arguments))
    while isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None, name
        command = found
        context = command.make_context(name, rest, parent=context)


def tree() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, as ``env list``."""
    root = click.Context(cli)
    for verb in cli.list_commands(root):
        command = cli.get_command(root, verb)
        assert command is not None
        if isinstance(command, click.Group):
            for name, inner in command.commands.items():
                yield f"{verb} {name}", inner
        else:
            yield verb, command
