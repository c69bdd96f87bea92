"""What the launches of a campaign say together: estimates, ratios, break-even, cost curves.

All of it is computed from the records when a document is made, so that an imported run, a doctored
one and a fresh one are judged alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

from isograd.evidence.model import (
    Axis,
    BreakEven,
    CampaignPlan,
    CampaignResult,
    Cell,
    CellTiming,
    CostCurve,
    Estimate,
    Figures,
    Ratio,
    Round,
    Sweep,
)

if TYPE_CHECKING:
    from isograd.measure.effect import Effect

Quantity = Literal["latency", "throughput"]
QUANTITIES: tuple[Quantity, ...] = ("latency", "throughput")

TWIN = "twin"  # stands for the cell key of the reference's second name
Wave = Mapping[str, Figures]  # launches that were alive together, by cell key or `TWIN`


def waves_of(
    launches: Mapping[str, Sequence[Figures]], threads: int, group: int
) -> list[dict[str, Figures]]:
    """The waves of one group at one number of threads, in order."""
    found: dict[int, dict[str, Figures]] = {}
    for key, mine in launches.items():
        for figures in mine:
            if figures.role == "timed" and (figures.threads, figures.group) == (threads, group):
                found.setdefault(figures.wave, {})[figures.label or key] = figures
    return [found[number] for number in sorted(found)]


def _level(visit: Round, quantity: str, whole_run: bool) -> float | None:
    """The time of a step in one block, nanoseconds; None where there is none."""
    if quantity == "throughput":
        # A whole run is one block: its time by its steps is both.
        return float(visit.step_ns[0]) if whole_run else visit.throughput_ns
    if quantity == "latency":
        return None if whole_run else median(visit.step_ns)
    samples = visit.feed_ns if quantity == "feed" else visit.pipeline_ns
    return median(samples) if samples else None


def levels(figures: Figures, quantity: str) -> list[float | None]:
    """The time of a step in each round, nanoseconds."""
    whole_run = figures.first_step_covers > 1
    return [_level(visit, quantity, whole_run) for visit in figures.rounds]


def timed_at(mine: Iterable[Figures], threads: int) -> list[Figures]:
    """The timed launches of one cell at one number of threads, without the twin's."""
    return [f for f in mine if f.role == "timed" and f.threads == threads and not f.label]


def per_launch(launches: Iterable[Figures], quantity: str) -> list[list[float]]:
    """The levels of each launch that has any."""
    found = ([v for v in levels(figures, quantity) if v is not None] for figures in launches)
    return [values for values in found if values]


def logs(waves: Sequence[Wave], a: str, b: str, quantity: Quantity) -> "list[Any]":
    """ln(a ÷ b) of every round, one array [rounds] a wave that holds both."""
    import numpy as np

    found = []
    for wave in waves:
        if a not in wave or b not in wave:
            continue
        pairs = zip(levels(wave[a], quantity), levels(wave[b], quantity), strict=False)
        values = [np.log(x / y) for x, y in pairs if x is not None and y is not None]
        if values:
            found.append(np.array(values))
    return found


def _effect(values: "list[Any]") -> "Effect | None":
    from isograd.measure.effect import effect

    return effect(values) if len(values) >= 2 else None


def half_widths(waves: Sequence[Wave], reference: str) -> list[float]:
    """The wider half of every ratio's 95 % interval, as shares; infinite without an interval."""
    found = []
    for key in {key for wave in waves for key in wave} - {reference, TWIN}:
        for quantity in QUANTITIES:
            values = logs(waves, key, reference, quantity)
            if values:
                made = _effect(values)
                found.append(float("inf") if made is None else made.half_width)
    return found


