"""Campaigns of the NumPy kernels of `make bench`, in real worker processes."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from documents import ROOT

from isograd import registry
from isograd.errors import UsageError
from isograd.evidence.campaign import TWIN, waves_of
from isograd.evidence.model import CampaignPlan, Cell, Figures, Sweep
from isograd.run.campaign import Campaign
from isograd.run.cells import Contestant
from isograd.run.environments import Environment
from isograd.run.fingerprint import allowed_cpus
from isograd.run.launch import Launch, NoFigures, Place, Setting, affinity
from isograd.run.material import Material
from isograd.run.timing import Before, Timing
from isograd.suite import load
from isograd.suite.load import Implementation

KERNELS = registry.read(ROOT / "benchmarks" / "kernels")


def kernel(mode: str, dtype: str = "float64") -> Contestant:
    file = KERNELS.folder / "kernel.py"
    source = Implementation(file, file.read_text("utf-8"), {}, {})
    cell = Cell(task="linear-regression", framework="kernels", mode=mode, dtype=dtype)
    return Contestant(cell, KERNELS, KERNELS.mode(mode), source)


class Kept:
    """What a campaign reported."""

    def __init__(self) -> None:
        self.figures: dict[str, list[Figures]] = {}
        self.sweeps: list[Sweep] = []
        self.failed: dict[str, NoFigures] = {}
        self.plans: list[CampaignPlan] = []
        self.order: list[str] = []

    def report(self, contestant: Contestant, made: Any, started: object) -> None:
        key = contestant.cell.key
        if isinstance(made, Figures):
            self.order.append(f"{made.role} {contestant.cell.mode}")
            self.figures.setdefault(key, []).append(made)
        elif isinstance(made, Sweep):
            self.sweeps.append(made)
        else:
            self.failed[key] = made


@pytest.fixture
def place(tmp_path: Path) -> Place:
    here = Environment("kernels", "cpu", tmp_path, Path(sys.executable), {}, "user", "")
    task = load.find("linear-regression").task
    return Place({"kernels": here}, Material(task, 5, tmp_path), tmp_path / "workers")


def campaign(
    modes: list[str],
    place: Place,
    kept: Kept,
    timing: Timing,
    *,
    before: Before | None = None,
    watch: Callable[[Contestant, str], None] = lambda contestant, state: None,
) -> Campaign:
    contestants = [kernel(mode) for mode in modes]
    proven = {}
    for contestant in contestants:
        with Launch(contestant, place, Setting()) as launch:
            proven[contestant.cell.key] = launch.opened.callable_sha256
    return Campaign(
        contestants,
        place,
        timing,
        {threads: affinity(threads, allowed_cpus()) for threads in timing.threads},
        proven,
        report=kept.report,
        planned=kept.plans.append,
        watch=watch,
        before=before,
    )


def workers() -> int:
    return sum("isograd_worker" in " ".join(p.cmdline()) for p in psutil.Process().children(True))


def test_pilot_plan_and_waves(place: Place) -> None:
    kept = Kept()
    campaign(["plain", "slower-10"], place, kept, Timing("quick")).run()
    plain, slower = (kernel(mode).cell.key for mode in ("plain", "slower-10"))
    (plan,) = kept.plans
    assert (plain, [[plain, slower]], (3, 3)) == (plan.reference, plan.groups, plan.launches)
    assert ["pilot plain", "pilot slower-10"] == kept.order[:2]
    waves = waves_of(kept.figures, 1, 0)
    assert [{plain, slower, TWIN}] * 3 == [set(wave) for wave in waves]
    for wave in waves:
        for name, figures in wave.items():
            assert plan.rounds == len(figures.rounds)
            steps = plan.steps[plain if name == TWIN else name]["latency"]
            assert {steps} == {len(visit.step_ns) for visit in figures.rounds}
            assert plan.warmup[plain if name == TWIN else name] == len(figures.warmup_ns)
            assert None not in [visit.throughput_ns for visit in figures.rounds]
            assert figures.memory is None
        for number in range(plan.rounds):
            places = sorted(figures.rounds[number].place for figures in wave.values())
            assert [0, 1, 2] == places
    pilot = next(f for f in kept.figures[plain] if f.role == "pilot")
    assert pilot.memory is not None and pilot.memory.peak_bytes >= pilot.memory.base_bytes
    assert pilot.reshape is not None
    assert 0 == workers()


def test_a_resumed_campaign_keeps_its_plan_and_its_waves(place: Place) -> None:
    whole, kept = Kept(), Kept()
    campaign(["plain"], place, whole, Timing("quick")).run()
    key = kernel("plain").cell.key
    first = [f for f in whole.figures[key] if f.role == "pilot" or f.wave == 1]
    before = Before(whole.plans[0], {key: first})
    campaign(["plain"], place, kept, Timing("quick"), before=before).run()
    assert [] == kept.plans
    assert {2, 3} == {figures.wave for figures in kept.figures[key]}
    # Orders belong to the wave, not to the process: a resumed wave has those it would have had.
    orders = [
        {(f.wave, f.label): [v.place for v in f.rounds] for f in side.figures[key] if f.wave > 1}
        for side in (whole, kept)
    ]
    assert orders[0] == orders[1]


def test_interrupting_leaves_no_worker(place: Place) -> None:
    kept = Kept()

    def interrupt(contestant: Contestant, state: str) -> None:
        if state == "round" and kept.plans:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        campaign(["plain"], place, kept, Timing("quick"), watch=interrupt).run()
    assert ["pilot plain"] == kept.order
    assert 0 == workers()


def test_another_callable_than_the_proven_one_is_not_timed(place: Place) -> None:
    kept = Kept()
    made = campaign(["plain"], place, kept, Timing("quick"))
    made._proven[kernel("plain").cell.key] = "another"
    made.run()
    (failed,) = kept.failed.values()
    assert ("other_callable", "invalid", {}) == (failed.reason_code, failed.status, kept.figures)


def test_a_small_budget_is_refused_before_the_first_wave(place: Place) -> None:
    kept = Kept()
    with pytest.raises(UsageError, match="at least"):
        campaign(["plain"], place, kept, Timing("quick", budget_seconds=0.01)).run()
    assert ([], ["pilot plain"]) == (kept.plans, kept.order)


def test_a_precision_ends_the_waves_or_the_cap_does(place: Place) -> None:
    kept = Kept()
    campaign(["plain", "slower-10"], place, kept, Timing("quick", precision=0.5)).run()
    assert (3, 20) == kept.plans[0].launches
    # Half of the ratio is known after the least number of waves on any machine.
    assert 3 == len(waves_of(kept.figures, 1, 0))


def test_a_sweep_visits_every_size_in_every_launch(place: Place) -> None:
    kept = Kept()
    campaign(["plain"], place, kept, Timing("quick", batches=(1, 8))).run()
    assert 3 == len(kept.sweeps)
    for sweep in kept.sweeps:
        assert {1, 8} == set(sweep.step_ns) == set(sweep.first_ns)
        assert {3} == {len(blocks) for blocks in sweep.step_ns.values()}


def test_demo_makes_one_launch_without_a_plan(place: Place) -> None:
    kept = Kept()
    campaign(["plain", "late"], place, kept, Timing("demo")).demo()
    assert ["single late", "single plain"] == sorted(kept.order)
    assert ([], 0) == (kept.plans, workers())


def test_work_that_finishes_late_is_waited_for(place: Place) -> None:
    """A step that hands its work to a thread takes no less than one that does it at once."""
    kept = Kept()
    campaign(["plain", "late"], place, kept, Timing("quick")).run()
    medians = {
        key.split("/")[2]: min(f.median_step_ns for f in mine if f.role == "timed")
        for key, mine in kept.figures.items()
    }
    assert medians["late"] > 0.9 * medians["plain"]
