"""The catalogue: effects come from the oracle, cells from the side files."""

import numpy as np
import pytest

from isograd.cli import conventions as verb
from isograd.suite import load
from isograd.suite.catalogue import Entry, catalogue, declared
from isograd.suite.conventions import CONVENTIONS
from isograd.suite.oracle import Problem


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    found = catalogue([load.find("digits-mlp"), load.find("linear-regression")])
    return {entry.id: entry for entry in found.conventions}


def test_every_convention_is_listed(entries: dict[str, Entry]) -> None:
    assert list(CONVENTIONS) == list(entries)


def test_cells_are_those_of_the_side_files(entries: dict[str, Entry]) -> None:
    cells = declared(load.find("linear-regression"))
    assert {
        "learning-rate-float32": ["tensorflow/graph1/float32", "tensorflow/graph1/float64"]
    } == cells
    uses = {use.task: use.cells for use in entries["learning-rate-float32"].uses}
    assert cells["learning-rate-float32"] == uses["linear-regression"]
    assert set(uses) == {"linear-regression", "digits-mlp"}


def test_effects_are_what_the_oracle_changes_by(entries: dict[str, Entry]) -> None:
    problem = Problem(load.find("digits-mlp").task)
    use = frozenset({"adam-epsilon-before-correction"})
    *_, plain = problem.run(np.float64, frozenset(), problem.task.steps)
    *_, changed = problem.run(np.float64, use, problem.task.steps)
    largest = max(float(np.abs(value).max()) for value in plain.parameters.values())
    moved = max(
        float(np.abs(value - changed.parameters[name]).max())
        for name, value in plain.parameters.items()
    )
    (found,) = entries["adam-epsilon-before-correction"].uses
    assert moved / largest == found.effect
    assert found.effect > 1e-3


def test_effects_on_predictions_have_a_scale_of_their_own() -> None:
    """Equinox's division of the running statistics reaches predictions alone."""
    entries = {e.id: e for e in catalogue([load.find("digits-cnn")]).conventions}
    (debiased,) = entries["batch-norm-zero-debias"].uses
    assert 0 == debiased.effect
    problem = Problem(load.find("digits-cnn").task)
    *_, last = problem.run(np.float64, frozenset(), problem.task.steps)
    plain = problem.outputs(last)["logits"]
    changed = problem.outputs(last, frozenset({"batch-norm-zero-debias"}))["logits"]
    expected = float(np.abs(plain - changed).max()) / float(np.abs(plain).max())
    assert expected == debiased.effect_on_predictions
    assert expected > 1e-4


def test_a_task_that_predicts_no_floats_has_no_effect_on_them(entries: dict[str, Entry]) -> None:
    found = {use.task: use for use in entries["learning-rate-float32"].uses}
    assert found["linear-regression"].effect_on_predictions is None


def test_both_dtypes_of_a_mode_are_told_once() -> None:
    cells = ["jax/jit/float32", "jax/jit/float64", "paddle/program/float64"]
    assert ["jax/jit", "paddle/program (float64)"] == verb._short(cells)
