"""One comparison from plan to finished run: prove every cell, then time those at parity.

Everything that is known goes into the store at once, so that whatever ends the run (Ctrl-C, a
power cut) loses no finished cell, and `resume` repeats nothing that is done.
"""

import queue
import shutil
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from isograd.errors import EnvironmentSetupError, UsageError
from isograd.evidence.model import CampaignPlan, Cell, Parity, RunPlan, TaskInfo
from isograd.evidence.store import Store
from isograd.i18n import sentence, text
from isograd.registry import Device
from isograd.run.campaign import Campaign
from isograd.run.cells import Contestant, select
from isograd.run.environments import Environment, find
from isograd.run.fingerprint import allowed_cpus, fingerprint
from isograd.run.launch import Place, affinity
from isograd.run.material import Material
from isograd.run.pool import join
from isograd.run.proof import Prover, prover
from isograd.run.recorder import Recorder
from isograd.run.timing import Timing
from isograd.suite import load
from isograd.suite.load import TaskFolder

# From start to close, rounds included: measured over the frameworks on two cores, else a guess.
LAUNCH_SECONDS = 7.0

# What tells one machine from another: ratios are not formed over launches of two.
_MACHINE = ("cpu", "architecture", "cores_logical", "node")

# Watches a run: (cell, state) with state queued | proving | ok | wrong | … | launch | round | timed
Watch = Callable[[Cell, str], None]


@dataclass(frozen=True)
class Request:
    """What to compare; see ``isograd compare --help``."""

    task: str
    variant: str = "default"
    frameworks: Sequence[str] = ()
    modes: Sequence[str] = ()
    dtypes: Sequence[str] = ("float32", "float64")
    figures: Sequence[str] = ("float32",)  # dtypes that are timed
    steps: int | None = None  # None: the task's own length
    jobs: int = 0  # 0: one a CPU
    timeout: float = 600.0
    device: Device = "cpu"
    only_sources: bool = False  # leave out modes that the task has no source for
    timing: Timing = field(default_factory=Timing)
    # Environments to take instead of the usual ones, by identifier (upgrade-check).
    environments: Mapping[str, Environment] = field(default_factory=dict)


