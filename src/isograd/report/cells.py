"""Cells of the parity matrix and what opens behind each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from markupsafe import Markup

from isograd import registry
from isograd.evidence.model import CellResult, Comparison, Deviation, Parity, Record
from isograd.report import figures
from isograd.report import format as fmt
from isograd.report.words import SYMBOLS, Reason, Words
from isograd.suite.conventions import CONVENTIONS


@dataclass(frozen=True)
class RecordLink:
    id: str
    kind: str
    words: str
    anchor: str


@dataclass(frozen=True)
class DeviationRow:
    phase: str
    kind: str
    tensor: str
    step: int
    deviation: str
    tolerance: str
    ratio: str
    over: bool


@dataclass(frozen=True)
class ConventionNote:
    id: str
    words: str
    formula: str
    source: str


@dataclass(frozen=True)
class CellView:
    """One cell: what the matrix shows, and the details."""

    id: str
    result: CellResult
    name: str  # framework · mode · dtype
    status: str
    symbol: str
    ratio: str  # largest deviation ÷ tolerance; empty where nothing was compared
    meter: Markup
    reason: Reason
    facts: Sequence[tuple[str, str]]
    worst: Sequence[DeviationRow]
    divergence: str
    endpoint: Sequence[tuple[str, str]]
    conventions: Sequence[ConventionNote]
    findings: Sequence[Reason]
    figures_reason: Reason
    records: Sequence[RecordLink]

    def record(self, kind: str) -> RecordLink | None:
        return next((link for link in self.records if link.kind == kind), None)


@dataclass(frozen=True)
class Row:
    """One mode (and variant) of a framework across dtypes; None where a cell was not asked for."""

    framework: str
    series: int
    mode: str
    variant: str
    applied: str
    flags: Sequence[str]  # of a tuned entry: all that is set besides the defaults
    guide: str
    cells: Sequence[CellView | None]


@dataclass(frozen=True)
class Group:
    framework: str
    name: str
    series: int
    rows: Sequence[Row]


class Identifiers:
    """Readable identifiers, unique in a page even where two names differ by punctuation alone."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def make(self, *names: str) -> str:
        base = "-".join(fmt.slug(name) for name in names)
        candidate, n = base, 1
        while candidate in self._used:
            n += 1
            candidate = f"{base}-{n}"
        self._used.add(candidate)
        return candidate


def worst_ratio(parity: Parity | None) -> float | None:
    """The largest deviation ÷ tolerance of a cell: None if nothing was compared, inf if beyond
    any number (not finite, wrong shape or dtype, absent)."""
    if parity is None or not parity.worst:
        return None
    return max(float("inf") if d.ratio is None else d.ratio for d in parity.worst)


def record_anchor(identifier: str) -> str:
    return f"r-{fmt.slug(identifier)}"


def _links(cell: CellResult, records: Mapping[str, Record], words: Words) -> list[RecordLink]:
    known = [records[identifier] for identifier in cell.evidence if identifier in records]
    return [RecordLink(r.id, r.kind, words(f"record_{r.kind}"), record_anchor(r.id)) for r in known]


def deviation_row(deviation: Deviation, words: Words) -> DeviationRow:
    if deviation.problem:
        amount = words(f"problem_{deviation.problem}")
    else:
        amount = "∞" if deviation.deviation is None else fmt.scientific(deviation.deviation)
    return DeviationRow(
        phase=words(f"phase_{deviation.phase}"),
        kind=words(f"kind_{deviation.kind}"),
        tensor=deviation.tensor,
        step=deviation.step,
        deviation=amount,
        tolerance=fmt.scientific(deviation.tolerance),
        ratio=fmt.ratio(deviation.ratio),
        over=deviation.ratio is None or deviation.ratio > 1,
    )


def _divergence(deviation: Deviation | None, words: Words) -> str:
    if deviation is None:
        return ""
    row = deviation_row(deviation, words)
    return words(
        "divergence",
        kind=row.kind,
        tensor=row.tensor,
        step=row.step,
        phase=row.phase,
        deviation=row.deviation,
        tolerance=row.tolerance,
        ratio=row.ratio,
    )


