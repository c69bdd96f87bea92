"""Every seeded fault in real frameworks, through worker processes: wrong, and named where it is."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import gate
import pytest

from isograd.evidence.model import Parity
from isograd.run.cells import Contestant, select
from isograd.run.environments import find
from isograd.run.material import Material
from isograd.run.proof import Prover
from isograd.suite import load
from isograd_worker.faults import CONTROLS, FAULTS

pytestmark = pytest.mark.real

TASKS = ("linear-regression", "digits-mlp")
# One that reads the gradients of the step itself, and one that computes them anew, compiled; the
# latter, which compiles afresh for every proof, in the task where every fault applies.
CELLS = (
    ("pytorch", "eager", "linear-regression"),
    ("pytorch", "eager", "digits-mlp"),
    ("jax", "jit", "digits-mlp"),
)
SITES = {task: gate.site(task) for task in TASKS}


class Benches:
    """The float64 cells, each with the worker process that proves it again and again."""

    def __init__(self, scratch: Callable[[str], Path]) -> None:
        self._scratch = scratch
        self._made: dict[tuple[str, str, str], tuple[Prover, Contestant]] = {}

    def prove(self, framework: str, mode: str, task: str, fault: str) -> Parity:
        key = (framework, mode, task)
        if key not in self._made:
            self._made[key] = self._make(*key)
        prover, contestant = self._made[key]
        return prover.parity(contestant, fault)

    def _make(self, framework: str, mode: str, task: str) -> tuple[Prover, Contestant]:
        environment = find(framework)
        assert environment is not None, f"isograd env create {framework}"
        folder, scratch = load.find(task), self._scratch(f"{framework}-{task}")
        cells = select(folder, frameworks=[framework], modes=[mode], dtypes=["float64"])
        material = Material(folder.task, folder.task.reduced_steps, scratch)
        cpu = min(os.sched_getaffinity(0))
        return Prover(material, environment, scratch, [cpu], 120.0), cells[0]

    def close(self) -> None:
        for prover, _ in self._made.values():
            prover.close()


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Benches]:
    made = Benches(tmp_path_factory.mktemp)
    yield made
    made.close()


@pytest.mark.parametrize(("framework", "mode", "task"), CELLS)
@pytest.mark.parametrize("control", ["", *CONTROLS])
def test_honest_cells_and_controls_are_ok(
    benches: Benches, framework: str, mode: str, task: str, control: str
) -> None:
    verdict = benches.prove(framework, mode, task, control)
    assert ("ok", None) == (verdict.status, verdict.first_divergence)


@pytest.mark.parametrize(
    ("framework", "mode", "task", "fault"),
    [
        (*cell, name)
        for cell in CELLS
        for name, fault in FAULTS.items()
        if fault.applies(SITES[cell[2]], "float64")
    ],
)
def test_faults_are_caught_and_named(
    benches: Benches, framework: str, mode: str, task: str, fault: str
) -> None:
    expected = FAULTS[fault].expected(SITES[task])
    gate.assert_caught(expected, benches.prove(framework, mode, task, fault))


def test_every_fault_applies_in_the_task_that_both_frameworks_run() -> None:
    site = SITES["digits-mlp"]
    assert set(FAULTS) == {n for n, fault in FAULTS.items() if fault.applies(site, "float64")}
