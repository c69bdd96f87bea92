"""``isograd rosetta``: the same idea in every framework."""

from typing import TYPE_CHECKING

import click

from isograd.cli._completion import complete_concept
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.probing.concepts import Dictionary, Entry


@click.command(help=text("rosetta.help"))
@click.argument("name", default="", metavar="[CONCEPT|NAME]", shell_complete=complete_concept)
@click.option("--frameworks", metavar="A,B", help=text("compare.opt_frameworks"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(name: str, frameworks: str | None, as_json: bool) -> None:
    from isograd.cli import output as out
    from isograd.cli.compare import split
    from isograd.evidence.answers import newest
    from isograd.evidence.store import Store
    from isograd.probing.concepts import dictionary

    with Store.open() as store:
        document = dictionary(name, newest(store) if name or as_json else {})  # a list shows none
    if as_json:
        out.print_json(document)
    elif not name:
        _list(document)
    else:
        for entry in document.concepts:
            _show(entry, split(frameworks))


def _list(document: "Dictionary") -> None:
    from isograd.cli import output as out
    from isograd.i18n import language

    rows = [
        [entry.id, entry.name[language()], text(f"rosetta.group_{entry.group}")]
        for entry in document.concepts
    ]
    columns = [text(f"rosetta.column_{name}") for name in ("concept", "name", "group")]
    out.table(columns, rows, whole={0})
    out.message(text("rosetta.how_to_ask"))


def _show(entry: "Entry", frameworks: list[str]) -> None:
    from rich.syntax import Syntax

    from isograd.cli import output as out
    from isograd.i18n import language

    console = out.console()
    console.print(f"{entry.id}  {entry.name[language()]}", style="bold")
    console.print(entry.about[language()])
    for snippet in entry.snippets:
        if frameworks and snippet.framework not in frameworks:
            continue
        console.print(f"\n— {snippet.framework}", style="bold")
        console.print(Syntax(snippet.code.rstrip(), "python", background_color="default"))
        if snippet.link:
            console.print(snippet.link)
    for trap in entry.traps:
        console.print(f"\n{text('rosetta.trap')} {trap.says[language()]}")
        if trap.question:
            console.print(f"  {trap.question}")
            for place, told in trap.answers.items():
                console.print(f"    {place}: {told}")
            if not trap.answers:
                console.print("    " + text("rosetta.not_measured", question=trap.question))
        if trap.convention:
            console.print(f"  {trap.convention}: {trap.formula} ({trap.source})")
