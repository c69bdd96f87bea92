"""Adaptive halting: how often an example is iterated differs, and never hangs on rounding.

The parity gate compares these numbers exactly, in both dtypes.
"""

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from isograd.suite import load
from isograd.suite.contract import Array, Arrays
from isograd.suite.oracle import Moment, Nudge, Problem

TASK = load.find("adaptive-halting").task
SPECIFICATION: Any = sys.modules[TASK.dataset.__module__]
DTYPES = (np.float32, np.float64)


@pytest.fixture(scope="module")
def problem() -> Problem:
    return Problem(TASK)


def inputs(problem: Problem, moment: Moment, dtype: type) -> Iterator[Array]:
    """All that is iterated in the state ``moment``: the next batch, and what is predicted from it
    at the end of the reduced and of the full run."""
    if moment.step < TASK.steps:
        yield problem.batch(moment.step, dtype)["x"]
    if moment.step in (TASK.reduced_steps, TASK.steps):
        yield problem.data.held_out["x"].astype(dtype)


def decisions(parameters: Arrays, x: Array) -> Array:
    """What would be left after an iteration, less the threshold, wherever that is asked."""
    tape = SPECIFICATION.forward(parameters, x)[-1]
    return np.concatenate(
        [(left - halt - SPECIFICATION.REST)[left > 0] for _, _, halt, left, _ in tape]
    )


def test_no_decision_is_near_a_tie(problem: Problem) -> None:
    moments = problem.run(np.float64, frozenset(), TASK.steps)
    margins = [
        float(np.abs(decisions(moment.parameters, x)).min())
        for moment in moments
        for x in inputs(problem, moment, np.float64)
    ]
    assert TASK.steps + 2 == len(margins)
    assert 5e-4 < min(margins)


def test_rounding_moves_what_is_decided_by_far_less(problem: Problem) -> None:
    """In float32, every tensor moved by one ulp at every step."""
    exact = problem.run(np.float64, frozenset(), TASK.steps)
    moved = problem.run(np.float32, frozenset(), TASK.steps, Nudge(1))
    gaps = [
        float(np.abs(decisions(one.parameters, x) - decisions(other.parameters, y)).max())
        for one, other in zip(exact, moved, strict=True)
        for x, y in zip(
            inputs(problem, one, np.float64), inputs(problem, other, np.float32), strict=True
        )
    ]
    assert 0 < max(gaps) < 1e-5


def test_the_length_of_the_loop_differs(problem: Problem) -> None:
    lengths, iterations = [], []
    for moment in problem.run(np.float64, frozenset(), TASK.steps):
        for x in inputs(problem, moment, np.float64):
            _, _, made, _, tape = SPECIFICATION.forward(moment.parameters, x)
            lengths.append(len(tape))
            iterations.append(made)
    assert lengths == [int(made.max()) for made in iterations]
    assert {9, 12} <= set(lengths[: TASK.reduced_steps])
    assert 6 == min(lengths)
    assert SPECIFICATION.LIMIT == max(lengths)
    assert 2 == min(int(made.min()) for made in iterations)


def test_some_examples_end_at_the_limit_with_weight_left(problem: Problem) -> None:
    """So that a source without a limit, or with another one, is wrong from the first step on."""
    start = problem.start(np.float64)
    tape = SPECIFICATION.forward(start.parameters, problem.batch(0, np.float64)["x"])[-1]
    _, _, _, left, goes_on = tape[-1]
    assert SPECIFICATION.LIMIT == len(tape)
    assert 1 == int(np.sum((left > 0) & goes_on))


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_weights_of_an_example_that_halts_are_one_in_all(problem: Problem, dtype: type) -> None:
    start = problem.start(dtype)
    _, _, iterations, _, tape = SPECIFICATION.forward(
        start.parameters, problem.batch(0, dtype)["x"]
    )
    total = sum(np.where(goes_on, halt, left) for _, _, halt, left, goes_on in tape)
    halted = iterations < SPECIFICATION.LIMIT
    assert np.finfo(dtype).eps * 4 > float(np.abs(total - 1)[halted].max())