def _facts(parity: Parity, words: Words) -> list[tuple[str, str]]:
    rows = [("fact_steps", str(parity.steps) if parity.steps else "")]
    if parity.kind == "trajectory":
        rows += [
            ("fact_forced", str(parity.forced_steps) if parity.forced_steps else words("none")),
            ("fact_gradient", words.term("gradient", parity.gradient)),
            ("fact_loss_form", words.term("loss", parity.loss_form)),
        ]
    rows += [
        ("fact_scope", words.term("scope", parity.compiled_scope)),
        ("fact_accuracy", percent(parity.accuracy)),
        ("fact_patches", words.listed(parity.patches)),
        ("fact_callable", parity.callable_sha256[:12]),
    ]
    return [(words(key), value) for key, value in rows if value]


def percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.2f}\u202f%"


def _convention(identifier: str, words: Words) -> ConventionNote:
    known = CONVENTIONS.get(identifier)
    if known is None:
        return ConventionNote(identifier, words("convention_unknown"), "", "")
    explained = known.zh if words.lang == "zh" else known.en
    return ConventionNote(identifier, explained, known.formula, known.source)


def _endpoint(parity: Parity | None) -> list[tuple[str, str]]:
    if parity is None:
        return []
    return [
        (name, ", ".join(f"{value:.6g}" for value in values))
        for name, values in sorted(parity.endpoint.items())
    ]


def view(
    task: str, result: CellResult, identifier: str, records: Mapping[str, Record], words: Words
) -> CellView:
    parity = result.parity
    worst = worst_ratio(parity)
    deviations = parity.worst if parity else []
    name = f"{words.framework(result.framework)} · {result.mode} · {result.dtype}"
    if result.variant != "default":
        name += f" · {result.variant}"
    return CellView(
        id=identifier,
        result=result,
        name=name,
        status=words.status(result.status),
        symbol=SYMBOLS[result.status],
        ratio="" if worst is None else fmt.ratio(worst),
        meter=Markup() if worst is None else figures.meter(worst),
        reason=words.reason(result.reason_code, result.reason, result.details),
        facts=_facts(parity, words) if parity else [],
        worst=[deviation_row(deviation, words) for deviation in deviations],
        divergence=_divergence(parity.first_divergence if parity else None, words),
        endpoint=_endpoint(parity),
        conventions=[_convention(c, words) for c in (parity.conventions if parity else [])],
        findings=[words.reason(f.code, "", f.details) for f in (parity.findings if parity else [])],
        figures_reason=words.reason(
            result.figures_reason_code, result.figures_reason, result.figures_details
        ),
        records=_links(result, records, words),
    )


def _applied(framework: str, mode: str) -> str:
    """The line of a mode that recorded no source; nothing where the registry lacks it too."""
    known = registry.frameworks().get(framework)
    modes = known.modes if known else []
    return next((m.applied for m in modes if m.id == mode), "")


def unique(names: Iterable[str]) -> list[str]:
    """Names in order of first appearance."""
    return list(dict.fromkeys(names))


def groups(
    comparison: Comparison, prefix: str, records: Mapping[str, Record], words: Words
) -> list[Group]:
    """The matrix: frameworks in the document's order, a row per mode and variant."""
    dtypes = unique(cell.dtype for cell in comparison.cells)
    identifiers = Identifiers()
    views = {
        (c.framework, c.mode, c.variant, c.dtype): view(
            comparison.task.id,
            c,
            identifiers.make(prefix, c.framework, c.mode, c.dtype, c.variant),
            records,
            words,
        )
        for c in comparison.cells
    }
    found = []
    present = unique(c.framework for c in comparison.cells)
    # A framework keeps its colour whichever others take part.
    places = {name: place for place, name in enumerate(unique([*registry.frameworks(), *present]))}
    for framework in present:
        series = places[framework] + 1
        mine = [c for c in comparison.cells if c.framework == framework]
        rows = []
        for mode, variant in dict.fromkeys((c.mode, c.variant) for c in mine):
            cells = [views.get((framework, mode, variant, dtype)) for dtype in dtypes]
            sources = [view.result.source for view in cells if view and view.result.source]
            applied = sources[0].applied if sources else _applied(framework, mode)
            flags, guide = (sources[0].flags, sources[0].guide) if sources else ([], "")
            rows.append(Row(framework, series, mode, variant, applied, flags, guide, cells))
        found.append(Group(framework, words.framework(framework), series, rows))
    return found


def file_name(path: str) -> str:
    """A shown source's own name; the folder it lay in is nobody's business."""
    return PurePath(path).name