class Comparison:
    """A planned run. `execute` carries it out; `document` (evidence) reads the result."""

    def __init__(self, request: Request, store: Store) -> None:
        self._store = store
        self._watch: Watch = lambda cell, state: None
        self.remaining: float | None = None  # seconds of figures still to come, once planned
        self.request = request
        self.folder: TaskFolder = load.find(request.task)
        self.contestants = select(
            self.folder,
            frameworks=request.frameworks,
            modes=request.modes,
            dtypes=request.dtypes,
            variant=request.variant,
        )
        if request.only_sources:
            self.contestants = [c for c in self.contestants if c.source is not None]
        if not self.contestants:
            raise UsageError(text("compare.no_cells"))
        self.environments: dict[str, Environment] = {}
        self.run = ""
        if request.timing.widths and not self.folder.task.width:
            raise UsageError(
                text("compare.no_width", task=self.folder.task.id),
                hint=text("compare.no_width_hint", tasks=", ".join(load.with_width())),
            )
        with load.blaming(self.folder.path / "task.py"):
            self._losses = self._oracle_losses()

    def watch(self, watch: Watch) -> None:
        """Tell ``watch`` of every change from now on."""
        self._watch = watch

    # --- plan -------------------------------------------------------------------------------

    @property
    def steps(self) -> int:
        if self.request.steps is not None:
            return self.request.steps
        task = self.folder.task
        return task.reduced_steps if self.request.variant == "reduced" else task.steps

    def needed(self) -> list[str]:
        """Identifiers of the worker environments that the cells need, in display order."""
        return list(dict.fromkeys(c.environment for c in self.contestants if c.obstacle() is None))

    def launches(self) -> int:
        """Timed processes of a cell, pilot included, that the profile makes at least; 0: none."""
        request = self.request
        if request.variant == "article" or not request.figures:
            return 0
        if not any(self._environment(name) for name in self.needed()):
            return 0
        return request.timing.launches

    def minutes(self) -> int:
        """A rough guess, before any pilot, of the time that the figures take."""
        cells = [c for c in self.contestants if c.cell.dtype in self.request.figures]
        return max(1, round(len(cells) * self.launches() * LAUNCH_SECONDS / 60))

    def plan(self) -> RunPlan:
        """What the run sets out to do; equal plans may share a resumed run."""
        request, task = self.request, self.folder.task
        return RunPlan(
            task=task.id,
            task_path="" if self.folder.built_in else str(self.folder.path),
            variant=request.variant,
            cells=[contestant.cell for contestant in self.contestants],
            steps=self.steps,
            figures=[] if request.variant == "article" else list(request.figures),
            settings={
                "device": request.device,
                "timing": asdict(request.timing),
                "timeout": request.timeout,
                "task": TaskInfo(
                    id=task.id,
                    title={"en": task.title.en, "zh": task.title.zh},
                    summary={"en": task.summary.en, "zh": task.summary.zh},
                    steps=self.steps,
                    variant=request.variant,
                    oracle_losses=self._losses,
                ).model_dump(),
            },
        )

    def _oracle_losses(self) -> list[float]:
        """The whole specification in use, so that a fault of it is told before anything starts."""
        if self.request.variant == "article":
            return []
        import numpy as np

        from isograd.suite.oracle import Problem
        from isograd.suite.verify import soundness

        task, problem = self.folder.task, Problem(self.folder.task)
        others = [Problem(task.at_width(width)) for width in self.request.timing.widths]
        for check in [check for one in (problem, *others) for check in soundness(one)]:
            if not check.ok:
                raise UsageError(
                    text("task.unsound", task=task.id, check=check.name, detail=check.detail),
                    hint=text("task.verify_hint", path=self.request.task),
                )
        losses = []
        for moment in problem.run(np.float64, frozenset(), self.steps):
            losses.append(float(np.sum(moment.loss)))  # of all phases, as `judge` adds them up
        if task.accuracy is not None:
            task.accuracy(problem.outputs(moment), problem.data.held_out)
        return losses[1:]

    # --- run --------------------------------------------------------------------------------

    def execute(self, resume: str | None = None, proofs: str | None = None) -> str:
        """Carry the run out and return its identifier. ``proofs`` is a run whose proofs are taken
        over where they hold here; its figures never are.

        Raises `EnvironmentSetupError` (exit 3) where not a single cell could run, and passes
        KeyboardInterrupt on after ending all workers and marking the run interrupted.
        """
        self.environments = {
            name: found for name in self.needed() if (found := self._environment(name)) is not None
        }
        if not self.environments and self.needed():
            raise EnvironmentSetupError(
                text("compare.no_environment", names=", ".join(self.needed())),
                hint="isograd env create " + " ".join(self.needed()),
            )
        if resume is not None:
            self._check_resumable(resume)
            self._store.resume(resume)
            self.run = resume
        else:
            self.run = self._store.begin(self.plan(), fingerprint())
        scratch = Path(tempfile.mkdtemp(prefix="isograd-"))
        try:
            material = Material(self.folder.task, self.steps, scratch)
            self._record = Recorder(
                self._store,
                self.run,
                self.environments,
                self.steps,
                material.sha256,
                lambda cell, state: self._watch(cell, state),
            )
            if proofs is not None:
                done, _ = self._done()
                able = [c for c in self.contestants if c.obstacle() is None]
                self._record.take_over(proofs, (c for c in able if c.cell.key not in done))
            self._prove(material, scratch)
            self._measure(material, scratch)
        except BaseException:
            self._store.finish(self.run, "interrupted")
            raise
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        self._store.finish(self.run, "complete")
        return self.run

    def _environment(self, name: str) -> Environment | None:
        given = self.request.environments.get(name)
        return given if given is not None else find(name, device=self.request.device)

    def continues(self, run: str) -> bool:
        """Whether ``run`` set out to do just this (its settings, such as a timeout, may differ)."""
        recorded, asked = self._store.plan(run), self.plan()
        return recorded == asked.model_copy(update={"settings": recorded.settings})

    def _check_resumable(self, run: str) -> None:
        if self._store.info(run).state == "complete":
            raise UsageError(text("runs.resume_complete", run=run), hint=text("runs.resume_hint"))
        began, here = self._store.info(run).machine, fingerprint()
        other = [name for name in _MACHINE if began.get(name) != here.get(name)]
        if other:
            raise UsageError(
                text("compare.other_machine", run=run, names=", ".join(other)),
                hint=text("compare.other_machine_hint", run=run),
            )
        if not self.continues(run):
            raise UsageError(
                text("compare.other_plan", run=run), hint=text("compare.other_plan_hint")
            )

    def _done(self) -> tuple[dict[str, Parity], set[str]]:
        """Parity payloads and measured cells that the run holds already, by cell key."""
        parities, measured = {}, set()
        for record in self._store.records(self.run):
            if record.cell is None:
                continue
            if record.kind == "parity":
                parities[record.cell.key] = Parity.model_validate(record.payload)
            elif record.payload.get("about") == "figures":
                measured.add(record.cell.key)
            elif record.payload.get("role") == "single":
                measured.add(record.cell.key)
        return parities, measured

    # --- parity -----------------------------------------------------------------------------

    def _prove(self, material: Material, scratch: Path) -> None:
        done, _ = self._done()
        groups: dict[tuple[str, str, str], list[Contestant]] = defaultdict(list)
        for contestant in self.contestants:
            cell = contestant.cell
            if cell.key in done:
                self._watch(cell, done[cell.key].status)
                continue
            obstacle = contestant.obstacle()
            if obstacle is None and contestant.environment not in self.environments:
                obstacle = ("no_environment", {"environment": contestant.environment})
            if obstacle is not None:
                self._record.parity(contestant, _missing(*obstacle))
            else:
                groups[contestant.process].append(contestant)
                self._watch(cell, "queued")
        cpus = allowed_cpus()
        jobs = self.request.jobs or len(cpus)
        slots: queue.SimpleQueue[int] = queue.SimpleQueue()
        for job in range(jobs):
            slots.put(cpus[job % len(cpus)])
        stop = threading.Event()
        provers: set[Prover] = set()
        # The groups that take longest go first, so that no core idles at the end.
        ordered = sorted(groups.items(), key=lambda item: -len(item[1]))

        def work(key: tuple[str, str, str], group: list[Contestant]) -> None:
            cpu = slots.get()
            try:
                with prover(
                    material,
                    self.environments[group[0].environment],
                    scratch / "-".join(part for part in key if part),
                    [cpu],
                    self.request.timeout,
                    self.request.device,
                ) as mine:
                    provers.add(mine)
                    for contestant in group:
                        if stop.is_set():
                            return
                        self._watch(contestant.cell, "proving")
                        verdict = mine.parity(contestant)
                        if not stop.is_set():
                            self._record.parity(contestant, verdict)
            finally:
                slots.put(cpu)

        with ThreadPoolExecutor(jobs) as pool:
            futures = {pool.submit(work, key, group) for key, group in ordered}
            try:
                join(futures)
            except BaseException:
                stop.set()
                for future in futures:
                    future.cancel()
                for mine in list(provers):
                    mine.close()
                raise

    # --- figures ----------------------------------------------------------------------------

    def _measure(self, material: Material, scratch: Path) -> None:
        if self.request.variant == "article":
            return
        parities, measured = self._done()
        wanted, proven = [], {}
        for contestant in self.contestants:
            key, cell = contestant.cell.key, contestant.cell
            parity = parities[key]
            if parity.status != "ok" or parity.patches or cell.dtype not in self.request.figures:
                continue
            if key in measured:
                self._watch(cell, "timed")
                continue
            wanted.append(contestant)
            proven[key] = parity.callable_sha256
        if not wanted:
            return
        timing, cpus = self.request.timing, allowed_cpus()
        campaign = Campaign(
            wanted,
            Place(self.environments, material, scratch / "figures"),
            timing,
            {threads: affinity(threads, cpus) for threads in timing.threads},
            proven,
            report=self._record.figures,
            planned=self._planned,
            watch=lambda contestant, state: self._watch(contestant.cell, state),
            remaining=self._tell_remaining,
            together=self._record.together,
            before=self._record.before(),
        )
        if timing.profile == "demo":
            campaign.demo()
        else:
            campaign.run()

    def _planned(self, plan: CampaignPlan) -> None:
        self._record.plan(plan)
        self._tell_remaining(plan.estimate_seconds)

    def _tell_remaining(self, seconds: float) -> None:
        self.remaining = seconds


def _missing(reason_code: str, details: dict[str, str]) -> Parity:
    return Parity(
        status="missing",
        reason_code=reason_code,
        reason=sentence(reason_code, details),
        details=details,
    )
