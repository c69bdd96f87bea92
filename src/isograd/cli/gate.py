"""``isograd gate``: has anything become slower than a baseline? For a user's own CI."""

import click

from isograd.cli._completion import complete_run
from isograd.i18n import text


@click.command(help=text("gate.help"))
@click.argument("run", default="latest", shell_complete=complete_run)
@click.option(
    "--baseline", required=True, metavar="RUN", help=text("gate.opt_baseline"),
    shell_complete=complete_run,
)  # fmt: skip
@click.option(
    "--max-slowdown", default="5%", show_default=True, metavar="P", help=text("gate.opt_slowdown")
)
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
def command(run: str, baseline: str, max_slowdown: str, as_json: bool) -> int:
    from isograd.cli import output as out
    from isograd.cli._asked import share
    from isograd.errors import UsageError
    from isograd.evidence.changes import changes
    from isograd.evidence.gate import judge
    from isograd.evidence.store import Store

    allowed = share(max_slowdown, "--max-slowdown")
    with Store.open() as store:
        before, after = store.find(baseline), store.find(run)
        if before == after:
            raise UsageError(text("gate.same_run", run=after), hint=text("gate.same_run_hint"))
        found = judge(changes(store, before, after), allowed)
    if as_json:
        out.print_json(found)
    else:
        for one in found.slower:
            name = f"{one.framework} {one.mode} {one.dtype}"
            click.echo(
                text(
                    "gate.slower",
                    cell=name,
                    quantity=text(f"compare.{one.quantity}"),
                    threads=one.threads,
                    ratio=f"{one.ratio:.3f}",
                    low=f"{one.low:.3f}",
                    high=f"{one.high:.3f}",
                    limit=f"{one.limit * 100:.1f} %",
                )
            )
        for name in found.unjudged:
            click.echo(text("gate.unjudged", cell=name))
        key = "gate.failed" if found.slower else "gate.passed"
        if not found.judged:
            key = "gate.nothing"
        click.echo(text(key, judged=found.judged, slower=len(found.slower)))
    return 4 if found.slower or not found.judged else 0
