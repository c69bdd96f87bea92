"""The first figures: one launch a cell, rounds interleaved over all cells in a random order.

A launch is a fresh process. All launches of a group are opened one after the other (so that
start-up is not disturbed), then every round visits all of them once in a freshly shuffled order;
workers that wait are stopped (SIGSTOP), so that a spinning thread pool disturbs nobody.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from isograd.errors import WorkerError
from isograd.evidence.model import Figures
from isograd.run.cells import Contestant
from isograd.run.environments import Environment
from isograd.run.material import Material
from isograd.run.proof import open_session, start
from isograd.run.session import Session
from isograd_worker import protocol

# What one launch may come to take; only so many are kept alive at once (measured peaks of the
# five frameworks on the built-in tasks lie between 0.2 and 0.9 GB).
LAUNCH_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Plan:
    """How much is measured; fixed before the first sample."""

    rounds: int = 5
    steps: int = 100  # synchronised steps a round; whole-run cells run the task's own length
    warmup: int = 10  # steps between the first one and round one, kept apart
    threads: int = 1
    affinity: tuple[int, ...] = ()
    timeout: float = 600.0
    device: str = "cpu"
    seed: int = 20


@dataclass(frozen=True)
class NoFigures:
    """Why a cell has none."""

    reason_code: str
    details: dict[str, str] = field(default_factory=dict)
    status: str = "error"
    output: str = ""


@dataclass
class _Launch:
    contestant: Contestant
    session: Session
    started: protocol.Started
    opened: protocol.Opened
    warmup: list[int]
    rounds: list[protocol.Rounded] = field(default_factory=list)


Report = Callable[[Contestant, "Figures | NoFigures", protocol.Started | None], None]
Watch = Callable[[Contestant, str], None]


def measure(
    contestants: Sequence[Contestant],
    environments: dict[str, Environment],
    material: Material,
    proven: dict[str, str],
    plan: Plan,
    scratch: Path,
    report: Report,
    watch: Watch,
) -> None:
    """Time all cells and `report` each as soon as it is known; ``proven`` maps cell keys to the
    hash of the proven callable. Interrupting leaves no worker behind."""
    shuffler = random.Random(plan.seed)
    for group in _groups(contestants):
        launches: list[_Launch] = []
        try:
            for contestant in group:
                watch(contestant, "launch")
                launch = _open(contestant, environments, material, proven, plan, scratch, report)
                if launch is not None:
                    launches.append(launch)
            _rounds(launches, plan, shuffler, report, watch)
            for launch in list(launches):
                _close(launch, material, report)
        finally:
            for launch in launches:
                launch.session.close()


def _groups(contestants: Sequence[Contestant]) -> Iterator[Sequence[Contestant]]:
    """As many launches at once as the free memory holds."""
    free = psutil.virtual_memory().available
    size = max(1, int(free * 0.8 // LAUNCH_BYTES))
    for begin in range(0, len(contestants), size):
        yield contestants[begin : begin + size]


def _open(
    contestant: Contestant,
    environments: dict[str, Environment],
    material: Material,
    proven: dict[str, str],
    plan: Plan,
    scratch: Path,
    report: Report,
) -> _Launch | None:
    folder = scratch / contestant.cell.key.replace("/", "-")
    environment = environments[contestant.environment]
    session = None
    try:
        session = open_session(contestant, environment, folder, folder / "compiled")
        started = start(
            session,
            contestant,
            plan.affinity,
            threads=plan.threads,
            device=plan.device,
            timeout=plan.timeout,
        )
        request = protocol.Open(cell=material.cell(contestant), steps=material.task.steps)
        opened = session.request(request, protocol.Opened, plan.timeout)
        if opened.callable_sha256 != proven[contestant.cell.key]:
            report(contestant, NoFigures("other_callable", status="invalid"), started)
            session.close()
            return None
        warmup = session.request(
            protocol.Round(steps=plan.warmup), protocol.Rounded, plan.timeout
        ).step_ns
        session.pause()
    except WorkerError as error:
        if session is not None:
            session.close()
        report(contestant, _refused(error), None)
        return None
    except BaseException:
        if session is not None:
            session.close()
        raise
    return _Launch(contestant, session, started, opened, warmup)


def _rounds(
    launches: list[_Launch], plan: Plan, shuffler: random.Random, report: Report, watch: Watch
) -> None:
    for _ in range(plan.rounds):
        for launch in shuffler.sample(launches, len(launches)):
            watch(launch.contestant, "round")
            try:
                launch.session.resume()
                request = protocol.Round(steps=plan.steps)
                launch.rounds.append(
                    launch.session.request(request, protocol.Rounded, plan.timeout)
                )
                launch.session.pause()
            except WorkerError as error:
                launch.session.close()
                launches.remove(launch)
                report(launch.contestant, _refused(error), launch.started)


def _close(launch: _Launch, material: Material, report: Report) -> None:
    try:
        launch.session.resume()
        memory = launch.session.request(protocol.Memory(), protocol.MemoryUsed, 60.0)
    except WorkerError as error:
        report(launch.contestant, _refused(error), launch.started)
        return
    finally:
        launch.session.close()
    counts = [made.traces for made in launch.rounds]
    if len(set(counts)) > 1:
        seen = " → ".join(str(count) for count in counts)
        report(
            launch.contestant,
            NoFigures("retraced", {"traces": seen}, status="invalid"),
            launch.started,
        )
        return
    whole = launch.contestant.mode.contract == "whole-run"
    report(
        launch.contestant,
        Figures(
            import_ns=launch.started.import_ns,
            build_ns=launch.opened.build_ns,
            first_step_ns=launch.opened.first_step_ns,
            first_step_covers=material.task.steps if whole else 1,
            warmup_ns=launch.warmup,
            step_ns=[made.step_ns for made in launch.rounds],
            cpu_ns=[made.cpu_ns for made in launch.rounds],
            wall_ns=[made.wall_ns for made in launch.rounds],
            traces=[launch.opened.traces, *counts],
            peak_bytes=memory.peak_bytes,
            base_bytes=memory.base_bytes,
            callable_sha256=launch.opened.callable_sha256,
        ),
        launch.started,
    )


def _refused(error: WorkerError) -> NoFigures:
    return NoFigures(error.reason_code, error.details, status=error.status, output=error.output)