def result(
    plan: CampaignPlan,
    plan_sha256: str,
    cells: Mapping[str, Cell],
    launches: Mapping[str, Sequence[Figures]],
) -> CampaignResult:
    """Ratios of every cell to the reference within its group, at each number of threads."""
    from isograd.measure.family import floor, holm, verdict

    floors: dict[str, float | None] = {}
    made: list[tuple[str, int, Quantity, Effect]] = []
    counts: dict[str, int] = {}
    for threads in plan.threads:
        groups = [waves_of(launches, threads, g) for g in range(len(plan.groups))]
        for number, waves in enumerate(groups):
            counts[f"{threads}/{number}"] = len(waves)
        for quantity in QUANTITIES:
            # A/A over all groups together: the twin is in each of them.
            every = [wave for waves in groups for wave in waves]
            twin = _effect(logs(every, TWIN, plan.reference, quantity))
            floors[f"{quantity}/{threads}"] = None if twin is None else floor(twin)
            for waves, keys in zip(groups, plan.groups, strict=True):
                for key in keys:
                    if key == plan.reference or key not in cells:
                        continue
                    found = _effect(logs(waves, key, plan.reference, quantity))
                    if found is not None:
                        made.append((key, threads, quantity, found))
    adjusted = holm([effect.p for *_, effect in made])
    ratios = []
    for (key, threads, quantity, found), p in zip(made, adjusted, strict=True):
        cell = cells[key]
        noise = floors[f"{quantity}/{threads}"]
        ratios.append(
            Ratio(
                framework=cell.framework,
                mode=cell.mode,
                dtype=cell.dtype,
                threads=threads,
                quantity=quantity,
                ratio=found.ratio,
                low=found.low,
                high=found.high,
                p=found.p,
                p_holm=p,
                method=found.method,
                launches=found.launches,
                rounds=found.rounds,
                verdict=verdict(found, noise, p),
            )
        )
    return CampaignResult(
        plan=plan,
        plan_sha256=plan_sha256,
        waves=counts,
        floors=floors,
        ratios=ratios,
        break_even=_break_evens(plan, cells, launches),
    )


# --- one cell -------------------------------------------------------------------------------


def timings(mine: Sequence[Figures]) -> list[CellTiming]:
    """What the timed launches of one cell say, for each number of threads."""
    counts = sorted({figures.threads for figures in mine if figures.role == "timed"})
    return [_timing(threads, timed_at(mine, threads)) for threads in counts]


def _timing(threads: int, launches: Sequence[Figures]) -> CellTiming:
    import numpy as np

    from isograd.measure.outliers import shares
    from isograd.measure.steady import classify, classify_launches

    quantities = {}
    for quantity in ("latency", "throughput", "feed", "pipeline"):
        if values := per_launch(launches, quantity):
            quantities[quantity] = estimate(values)
    # The first launch at a number of threads finds no compile cache, nor does one after a resume.
    if warm := [[f.first_step_ns] for f in launches if f.cache == "warm"]:
        quantities["warm_first_step"] = estimate(warm)
    samples = np.array([sample for f in launches for sample in f.samples], dtype=float)
    whole_run = launches[0].first_step_covers > 1
    steady = None
    if not whole_run:
        steady = classify_launches([classify([*f.warmup_ns, *f.samples]) for f in launches])
    fences = shares(samples)
    wall = sum(visit.wall_ns for f in launches for visit in f.rounds)
    cpu = sum(visit.cpu_ns for f in launches for visit in f.rounds)
    return CellTiming(
        threads=threads,
        quantities=quantities,
        lacks={name: why for f in launches for name, why in f.lacks.items()},
        steady=steady.kind if steady else "",
        steady_from=steady.begins if steady else None,
        quantiles_ns=[float(q) for q in np.quantile(samples, (0.05, 0.25, 0.5, 0.75, 0.95))],
        outliers_mild=fences.mild,
        outliers_severe=fences.severe,
        cpu_per_wall=cpu / wall if wall else None,
        samples=len(samples),
    )


def estimate(values: Sequence[Sequence[float]]) -> Estimate:
    """The median over launches of each launch's median, with its interval where there are several
    launches (the same method as for ratios, on logarithms)."""
    import numpy as np

    arrays = [np.log(np.array(launch, dtype=float)) for launch in values]
    if len(arrays) < 2:
        return Estimate(value=float(np.exp(np.median(arrays[0]))), launches=1)
    made = _effect(arrays)
    assert made is not None
    return Estimate(value=made.ratio, low=made.low, high=made.high, launches=len(arrays))


# --- break-even ------------------------------------------------------------------------------


