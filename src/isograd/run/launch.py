"""One launch: a fresh process of one cell, from its start to the figures that it leaves.

Timed workers that wait are stopped (SIGSTOP), so that a spinning thread pool disturbs nobody.
"""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from isograd.errors import WorkerError
from isograd.evidence import model
from isograd.evidence.model import Figures, Parity
from isograd.measure.plan import steps_in
from isograd.run.cells import Contestant
from isograd.run.environments import Environment
from isograd.run.material import Material
from isograd.run.proof import open_session, prove, start
from isograd_worker import protocol

KINDS = ("latency", "throughput", "feed", "pipeline")
SWEEP_ROUNDS = 3
SWEEP_BLOCK_NS = 50_000_000


@dataclass(frozen=True)
class Setting:
    """What holds for all launches that are compared with each other."""

    threads: int = 1
    affinity: tuple[int, ...] = ()  # CPU numbers; empty: left as they are
    device: str = "cpu"
    timeout: float = 600.0  # seconds, of one request


@dataclass(frozen=True)
class NoFigures:
    """Why a cell has none."""

    reason_code: str
    details: dict[str, str] = field(default_factory=dict)
    status: str = "error"
    output: str = ""

    @classmethod
    def of(cls, error: WorkerError) -> Self:
        return cls(error.reason_code, error.details, status=error.status, output=error.output)


@dataclass(frozen=True)
class Place:
    """Where the workers of a campaign live: environments, inputs, a private folder."""

    environments: dict[str, Environment]
    material: Material
    scratch: Path

    def folder(self, contestant: Contestant, name: str = "") -> Path:
        return self.scratch / (contestant.cell.key.replace("/", "-") + name)


