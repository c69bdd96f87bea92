"""Every seeded fault in real frameworks, through worker processes: wrong, and named where it is."""

import os
from collections.abc import Iterator

import gate
import pytest

from isograd.run.cells import Contestant, select
from isograd.run.environments import find
from isograd.run.material import Material
from isograd.run.proof import Prover
from isograd.suite import load
from isograd_worker.faults import CONTROLS, FAULTS

pytestmark = pytest.mark.real

TASKS = ("linear-regression", "digits-mlp")
# One that reads the gradients of the step itself, and one that computes them anew, compiled.
CELLS = (("pytorch", "eager"), ("jax", "jit"))
SITES = {task: gate.site(task) for task in TASKS}

Bench = tuple[Prover, Contestant]
Case = tuple[str, str, str]  # framework, mode, task


@pytest.fixture(scope="module")
def bench(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    """One float64 cell and the worker process that proves it again and again."""
    framework, mode, task = request.param
    environment = find(framework)
    assert environment is not None, f"isograd env create {framework}"
    folder = load.find(task)
    scratch = tmp_path_factory.mktemp(f"{framework}-{task}")
    cells = select(folder, frameworks=[framework], modes=[mode], dtypes=["float64"])
    material = Material(folder.task, folder.task.reduced_steps, scratch)
    prover = Prover(material, environment, scratch, [min(os.sched_getaffinity(0))], 120.0)
    yield prover, cells[0]
    prover.close()


def cases(names: dict[str, list[str]]) -> pytest.MarkDecorator:
    """``names`` of each task, in every cell."""
    return pytest.mark.parametrize(
        ("bench", "name"),
        [((*cell, task), name) for cell in CELLS for task in TASKS for name in names[task]],
        indirect=["bench"],
        ids=lambda value: value if isinstance(value, str) else "-".join(value),
    )


@cases({task: ["", *CONTROLS] for task in TASKS})
def test_honest_cells_and_controls_are_ok(bench: Bench, name: str) -> None:
    prover, contestant = bench
    verdict = prover.parity(contestant, name)
    assert ("ok", None) == (verdict.status, verdict.first_divergence)


@cases({t: [n for n, f in FAULTS.items() if f.applies(SITES[t], "float64")] for t in TASKS})
def test_faults_are_caught_and_named(bench: Bench, name: str) -> None:
    prover, contestant = bench
    task = contestant.cell.task
    gate.assert_caught(FAULTS[name].expected(SITES[task]), prover.parity(contestant, name))
