"""Every fault seeded in a task's own source, through a real worker: wrong, and named rightly."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import gate
import pytest
from source_faults import FAULTS, SourceFault

from isograd.evidence.model import Parity
from isograd.run.cells import Contestant, select
from isograd.run.environments import find
from isograd.run.material import Material
from isograd.run.proof import Prover
from isograd.run.session import Session
from isograd.suite import load

pytestmark = pytest.mark.real

TASKS = sorted({fault.task for fault in FAULTS.values()})
# Any program's faults are planted in these two, see test_seeded_faults.py.
ELSEWHERE = {"linear-regression", "digits-mlp"}


class Bench:
    """The float64 cell of PyTorch's eager mode in one task."""

    def __init__(self, task: str, scratch: Path) -> None:
        environment = find("pytorch")
        assert environment is not None, "isograd env create pytorch"
        folder = load.find(task)
        cells = select(folder, frameworks=["pytorch"], modes=["eager"], dtypes=["float64"])
        self.scratch = scratch
        self.contestant: Contestant = cells[0]
        self.material = Material(folder.task, folder.task.reduced_steps, scratch)
        cpu = min(os.sched_getaffinity(0))
        self.prover = Prover(self.material, environment, scratch, [cpu], 120.0)

    def names(self, kind: str) -> list[str]:
        """The task's tensors of one kind, by the names that the gate gives them."""
        expectation = self.material.expectation("float64", frozenset())
        if kind == "output":
            return list(expectation.outputs)
        return [tensor for of, tensor in expectation.moments[1].tensors() if of == kind]


class Benches:
    """One bench a task; all share one worker process, which takes seconds to come up."""

    def __init__(self, scratch: Callable[[str], Path]) -> None:
        self._scratch = scratch
        self._made: dict[str, Bench] = {}
        self._session: Session | None = None

    def of(self, task: str) -> Bench:
        if task not in self._made:
            self._made[task] = Bench(task, self._scratch(task))
        return self._made[task]

    def prove(self, task: str, fault: SourceFault | None = None) -> Parity:
        bench = self.of(task)
        contestant, honest = bench.contestant, bench.contestant.source
        assert honest is not None
        if fault is not None:
            contestant = replace(contestant, source=fault.plant(honest, bench.scratch))
        bench.prover._session = self._session
        verdict = bench.prover.parity(contestant)
        self._session = bench.prover._session
        return verdict

    def close(self) -> None:
        if self._session is not None:
            self._session.close()


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Benches]:
    made = Benches(tmp_path_factory.mktemp)
    yield made
    made.close()


@pytest.mark.parametrize("task", TASKS)
def test_honest_sources_are_ok(benches: Benches, task: str) -> None:
    verdict = benches.prove(task)
    assert ("ok", None) == (verdict.status, verdict.first_divergence)


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_caught_and_named(benches: Benches, name: str) -> None:
    fault = FAULTS[name]
    bench = benches.of(fault.task)
    expected = fault.expected(bench.material.task, bench.names(fault.kind))
    gate.assert_caught(expected, benches.prove(fault.task, fault))


def test_there_are_thirty_and_each_task_has_one() -> None:
    assert len(FAULTS) >= 30
    with_source = {name for name in load.names() if (load.BUILT_IN / name / "pytorch.py").exists()}
    assert with_source == {*TASKS, *ELSEWHERE}
