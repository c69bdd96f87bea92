"""Tables of start-up, steady-state step and memory, one row a cell, with a drawing in each row."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from isograd.evidence.model import Figures
from isograd.report import figures
from isograd.report import format as fmt
from isograd.report.cells import CellView, Group, RecordLink
from isograd.report.words import Reason, Words

_NOTHING = Markup()


@dataclass(frozen=True)
class TimingRow:
    """One cell: formatted figures with their drawings, or the reason why there are none."""

    cell: CellView
    mode: str
    reason: Reason | None
    record: RecordLink | None = None
    imported: str = ""
    build: str = ""
    first: str = ""
    covers: int = 1
    total: str = ""
    bar: Markup = _NOTHING
    median: str = ""
    low: str = ""
    high: str = ""
    samples: int = 0
    rounds: int = 0
    strip: Markup = _NOTHING
    memory: str = ""


@dataclass(frozen=True)
class TimingGroup:
    name: str
    series: int
    rows: Sequence[TimingRow]


@dataclass(frozen=True)
class Timing:
    """All cells of one dtype. Without any figures ``groups`` is empty and ``reasons`` tells why."""

    dtype: str
    groups: Sequence[TimingGroup]
    axis: Markup
    longest: str  # what the full width of the start-up bars stands for
    whole_runs: bool  # some first step covers a whole run
    reasons: Sequence[Reason]


def _memory(measured: Figures) -> str:
    found = measured.memory
    return fmt.size(max(found.peak_bytes - found.base_bytes, 0)) if found else "—"


def _start_up(measured: Figures) -> int:
    return measured.import_ns + measured.build_ns + measured.first_step_ns


def _why_none(cell: CellView, words: Words) -> Reason:
    """Why a cell has no figures: its own reason for them, else why the cell is not ok."""
    if cell.result.figures_reason_code or cell.result.figures_reason:
        return cell.figures_reason
    if cell.result.status != "ok":
        return Reason(words("no_figures_status", status=cell.status))
    return Reason(words("no_figures"))


def _row(cell: CellView, mode: str, axis: figures.LogAxis, longest: int, series: int) -> TimingRow:
    measured = cell.result.figures
    assert measured is not None
    samples = measured.samples
    return TimingRow(
        cell=cell,
        mode=mode,
        reason=None,
        record=cell.record("measurement"),
        imported=fmt.duration(measured.import_ns),
        build=fmt.duration(measured.build_ns),
        first=fmt.duration(measured.first_step_ns),
        covers=measured.first_step_covers,
        total=fmt.duration(_start_up(measured)),
        bar=figures.stacked(
            [
                ("part-import", measured.import_ns),
                ("part-build", measured.build_ns),
                ("part-first", measured.first_step_ns),
            ],
            longest,
        ),
        median=fmt.duration(measured.median_step_ns),
        low=fmt.duration(min(samples)),
        high=fmt.duration(max(samples)),
        samples=len(samples),
        rounds=len(measured.rounds),
        strip=figures.strip(axis, samples, measured.median_step_ns, series),
        memory=_memory(measured),
    )


def timing(dtype: str, column: int, groups: Sequence[Group], words: Words) -> Timing:
    """The timing of the ``column``-th dtype of the matrix."""
    cells = [cell for group in groups for row in group.rows if (cell := row.cells[column])]
    measured = [f for cell in cells if (f := cell.result.figures) and f.samples]
    if not measured:
        reasons = {(r := _why_none(cell, words)).words: r for cell in cells}
        return Timing(dtype, [], Markup(), "", False, list(reasons.values()))
    axis = figures.LogAxis.around(sample for f in measured for sample in f.samples)
    longest = max(_start_up(f) for f in measured)
    made = []
    for group in groups:
        rows = []
        for row in group.rows:
            cell = row.cells[column]
            if cell is None:
                continue
            mode = row.mode if row.variant == "default" else f"{row.mode} · {row.variant}"
            if cell.result.figures and cell.result.figures.samples:
                rows.append(_row(cell, mode, axis, longest, group.series))
            else:
                rows.append(TimingRow(cell, mode, _why_none(cell, words)))
        if rows:
            made.append(TimingGroup(group.name, group.series, rows))
    labels = [(fmt.duration(value, 1), place) for value, place in axis.ticks()]
    return Timing(
        dtype,
        made,
        figures.strip_axis(axis, labels),
        fmt.duration(longest),
        any(f.first_step_covers > 1 for f in measured),
        [],
    )
