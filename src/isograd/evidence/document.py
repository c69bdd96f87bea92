"""The compare document, read back from a run's records alone (so that it works after an import)."""

from typing import Any

from isograd.evidence.model import (
    Cell,
    CellResult,
    Comparison,
    Figures,
    Parity,
    Record,
    Source,
    TaskInfo,
)
from isograd.evidence.store import Store
from isograd.i18n import sentence


def comparison(store: Store, run: str) -> Comparison:
    """The whole run as one document; a cell without a record yet is `missing` (`not_run`)."""
    plan = store.plan(run)
    by_cell: dict[str, list[Record]] = {}
    for record in store.records(run):
        if record.cell is not None:
            by_cell.setdefault(record.cell.key, []).append(record)
    rows = [_row(store, cell, by_cell.get(cell.key, []), plan.figures) for cell in plan.cells]
    info = store.info(run)
    settings = {key: value for key, value in info.settings.items() if key != "task"}
    return Comparison(
        run=info.model_copy(update={"settings": settings}),
        task=TaskInfo.model_validate(plan.settings["task"]),
        cells=rows,
    )


def _row(store: Store, cell: Cell, records: list[Record], timed: list[str]) -> CellResult:
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
    for record in records:
        if record.kind == "measurement":
            figures = Figures.model_validate(record.payload)
        elif record.payload.get("about") == "figures":
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
