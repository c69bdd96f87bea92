"""``isograd report``: write the report of a recorded run."""

from pathlib import Path

import click

from isograd.cli._completion import complete_run
from isograd.i18n import text


@click.command(help=text("report.help"))
@click.argument("run", default="latest", shell_complete=complete_run)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("isograd-report"),
    show_default=True,
    help=text("report.help_out"),
)
@click.option("--open", "open_it", is_flag=True, help=text("report.help_open"))
def command(run: str, output: Path, open_it: bool) -> None:
    from isograd.cli.output import message
    from isograd.evidence.store import Store
    from isograd.report import write_run

    with Store.open() as store:
        index = write_run(store, store.find(run), output)
    message(text("report.written", path=index))
    if open_it and click.launch(index.as_uri()) != 0:
        message(text("report.cannot_open", path=index))
