"""Every named convention has an effect in the oracle, and is told in both languages."""

import dataclasses

import numpy as np
import pytest

from isograd.suite import load
from isograd.suite.conventions import CONVENTIONS, Convention
from isograd.suite.optimisers import Adam
from isograd.suite.oracle import Moment, Problem

NONE: frozenset[str] = frozenset()
STEPS = 4


def last(task: str, use: frozenset[str], dtype: type = np.float64) -> Moment:
    # A large ε, so that its value and its place matter far above rounding.
    specification = load.find(task).task
    if isinstance(specification.optimiser, Adam):
        optimiser = dataclasses.replace(specification.optimiser, epsilon=1e-4)
        specification = dataclasses.replace(specification, optimiser=optimiser)
    return Problem(specification).run(dtype, use, STEPS)[-1]


def gap(task: str, use: frozenset[str]) -> float:
    """Largest difference that the conventions make in a parameter or slot of a short run."""
    plain, changed = last(task, NONE), last(task, use)
    both = [(plain.parameters[name], changed.parameters[name]) for name in plain.parameters] + [
        (plain.slots[name], changed.slots[name]) for name in plain.slots
    ]
    return max(float(np.max(np.abs(a - b))) for a, b in both)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_convention_changes_the_oracle(convention: str) -> None:
    assert gap("digits-mlp", frozenset({convention})) > 0


@pytest.mark.parametrize("convention", [name for name in CONVENTIONS if name.startswith("adam-")])
def test_conventions_of_adam_leave_other_optimisers_alone(convention: str) -> None:
    assert 0 == gap("linear-regression", frozenset({convention}))


def test_the_learning_rate_convention_is_of_every_optimiser() -> None:
    assert gap("linear-regression", frozenset({"learning-rate-float32"})) > 1e-9


def test_an_unknown_convention_has_no_effect_and_so_needs_no_oracle() -> None:
    """It cannot be declared either: see test_load."""
    assert 0 == gap("digits-mlp", frozenset({"no-such-convention"}))


def test_no_two_conventions_are_the_same() -> None:
    found = {name: last("digits-mlp", frozenset({name})) for name in CONVENTIONS}
    numbers = {
        name: np.concatenate([np.ravel(v) for v in [*m.parameters.values(), *m.slots.values()]])
        for name, m in found.items()
    }
    names = list(numbers)
    for k, first in enumerate(names):
        for second in names[k + 1 :]:
            assert not np.array_equal(numbers[first], numbers[second]), (first, second)


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda one: one.id)
def test_conventions_are_told(convention: Convention) -> None:
    told = dataclasses.asdict(convention)
    assert all(told.values())
    assert any("一" <= character <= "鿿" for character in told["zh"])
    assert not any("一" <= character <= "鿿" for character in told["en"])
