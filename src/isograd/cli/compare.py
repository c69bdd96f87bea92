"""``isograd compare``: one task in every framework and mode, proven equal, measured, reported."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isograd.errors import EnvironmentSetupError, UsageError
from isograd.i18n import text, unknown

if TYPE_CHECKING:
    from isograd.evidence.model import CampaignResult
    from isograd.evidence.model import Comparison as Document
    from isograd.registry import Device
    from isograd.run.timing import Profile


def split(value: str | None) -> list[str]:
    """A comma-separated option."""
    return [part.strip() for part in (value or "").split(",") if part.strip()]


@click.command(help=text("compare.help"))
@click.argument("task", help=text("task.argument_task"))
@click.option(
    "--variant",
    default="default",
    show_default=True,
    metavar="NAME",
    help=text("compare.opt_variant"),
)
@click.option("--frameworks", help=text("compare.opt_frameworks"), metavar="A,B")
@click.option("--modes", help=text("compare.opt_modes"), metavar="A,B")
@click.option("--dtypes", metavar="A,B", help=text("compare.opt_dtypes"))
@click.option(
    "--profile",
    type=click.Choice(["demo", "quick", "full"]),
    help=text("compare.opt_profile"),
)
@click.option("--quick", is_flag=True, help=text("compare.opt_quick"))
@click.option("--precision", metavar="P", help=text("compare.opt_precision"))
@click.option("--budget", metavar="TIME", help=text("compare.opt_budget"))
@click.option("--reference", metavar="FRAMEWORK/MODE", help=text("compare.opt_reference"))
@click.option("--sweep", multiple=True, metavar="AXIS=A,B", help=text("compare.opt_sweep"))
@click.option("--figures", metavar="A,B", help=text("compare.opt_figures"))
@click.option("--jobs", type=click.IntRange(1), help=text("compare.opt_jobs"))
@click.option("--threads", metavar="N,all", help=text("compare.opt_threads"))
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=600.0,
    show_default=True,
    help=text("compare.opt_timeout"),
)
@click.option(
    "--device",
    type=click.Choice(["cpu", "cuda"]),
    default="cpu",
    show_default=True,
    help=text("compare.opt_device"),
)
@click.option("--resume", metavar="RUN", help=text("compare.opt_resume"))
@click.option("--proofs", metavar="RUN", help=text("compare.opt_proofs"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("isograd-report"),
    show_default=True,
    metavar="DIR",
    help=text("compare.opt_output"),
)
@click.option("--no-report", is_flag=True, help=text("compare.opt_no_report"))
@click.option("--yes", is_flag=True, help=text("compare.opt_yes"))
@click.option("--framework-index", is_flag=True, help=text("env.opt_framework_index"))
@click.option("--no-create", is_flag=True, help=text("compare.opt_no_create"))
@click.option("--strict", is_flag=True, help=text("compare.opt_strict"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(
    task: str,
    variant: str,
    frameworks: str | None,
    modes: str | None,
    dtypes: str | None,
    profile: "Profile | None",
    quick: bool,
    precision: str | None,
    budget: str | None,
    reference: str | None,
    sweep: tuple[str, ...],
    figures: str | None,
    jobs: int | None,
    threads: str | None,
    timeout: float,
    device: "Device",
    resume: str | None,
    proofs: str | None,
    output: Path,
    no_report: bool,
    yes: bool,
    framework_index: bool,
    no_create: bool,
    strict: bool,
    as_json: bool,
) -> int:
    from isograd.cli import _asked as asked
    from isograd.cli import output as out
    from isograd.cli.progress import Progress
    from isograd.evidence.document import comparison
    from isograd.evidence.store import Store
    from isograd.run.comparison import Comparison, Request
    from isograd.suite.contract import DTYPES

    timing = asked.timing(
        profile="quick" if quick else profile,
        precision=precision,
        budget=budget,
        reference=reference,
        sweep=sweep,
        threads=threads,
        device=device,
        timeout=timeout,
    )
    if timing.profile == "quick":
        modes = modes or ",".join(asked.quick_modes(split(frameworks)))
        dtypes = dtypes or "float32"
    dtypes = dtypes or ",".join(DTYPES)
    request = Request(
        task=task,
        variant=variant,
        frameworks=split(frameworks),
        modes=split(modes),
        dtypes=split(dtypes),
        figures=timed(figures, split(dtypes)),
        jobs=jobs or 0,
        timeout=timeout,
        device=device,
        timing=timing,
    )
    # A store of its own, as a sweep's, is not where --resume will look.
    resumable = "ISOGRAD_STORE" not in os.environ
    with Store.open() as store:
        run = store.find(resume) if resume else None
        proven = store.find(proofs) if proofs else None
        planned = Comparison(request, store)
        if not no_report:
            from isograd.report.write import check_target

            check_target(output)
        offer_environments(
            planned.needed(), device, yes=yes, no_create=no_create, framework_index=framework_index
        )
        try:
            launches = planned.launches()
            if launches > 1:
                takes = text("compare.will_take", launches=launches, minutes=planned.minutes())
                out.message(f"{takes} {text('compare.will_resume')}" if resumable else takes)
            cells = [contestant.cell for contestant in planned.contestants]
            with Progress(cells, lambda: planned.remaining) as progress:
                planned.watch(progress)
                run = planned.execute(run, proven)
        except KeyboardInterrupt:  # told when the live table is gone, which would wipe it away
            if planned.run and resumable:
                out.message(text("compare.resume_with", run=planned.run))
            raise
        document = comparison(store, run)
        if not no_report:
            from isograd.report import write_run

            out.message(text("compare.report_at", path=write_run(store, run, output)))
    if as_json:
        out.print_json(document)
    else:
        show(document)
    return exit_code(document, strict=strict)


def timed(given: str | None, dtypes: Sequence[str]) -> list[str]:
    """The dtypes that ``--figures`` asks for, by default float32 where it is compared.

    Raises `UsageError` for one that is unknown, or that ``--dtypes`` leaves out.
    """
    from isograd.suite.contract import DTYPES

    if given is None:
        return [dtype for dtype in ("float32",) if dtype in dtypes]
    if given == "none":
        return []
    asked = split(given)
    for dtype in asked:
        if dtype not in DTYPES:
            raise UsageError(unknown("dtype", dtype, (*DTYPES, "none")))
        if dtype not in dtypes:
            raise UsageError(
                text("compare.untimed_dtype", dtype=dtype),
                hint=text("compare.untimed_dtype_hint"),
            )
    return asked


def exit_code(document: "Document", *, strict: bool) -> int:
    """4 for any wrong cell, or with ``strict`` for any that is not ok; 3 where none could run."""
    statuses = [cell.status for cell in document.cells]
    if "wrong" in statuses or (strict and any(status != "ok" for status in statuses)):
        return 4
    return 3 if all(status == "missing" for status in statuses) else 0


def offer_environments(
    needed: Sequence[str],
    device: "Device",
    *,
    yes: bool,
    no_create: bool,
    framework_index: bool = False,
) -> None:
    """Make the worker environments that are missing, after saying what they cost."""
    from isograd.cli import output as out
    from isograd.run.environments import plan

    absent = [item for item in plan(list(needed), device) if item.state != "ready"]
    if not absent or no_create:
        return
    out.message(
        text(
            "compare.environments_missing",
            names=", ".join(item.spec.id for item in absent),
            download=sum(item.download_mb for item in absent),
            disk=sum(item.disk_mb for item in absent),
            minutes=max(1, round(sum(item.seconds for item in absent) / 60)),
        )
    )
    if not yes:
        if not sys.stdin.isatty():
            raise EnvironmentSetupError(text("compare.ask_yes"), hint=text("compare.ask_yes_hint"))
        if not click.confirm(text("compare.make_them"), err=True):
            return
    from isograd.cli.env import create_all

    create_all([item.spec.id for item in absent], device, framework_index=framework_index)


def show(document: "Document") -> None:
    """The matrix as a table: status, worst ratio, and figures where there are any."""
    from isograd.cli import output as out
    from isograd.i18n import language, sentence
    from isograd.suite.parity import severity

    def ratio(cell: object) -> str:
        parity = getattr(cell, "parity", None)
        if parity is None or not parity.worst:
            return "—"
        return f"{max(severity(deviation) for deviation in parity.worst):.2g}"

    rows = []
    for cell in document.cells:
        figures = cell.figures
        rows.append(
            [
                cell.framework,
                cell.mode,
                cell.dtype,
                text(f"compare.state_{cell.status}"),
                ratio(cell),
                "—" if figures is None else f"{figures.import_ns / 1e9:.2f}",
                "—" if figures is None else f"{figures.first_step_ns / 1e6:.1f}",
                "—" if figures is None else f"{figures.median_step_ns / 1e3:.1f}",
                "—"
                if figures is None or figures.memory is None
                else f"{(figures.memory.peak_bytes - figures.memory.base_bytes) / 1e6:.0f}",
            ]
        )
    columns = [
        text(f"compare.{name}")
        for name in (
            "framework mode dtype status ratio import_s first_step_ms step_us memory_mb".split()
        )
    ]
    title = document.task.title[language()]
    out.table(columns, rows, title=title, right=range(4, 9))
    for cell in document.cells:
        if cell.status != "ok":
            name = f"{cell.framework} {cell.mode} {cell.dtype}"
            why = sentence(cell.reason_code, cell.details, language())
            out.console().print(f"{name}: {text(f'compare.state_{cell.status}')}: {why}")
    ok = sum(cell.status == "ok" for cell in document.cells)
    article = document.task.variant == "article"
    summary = "compare.summary_article" if article else "compare.summary"
    out.console().print(text(summary, ok=ok, all=len(document.cells)))
    if document.campaign is not None:
        show_ratios(document.campaign)
    elif any(cell.figures for cell in document.cells):
        out.console().print(text("compare.no_ranking"))


def show_ratios(campaign: "CampaignResult") -> None:
    """Every ratio with its interval beside the noise floor; none is called a winner."""
    from isograd.cli import output as out

    plan = campaign.plan
    columns = [
        text(f"compare.{name}")
        for name in "framework mode threads quantity ratio_of interval floor verdict".split()
    ]
    rows = []
    for ratio in campaign.ratios:
        floor = campaign.floors[f"{ratio.quantity}/{ratio.threads}"]
        rows.append(
            [
                ratio.framework,
                ratio.mode,
                str(ratio.threads),
                text(f"compare.{ratio.quantity}"),
                f"{ratio.ratio:.3g}",
                f"{ratio.low:.3g} … {ratio.high:.3g}",
                "—" if floor is None else f"{floor * 100:.1f} %",
                text(f"compare.verdict_{ratio.verdict}"),
            ]
        )
    _, framework, mode, dtype, _ = plan.reference.split("/")
    title = text("compare.ratios_to", reference=f"{framework} {mode} {dtype}")
    out.table(columns, rows, title=title, right=range(4, 7))
    for one in campaign.break_even:
        key = "compare.break_even" if one.steps is not None else "compare.break_even_never"
        values = {"steps": one.steps, "low": one.low, "high": one.high}
        shown = {name: text("compare.never") if v is None else str(v) for name, v in values.items()}
        name = f"{one.framework} {one.mode} {one.dtype}"
        out.console().print(text(key, cell=name, against=one.against, **shown))
