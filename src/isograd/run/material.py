"""The files that workers read, and the oracle's expectations that their traces are judged by."""

import hashlib
import threading
from collections.abc import Mapping, Set
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from isograd import paths
from isograd.run.cells import Contestant
from isograd.suite.contract import Array, Task
from isograd.suite.oracle import Expectation, Problem
from isograd_worker import protocol


class Material:
    """Inputs and expectations of one task, made once each and shared by all cells.

    ``scratch`` is a private folder; files in it are written before any worker is told of them.
    A ``width`` other than 0 stands in the place of the task's own.
    """

    def __init__(self, task: Task, steps: int, scratch: Path, width: int = 0) -> None:
        self.task = task.at_width(width) if width else task
        self.steps, self.scratch, self.width = steps, scratch, width
        self.problem = Problem(self.task)
        self.inputs = scratch / "inputs.npz"
        self._outputs = list(self.problem.outputs(self.problem.start("float32")))
        self._lock = threading.Lock()
        self._expectations: dict[tuple[str, frozenset[str]], Expectation] = {}
        self._write_inputs()

    def _write_inputs(self) -> None:
        arrays: dict[str, Array] = {"order": self.problem.data.order}
        arrays.update({f"init/{name}": value for name, value in self.problem.initial.items()})
        arrays.update({f"buffer/{name}": value for name, value in self.problem.buffers.items()})
        if self.task.predict is not None:
            held_out = self.problem.data.held_out
            arrays.update({f"held_out/{name}": held_out[name] for name in self.task.predict_from})
        arrays.update({f"data/{name}": value for name, value in self.problem.data.train.items()})
        np.savez(self.inputs, **arrays)  # type: ignore[arg-type]
        self.sha256 = _hash(arrays)

    def expectation(self, dtype: str, conventions: Set[str]) -> Expectation:
        """The oracle with these conventions; computed at the first call."""
        key = (dtype, frozenset(conventions))
        with self._lock:  # the numbers are shared: one thread computes, the others wait
            if key not in self._expectations:
                made = Expectation(
                    self.problem, dtype, key[1], self.steps, paths.cache() / "bounds"
                )
                _ = made.spread
                self._expectations[key] = made
            return self._expectations[key]

    def forced(self, dtype: str, conventions: Set[str]) -> Path:
        """The ``.npz`` of the oracle's states, rounded to ``dtype``, where forced steps start."""
        expectation = self.expectation(dtype, conventions)
        tag = "-".join([dtype, *sorted(conventions)]) or dtype
        path = self.scratch / f"forced-{tag}.npz"
        with self._lock:
            if not path.exists():
                arrays: dict[str, Array] = {"steps": np.array(expectation.forced, np.int64)}
                for step in expectation.forced:
                    moment = expectation.rounded(step)
                    arrays.update(
                        {f"{step}/parameter/{k}": v for k, v in moment.parameters.items()}
                    )
                    arrays.update({f"{step}/slot/{k}": v for k, v in moment.slots.items()})
                    arrays.update({f"{step}/buffer/{k}": v for k, v in moment.buffers.items()})
                np.savez(path, **arrays)  # type: ignore[arg-type]
        return path

    def cell(self, contestant: Contestant) -> protocol.Cell:
        """The contestant as a worker hears of it."""
        assert contestant.source is not None
        optimiser: dict[str, Any] = asdict(self.task.optimiser)
        return protocol.Cell(
            task=self.task.id,
            mode=contestant.mode.id,
            contract=contestant.mode.contract,
            source=str(contestant.source.file),
            names=contestant.source.names,
            optimiser={**optimiser, "slots": list(optimiser["slots"])},
            outputs=self._outputs,
            inputs=str(self.inputs),
            options=contestant.source.options(contestant.mode),
            width=self.width,
        )


def _hash(arrays: Mapping[str, Array]) -> str:
    """Of all values that the cells are given, whatever the archive's own time stamps."""
    found = hashlib.sha256()
    for name in sorted(arrays):
        found.update(f"{name} {arrays[name].dtype} {arrays[name].shape}".encode())
        found.update(np.ascontiguousarray(arrays[name]).tobytes())
    return found.hexdigest()


def read_trace(path: str) -> Mapping[str, Array]:
    """All arrays of a trace; pickled objects are refused."""
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
