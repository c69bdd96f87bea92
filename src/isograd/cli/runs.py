"""``isograd runs``: look at, carry and remove what the evidence store holds."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isograd.cli import Group
from isograd.cli._completion import complete_run
from isograd.errors import UsageError
from isograd.i18n import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from isograd.evidence.changes import RunComparison, Speed
    from isograd.evidence.listing import RunDetail, RunSummary
    from isograd.evidence.means import Means
    from isograd.evidence.model import CellResult
    from isograd.evidence.rules import Breach


# A verb is imported after --lang was read, so its help speaks the chosen language.
@click.group(cls=Group, help=text("runs.help"))
def command() -> None:
    pass


@command.command("list", help=text("runs.help_list"))
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
def list_runs(as_json: bool) -> None:
    from isograd.cli.output import message, print_json, table
    from isograd.evidence.listing import RunList
    from isograd.evidence.store import Store

    with Store.open() as store:
        runs = store.runs()
    if as_json:
        print_json(RunList(runs=runs))
    elif not runs:
        message(text("runs.none"))
        message(text("cli.hint", hint=text("runs.none_hint")))
    else:
        names = ("run", "state", "task", "variant", "cells", "records", "machine", "created")
        columns = [text(f"runs.column_{name}") for name in names]
        table(columns, [_row(run) for run in runs], right={4, 5}, whole={0})


@command.command("show", help=text("runs.help_show"))
@click.argument("run", default="latest", shell_complete=complete_run)
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
def show(run: str, as_json: bool) -> None:
    from isograd.cli.output import print_json
    from isograd.evidence.document import comparison
    from isograd.evidence.listing import RunDetail
    from isograd.evidence.store import Store

    with Store.open() as store:
        identifier = store.find(run)
        detail = RunDetail(
            run=store.info(identifier),
            imported=store.summary(identifier).imported,
            plan=store.plan(identifier),
            records=store.records(identifier),
        )
        if as_json:
            print_json(detail)
        else:
            _show(detail, comparison(store, identifier).cells)


@command.command("check", help=text("runs.help_check"))
@click.argument("run", default="latest", shell_complete=complete_run)
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
def check_run(run: str, as_json: bool) -> int:
    from isograd.cli.output import print_json
    from isograd.evidence.listing import Broken, RunCheck
    from isograd.evidence.rules import RULES, check, facts
    from isograd.evidence.store import Store

    with Store.open() as store:
        identifier = store.find(run)
        found = facts(store, identifier)
    breaches = check(found)
    if as_json:
        broken = [
            Broken(
                rule=one.rule,
                code=one.code,
                cell=one.cell,
                figure=one.figure,
                details=dict(one.details),
                message=text(f"check.{one.code}", "en", **one.details),
            )
            for one in breaches
        ]
        print_json(
            RunCheck(
                run=identifier, rules=list(RULES), launches=len(found.launches), breaches=broken
            )
        )
    else:
        _show_check(identifier, breaches, len(RULES), len(found.launches))
    return 4 if breaches else 0


@command.command("compare", help=text("runs.help_compare"))
@click.argument("before", shell_complete=complete_run)
@click.argument("after", default="latest", shell_complete=complete_run)
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
def compare_runs(before: str, after: str, as_json: bool) -> None:
    from isograd.cli.output import print_json
    from isograd.evidence.changes import changes
    from isograd.evidence.store import Store

    with Store.open() as store:
        names = [store.find(before), store.find(after)]
        if names[0] == names[1]:
            raise UsageError(text("runs.same_run", run=names[0]))
        found = changes(store, *names)
    if as_json:
        print_json(found)
    else:
        show_changes(found)


def show_changes(found: "RunComparison") -> None:
    from isograd.cli.output import table

    rows = []
    for cell in found.cells:
        name = f"{cell.framework} {cell.mode} {cell.dtype}"
        numerics = "—" if cell.loss_gap is None else f"{cell.loss_gap:.1e}"
        if cell.loss_gap == 0:
            numerics = text("runs.same_bits")
        sizes = [None if v is None else v / 1e6 for v in cell.memory_bytes]
        memory = "—" if None in sizes else " → ".join(f"{v:.0f}" for v in sizes if v is not None)
        status = cell.status[0] if len(set(cell.status)) == 1 else " → ".join(cell.status)
        code = ", ".join(text(f"runs.code_{what}") for what in cell.code) or text("runs.unchanged")
        speeds: list[Speed | None] = [*cell.speed] or [None]
        for place, speed in enumerate(speeds):
            rows.append(
                [
                    name if place == 0 else "",
                    status if place == 0 else "",
                    "—"
                    if speed is None
                    else f"{text(f'compare.{speed.quantity}')} {speed.threads}",
                    text(f"runs.speed_{cell.speed_missing}")
                    if speed is None
                    else f"{speed.ratio:.3f} ({speed.low:.3f} … {speed.high:.3f})",
                    "" if speed is None else text(f"compare.verdict_{speed.verdict}"),
                    *((memory, numerics, code) if place == 0 else ("", "", "")),
                ]
            )
    names = ("cell", "parity", "figure", "after_before", "verdict", "memory", "numerics", "code")
    table([text(f"runs.change_{name}") for name in names], rows)
    for environment, packages in found.versions.items():
        for package, (old, new) in packages.items():
            click.echo(f"{environment}: {package} {old} → {new}")
    for side, cells in found.only.items():
        if cells:
            click.echo(text(f"runs.only_{side}", cells=", ".join(cells)))
    if found.machine:
        click.echo(text("runs.other_machine", names=", ".join(found.machine)))
    _show_floors(found.floors)


@command.command("mean", help=text("runs.help_mean"))
@click.argument("runs", nargs=-1, required=True, shell_complete=complete_run)
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
def mean_of_runs(runs: tuple[str, ...], as_json: bool) -> None:
    from isograd.cli.output import print_json
    from isograd.evidence.means import means
    from isograd.evidence.store import Store

    if len(runs) < 2:
        raise UsageError(text("runs.mean_of_one"))
    with Store.open() as store:
        found = means(store, [store.find(run) for run in runs])
    if as_json:
        print_json(found)
    else:
        _show_means(found)


def _show_means(found: "Means") -> None:
    from isograd.cli.output import table

    rows = []
    for mean in found.means:
        lacks = ", ".join(f"{task} ({_lack(why)})" for task, why in mean.lacks.items())
        interval = f"{mean.ratio:.3f} ({mean.low:.3f} … {mean.high:.3f})" if mean.verdict else "—"
        each = ", ".join(f"{one.task} {one.ratio:.2f}" for one in mean.tasks)
        rows.append(
            [
                f"{mean.framework} {mean.mode} {mean.dtype}",
                f"{text(f'compare.{mean.quantity}')} {mean.threads}",
                interval,
                text(f"compare.verdict_{mean.verdict}") if mean.verdict else "—",
                each,
                lacks or "—",
            ]
        )
    names = ("cell", "figure", "mean", "verdict", "each", "lacks")
    table([text(f"runs.mean_{name}") for name in names], rows)
    click.echo(
        text("runs.mean_of", tasks=", ".join(found.runs), n=len(found.runs), **found.reference)
    )
    _show_floors(found.floors)


def _lack(why: str) -> str:
    return text("runs.speed_not_timed") if why == "not_timed" else why


def _show_floors(floors: "Mapping[str, float | None]") -> None:
    for name, floor in floors.items():
        quantity, threads = name.split("/")
        shown = text("runs.floor_unknown") if floor is None else f"{floor * 100:.1f} %"
        click.echo(
            text(
                "runs.floor",
                quantity=text(f"compare.{quantity}"),
                threads=threads,
                floor=shown,
            )
        )


def _show_check(run: str, breaches: "list[Breach]", rules: int, launches: int) -> None:
    from isograd.cli.output import table

    if not breaches:
        click.echo(text("check.fair", run=run, rules=rules, launches=launches))
        return
    rows = [
        [
            str(one.rule),
            one.cell.replace("/", " ") or text("check.whole_run"),
            one.figure,
            text(f"check.{one.code}", **one.details),
        ]
        for one in breaches
    ]
    columns = [text(f"check.column_{name}") for name in ("rule", "cell", "figure", "says")]
    table(columns, rows, right={0})
    click.echo(text("check.unfair", run=run, count=len(breaches)))


@command.command("export", help=text("runs.help_export"))
@click.argument("run", default="latest", shell_complete=complete_run)
@click.option("-o", "--output", type=click.Path(path_type=Path), help=text("runs.help_output"))
def export_run(run: str, output: Path | None) -> None:
    from isograd.evidence.bundle import export
    from isograd.evidence.store import Store

    with Store.open() as store:
        identifier = store.find(run)
        file = output or Path(f"{identifier}.isograd.zip")
        export(store, identifier, file)
    click.echo(text("runs.exported", run=identifier, file=file, bytes=file.stat().st_size))


@command.command("import", help=text("runs.help_import"))
@click.argument("file", type=click.Path(path_type=Path))
def import_run(file: Path) -> None:
    from isograd.evidence.bundle import import_bundle
    from isograd.evidence.store import Store

    with Store.open() as store:
        imported = import_bundle(store, file)
    key = "imported" if imported.new else "imported_already"
    click.echo(text(f"runs.{key}", run=imported.run))


@command.command("delete", help=text("runs.help_delete"))
@click.argument("run", shell_complete=complete_run)
@click.option("--yes", is_flag=True, help=text("runs.help_yes"))
def delete(run: str, yes: bool) -> None:
    from isograd.evidence.store import Store

    with Store.open() as store:
        identifier = store.find(run)
        if not yes and not sys.stdin.isatty():
            raise UsageError(
                text("runs.delete_unasked", run=identifier), hint=text("runs.delete_unasked_hint")
            )
        question = text("runs.delete_question", run=identifier, n=store.summary(identifier).records)
        if not yes and not click.confirm(question, err=True):
            click.echo(text("runs.kept", run=identifier))
            return
        store.delete(identifier)
    click.echo(text("runs.deleted", run=identifier))


def _row(run: "RunSummary") -> list[str]:
    state = text(f"runs.state_{run.state}")
    if run.imported:
        state = text("runs.state_imported", state=state)
    return [
        run.id,
        state,
        run.task,
        run.variant,
        str(run.cells),
        str(run.records),
        run.node or run.machine[:8],
        _moment(run.created),
    ]


def _show(detail: "RunDetail", cells: "list[CellResult]") -> None:
    from isograd.cli.output import table

    state = text(f"runs.state_{detail.run.state}")
    if detail.imported:
        state = text("runs.state_imported", state=state)
    facts = {
        "run": detail.run.id,
        "state": state,
        "created": _moment(detail.run.created),
        "finished": _moment(detail.run.finished) if detail.run.finished else "—",
        "task": f"{detail.plan.task} ({detail.plan.variant})",
        "isograd": detail.run.isograd,
        "machine": _machine(detail.run.machine),
        "records": str(len(detail.records)),
    }
    for name, value in facts.items():
        click.echo(text("runs.fact", name=text(f"runs.column_{name}"), value=value))
    for name, environment in detail.run.environments.items():
        click.echo(_environment(name, environment))
    click.echo()
    names = ("framework", "mode", "dtype", "variant", "status", "reason", "records")
    rows = [
        [
            *(cell.framework, cell.mode, cell.dtype, cell.variant),
            *(cell.status, cell.reason_code, " ".join(cell.evidence)),
        ]
        for cell in cells
    ]
    table([text(f"runs.column_{name}") for name in names], rows)


def _machine(fingerprint: "dict[str, Any]") -> str:
    """Its name, the first digits of the fingerprint's hash, processor, cores and memory."""
    from isograd.evidence.content import canonical, digest

    memory = fingerprint.get("memory_bytes")
    parts = [
        fingerprint.get("node"),
        digest(canonical(fingerprint))[:8],
        fingerprint.get("cpu"),
        text("runs.cores", n=fingerprint.get("cores_allowed", "?")),
        None if memory is None else f"{memory / 2**30:.0f} GiB",
    ]
    return ", ".join(part for part in parts if part)


def _environment(name: str, fact: dict[str, Any]) -> str:
    """The frameworks' versions; an environment has dozens of packages more."""
    from isograd.registry import frameworks

    versions: dict[str, str] = fact.get("versions", {})
    # Beginnings, since a distribution's name may go on: tensorflow-cpu, jaxlib, paddlepaddle.
    packages = ("numpy", *(framework.package for framework in frameworks().values()))
    shown = ", ".join(
        f"{package} {version}"
        for package, version in sorted(versions.items())
        if package.startswith(packages)
    )
    return text("runs.environment", name=name, versions=shown, n=len(versions))


def _moment(created: str) -> str:
    """An ISO 8601 time of UTC to the minute, as people read it."""
    return created[:16].replace("T", " ") + " UTC"