class Launch:
    """A worker that has been started and has made its first step. Close it on every way out."""

    def __init__(
        self,
        contestant: Contestant,
        place: Place,
        setting: Setting,
        *,
        label: Literal["", "twin"] = "",
    ) -> None:
        """Start the process, import, build, first step. `WorkerError` if any of it fails.

        The compile cache lies in a folder of the cell and label: empty at its first launch, warm
        at the later ones.
        """
        self.contestant, self.label, self.setting = contestant, label, setting
        folder = place.folder(contestant, f"-{label}" if label else "")
        cache = folder / f"compiled-{setting.threads}"
        self.cache: Literal["cold", "warm"] = "warm" if cache.exists() else "cold"
        cache.mkdir(parents=True, exist_ok=True)
        self._session = open_session(
            contestant, place.environments[contestant.environment], folder, cache, setting.threads
        )
        self._covers = 1
        if contestant.mode.contract == "whole-run":
            self._covers = place.material.task.steps
        try:
            self.started = start(
                self._session,
                contestant,
                setting.affinity,
                threads=setting.threads,
                device=setting.device,
                timeout=setting.timeout,
            )
            self.opened = self.open(place)
        except BaseException:
            self._session.close()
            raise
        self.warmup: list[int] = []
        self.rounds: list[model.Round] = []
        self.lacks: dict[str, str] = {}
        self._counts: list[int | None] = [self.opened.traces]

    def open(self, place: Place, batch: int = 0) -> protocol.Opened:
        """Build the cell (anew) and make its first step; ``batch`` 0 is the task's own size."""
        request = protocol.Open(
            cell=place.material.cell(self.contestant), steps=self._covers, batch=batch
        )
        return self._session.request(request, protocol.Opened, self.setting.timeout)

    def warm_up(self, steps: int, limit_ns: int = 0) -> None:
        """Further steps before the first round."""
        made = self._block("latency", steps, limit_ns)
        self.warmup += made.step_ns
        self._counts[-1] = made.traces

    def visit(self, place: int, steps: dict[str, int]) -> None:
        """One visit of a round: a block of each kind in ``steps`` (kind -> steps), in that order.
        The worker is woken before and stopped after it."""
        self._session.resume()
        blocks: dict[str, protocol.Rounded] = {}
        for kind, count in steps.items():
            if kind in self.lacks:
                continue
            try:
                blocks[kind] = self._block(kind, count)
            except WorkerError as error:
                if not error.alive or error.status != "unsupported":
                    raise
                self.lacks[kind] = str(error)
        latency = blocks["latency"]
        throughput = blocks.get("throughput")
        self.rounds.append(
            model.Round(
                place=place,
                step_ns=latency.step_ns,
                throughput_ns=throughput.step_ns[0] if throughput else None,
                feed_ns=blocks["feed"].step_ns if "feed" in blocks else [],
                pipeline_ns=blocks["pipeline"].step_ns if "pipeline" in blocks else [],
                cpu_ns=latency.cpu_ns,
                wall_ns=latency.wall_ns,
                switches=latency.switches,
                load=os.getloadavg()[0],
                traces=latency.traces,
            )
        )
        self._counts.append(latency.traces)
        self._session.pause()

    def pause(self) -> None:
        self._session.pause()

    def resume(self) -> None:
        self._session.resume()

    def reshape(self) -> model.Reshape | None:
        """What a new shape costs; None (and why, among `lacks`) where the cell refuses one."""
        try:
            made = self._session.request(
                protocol.Reshape(), protocol.Reshaped, self.setting.timeout
            )
        except WorkerError as error:
            if not error.alive:
                raise
            self.lacks["reshape"] = str(error)
            return None
        return model.Reshape(
            batch=made.batch, first_ns=made.first_ns, second_ns=made.second_ns, traces=made.traces
        )

    def sweep(
        self, place: Place, batches: Sequence[int], number: int, shuffler: random.Random
    ) -> model.Sweep:
        """The cell built anew at each batch size, in random order, `SWEEP_ROUNDS` times over."""
        step_ns: dict[int, list[list[int]]] = {}
        first_ns: dict[int, int] = {}
        lacks: dict[int, str] = {}
        for _ in range(SWEEP_ROUNDS):
            for batch in shuffler.sample(list(batches), len(batches)):
                if batch in lacks:
                    continue
                try:
                    opened = self.open(place, batch)
                    first_ns.setdefault(batch, opened.first_step_ns)
                    block = self.block_of_a_size()
                except WorkerError as error:
                    if not error.alive:
                        raise
                    lacks[batch] = str(error)
                    continue
                step_ns.setdefault(batch, []).append(block)
        return model.Sweep(
            launch=number,
            threads=self.setting.threads,
            step_ns=step_ns,
            first_ns=first_ns,
            lacks=lacks,
            callable_sha256=self.opened.callable_sha256,
        )

    def block_of_a_size(self) -> list[int]:
        """Synchronised steps, nanoseconds, as many as fill `SWEEP_BLOCK_NS`, after a few others."""
        # A whole run is one block, whatever the number of steps that is asked for.
        early = self._block("latency", 10, SWEEP_BLOCK_NS)
        return self._block("latency", steps_in(SWEEP_BLOCK_NS, early.step_ns[-1])).step_ns

    def prove(self, place: Place) -> Parity:
        """The verdict on this very process, by the place's oracle. Rounds after it are void."""
        return prove(
            self._session, place.material, self.contestant, place.scratch, self.setting.timeout
        )

    def memory(self) -> model.Memory:
        made = self._session.request(protocol.Memory(), protocol.MemoryUsed, self.setting.timeout)
        return model.Memory(
            peak_bytes=made.peak_bytes,
            base_bytes=made.base_bytes,
            pss_bytes=made.pss_bytes,
            uss_bytes=made.uss_bytes,
            framework_peak_bytes=made.framework_peak_bytes,
        )

    def retraced(self) -> str:
        """``1 → 2`` if the step was traced again inside the timed window, else nothing."""
        seen = self._counts
        return " → ".join(map(str, seen)) if len(set(seen)) > 1 else ""

    def figures(
        self,
        role: Literal["single", "pilot", "timed"],
        *,
        wave: int = 0,
        group: int = 0,
        reshape: model.Reshape | None = None,
        memory: model.Memory | None = None,
    ) -> Figures:
        """All that this launch has to say."""
        return Figures(
            role=role,
            label=self.label,
            wave=wave,
            group=group,
            threads=self.setting.threads,
            cache=self.cache,
            import_ns=self.started.import_ns,
            build_ns=self.opened.build_ns,
            first_step_ns=self.opened.first_step_ns,
            first_step_covers=self._covers,
            warmup_ns=self.warmup,
            rounds=self.rounds,
            traces=self.opened.traces,
            reshape=reshape,
            memory=memory,
            lacks=self.lacks,
            parameters=self.opened.parameters,
            callable_sha256=self.opened.callable_sha256,
        )

    def close(self) -> None:
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _block(self, kind: str, steps: int, limit_ns: int = 0) -> protocol.Rounded:
        request = protocol.Round(steps=steps, kind=kind, limit_ns=limit_ns)
        return self._session.request(request, protocol.Rounded, self.setting.timeout)


def affinity(threads: int, allowed: Sequence[int]) -> tuple[int, ...]:
    """The last ``threads`` CPUs that isograd may use; this process keeps off them where it can."""
    return tuple(allowed[-threads:])


class Fleet:
    """Launches that are alive together; all are ended on every way out."""

    def __init__(self) -> None:
        self.alive: list[Launch] = []

    def add(self, launch: Launch) -> None:
        self.alive.append(launch)

    def remove(self, launch: Launch) -> None:
        launch.close()
        self.alive.remove(launch)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for launch in self.alive:
            launch.close()