def _break_evens(
    plan: CampaignPlan, cells: Mapping[str, Cell], launches: Mapping[str, Sequence[Figures]]
) -> list[BreakEven]:
    from isograd.measure.breakeven import break_even

    found = []
    threads = plan.threads[0]
    for key, eager in plan.eager.items():
        pilots = [pilot_of(launches.get(name, ())) for name in (key, eager)]
        times = [_steady_time(launches.get(name, ()), threads) for name in (key, eager)]
        if any(p is None for p in pilots) or any(t is None for t in times) or key not in cells:
            continue
        compiled, plain = (
            _start(pilot, level)
            for pilot, level in zip(pilots, times, strict=True)
            if pilot is not None and level is not None
        )
        made = break_even(compiled, plain)
        cell = cells[key]
        found.append(
            BreakEven(
                framework=cell.framework,
                mode=cell.mode,
                dtype=cell.dtype,
                against=cells[eager].mode,
                steps=made.steps,
                low=made.low,
                high=made.high,
            )
        )
    return found


def pilot_of(mine: Iterable[Figures]) -> Figures | None:
    """The pilot launch of one cell."""
    return next((figures for figures in mine if figures.role == "pilot"), None)


def _steady_time(mine: Iterable[Figures], threads: int) -> Estimate | None:
    values = per_launch(timed_at(mine, threads), "throughput")
    return estimate(values) if values else None


def _start(pilot: Figures, steady: Estimate) -> Any:
    from isograd.measure.breakeven import Course

    return Course(
        start_ns=float(pilot.build_ns + pilot.first_step_ns),
        start_covers=pilot.first_step_covers,
        early_ns=[] if pilot.first_step_covers > 1 else [float(t) for t in pilot.warmup_ns],
        steady_ns=steady.value,
        steady_low=steady.low if steady.low is not None else steady.value,
        steady_high=steady.high if steady.high is not None else steady.value,
    )


# --- sweeps ----------------------------------------------------------------------------------


def cost_curve(cell: Cell, axis: Axis, sweeps: Sequence[Sweep]) -> CostCurve:
    """Step time over batch size or width, and the size at which overhead and work are equal."""
    import numpy as np

    sizes = sorted({size for sweep in sweeps for size in sweep.step_ns})
    estimates = [
        estimate(
            [
                [median(block) for block in sweep.step_ns[size]]
                for sweep in sweeps
                if size in sweep.step_ns
            ]
        )
        for size in sizes
    ]
    work = sizes
    if axis == "width":  # layers between layers grow with its square: what counts are the weights
        held = {size: count for sweep in sweeps for size, count in sweep.parameters.items()}
        work = [held[size] for size in sizes]
    fixed = slope = bound = None
    if len(sizes) >= 3:
        # Weighted by 1/t, so that the relative error of each size counts alike.
        times = np.array([e.value for e in estimates])
        design = np.stack([np.ones(len(work)), np.array(work, dtype=float)], axis=1)
        (intercept, gradient), *_ = np.linalg.lstsq(
            design / times[:, None], np.ones(len(work)), rcond=None
        )
        if intercept > 0 and gradient > 0:
            fixed, slope = float(intercept), float(gradient)
            bound = _size_of(fixed / slope, work, sizes)
    return CostCurve(
        axis=axis,
        framework=cell.framework,
        mode=cell.mode,
        dtype=cell.dtype,
        threads=sweeps[0].threads,
        sizes=sizes,
        step_ns=estimates,
        fixed_ns=fixed,
        growing_ns=slope,
        overhead_bound=bound,
        lacks={size: why for sweep in sweeps for size, why in sweep.lacks.items()},
    )


def _size_of(wanted: float, work: Sequence[int], sizes: Sequence[int]) -> float:
    """The size at which there is so much work, by a power law through the two sizes next to it."""
    import numpy as np

    place = int(np.clip(np.searchsorted(work, wanted), 1, len(work) - 1))
    near = slice(place - 1, place + 1)
    (low, high), (first, last) = np.log(work[near]), np.log(sizes[near])
    share = (np.log(wanted) - low) / (high - low)
    return float(np.exp(first + share * (last - first)))
