"""Optimisers of the oracle, in NumPy, in the dtype of their inputs, with named conventions.

A convention (see `conventions.py`) is a difference by which a framework *defines* the optimiser;
the oracle implements it, so that a cell that declares it is judged as tightly as any other.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Arrays = dict[str, Array]


def f32(value: float) -> float:
    """``value`` rounded to float32, as a framework that keeps a constant in float32 holds it."""
    return float(np.float32(value))


@dataclass(frozen=True)
class Sgd:
    """Plain stochastic gradient descent: p ← p − η·g."""

    learning_rate: float
    slots: tuple[str, ...] = ()
    kind: str = "sgd"

    def update(
        self, parameters: Arrays, gradients: Arrays, slots: Arrays, count: int, use: Set[str]
    ) -> tuple[Arrays, Arrays]:
        rate = f32(self.learning_rate) if "learning-rate-float32" in use else self.learning_rate
        return {
            name: value - value.dtype.type(rate) * gradients[name]
            for name, value in parameters.items()
        }, {}


@dataclass(frozen=True)
class Adam:
    """Adam, Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1: ε after the bias correction.

    p ← p − η · m̂ / (√v̂ + ε), with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
    """

    learning_rate: float
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8
    slots: tuple[str, ...] = ("m", "v")
    kind: str = "adam"

    def update(
        self, parameters: Arrays, gradients: Arrays, slots: Arrays, count: int, use: Set[str]
    ) -> tuple[Arrays, Arrays]:
        """``count`` is the number of steps done before this one."""
        t = count + 1
        rate = f32(self.learning_rate) if "learning-rate-float32" in use else self.learning_rate
        epsilon = f32(self.epsilon) if "adam-epsilon-float32" in use else self.epsilon
        betas = (self.beta_1, self.beta_2)
        rounded = (f32(self.beta_1), f32(self.beta_2))
        moments = rounded if "adam-moment-betas-float32" in use else betas
        power_1, power_2 = (
            _power(beta, short, t, use) for beta, short in zip(betas, rounded, strict=True)
        )
        new_parameters: Arrays = {}
        new_slots: Arrays = {}
        for name, value in parameters.items():
            number = value.dtype.type
            gradient = gradients[name]
            m, v = slots[f"m/{name}"], slots[f"v/{name}"]
            m = number(moments[0]) * m + number(1 - moments[0]) * gradient
            v = number(moments[1]) * v + number(1 - moments[1]) * gradient * gradient
            if "adam-epsilon-before-correction" in use:
                scale = number(rate * np.sqrt(1 - power_2) / (1 - power_1))
                step = scale * m / (np.sqrt(v) + number(epsilon))
            else:
                corrected = np.sqrt(v / number(1 - power_2)) + number(epsilon)
                step = number(rate) * (m / number(1 - power_1)) / corrected
            new_parameters[name] = value - step
            new_slots[f"m/{name}"], new_slots[f"v/{name}"] = m, v
        return new_parameters, new_slots


def _power(beta: float, short: float, t: int, use: Set[str]) -> float:
    if "adam-beta-powers-float32-base" in use:
        return float(short**t)
    if "adam-beta-powers-float32-after-first" in use:
        return _accumulated(beta, short, t)
    if "adam-beta-powers-accumulated" in use:
        return _accumulated(beta, beta, t)
    if "adam-beta-powers-accumulated-float32" in use:
        power = np.float32(short)
        for _ in range(t - 1):
            power = np.float32(power * np.float32(short))
        return float(power)
    return float(beta**t)


def _accumulated(first: float, factor: float, t: int) -> float:
    """``first`` times ``factor``, t − 1 times, rounded after each: 1 − β₂² is so small that the
    last bit of β₂·β₂ against β₂² moves the loss by more than a parameter's ulp does."""
    power = first
    for _ in range(t - 1):
        power *= factor
    return power


Optimiser = Sgd | Adam
