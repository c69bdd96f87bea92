"""Every named convention has an effect in the oracle, and is told in both languages."""

import dataclasses

import numpy as np
import pytest

from isograd.suite import load
from isograd.suite.contract import Arrays
from isograd.suite.conventions import CONVENTIONS, Convention
from isograd.suite.optimisers import Adam, AdamW, Momentum, Optimiser, Sgd
from isograd.suite.oracle import Moment, Problem

NONE: frozenset[str] = frozenset()
STEPS = 4


# Every optimiser, with constants that differ from their float32 rounding, and clipping that bites;
# a large ε, so that its value and its place matter far above rounding.
OPTIMISERS: dict[str, Optimiser] = {
    "sgd": Sgd(0.1, clip_norm=0.1),
    "momentum": Momentum(0.1, momentum=0.9, weight_decay=1e-3),
    "adam": Adam(1e-3, epsilon=1e-4),
    "adamw": AdamW(1e-3, epsilon=1e-4, weight_decay=0.01),
}


def last(task: str, use: frozenset[str], optimiser: str = "adam") -> tuple[Moment, Arrays]:
    specification = load.find(task).task
    if task == "digits-mlp":
        specification = dataclasses.replace(specification, optimiser=OPTIMISERS[optimiser])
    problem = Problem(specification)
    *_, moment = problem.run(np.float64, use, STEPS)
    return moment, problem.outputs(moment, use)


def gap(task: str, use: frozenset[str], optimiser: str = "adam") -> float:
    """Largest difference that the conventions make in the state and the gradients after a short
    run, and in what this predicts."""
    (plain, outputs), (changed, others) = (
        last(task, NONE, optimiser),
        last(task, use, optimiser),
    )
    groups = ("parameters", "gradients", "slots", "buffers")
    both = [
        (value, getattr(changed, group)[name])
        for group in groups
        for name, value in getattr(plain, group).items()
    ]
    both += [(value, others[name]) for name, value in outputs.items()]
    return max(float(np.max(np.abs(a - b))) for a, b in both)


def effects(convention: str) -> dict[str, float]:
    """Its effect under each optimiser, and on each task whose passes hear of conventions."""
    use = frozenset({convention})
    found = {name: gap("digits-mlp", use, name) for name in OPTIMISERS}
    found.update(
        (name, gap(name, use))
        for name in load.names()
        if load.find(name).task.forward_backward is not None
    )
    return found


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_convention_changes_the_oracle(convention: str) -> None:
    assert max(effects(convention).values()) > 0


@pytest.mark.parametrize("convention", [name for name in CONVENTIONS if name.startswith("adam-")])
def test_conventions_of_adam_leave_other_optimisers_alone(convention: str) -> None:
    assert 0 == gap("linear-regression", frozenset({convention}))


def test_the_learning_rate_convention_is_of_every_optimiser() -> None:
    assert gap("linear-regression", frozenset({"learning-rate-float32"})) > 1e-9


def test_an_unknown_convention_has_no_effect_and_so_needs_no_oracle() -> None:
    """It cannot be declared either: see test_load."""
    assert 0 == gap("digits-mlp", frozenset({"no-such-convention"}))


def test_no_two_conventions_are_the_same() -> None:
    """Their effects differ under at least one optimiser or task."""
    found = {name: effects(name) for name in CONVENTIONS}
    names = list(found)
    for k, first in enumerate(names):
        for second in names[k + 1 :]:
            assert found[first] != found[second], (first, second)


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda one: one.id)
def test_conventions_are_told(convention: Convention) -> None:
    told = dataclasses.asdict(convention)
    assert all(told.values())
    assert any("一" <= character <= "鿿" for character in told["zh"])
    assert not any("一" <= character <= "鿿" for character in told["en"])
