"""The oracle is right by itself: gradients by differences, nudges of one ulp, bounds as cached."""

import dataclasses
from collections.abc import Callable, Set
from pathlib import Path
from typing import Literal

import gate
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from isograd.suite import load
from isograd.suite.contract import Array, Arrays, Pass, Phase
from isograd.suite.oracle import (
    FORCED_BYTES,
    MEMBERS,
    SPREAD,
    ULPS,
    Expectation,
    Nudge,
    Problem,
    cast,
    forced_steps,
)

NONE: frozenset[str] = frozenset()
Compute = Callable[[Arrays, Arrays, Arrays, Set[str]], Pass]


def problem(task: str) -> Problem:
    return Problem(load.find(task).task)


# --- forward and backward passes ------------------------------------------------------------


@pytest.mark.parametrize("task", load.names())
def test_gradients_agree_with_central_differences(task: str) -> None:
    """In float64, on the first batch; of the large kernels a fixed sample of rows."""
    drawn = problem(task)
    batch = drawn.batch(0, np.float64)
    parameters = cast(drawn.initial, np.float64)
    buffers = cast(drawn.buffers, np.float64)
    held = {name: parameter.copy() for name, parameter in parameters.items()}
    differentiated: list[str] = []
    for compute in drawn.task.passes():
        gradients = compute(parameters, buffers, batch, NONE).gradients

        def value(compute: Compute = compute) -> float:
            if drawn.task.stopped_loss is not None:
                return float(drawn.task.stopped_loss(parameters, held, batch))
            return float(compute(parameters, buffers, batch, NONE).loss)

        # The loss is rounded, and the difference is of two losses.
        atol = 1e-9 * max(1, abs(value()))
        for name, gradient in gradients.items():
            parameter = parameters[name]
            rows = slice(None, None, max(1, len(parameter) // 4)) if parameter.ndim else ...
            found = gate.central_difference(value, parameter[rows])
            np.testing.assert_allclose(gradient[rows], found, rtol=1e-6, atol=atol, err_msg=name)
            assert gradient.shape == parameter.shape
        differentiated += gradients
    assert sorted(parameters) == sorted(differentiated)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("task", load.names())
def test_a_step_keeps_the_dtype_of_its_state(task: str, dtype: str) -> None:
    drawn = problem(task)
    for use_nudge in (None, Nudge(0)):
        made = drawn.step(drawn.start(dtype), NONE, use_nudge)
        assert {np.dtype(dtype)} == {value.dtype for value in made.tensors().values()}


@pytest.mark.parametrize("task", load.names())
def test_both_dtypes_start_from_the_same_numbers(task: str) -> None:
    drawn = problem(task)
    for value in [*drawn.initial.values(), *drawn.data.train.values()]:
        if value.dtype.kind == "f":
            wide = value.astype(np.float64)
            assert np.array_equal(wide, wide.astype(np.float32))


def test_linear_regression_reaches_the_line() -> None:
    *_, last = problem("linear-regression").run(np.float64, NONE, 100)
    np.testing.assert_allclose(last.parameters["linear.kernel"], 3, atol=1e-3)
    np.testing.assert_allclose(last.parameters["linear.bias"], 1, atol=1e-3)


def test_digits_mlp_learns() -> None:
    drawn = problem("digits-mlp")
    assert drawn.task.accuracy is not None
    *_, last = drawn.run(np.float64, NONE, drawn.task.steps)
    held_out = {name: np.asarray(value) for name, value in drawn.data.held_out.items()}
    assert drawn.task.accuracy(drawn.outputs(last), held_out) > 0.9


def test_vae_reconstructs_better_than_the_mean_image() -> None:
    drawn = problem("vae")
    *_, last = drawn.run(np.float64, NONE, drawn.task.steps)
    x = drawn.data.held_out["x"].astype(np.float64)
    error = np.mean((drawn.outputs(last)["probabilities"] - x) ** 2)
    assert error < 0.9 * np.mean((drawn.data.train["x"].mean(axis=0) - x) ** 2)


def test_pendulum_swings_as_the_linear_one_where_the_angle_is_small() -> None:
    """The integrator against the closed solution: at 10⁻³, sin θ differs from θ by 2·10⁻⁷ of it."""
    drawn = problem("pendulum-ode")
    parameters = cast(drawn.initial, np.float64)
    parameters["pendulum.torque"] = np.zeros(())
    half = np.exp(parameters["pendulum.log_gamma"]) / 2
    pulsation = np.sqrt(np.exp(2 * parameters["pendulum.log_omega"]) - half**2)
    time = np.array([50, 100, 150, 200]) / 32
    phase = pulsation * time
    angle = np.exp(-half * time) * (np.cos(phase) + half / pulsation * np.sin(phase))
    start = {"x": np.array([[1e-3, 0]])}
    found = drawn.task.infer(parameters, {}, start, NONE, 0)["angles"]
    np.testing.assert_allclose(found, [1e-3 * angle], atol=1e-8)


def test_poisson_pinn_has_the_laplacian_of_what_it_predicts() -> None:
    """The formula that carries it through the layers, against a five-point stencil."""
    drawn = problem("poisson-pinn")
    batch = drawn.batch(0, np.float64)
    parameters = cast(drawn.initial, np.float64)

    def u(points: Array) -> Array:
        return drawn.task.infer(parameters, {}, {"x": points}, NONE, 0)["u"]

    points, step = batch["x"], 1e-3
    laplacian = -4 * u(points)
    for move in ([step, 0], [-step, 0], [0, step], [0, -step]):
        laplacian += u(points + np.array(move))
    residual = -laplacian / step**2 - batch["f"]
    misfit = u(batch["x_b"]) - batch["u_b"]
    expected = np.mean(residual**2) + 100 * np.mean(misfit**2)
    found = drawn.task.compute(parameters, {}, batch, NONE).loss
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_poisson_pinn_solves_the_equation() -> None:
    drawn = problem("poisson-pinn")
    *_, last = drawn.run(np.float64, NONE, drawn.task.steps)
    exact = drawn.data.held_out["u"].astype(np.float64)
    error = np.sqrt(np.mean((drawn.outputs(last)["u"] - exact) ** 2))
    assert error < 0.15 * np.std(exact)


def test_the_order_repeats_where_a_run_is_longer() -> None:
    drawn = problem("linear-regression")
    once, again = drawn.batch(3, np.float64), drawn.batch(103, np.float64)
    assert all(np.array_equal(once[name], again[name]) for name in once)


def test_a_step_leaves_its_moment_as_it_was() -> None:
    drawn = problem("digits-mlp")
    moment = drawn.start(np.float64)
    before = {key: value.copy() for key, value in moment.tensors().items()}
    drawn.step(moment, NONE, Nudge(1))
    after = moment.tensors()
    assert all(np.array_equal(before[key], after[key], equal_nan=True) for key in before)


# --- nudge ----------------------------------------------------------------------------------


def finite(dtype: type, width: Literal[32, 64]) -> st.SearchStrategy[Array]:
    # Subnormal numbers have ulps too; the largest number of all would become infinite.
    edge = float(np.nextafter(np.finfo(dtype).max, dtype(0)))
    elements = st.floats(-edge, edge, width=width)
    shapes = arrays.array_shapes(min_dims=0, max_dims=2, max_side=9)
    return arrays.arrays(dtype, shapes, elements=elements)


@settings(deadline=None)
@given(st.one_of(finite(np.float32, 32), finite(np.float64, 64)), st.integers(0, 1000))
def test_nudge_moves_every_nonzero_element_exactly_one_ulp(value: Array, seed: int) -> None:
    before = value.copy()
    moved = Nudge(seed)(value)
    assert np.array_equal(before, value)
    assert (value.shape, value.dtype) == (moved.shape, moved.dtype)
    up = np.nextafter(value, value.dtype.type(np.inf))
    down = np.nextafter(value, value.dtype.type(-np.inf))
    assert np.where(value == 0, moved == 0, (moved == up) | (moved == down)).all()


def test_nudge_goes_both_ways_and_repeats_with_its_seed() -> None:
    ones = np.ones(1000)
    moved = Nudge(3)(ones)
    assert np.array_equal(moved, Nudge(3)(ones))
    assert 400 < int((moved > ones).sum()) < 600
    nudge = Nudge(3)
    assert not np.array_equal(nudge(ones), nudge(ones))


# --- bounds ---------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("task", load.names())
def test_cached_bounds_equal_fresh_ones(task: str, dtype: str, tmp_path: Path) -> None:
    fresh = Expectation(problem(task), dtype, NONE, 3).spread
    written = Expectation(problem(task), dtype, NONE, 3, tmp_path).spread
    read = Expectation(problem(task), dtype, NONE, 3, tmp_path)
    assert read._read() is not None
    assert fresh == written == read.spread
    assert 1 == len(list(tmp_path.iterdir()))


def test_damaged_and_foreign_cache_entries_are_not_used(tmp_path: Path) -> None:
    drawn = problem("linear-regression")
    fresh = Expectation(drawn, "float32", NONE, 2, tmp_path).spread
    file = next(tmp_path.iterdir())
    file.write_text(file.read_text("utf-8")[:50], "utf-8")
    assert fresh == Expectation(drawn, "float32", NONE, 2, tmp_path).spread
    for other in (
        Expectation(drawn, "float64", NONE, 2, tmp_path),
        Expectation(drawn, "float32", frozenset({"learning-rate-float32"}), 2, tmp_path),
        Expectation(drawn, "float32", NONE, 3, tmp_path),
    ):
        assert other._file() != file


def test_the_cache_entry_follows_the_task(tmp_path: Path) -> None:
    task = load.find("linear-regression").task
    other = dataclasses.replace(
        task, optimiser=dataclasses.replace(task.optimiser, learning_rate=0.2)
    )
    assert Problem(task).sha256 == Problem(task).sha256
    assert Problem(task).sha256 != Problem(other).sha256
    assert Problem(task).sha256 != Problem(dataclasses.replace(task, seed=21)).sha256


def test_the_bound_is_the_law_of_tolerance() -> None:
    made = Expectation(problem("linear-regression"), "float32", NONE, 3)
    key = ("free", 3, "parameter", "linear.bias")
    expected = made.moments[3].parameters["linear.bias"]
    gaps = []
    for member in range(MEMBERS):
        *_, third = made.problem.run("float32", NONE, 3, Nudge(member))
        moved = third.parameters["linear.bias"]
        gaps.append(float(np.max(np.abs(moved.astype(np.float64) - expected))))
    ulp = float(np.spacing(np.float32(np.max(np.abs(expected)))))
    assert SPREAD * max(gaps) + ULPS * ulp == made.bound(key, expected)
    wider = made.bound(key, expected, magnitude=8 * float(np.max(np.abs(expected))))
    assert wider == pytest.approx(SPREAD * max(gaps) + 8 * ULPS * ulp)


def test_teacher_forcing_starts_from_the_state_that_the_cell_is_given() -> None:
    made = Expectation(problem("linear-regression"), "float32", NONE, 4)
    given_state = made.rounded(2)
    exact = made.forced_moment(2)
    assert np.dtype("float32") == given_state.parameters["linear.kernel"].dtype
    assert (3, np.dtype("float64")) == (exact.step, exact.parameters["linear.kernel"].dtype)
    assert not np.array_equal(
        exact.parameters["linear.kernel"], made.moments[3].parameters["linear.kernel"]
    )


def test_a_running_mean_is_that_of_the_losses_so_far() -> None:
    made = Expectation(problem("linear-regression"), "float64", NONE, 4)
    means = [float(np.mean(made.losses[:k])) for k in (1, 2, 3, 4)]
    np.testing.assert_allclose(made.running_mean(), means, rtol=1e-15)


@pytest.mark.parametrize("steps", [1, 5, 200])
def test_short_runs_are_forced_at_every_step(steps: int) -> None:
    assert list(range(steps)) == forced_steps(steps)


def test_long_runs_are_forced_at_the_first_the_last_and_between() -> None:
    chosen = forced_steps(1000, FORCED_BYTES // 50)
    assert (0, 999, 50) == (chosen[0], chosen[-1], len(chosen))
    assert max(np.diff(chosen)) <= 21


# --- several phases in one step -------------------------------------------------------------


def test_a_phase_sees_what_those_before_it_updated() -> None:
    """The generator's gradient is that against the discriminator as just updated."""
    drawn = problem("gan")
    start = drawn.start(np.float64)
    made = drawn.step(start, NONE)
    batch = drawn.batch(0, np.float64)
    own = {name: v for name, v in made.parameters.items() if name.startswith("discriminator.")}
    generator = drawn.task.phases[1]
    loss, gradients = generator.loss_and_gradients({**start.parameters, **own}, batch)
    early, _ = generator.loss_and_gradients(start.parameters, batch)
    assert float(loss) == float(made.losses()["generator"])
    assert float(early) != float(made.losses()["generator"])
    for name, expected in gradients.items():
        np.testing.assert_array_equal(expected, made.gradients[name])


def test_phases_in_another_order_are_another_run() -> None:
    drawn = problem("gan")
    reverse: tuple[Phase, ...] = drawn.task.phases[::-1]
    turned = Problem(dataclasses.replace(drawn.task, phases=reverse))
    first, other = (p.step(p.start(np.float64), NONE) for p in (drawn, turned))
    name = "generator.first.kernel"
    assert not np.array_equal(first.gradients[name], other.gradients[name])


def test_each_phase_has_a_loss_and_a_bound_of_its_own() -> None:
    expectation = Expectation(problem("gan"), "float32", NONE, 3)
    assert (3, 2) == expectation.losses.shape
    named = {key[3] for key in expectation.spread if key[2] == "loss"}
    assert {
        "discriminator",
        "generator",
        "running-mean discriminator",
        "running-mean generator",
    } == named
