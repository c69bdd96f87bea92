"""The command line. One file a verb, imported only when that verb runs, so that ``--help`` is fast.

A verb's file holds ``command``, a click command or group; the folder is the list of verbs.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from isograd import __version__
from isograd.cli import _clicks_words
from isograd.errors import IsogradError
from isograd.i18n import LANGUAGES, text, unknown, use_language

# In the order of --help. The one-line help lies in the catalogue (cli.help_<verb>), so that
# listing the verbs imports none of them.
VERBS = tuple(
    sorted(
        path.stem.replace("_", "-")
        for path in Path(__file__).parent.glob("[a-z]*.py")
        if path.stem not in ("output", "progress")
    )
)


class Group(click.Group):
    """A group whose list of commands shows their whole help, and whose unknown command is told
    with the nearest known one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            raise click.UsageError(unknown("verb", args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(text("cli.commands")):
            formatter.write_dl([(name, self.told(ctx, name)) for name in self.list_commands(ctx)])

    def told(self, ctx: click.Context, name: str) -> str:
        """The help of one command, as the list shows it."""
        command = self.get_command(ctx, name)
        return (command.help or "").split("\n\n")[0] if command is not None else ""


class _Verbs(Group):
    """The verbs, found as files; listing them imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"isograd.cli.{cmd_name.replace('-', '_')}").command
        return command

    def told(self, ctx: click.Context, name: str) -> str:
        return text(f"cli.help_{name.replace('-', '_')}")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text("cli.about"))


class _Option(click.Option):
    """An option of the root: it is made before the language is known, so ``help`` is a key."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return (record[0], text(self.help)) if record and self.help else record


def _language_callback(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        use_language(value)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"isograd {__version__}")
        ctx.exit()


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    cls=_Option,
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_language_callback,
    help="cli.opt_lang",
)
@click.option("--debug", cls=_Option, is_flag=True, help="cli.opt_debug")
@click.option(
    "--version",
    cls=_Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="click.show_version",
)
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    ctx.obj = {"debug": debug}


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    # SIGTERM ends a run as Ctrl-C does: workers are ended, finished cells are kept.
    raise KeyboardInterrupt


def _split_global(arguments: list[str]) -> tuple[list[str], list[str]]:
    """``--debug`` and ``--lang``, wherever they stand before a ``--``; and all the others."""
    first: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif argument == "--debug" or argument.startswith("--lang="):
            first.append(argument)
        elif argument == "--lang":
            value = next(remaining, None)
            first.append(argument if value is None else f"{argument}={value}")
        else:
            rest.append(argument)
    return first, rest


def _print_traceback() -> None:
    import traceback  # its import would be a tenth of what --help takes

    traceback.print_exc()


def main() -> NoReturn:
    """Run the command line and exit with the codes of docs/cli.md."""
    if sys.platform == "win32":
        sys.stderr.write(text("cli.no_windows") + "\n")
        sys.exit(3)
    signal.signal(signal.SIGTERM, _terminate)
    ours, others = _split_global(sys.argv[1:])
    debug = "--debug" in ours
    _clicks_words.install()
    for option in ours:  # before click makes the texts of its own options
        if (language := option.removeprefix("--lang=")) in LANGUAGES:
            use_language(language)
    try:
        code = cli.main(ours + others, prog_name="isograd", standalone_mode=False)
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):  # click makes the first of the second
        click.echo(text("cli.interrupted"), err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except IsogradError as error:
        if debug:
            _print_traceback()
        click.echo(text("cli.error", message=str(error)), err=True)
        if error.hint:
            click.echo(text("cli.hint", hint=error.hint), err=True)
        code = error.exit_code
    except (SystemExit, BrokenPipeError):  # the first is click's answer to the second
        # Whoever read our output has seen enough; the interpreter must not flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if debug:
            _print_traceback()
        click.echo(text("cli.fault", kind=type(error).__name__, message=str(error)), err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
