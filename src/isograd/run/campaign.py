"""A campaign of figures: a pilot launch of every cell, a plan that is hashed, then timed waves.

A *wave* starts a fresh process of every cell of a group, and the reference under a second name
(A/A). Its rounds visit all of them once each in a freshly shuffled order, so that ratios are formed
within a round; the next wave starts fresh processes again, since each process carries a bias of its
own that no number of rounds averages out (``docs/measurement.md`` has the rules and the reasons).
"""

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from statistics import median
from typing import Concatenate, Literal, ParamSpec

import psutil

from isograd.errors import UsageError, WorkerError
from isograd.evidence import campaign
from isograd.evidence.model import CampaignPlan, Figures, Sweep
from isograd.i18n import text
from isograd.measure.plan import BLOCK_NS, Pilot, allocate, steps_in
from isograd.run.cells import Contestant
from isograd.run.launch import KINDS, Fleet, Launch, NoFigures, Place, Setting
from isograd.run.sweeps import SWEEP_LAUNCHES, over_widths, places
from isograd.run.timing import Before, Timing
from isograd_worker import protocol

PILOT_STEPS = 300  # after the first one, to find the end of the warm-up
PILOT_LIMIT_NS = 2_000_000_000
PILOT_ROUNDS = 5
DEMO_ROUNDS, DEMO_STEPS, DEMO_WARMUP = 5, 100, 10
# What one launch may come to take where no pilot has told (measured peaks of the five frameworks
# on the built-in tasks lie between 0.2 and 0.9 GB).
LAUNCH_BYTES = 1_000_000_000

Given = ParamSpec("Given")
Report = Callable[[Contestant, Figures | Sweep | NoFigures, protocol.Started | None], None]
Watch = Callable[[Contestant, str], None]


