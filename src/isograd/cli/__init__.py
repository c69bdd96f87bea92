"""The command line. One file a verb, imported only when that verb runs, so that ``--help`` is fast.

A verb's file holds ``command``, a click command or group; the folder is the list of verbs.
"""

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from isograd import __version__
from isograd.errors import IsogradError
from isograd.i18n import LANGUAGES, text, use_language

# In the order of --help. The one-line help lies in the catalogue (cli.help_<verb>), so that
# listing the verbs imports none of them.
VERBS = tuple(
    sorted(
        path.stem
        for path in Path(__file__).parent.glob("[a-z]*.py")
        if path.stem not in ("output", "progress")
    )
)


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"isograd.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS:
            raise click.UsageError(unknown("verb", args[0], VERBS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(verb, text(f"cli.help_{verb}")) for verb in VERBS]
        with formatter.section(text("cli.commands")):
            formatter.write_dl(rows)


def unknown(kind: str, given: str, known: Any) -> str:
    """“unknown task 'x'; did you mean 'y'?” with the nearest name, or the list of all."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(given, names, n=1, cutoff=0.5)
    what = text(f"cli.kind_{kind}")
    if near:
        return text("cli.unknown_near", kind=what, given=given, near=near[0])
    return text("cli.unknown_all", kind=what, given=given, all=", ".join(names))


def _language_callback(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        use_language(value)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_language_callback,
    help="en | zh",
)
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.version_option(__version__, prog_name="isograd")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """isograd: one task in every deep-learning framework, proven equal, measured, compared."""
    ctx.obj = {"debug": debug}


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    # SIGTERM ends a run as Ctrl-C does: workers are ended, finished cells are kept.
    raise KeyboardInterrupt


def _global_first(arguments: list[str]) -> list[str]:
    """``--debug`` and ``--lang`` are taken wherever they stand before a ``--``."""
    first: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif argument == "--debug" or argument.startswith("--lang="):
            first.append(argument)
        elif argument == "--lang":
            first += [argument, *([value] if (value := next(remaining, None)) else [])]
        else:
            rest.append(argument)
    return first + rest


def main() -> NoReturn:
    """Run the command line and exit with the codes of docs/cli.md."""
    if sys.platform == "win32":
        sys.stderr.write(text("cli.no_windows") + "\n")
        sys.exit(3)
    signal.signal(signal.SIGTERM, _terminate)
    arguments = _global_first(sys.argv[1:])
    debug = "--debug" in arguments
    try:
        code = cli.main(arguments, prog_name="isograd", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):  # click makes the first of the second
        click.echo(text("cli.interrupted"), err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except IsogradError as error:
        if debug:
            raise
        click.echo(text("cli.error", message=str(error)), err=True)
        if error.hint:
            click.echo(text("cli.hint", hint=error.hint), err=True)
        code = error.exit_code
    except BrokenPipeError:
        code = 0
    except Exception as error:
        if debug:
            raise
        click.echo(text("cli.fault", kind=type(error).__name__, message=str(error)), err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
