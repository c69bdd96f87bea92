"""``isograd completion``: the script that teaches a shell to complete isograd's commands."""

import click
from click.shell_completion import get_completion_class

from isograd.i18n import text

SHELLS = ("bash", "zsh", "fish")


@click.command(help=text("completion.help"))
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    completion = get_completion_class(shell)
    assert completion is not None  # click has all of SHELLS
    root = ctx.find_root().command
    click.echo(completion(root, {}, "isograd", "_ISOGRAD_COMPLETE").source())