class Campaign:
    """Times ``contestants``; ``proven`` maps cell keys to the hash of the proven callable.

    ``report`` gets every record as soon as it counts, those of one wave inside a ``together``;
    ``planned`` gets the plan before the first wave.
    Interrupting it leaves no worker behind.
    """

    def __init__(
        self,
        contestants: Sequence[Contestant],
        place: Place,
        timing: Timing,
        affinities: dict[int, tuple[int, ...]],
        proven: dict[str, str],
        *,
        report: Report,
        planned: Callable[[CampaignPlan], None] = lambda plan: None,
        watch: Watch = lambda contestant, state: None,
        remaining: Callable[[float], None] = lambda seconds: None,
        together: Callable[[], AbstractContextManager[object]] = nullcontext,
        before: Before | None = None,
    ) -> None:
        self._contestants = list(contestants)
        self._place, self._timing, self._proven = place, timing, proven
        self._affinities = affinities
        self._report, self._planned, self._watch = report, planned, watch
        self._remaining = remaining
        self._together = together
        self._before = before or Before()
        self._pilots: dict[str, Figures] = {}
        self._failed: set[str] = set()

    # --- demo: one launch, no ratio ------------------------------------------------------------

    def demo(self) -> None:
        """One launch a cell, rounds interleaved; figures that carry no ratio and no interval."""
        shuffler = random.Random(self._timing.seed)
        for group in self._groups(self._contestants, {}):
            with Fleet() as fleet:
                for contestant in group:
                    launch = self._launch(contestant, self._setting(self._timing.threads[0]))
                    if launch is not None:
                        fleet.add(launch)
                        self._guarded(fleet, launch, Launch.warm_up, DEMO_WARMUP)
                        launch.pause()
                for _ in range(DEMO_ROUNDS):
                    steps = {"latency": DEMO_STEPS}
                    self._round(fleet, shuffler, {c.cell.key: steps for c in group})
                for launch in list(fleet.alive):
                    self._guarded(fleet, launch, self._end_of_demo)

    def _end_of_demo(self, launch: Launch) -> None:
        launch.resume()
        self._finish(launch, launch.figures("single", memory=launch.memory()))

    # --- pilot ---------------------------------------------------------------------------------

    def run(self) -> None:
        """Pilot, plan, waves."""
        begin = time.monotonic()
        plan = self._before.plan
        for contestant in self._contestants:
            known = campaign.pilot_of(self._before.figures.get(contestant.cell.key, ()))
            if known is not None:
                self._pilots[contestant.cell.key] = known
            elif plan is None:
                self._pilot(contestant)
        timed = [c for c in self._contestants if c.cell.key in self._pilots]
        if not timed:
            return
        if plan is None:
            plan = self._plan(timed, time.monotonic() - begin)
            self._planned(plan)
        self._waves(plan, {c.cell.key: c for c in timed})
        if self._timing.batches:
            self._over_batches(timed)
        if self._timing.widths:
            self._over_widths(timed)

    def _pilot(self, contestant: Contestant) -> None:
        """One launch alone, from an empty compile cache: start-up, memory, warm-up."""
        launch = self._launch(contestant, self._setting(self._timing.threads[0]))
        if launch is None:
            return
        with Fleet() as fleet:
            fleet.add(launch)

            def measure(one: Launch) -> None:
                # A whole run is one block, whatever the number of steps that is asked for.
                one.warm_up(PILOT_STEPS, PILOT_LIMIT_NS)
                steps = steps_in(BLOCK_NS, median(one.warmup))
                for _ in range(PILOT_ROUNDS):
                    one.visit(0, {"latency": steps})
                one.resume()
                memory = one.memory()
                self._finish(one, one.figures("pilot", reshape=one.reshape(), memory=memory))

            self._guarded(fleet, launch, measure)

    def _plan(self, timed: Sequence[Contestant], spent: float) -> CampaignPlan:
        timing = self._timing
        assert timing.profile != "demo"
        reference = self._reference(timed)
        peaks = {key: f.memory.peak_bytes if f.memory else 0 for key, f in self._pilots.items()}
        groups = list(self._groups(timed, peaks, reference))
        pilots = {key: self._as_pilot(figures) for key, figures in self._pilots.items()}
        budget = timing.budget_seconds
        try:
            # The group that takes longest decides for all, so that every cell gets the same.
            made = allocate(
                pilots,
                profile=timing.profile,
                kinds=KINDS if timing.profile == "full" else ("latency", "throughput"),
                settings=len(timing.threads),
                precision=timing.precision,
                budget_seconds=None if budget is None else max(0.0, budget - spent),
            )
        except ValueError as error:
            raise UsageError(
                text("compare.small_budget", minutes=math.ceil(float(str(error)) / 60)),
                hint=text("compare.small_budget_hint"),
            ) from error
        return CampaignPlan(
            profile=timing.profile,
            reference=reference.cell.key,
            groups=[[contestant.cell.key for contestant in group] for group in groups],
            threads=list(timing.threads),
            rounds=made.rounds,
            launches=made.launches,
            eager=_eager(timed),
            precision=timing.precision,
            budget_seconds=budget,
            warmup=made.warmup,
            steps=made.steps,
            seed=timing.seed,
            estimate_seconds=made.seconds,
        )

    def _as_pilot(self, figures: Figures) -> Pilot:
        from isograd.measure.steady import classify

        whole = figures.first_step_covers > 1
        course = classify([*figures.warmup_ns, *figures.samples])
        return Pilot(
            step_ns=figures.median_step_ns,
            blocks_ns=[median(visit.step_ns) for visit in figures.rounds],
            steady_from=len(figures.warmup_ns) if course.begins is None else course.begins,
            whole_run=whole,
            covers=figures.first_step_covers,
            # Reading an interpreter and closing it again come on top of what the worker times.
            seconds=(figures.import_ns + figures.build_ns + figures.first_step_ns) / 1e9 + 0.5,
        )

    def _reference(self, timed: Sequence[Contestant]) -> Contestant:
        for contestant in timed:
            name = f"{contestant.framework.id}/{contestant.mode.id}"
            if name == self._timing.reference:
                return contestant
        # A whole run has no latency that others could be held against.
        stepwise = [c for c in timed if c.mode.contract == "stepwise"]
        return (stepwise or list(timed))[0]

    def _groups(
        self,
        contestants: Sequence[Contestant],
        peaks: dict[str, int],
        reference: Contestant | None = None,
    ) -> Iterator[list[Contestant]]:
        """As many cells together as the free memory holds, the reference (twice) in each group."""
        free = int(psutil.virtual_memory().available * 0.8)
        shared = 2 * (peaks.get(reference.cell.key, 0) or LAUNCH_BYTES) if reference else 0
        first = [reference] if reference else []
        group, used = list(first), shared
        for contestant in contestants:
            if contestant is reference:
                continue
            size = peaks.get(contestant.cell.key, 0) or LAUNCH_BYTES
            if used + size > free and len(group) > len(first):
                yield group
                group, used = list(first), shared
            group.append(contestant)
            used += size
        if group:
            yield group

    # --- waves ---------------------------------------------------------------------------------

    def _waves(self, plan: CampaignPlan, contestants: dict[str, Contestant]) -> None:
        least, most = plan.launches
        begin, made = time.monotonic(), 0
        settled = 0  # waves that were there, or that the stop rule spares
        whole = most * len(plan.threads) * len(plan.groups)
        for threads in plan.threads:
            for number, keys in enumerate(plan.groups):
                group = [contestants[key] for key in keys if key in contestants]
                # A wave's records are written together, so that those which are there are whole.
                earlier = campaign.waves_of(self._before.figures, threads, number)
                done = len(earlier)
                settled += done
                for wave in range(done + 1, most + 1):
                    if wave > least and self._precise(plan, earlier):
                        settled += most - wave + 1
                        break
                    earlier.append(self._wave(plan, group, threads, number, wave))
                    made += 1
                    left = whole - made - settled
                    self._remaining((time.monotonic() - begin) / made * left)

    def _precise(self, plan: CampaignPlan, waves: list[dict[str, Figures]]) -> bool:
        """Whether the stop rule holds: every interval is narrow enough, or no width was asked."""
        if plan.precision is None:
            return True
        widths = campaign.half_widths(waves, plan.reference)
        return all(width <= plan.precision for width in widths)

    def _wave(
        self,
        plan: CampaignPlan,
        group: Sequence[Contestant],
        threads: int,
        number: int,
        wave: int,
    ) -> dict[str, Figures]:
        # Resuming must not repeat the orders of the waves before.
        shuffler = random.Random(f"{plan.seed}/{threads}/{number}/{wave}")
        setting = self._setting(threads)
        names: list[tuple[Contestant, Literal["", "twin"]]] = [(c, "") for c in group]
        names += [(c, "twin") for c in group if c.cell.key == plan.reference]
        shuffler.shuffle(names)
        with Fleet() as fleet:
            for contestant, label in names:
                launch = self._launch(contestant, setting, label)
                if launch is None:
                    continue
                fleet.add(launch)
                steps = plan.warmup[contestant.cell.key]
                self._guarded(fleet, launch, Launch.warm_up, steps)
                launch.pause()
            for _ in range(plan.rounds):
                self._round(fleet, shuffler, plan.steps)
            left = [
                (launch, launch.figures("timed", wave=wave, group=number)) for launch in fleet.alive
            ]
        with self._together():  # a wave counts whole or not at all
            for launch, figures in left:
                self._finish(launch, figures)
        return {
            launch.label or launch.contestant.cell.key: figures
            for launch, figures in left
            if launch.contestant.cell.key not in self._failed
        }

    def _round(
        self,
        fleet: Fleet,
        shuffler: random.Random,
        steps: Mapping[str, Mapping[str, int]],
    ) -> None:
        order = shuffler.sample(fleet.alive, len(fleet.alive))
        for place, launch in enumerate(order):
            self._watch(launch.contestant, "round")
            kinds = list(steps[launch.contestant.cell.key].items())
            shuffler.shuffle(kinds)
            self._guarded(fleet, launch, Launch.visit, place, dict(kinds))

    # --- sweep ---------------------------------------------------------------------------------

    # Of one cell at a time: cost curves carry no ratio between cells.

    def _over_batches(self, timed: Sequence[Contestant]) -> None:
        """Launches that visit each batch size in random order, so that slow minutes hit them
        alike."""
        setting = self._setting(self._timing.threads[0])
        for contestant in timed:
            done = self._before.sweeps.get(contestant.cell.key, [])
            for number in range(sum(one.axis == "batch" for one in done), SWEEP_LAUNCHES):
                shuffler = random.Random(f"{self._timing.seed}/sweep/{number}")
                launch = self._launch(contestant, setting)
                if launch is None:
                    break
                with Fleet() as fleet:
                    fleet.add(launch)
                    self._guarded(fleet, launch, self._sweep, number, shuffler)

    def _sweep(self, launch: Launch, number: int, shuffler: random.Random) -> None:
        made = launch.sweep(self._place, self._timing.batches, number, shuffler)
        self._report(launch.contestant, made, launch.started)

    def _over_widths(self, timed: Sequence[Contestant]) -> None:
        setting = self._setting(self._timing.threads[0])
        by_width = places(self._place, self._timing.widths)
        for contestant in timed:
            if contestant.cell.key in self._failed:
                continue
            self._watch(contestant, "launch")
            before = self._before.sweeps.get(contestant.cell.key, [])
            for made, started in over_widths(
                contestant, by_width, setting, self._timing.seed, before
            ):
                self._report(contestant, made, started)

    # --- one launch ----------------------------------------------------------------------------

    def _setting(self, threads: int) -> Setting:
        timing = self._timing
        return Setting(threads, self._affinities[threads], timing.device, timing.timeout)

    def _launch(
        self, contestant: Contestant, setting: Setting, label: Literal["", "twin"] = ""
    ) -> Launch | None:
        """A launch of what was proven; None (and reported) where it fails."""
        if contestant.cell.key in self._failed:
            return None
        self._watch(contestant, "launch")
        try:
            launch = Launch(contestant, self._place, setting, label=label)
        except WorkerError as error:
            self._refuse(contestant, NoFigures.of(error), None)
            return None
        if launch.opened.callable_sha256 != self._proven[contestant.cell.key]:
            launch.close()
            self._refuse(contestant, NoFigures("other_callable", status="invalid"), launch.started)
            return None
        return launch

    def _guarded(
        self,
        fleet: Fleet,
        launch: Launch,
        work: Callable[Concatenate[Launch, Given], object],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> None:
        """Do ``work``; a worker that fails leaves the fleet, and its cell is reported."""
        try:
            work(launch, *given, **named)
        except WorkerError as error:
            fleet.remove(launch)
            self._refuse(launch.contestant, NoFigures.of(error), launch.started)

    def _finish(self, launch: Launch, figures: Figures) -> None:
        retraced = launch.retraced()
        if retraced:
            self._refuse(
                launch.contestant,
                NoFigures("retraced", {"traces": retraced}, status="invalid"),
                launch.started,
            )
            return
        if figures.role == "pilot":
            self._pilots[launch.contestant.cell.key] = figures
        self._report(launch.contestant, figures, launch.started)

    def _refuse(
        self, contestant: Contestant, why: NoFigures, started: protocol.Started | None
    ) -> None:
        """Report a failure of a cell once; it takes part in nothing further."""
        if contestant.cell.key not in self._failed:
            self._failed.add(contestant.cell.key)
            self._report(contestant, why, started)


def _eager(timed: Sequence[Contestant]) -> dict[str, str]:
    """For each cell of a compiling mode, that of its framework's eager mode, if it is timed."""
    plain = {
        (c.framework.id, c.cell.dtype): c.cell.key
        for c in timed
        if c.mode.id == c.framework.eager_mode
    }
    return {
        c.cell.key: eager
        for c in timed
        if (eager := plain.get((c.framework.id, c.cell.dtype), c.cell.key)) != c.cell.key
    }
