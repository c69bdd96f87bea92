"""``isograd weights``: move a checkpoint between a model and its port."""

from collections.abc import Callable
from pathlib import Path

import click

from isograd.cli import Group
from isograd.i18n import text

_FOLDER = click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
_FILE = click.option(
    "--weights", "file", type=click.Path(path_type=Path), required=True, help=text("port.opt_from")
)
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help=text("port.opt_file")
)


@click.group(cls=Group, help=text("port.weights_help"))
def command() -> None:
    pass


@command.command("push", help=text("port.push_help"))
@_FOLDER
@_FILE
@_OUTPUT
def push_command(folder: Path, file: Path, output: Path) -> int:
    from isograd.port.exchange import push

    return _moved(push, folder, file, output)


@command.command("pull", help=text("port.pull_help"))
@_FOLDER
@_FILE
@_OUTPUT
def pull_command(folder: Path, file: Path, output: Path) -> int:
    from isograd.port.exchange import pull

    return _moved(pull, folder, file, output)


def _moved(
    move: Callable[[Path, Path, Path], list[str]], folder: Path, file: Path, output: Path
) -> int:
    from isograd.cli import output as out
    from isograd.errors import UsageError

    if not output.resolve().parent.is_dir():
        raise UsageError(text("port.no_folder", path=output.resolve().parent))
    names = move(folder, file, output)
    out.message(text("port.moved", count=len(names), path=output))
    return 0
