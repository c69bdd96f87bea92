"""The compare document, read back from a run's records alone (so that it works after an import)."""

from collections.abc import Callable, Iterable
from typing import Any

from isograd.errors import UsageError
from isograd.evidence import campaign
from isograd.evidence.model import (
    CampaignPlan,
    CampaignResult,
    Cell,
    CellResult,
    Comparison,
    CostCurve,
    Figures,
    Parity,
    Record,
    RunPlan,
    Source,
    Sweep,
    TaskInfo,
)
from isograd.evidence.store import Store
from isograd.i18n import sentence, text


def comparison(store: Store, run: str) -> Comparison:
    """The whole run as one document; a cell without a record yet is `missing` (`not_run`).

    Raises `UsageError` for a run that asked questions.
    """
    plan = compared(store, run)
    by_cell: dict[str, list[Record]] = {}
    planned: Record | None = None
    records = store.records(run)
    figures = launches(records, lambda cell: cell.key)
    for record in records:
        if record.cell is not None:
            by_cell.setdefault(record.cell.key, []).append(record)
        elif record.payload.get("about") == "plan":
            planned = record
    rows = [
        _row(store, cell, by_cell.get(cell.key, []), figures.get(cell.key, []), plan.figures)
        for cell in plan.cells
    ]
    info = store.info(run)
    settings = {key: value for key, value in info.settings.items() if key != "task"}
    return Comparison(
        run=info.model_copy(update={"settings": settings}),
        task=TaskInfo.model_validate(plan.settings["task"]),
        cells=rows,
        campaign=_campaign(planned, plan.cells, by_cell, figures),
        curves=_curves(plan.cells, by_cell),
    )


def compared(store: Store, run: str) -> RunPlan:
    """The plan of a comparison; `UsageError` for a run that asked questions."""
    plan = store.plan(run)
    if plan.about != "comparison":
        raise UsageError(
            text("runs.no_comparison", run=run), hint=text("runs.no_comparison_hint", run=run)
        )
    return plan


def launch_of(record: Record) -> Figures | None:
    """The launch that a record holds, whatever its role; None for any other record."""
    if record.kind != "measurement" or record.payload.get("about") == "sweep":
        return None
    return Figures.model_validate(record.payload)


def launches(records: Iterable[Record], name: Callable[[Cell], str]) -> dict[str, list[Figures]]:
    """All launches that ``records`` hold, in their order, by the names of their cells."""
    found: dict[str, list[Figures]] = {}
    for record in records:
        figures = launch_of(record)
        if figures is not None and record.cell is not None:
            found.setdefault(name(record.cell), []).append(figures)
    return found


def _campaign(
    planned: Record | None,
    cells: list[Cell],
    by_cell: dict[str, list[Record]],
    figures: dict[str, list[Figures]],
) -> CampaignResult | None:
    if planned is None:
        return None
    # A cell that failed in the middle has figures of its earlier waves, but takes no place.
    sound = {cell.key: cell for cell in cells if not any(map(_fails, by_cell.get(cell.key, [])))}
    return campaign.result(
        CampaignPlan.model_validate(planned.payload["plan"]),
        planned.payload["sha256"],
        sound,
        {key: figures.get(key, []) for key in sound},
    )


def _fails(record: Record) -> bool:
    return record.payload.get("about") == "figures"


def _curves(cells: list[Cell], by_cell: dict[str, list[Record]]) -> list[CostCurve]:
    found = []
    for cell in cells:
        sweeps = [
            Sweep.model_validate(record.payload["sweep"])
            for record in by_cell.get(cell.key, [])
            if record.payload.get("about") == "sweep"
        ]
        for axis in dict.fromkeys(sweep.axis for sweep in sweeps):
            mine = [sweep for sweep in sweeps if sweep.axis == axis]
            found.append(campaign.cost_curve(cell, axis, mine))
    return found


def _row(
    store: Store, cell: Cell, records: list[Record], made: list[Figures], timed: list[str]
) -> CellResult:
    def parity_of() -> tuple[Parity | None, Record | None]:
        for record in records:
            if record.kind == "parity":
                return Parity.model_validate(record.payload), record
        return None, None

    parity, proof = parity_of()
    identity: dict[str, Any] = {
        "framework": cell.framework,
        "mode": cell.mode,
        "dtype": cell.dtype,
        "variant": cell.variant,
        "evidence": [record.id for record in records],
    }
    if parity is None or proof is None:
        return CellResult(
            **identity, status="missing", reason_code="not_run", reason=sentence("not_run", {})
        )
    figures, status = None, parity.status
    reason_code, reason, details = parity.reason_code, parity.reason, parity.details
    why, why_details = "", dict[str, str]()
    for one in made:
        if one.role in ("single", "pilot"):
            figures = one
    for record in records:
        if _fails(record):
            why, why_details = record.payload["reason_code"], record.payload["details"]
            if record.payload["status"] == "invalid":
                status, reason_code, details = "invalid", why, why_details
                reason = sentence(why, why_details)
    if figures is None and not why:
        why = _why_untimed(cell, parity, timed)
    source = None
    if proof.source:
        fact = store.read_fact(proof.source)
        source = Source(
            file=fact["file"],
            sha256=proof.source,
            applied=fact["applied"],
            flags=fact.get("flags", []),
            guide=fact.get("guide", ""),
            lines=fact["lines"],
            tokens=fact["tokens"],
        )
    return CellResult(
        **identity,
        status=status,
        reason_code=reason_code,
        reason=reason,
        details=details,
        parity=parity,
        figures=figures,
        figures_reason_code="" if figures else why,
        figures_reason="" if figures else sentence(why, why_details),
        figures_details={} if figures else why_details,
        timings=campaign.timings(made),
        source=source,
    )


def _why_untimed(cell: Cell, parity: Parity, timed: list[str]) -> str:
    if cell.variant == "article":
        return "article_untimed"
    if parity.status != "ok":
        return "not_at_parity"
    if parity.patches:
        return "proof_patch"
    return "not_requested" if cell.dtype not in timed else "not_run"
