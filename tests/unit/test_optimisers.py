"""The oracle's optimisers against textbook loops over plain Python numbers."""

import math

import numpy as np
import pytest

from isograd.suite.contract import Arrays
from isograd.suite.optimisers import Adam, Schedule, Sgd, f32

NONE: frozenset[str] = frozenset()
RNG = np.random.default_rng(7)
GRADIENTS = [{"a": RNG.standard_normal((2, 3)), "b": RNG.standard_normal(4)} for _ in range(6)]
START: Arrays = {"a": RNG.standard_normal((2, 3)), "b": RNG.standard_normal(4)}


def run(optimiser: Sgd | Adam, use: frozenset[str] = NONE) -> tuple[Arrays, Arrays]:
    parameters = START
    slots = {f"{s}/{n}": np.zeros_like(v) for s in optimiser.slots for n, v in START.items()}
    for count, gradients in enumerate(GRADIENTS):
        parameters, slots = optimiser.update(parameters, gradients, slots, count, use)
    return parameters, slots


def textbook_adam(
    p: float, gradients: list[float], lr: float, b1: float, b2: float, eps: float
) -> tuple[float, float, float]:
    """One number through algorithm 1 of Kingma and Ba 2015."""
    m = v = 0.0
    for t, g in enumerate(gradients, start=1):
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        m_hat = m / (1 - b1**t)
        v_hat = v / (1 - b2**t)
        p = p - lr * m_hat / (math.sqrt(v_hat) + eps)
    return p, m, v


@pytest.mark.parametrize(
    ("lr", "b1", "b2", "eps"),
    [(1e-3, 0.9, 0.999, 1e-8), (0.1, 0.5, 0.9, 1e-2), (1.0, 0.0, 0.0, 1e-3)],
)
def test_adam_is_the_textbook_loop(lr: float, b1: float, b2: float, eps: float) -> None:
    parameters, slots = run(Adam(lr, beta_1=b1, beta_2=b2, epsilon=eps))
    for name, start in START.items():
        for place in np.ndindex(start.shape):
            gradients = [float(step[name][place]) for step in GRADIENTS]
            p, m, v = textbook_adam(float(start[place]), gradients, lr, b1, b2, eps)
            found = (parameters[name], slots[f"m/{name}"], slots[f"v/{name}"])
            np.testing.assert_allclose([value[place] for value in found], [p, m, v], rtol=1e-14)


def test_sgd_subtracts_the_scaled_gradients() -> None:
    parameters, slots = run(Sgd(0.25))
    assert {} == slots
    for name, start in START.items():
        total = sum(step[name] for step in GRADIENTS)
        np.testing.assert_allclose(parameters[name], start - 0.25 * total, rtol=1e-14)


@pytest.mark.parametrize("optimiser", [Sgd(0.1), Adam(1e-3)], ids=["sgd", "adam"])
def test_an_update_keeps_float32_and_leaves_its_arguments(optimiser: Sgd | Adam) -> None:
    parameters = {name: value.astype(np.float32) for name, value in START.items()}
    gradients = {name: value.astype(np.float32) for name, value in GRADIENTS[0].items()}
    slots = {f"{s}/{n}": np.zeros_like(v) for s in optimiser.slots for n, v in parameters.items()}
    kept = {name: value.copy() for name, value in {**parameters, **slots}.items()}
    new_parameters, new_slots = optimiser.update(parameters, gradients, slots, 0, NONE)
    assert {np.dtype(np.float32)} == {v.dtype for v in {**new_parameters, **new_slots}.values()}
    assert (set(parameters), set(slots)) == (set(new_parameters), set(new_slots))
    for name, value in {**parameters, **slots}.items():
        assert np.array_equal(kept[name], value)


def test_epsilon_before_the_correction_is_epsilon_hat() -> None:
    """The first step from zero slots: η·√(1−β₂)/(1−β₁) · m / (√v + ε)."""
    optimiser = Adam(0.1, beta_1=0.9, beta_2=0.99, epsilon=1e-2)
    slots = {"m/b": np.zeros(4), "v/b": np.zeros(4)}
    gradient = GRADIENTS[0]["b"]
    use = frozenset({"adam-epsilon-before-correction"})
    made, _ = optimiser.update({"b": START["b"]}, {"b": gradient}, slots, 0, use)
    scale = 0.1 * math.sqrt(1 - 0.99) / (1 - 0.9)
    step = scale * (0.1 * gradient) / (np.sqrt(0.01 * gradient**2) + 1e-2)
    np.testing.assert_allclose(made["b"], START["b"] - step, rtol=1e-13)


@pytest.mark.parametrize(
    ("convention", "power"),
    [
        ("adam-beta-powers-float32-base", lambda b, t: f32(b) ** t),
        ("adam-beta-powers-float32-after-first", lambda b, t: b * f32(b) ** (t - 1)),
        ("adam-beta-powers-accumulated", lambda b, t: b**t),
        ("adam-beta-powers-accumulated-float32", lambda b, t: f32(b) ** t),
    ],
)
def test_powers_of_beta_follow_their_convention(convention: str, power: object) -> None:
    """From given slots the step shows the power that was taken, here at the fourth step."""
    assert callable(power)
    optimiser = Adam(1.0, beta_1=0.9, beta_2=0.999, epsilon=0.0)
    slots = {"m/b": np.full(1, 0.3), "v/b": np.full(1, 0.5)}
    made, new = optimiser.update(
        {"b": np.zeros(1)}, {"b": np.zeros(1)}, slots, 3, frozenset({convention})
    )
    m, v = float(new["m/b"][0]), float(new["v/b"][0])
    expected = -(m / (1 - power(0.9, 4))) / math.sqrt(v / (1 - power(0.999, 4)))
    # Accumulating rounds at every step: in float32 by 6e-8, which 1 − 0.999⁴ magnifies 250 times.
    tolerance = 2e-5 if convention.endswith("accumulated-float32") else 1e-11
    assert float(made["b"][0]) == pytest.approx(expected, rel=tolerance)


def test_a_rate_falls_at_its_milestones() -> None:
    schedule = Schedule(milestones=(2, 4), decay=0.5)
    assert [1.0, 1.0, 0.5, 0.5, 0.25, 0.25] == [schedule.factor(count) for count in range(6)]


def test_a_rate_without_milestones_is_constant() -> None:
    assert [1.0, 1.0] == [Schedule().factor(count) for count in (0, 1000)]
