"""``isograd sweep``: campaigns of several tasks, spread over the machines of a Ray cluster."""

import re
import shlex
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from isograd.cli.compare import command as compare
from isograd.errors import UsageError
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.run.sweep.documents import Swept
    from isograd.run.sweep.driver import Campaign, Sweep

# What a sweep decides itself; all other options of compare are handed on as they are given.
_OWN = ("task", "resume", "proofs", "output", "no_report", "as_json")
PASSED_ON = [one for one in compare.params if one.name not in _OWN]


@click.command(help=text("sweep.help"))
@click.argument("tasks", nargs=-1, required=True, metavar="TASK...")
@click.option("--on", required=True, metavar="ray://HOST:PORT|local", help=text("sweep.opt_on"))
@click.option("--set", "sets", multiple=True, metavar="OPTIONS", help=text("sweep.opt_set"))
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
@click.pass_context
def command(
    ctx: click.Context,
    /,
    tasks: tuple[str, ...],
    on: str,
    sets: tuple[str, ...],
    as_json: bool,
    **passed_on: Any,
) -> int:
    from isograd.cli import output as out
    from isograd.evidence.store import Store
    from isograd.run.sweep.cluster import RayCluster
    from isograd.run.sweep.documents import SweepResult
    from isograd.run.sweep.driver import Sweep

    if not re.fullmatch(r"local|(ray://)?[^/:\s]+:\d{1,5}", on):
        raise UsageError(text("sweep.bad_on", on=on), hint=text("sweep.bad_on_hint"))
    planned = campaigns(tasks, given(ctx), sets)
    began = time.monotonic()

    def tell(what: str, **fields: Any) -> None:
        seconds = int(time.monotonic() - began)
        said = text(f"sweep.tell_{what}", **fields)
        out.message(f"[{seconds // 60:d}:{seconds % 60:02d}] {said}")

    options = [compare_options(one) for one in planned]
    with Store.open() as store:
        tell("connecting", on=on)
        cluster = RayCluster(on)
        try:
            sweep = Sweep(
                cluster,
                store,
                planned,
                tell,
                measures=any(one["figures"] != "none" for one in options),
                gpu=any(one["device"] == "cuda" for one in options),
            )
            with stopped_by_signal(sweep):
                swept = sweep.run()
        finally:
            cluster.close()
    if as_json:
        out.print_json(SweepResult(on=on, campaigns=swept))
    else:
        show(swept, planned)
    return min((one.exit_code for one in swept if one.exit_code), default=0)


command.params.extend(PASSED_ON)


@contextmanager
def stopped_by_signal(sweep: "Sweep") -> Iterator[None]:
    """Ctrl-C and SIGTERM ask the sweep to stop; once more, and it is interrupted where it is."""

    def ask(number: int, frame: FrameType | None) -> None:
        if sweep.asked:
            raise KeyboardInterrupt
        sweep.ask_to_stop()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def given(ctx: click.Context) -> list[str]:
    """The options for compare that stand on the command line."""
    found: list[str] = []
    for parameter in PASSED_ON:
        assert parameter.name is not None
        if ctx.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE:
            value = ctx.params[parameter.name]
            for one in value if isinstance(value, tuple) else (value,):
                found += [parameter.opts[-1], *([] if one is True else [str(one)])]
    return found


def campaigns(
    tasks: Sequence[str], options: Sequence[str], sets: Sequence[str]
) -> "list[Campaign]":
    """One campaign a task and set of options; `UsageError` for what compare would not take."""
    from isograd.run.sweep.driver import Campaign
    from isograd.suite import load

    found: list[Campaign] = []
    for task in tasks:
        folder = load.find(task)
        name = task if folder.built_in else str(folder.path)
        for one in sets or ("",):
            try:
                words = [*options, *shlex.split(one)]
            except ValueError as error:
                raise UsageError(text("sweep.bad_set", options=one, why=error)) from error
            made = Campaign(name, tuple(words), number=len(found), apart=one)
            compare_options(made)
            found.append(made)
    return found


def compare_options(campaign: "Campaign") -> dict[str, Any]:
    """The values of compare's options in a campaign, as its parser reads them."""
    parsed = compare.make_context("isograd compare", [campaign.task, *campaign.options])
    for parameter in compare.params:
        name = str(parameter.name)
        if name in _OWN[1:] and parsed.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise UsageError(text("sweep.own_option", option=parameter.opts[-1]))
    return parsed.params


def show(swept: "Sequence[Swept]", planned: "Sequence[Campaign]") -> None:
    """A row a campaign; what went wrong below."""
    from isograd.cli import output as out

    names = ("task", "options", "node", "state", "ok", "run")
    rows = []
    for one, campaign in zip(swept, planned, strict=True):
        cells: Counter[str] = Counter(one.cells)
        rows.append(
            [
                one.task,
                campaign.apart or "—",
                one.node or "—",
                text(f"sweep.state_{one.state}"),
                f"{cells['ok']}/{cells.total()}",
                one.run or "—",
            ]
        )
    columns = [text(f"sweep.column_{name}") for name in names]
    out.table(columns, rows, right={4}, whole={5})
    for one in swept:
        if one.why:
            click.echo(f"{one.task}: {one.why}")
        for run in one.lost_runs:
            click.echo(text("sweep.lost_run", task=one.task, run=run))
    if any(one.run for one in swept):
        out.message(text("cli.hint", hint=text("sweep.report_hint")))
