"""What the waves of a campaign say: ratios as forest plots, break-even, warm-up, costs apart.

Nothing here is sorted by speed, and no ratio is shown without its interval and the noise floor.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from isograd.evidence.model import (
    Axis,
    CampaignResult,
    CellTiming,
    Comparison,
    CostCurve,
    Estimate,
    Figures,
    Ratio,
)
from isograd.measure.family import band
from isograd.measure.outliers import SEVERE_BADGE
from isograd.report import figures
from isograd.report import format as fmt
from isograd.report.cells import Group
from isograd.report.words import Words

_COSTS = ("latency", "throughput", "feed", "pipeline")


@dataclass(frozen=True)
class ForestRow:
    mode: str
    drawing: Markup
    ratio: str
    interval: str
    verdict: str
    kind: str  # faster | slower | no_difference
    p: str


@dataclass(frozen=True)
class Block:
    """Rows of one framework."""

    name: str
    series: int
    rows: Sequence[ForestRow]


@dataclass(frozen=True)
class Forest:
    """All ratios of one quantity, number of threads and dtype."""

    title: str
    floor: str
    launches: str
    axis: Markup
    blocks: Sequence[Block]


@dataclass(frozen=True)
class BreakEvenRow:
    cell: str
    against: str
    steps: str
    interval: str


@dataclass(frozen=True)
class CostRow:
    mode: str
    values: Sequence[tuple[str, str]]  # value, and its interval or why there is none; as `Costs`
    warm: tuple[str, str]
    first: str
    second: str
    reshape: str
    memory: str
    allocator: str


@dataclass(frozen=True)
class CostBlock:
    name: str
    series: int
    rows: Sequence[CostRow]


@dataclass(frozen=True)
class Costs:
    title: str
    quantities: Sequence[str]  # names of the columns that some cell fills
    blocks: Sequence[CostBlock]


@dataclass(frozen=True)
class SteadyRow:
    cell: str
    kind: str
    begins: str
    quantiles: str
    outliers: str
    badge: bool  # many severe outliers
    cores: str


@dataclass(frozen=True)
class Curve:
    """Step time over one axis of a sweep."""

    axis: Axis
    figure: Markup
    rows: Sequence[tuple[str, str, Sequence[str]]]  # cell, overhead-bound size, times
    sizes: Sequence[int]
    lacks: Sequence[tuple[str, str]]  # cell and size, and why it has no figure there


@dataclass(frozen=True)
class Differences:
    """The whole section; empty parts are left out of the page."""

    reference: str
    rounds: int
    launches: str
    plan: str
    forests: Sequence[Forest]
    break_even: Sequence[BreakEvenRow]
    costs: Sequence[Costs]
    steady: Sequence[SteadyRow]


def differences(
    comparison: Comparison, groups: Sequence[Group], words: Words
) -> Differences | None:
    """None for a run whose figures carry no ratio (profile demo, or none at all)."""
    campaign = comparison.campaign
    if campaign is None:
        return None
    plan = campaign.plan
    _, framework, mode, dtype, _ = plan.reference.split("/")
    return Differences(
        reference=cell_name(framework, mode, dtype, words),
        rounds=plan.rounds,
        launches=", ".join(str(count) for count in sorted(set(campaign.waves.values()))),
        plan=campaign.plan_sha256[:16],
        forests=_forests(campaign, groups, words),
        break_even=[
            BreakEvenRow(
                cell_name(one.framework, one.mode, one.dtype, words),
                one.against,
                _steps(one.steps, words),
                f"{_steps(one.low, words)} – {_steps(one.high, words)}",
            )
            for one in campaign.break_even
        ],
        costs=_costs(comparison, groups, words),
        steady=_steady(comparison, words),
    )


def cell_name(framework: str, mode: str, dtype: str, words: Words) -> str:
    return f"{words.framework(framework)} · {mode} · {dtype}"


def _steps(count: int | None, words: Words) -> str:
    if count is None:
        return words("never")
    # Further than anybody trains at these sizes, and than the estimate of the slope bears.
    return "> 10⁶" if count > 1_000_000 else str(count)


# --- forest plots ---------------------------------------------------------------------------


def _forests(campaign: CampaignResult, groups: Sequence[Group], words: Words) -> list[Forest]:
    found = []
    kinds = dict.fromkeys((r.quantity, r.threads, r.dtype) for r in campaign.ratios)
    for quantity, threads, dtype in kinds:
        mine = [
            r
            for r in campaign.ratios
            if (r.quantity, r.threads, r.dtype) == (quantity, threads, dtype)
        ]
        floor = campaign.floors[f"{quantity}/{threads}"]
        edge = band(floor)
        axis = figures.LogAxis.around(
            value for r in mine for value in (r.low, r.high, edge, 1.0 / edge)
        )
        labels = [(fmt.significant(value, 1), place) for value, place in axis.ticks()]
        blocks = []
        for group in groups:
            rows = [_forest_row(r, axis, edge, group.series, words) for r in mine
                    if r.framework == group.framework]  # fmt: skip
            if rows:
                blocks.append(Block(group.name, group.series, rows))
        found.append(
            Forest(
                title=words(
                    "forest_title",
                    quantity=words(f"quantity_{quantity}").capitalize(),
                    threads=threads,
                    dtype=dtype,
                ),
                floor=words("unknown") if floor is None else _percent(floor),
                launches=str(max(r.launches for r in mine)),
                axis=figures.strip_axis(axis, labels),
                blocks=blocks,
            )
        )
    return found


def _forest_row(
    ratio: Ratio, axis: figures.LogAxis, edge: float, series: int, words: Words
) -> ForestRow:
    return ForestRow(
        mode=ratio.mode,
        drawing=figures.forest(axis, ratio.ratio, ratio.low, ratio.high, edge, series),
        ratio=fmt.significant(ratio.ratio),
        interval=f"{fmt.significant(ratio.low)} – {fmt.significant(ratio.high)}",
        verdict=words(f"verdict_{ratio.verdict}"),
        kind=ratio.verdict,
        p="<0.001" if ratio.p_holm < 0.001 else f"{ratio.p_holm:.3f}",
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}\u202f%"


# --- costs apart ----------------------------------------------------------------------------


def _costs(comparison: Comparison, groups: Sequence[Group], words: Words) -> list[Costs]:
    found = []
    timed = [(cell, t) for cell in comparison.cells for t in cell.timings]
    for threads, dtype in dict.fromkeys((t.threads, cell.dtype) for cell, t in timed):
        blocks = []
        here = [t for cell, t in timed if (cell.dtype, t.threads) == (dtype, threads)]
        names = [n for n in _COSTS if any(n in t.quantities or n in t.lacks for t in here)]
        for group in groups:
            rows = [
                _cost_row(cell.mode, t, cell.figures, names, words)
                for cell, t in timed
                if (cell.framework, cell.dtype, t.threads) == (group.framework, dtype, threads)
            ]
            if rows:
                blocks.append(CostBlock(group.name, group.series, rows))
        title = words("costs_title", threads=threads, dtype=dtype)
        found.append(Costs(title, names, blocks))
    return found


def _cost_row(
    mode: str, timing: CellTiming, pilot: Figures | None, names: Sequence[str], words: Words
) -> CostRow:
    def shown(name: str) -> tuple[str, str]:
        estimate = timing.quantities.get(name)
        if estimate is None:
            return "–", timing.lacks.get(name, "")
        return fmt.duration(estimate.value), _interval(estimate)

    return CostRow(
        mode=mode,
        values=[shown(name) for name in names],
        warm=shown("warm_first_step"),
        first=fmt.duration(pilot.first_step_ns) if pilot else "–",
        second=fmt.duration(pilot.warmup_ns[0]) if pilot and pilot.warmup_ns else "–",
        reshape=fmt.duration(pilot.reshape.first_ns) if pilot and pilot.reshape else "–",
        memory=(
            fmt.size(max(0, pilot.memory.peak_bytes - pilot.memory.base_bytes))
            if pilot and pilot.memory
            else "–"
        ),
        allocator=(
            fmt.size(pilot.memory.framework_peak_bytes)
            if pilot and pilot.memory and pilot.memory.framework_peak_bytes is not None
            else words("not_told")
        ),
    )


def _interval(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{fmt.duration(estimate.low)} – {fmt.duration(estimate.high)}"


def _steady(comparison: Comparison, words: Words) -> list[SteadyRow]:
    rows = []
    for cell in comparison.cells:
        for timing in cell.timings:
            name = cell_name(cell.framework, cell.mode, cell.dtype, words)
            rows.append(
                SteadyRow(
                    cell=words("with_threads", cell=name, threads=timing.threads),
                    kind=words.term("steady", timing.steady) if timing.steady else "–",
                    begins="–" if timing.steady_from is None else str(timing.steady_from + 1),
                    quantiles=" · ".join(fmt.duration(q) for q in timing.quantiles_ns),
                    outliers=(
                        f"{_percent(timing.outliers_mild)} / {_percent(timing.outliers_severe)}"
                    ),
                    badge=timing.outliers_severe > SEVERE_BADGE,
                    cores="–" if timing.cpu_per_wall is None else f"{timing.cpu_per_wall:.2f}",
                )
            )
    return rows


# --- cost curves ----------------------------------------------------------------------------


def cost_curves(
    curves: Sequence[CostCurve], groups: Sequence[Group], identifier: str, words: Words
) -> list[Curve]:
    """One figure and table for each axis that was swept over."""
    axes = dict.fromkeys(curve.axis for curve in curves)
    return [
        _over(axis, [c for c in curves if c.axis == axis], groups, identifier, words)
        for axis in axes
    ]


def _over(
    axis: Axis, curves: Sequence[CostCurve], groups: Sequence[Group], identifier: str, words: Words
) -> Curve:
    """Step time over the sizes of one axis, every cell a line, both axes logarithmic."""
    series = {group.framework: group.series for group in groups}
    names = {id(c): cell_name(c.framework, c.mode, c.dtype, words) for c in curves}
    sizes = sorted({size for curve in curves for size in curve.sizes})
    points = [
        {
            "c": f"{curve.framework}/{curve.mode}/{curve.dtype}",
            "s": series.get(curve.framework, 1),
            "x": size,
            "y": estimate.value / 1e3,
        }
        for curve in curves
        for size, estimate in zip(curve.sizes, curve.step_ns, strict=True)
    ]
    figure = Markup()
    if points:
        figure = figures.render(
            figures.cost_spec(points, sizes, words(f"axis_{axis}"), words("axis_step_us")),
            f"{identifier}-cost-{axis}",
            words(f"figure_cost_title_{axis}"),
            words(f"figure_cost_description_{axis}", cells=len({point["c"] for point in points})),
        )
    rows = []
    for curve in curves:
        times = dict(zip(curve.sizes, curve.step_ns, strict=True))
        rows.append(
            (
                names[id(curve)],
                _bound(curve.overhead_bound, curve.sizes),
                [fmt.duration(times[size].value) if size in times else "–" for size in sizes],
            )
        )
    lacks = [
        (f"{names[id(curve)]}, {words(f'col_{axis}', size=size)}", why)
        for curve in curves
        for size, why in sorted(curve.lacks.items())
    ]
    return Curve(axis, figure, rows, sizes, lacks)


def _bound(bound: float | None, sizes: Sequence[int]) -> str:
    """A fit says nothing beyond the sizes that were measured."""
    if bound is None:
        return "–"
    if bound > sizes[-1]:
        return f"> {sizes[-1]}"
    return f"< {sizes[0]}" if bound < sizes[0] else fmt.significant(bound, 2)
