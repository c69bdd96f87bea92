"""Every seeded fault against a NumPy framework in this process: wrong, and named where it is."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import gate
import pytest

from isograd.evidence.model import Parity
from isograd.run.cells import select
from isograd.run.material import Material
from isograd.suite import load
from isograd_worker.faults import CONTROLS, FAULTS, plant

TASKS = ("linear-regression", "digits-mlp")
DTYPES = ("float32", "float64")


SITES = {task: gate.site(task) for task in TASKS}


class Bench:
    """The eager nullfw cell of one task and dtype, proven again and again."""

    def __init__(self, task: str, dtype: str, scratch: Path) -> None:
        folder = load.find(task)
        with gate.outside_framework():
            cells = select(folder, frameworks=["nullfw"], modes=["eager"], dtypes=[dtype])
        self._contestant = cells[0]
        self._material = Material(folder.task, folder.task.reduced_steps, scratch)

    def prove(self, fault: str = "") -> Parity:
        # Started anew: the benches of the other dtype share this process, and so the library.
        adapter = gate.start(self._contestant)
        return gate.prove(self._material, self._contestant, adapter, fault)


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], Bench]]:
    """One bench for each task and dtype, made at its first use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISOGRAD_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield cache(lambda task, dtype: Bench(task, dtype, tmp_path_factory.mktemp("scratch")))


def test_there_are_enough_faults() -> None:
    assert len(FAULTS) >= 14


def test_every_fault_has_a_cell_where_it_applies() -> None:
    applied = {
        name
        for name, fault in FAULTS.items()
        if any(fault.applies(site, "float64") for site in SITES.values())
    }
    assert set(FAULTS) == applied


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("control", ["", *CONTROLS])
def test_honest_cells_and_controls_are_ok(
    benches: Callable[[str, str], Bench], control: str, task: str, dtype: str
) -> None:
    """Neither reading and loading the state at every step nor the order in a batch is a fault."""
    verdict = benches(task, dtype).prove(control)
    assert ("ok", None) == (verdict.status, verdict.first_divergence)


@pytest.mark.parametrize(
    ("task", "dtype", "fault"),
    [
        (task, dtype, name)
        for task in TASKS
        for dtype in DTYPES
        for name, fault in FAULTS.items()
        if fault.applies(SITES[task], dtype)
    ],
)
def test_faults_are_caught_and_named(
    benches: Callable[[str, str], Bench], task: str, dtype: str, fault: str
) -> None:
    gate.assert_caught(FAULTS[fault].expected(SITES[task]), benches(task, dtype).prove(fault))


def test_faults_are_planted_in_stepwise_programs_only() -> None:
    with pytest.raises(ValueError, match="stepwise"):
        plant("sum-for-mean", object(), SITES["digits-mlp"])
