"""``isograd claims``: what the evidence of this machine says of each claim."""

from typing import TYPE_CHECKING

import click

from isograd.cli._completion import complete_claim, complete_run
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.claims.model import Judged


@click.command(help=text("claims.help"))
@click.argument("names", nargs=-1, metavar="[CLAIM]...", shell_complete=complete_claim)
@click.option(
    "--run",
    "runs",
    multiple=True,
    metavar="RUN",
    help=text("claims.opt_run"),
    shell_complete=complete_run,
)
@click.option("--rules", is_flag=True, help=text("claims.opt_rules"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(names: tuple[str, ...], runs: tuple[str, ...], rules: bool, as_json: bool) -> None:
    from isograd.claims.decide import gather, ledger
    from isograd.claims.load import choose
    from isograd.cli import output as out
    from isograd.evidence.store import Store
    from isograd.i18n import language

    chosen = choose(list(names))
    with Store.open() as store:
        document = ledger(chosen, gather(store, chosen, [store.find(run) for run in runs]))
    if as_json:
        out.print_json(document)
        return
    rows = [
        [one.id, text(f"claims.{one.verdict}"), one.effect, one.reason[language()]]
        for one in document.claims
    ]
    columns = [text(f"claims.column_{name}") for name in ("id", "verdict", "effect", "reason")]
    out.table(columns, rows)
    if rules or names:
        for one in document.claims:
            _show(one)
    out.message(text("claims.from_runs", count=len(document.runs)))
    if document.unread:
        out.message(text("claims.unread", runs=", ".join(document.unread)))


def _show(one: "Judged") -> None:
    """The claim, what is tested in its place, and every condition with what was found."""
    from isograd.claims.wording import told
    from isograd.i18n import language

    click.echo(f"\n{one.id}  {one.claim[language()]}")
    click.echo(f"  {text('claims.tested')}: {one.tested[language()]}")
    for made in one.outcomes:
        mark = {True: "✓", False: "✗", None: "?"}[made.holds]
        click.echo(f"  {mark} {told(made.condition, language())}  {made.effect}".rstrip())
    for citation in one.citations:
        click.echo(
            f"  “{citation.says.model_dump()[language()]}” {citation.source} ({citation.date})"
        )
