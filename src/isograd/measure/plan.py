"""Where repetitions go: how many steps a block, rounds a launch, and launches, from a pilot."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Profile = Literal["quick", "full"]

BLOCK_NS = 20_000_000  # the least that a timed block lasts, so that the clock's own noise vanishes
BLOCK_STEPS = (5, 1000)  # steps of a latency block, unless five last more than `LONGEST_NS`
LONGEST_NS = 500_000_000
ROUNDS = {"quick": (5, 10), "full": (5, 30)}
# Rounds of a wave may last that many times as long as its processes take to come up.
SHARE = {"quick": 0.5, "full": 1.0}
# Assumed standard deviation of a launch's bias on the log scale, since the pilot has one launch of
# a cell and cannot tell. It decides how many rounds are made, and nothing about any interval.
BETWEEN = 0.006
MOST_LAUNCHES = 20


@dataclass(frozen=True)
class Pilot:
    """What one launch of a cell told; times in nanoseconds, ``seconds`` until it had come up."""

    step_ns: float
    blocks_ns: Sequence[float]  # medians of its rounds
    steady_from: int  # step with which its steady state begins, counted from the second
    whole_run: bool
    covers: int  # steps of a whole run, else 1
    seconds: float


@dataclass(frozen=True)
class Allocation:
    """Steps of each kind of block and warm-up steps of each cell, rounds of a launch, the least
    and the most launches, and the seconds that the most would take."""

    steps: dict[str, dict[str, int]]
    warmup: dict[str, int]
    rounds: int
    launches: tuple[int, int]
    seconds: float


def allocate(
    pilots: Mapping[str, Pilot],
    *,
    profile: Profile,
    kinds: Sequence[str],
    settings: int,
    precision: float | None = None,
    budget_seconds: float | None = None,
) -> Allocation:
    """The allocation for one group of cells that are alive together, at ``settings`` numbers of
    threads.

    Rounds a launch: √(c_launch ÷ c_round · σ²_within ÷ σ²_between) (Kalibera and Jones 2013,
    “Rigorous Benchmarking in Reasonable Time”, equation 3), the largest over the cells, within
    `ROUNDS`, and no more than `SHARE` of the time that the launches themselves take.
    Raises `ValueError`, with the seconds that it takes at least, if the budget is too short.
    """
    steps, warmup = {}, {}
    for key, pilot in pilots.items():
        block = _block(pilot)
        slow = max(3, block // 4)
        steps[key] = {kind: block if kind in ("latency", "throughput") else slow for kind in kinds}
        warmup[key] = 1 if pilot.whole_run else max(10, min(300, pilot.steady_from + 5))
    round_seconds = {
        key: sum(steps[key].values())
        * pilot.step_ns
        * (pilot.covers if pilot.whole_run else 1)
        / 1e9
        for key, pilot in pilots.items()
    }
    starting = sum(p.seconds + warmup[k] * p.step_ns * p.covers / 1e9 for k, p in pilots.items())
    rounding = sum(round_seconds.values())
    wanted = max(_rounds(pilot, round_seconds[key]) for key, pilot in pilots.items())
    fewest, most_rounds = ROUNDS[profile]
    affordable = math.floor(SHARE[profile] * starting / rounding) if rounding else most_rounds
    rounds = max(fewest, min(wanted, affordable, most_rounds))
    least = least_launches(profile, precision)
    most = least if precision is None else MOST_LAUNCHES
    wave = (starting + rounds * rounding) * settings
    if budget_seconds is not None:
        affordable = math.floor(budget_seconds / wave)
        if affordable < least:
            raise ValueError(f"{wave * least:.0f}")
        most = min(affordable, MOST_LAUNCHES)
        least = most if precision is None else least
    return Allocation(steps, warmup, rounds, (least, most), wave * most)


def least_launches(profile: Profile, precision: float | None) -> int:
    """Of a cell at each number of threads: five, or three where a quick answer or no more than 5 %
    of precision is asked for (rule 1)."""
    return 3 if profile == "quick" or (precision or 0.0) >= 0.05 else 5


def steps_in(block_ns: float, step_ns: float) -> int:
    """Steps that about fill a block: three at least, a thousand at most."""
    return max(3, min(1000, round(block_ns / max(1.0, step_ns))))


def _block(pilot: Pilot) -> int:
    """Steps of a latency block; a whole run is its own block."""
    if pilot.whole_run:
        return 1
    wanted = math.ceil(BLOCK_NS / max(1.0, pilot.step_ns))
    affordable = max(3, int(LONGEST_NS / max(1.0, pilot.step_ns)))
    return min(max(BLOCK_STEPS[0], min(wanted, BLOCK_STEPS[1])), affordable)


def _rounds(pilot: Pilot, round_seconds: float) -> int:
    logs = np.log(np.asarray(pilot.blocks_ns, dtype=float))
    within = float(np.var(logs, ddof=1)) if len(logs) > 1 else BETWEEN**2
    return math.ceil(math.sqrt(pilot.seconds / max(round_seconds, 1e-6) * within / BETWEEN**2))
