"""char-lstm: truncation, padding, and what two biases do."""

import dataclasses

import numpy as np
import pytest

from isograd.suite import load, verify
from isograd.suite.contract import Arrays
from isograd.suite.load import TaskFolder
from isograd.suite.oracle import Problem

FOLDER = load.find("char-lstm")
TASK = FOLDER.task
NONE: frozenset[str] = frozenset()


@pytest.fixture
def problem() -> Problem:
    return Problem(TASK)


def gradients_check(folder: TaskFolder) -> verify.Check:
    [check] = [c for c in verify.specification(folder) if c.name == "gradients"]
    return check


def test_the_gradient_is_that_of_a_loss_with_held_states_and_not_of_the_loss() -> None:
    assert gradients_check(FOLDER).ok
    free = dataclasses.replace(TASK, stopped_loss=None)
    assert not gradients_check(dataclasses.replace(FOLDER, task=free)).ok


def test_a_stopped_loss_is_the_loss_where_nothing_has_moved(problem: Problem) -> None:
    parameters, batch = problem.start(np.float64).parameters, problem.batch(0, np.float64)
    assert TASK.stopped_loss is not None
    loss = TASK.compute(parameters, {}, batch, NONE).loss
    assert float(loss) == float(TASK.stopped_loss(parameters, parameters, batch))


def test_what_stands_in_the_padding_counts_for_nothing(problem: Problem) -> None:
    parameters, batch = problem.start(np.float64).parameters, problem.batch(0, np.float64)
    padded = batch["y"] == 0
    assert padded.any()
    other = {**batch, "x": np.where(padded, 5, batch["x"])}
    first = TASK.compute(parameters, {}, batch, NONE)
    second = TASK.compute(parameters, {}, other, NONE)
    assert first.loss == second.loss
    for name, value in first.gradients.items():
        assert np.array_equal(value, second.gradients[name]), name


def test_lines_differ_in_length_and_some_reach_the_last_window(problem: Problem) -> None:
    lengths = (problem.data.train["y"] > 0).sum(axis=1)
    assert (9, 29) == (lengths.min(), lengths.max())
    assert 1 <= (lengths > 20).sum() < len(lengths)


def test_a_double_bias_is_two_biases_that_each_make_the_step(problem: Problem) -> None:
    """Trained here as two arrays, by the very law of plain SGD."""
    rate = TASK.optimiser.learning_rate
    parameters = problem.start(np.float64).parameters
    halves = [parameters["lstm.bias"] / 2, parameters["lstm.bias"] / 2]
    for step in range(5):
        parameters = {**parameters, "lstm.bias": halves[0] + halves[1]}
        batch = problem.batch(step, np.float64)
        gradients: Arrays = TASK.compute(parameters, {}, batch, NONE).gradients
        halves = [half - rate * gradients["lstm.bias"] for half in halves]
        parameters = {name: p - rate * gradients[name] for name, p in parameters.items()}
    *_, moment = problem.run(np.float64, frozenset({"lstm-double-bias"}), 5)
    expected = {**parameters, "lstm.bias": halves[0] + halves[1]}
    for name, value in expected.items():
        assert np.allclose(value, moment.parameters[name], rtol=0, atol=1e-14), name
