"""Optimisers of the oracle, in NumPy, in the dtype of their inputs, with named conventions.

A convention (see `conventions.py`) is a difference by which a framework *defines* the optimiser;
the oracle implements it, so that a cell that declares it is judged as tightly as any other.
"""

import math
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
class Schedule:
    """A learning rate that changes: linear warm-up, then constant, half a cosine down to 0, or
    steps down.

    At step t (0 is the first) the rate is multiplied by (t + 1) / warmup while t < warmup; after
    that by ½(1 + cos(π (t − warmup) / (total − warmup))) where ``total`` is given (Loshchilov and
    Hutter 2017, arXiv:1608.03983, without restarts), else by 1. From each of ``milestones`` on
    (steps done) it is multiplied by ``decay`` once more (He et al. 2016, arXiv:1512.03385).
    """

    warmup: int = 0
    total: int = 0
    milestones: tuple[int, ...] = ()
    decay: float = 0.1

    def factor(self, count: int) -> float:
        if count < self.warmup:
            return (count + 1) / self.warmup
        if not self.total:
            return self.decay ** sum(count >= milestone for milestone in self.milestones)
        return 0.5 * (1 + math.cos(math.pi * (count - self.warmup) / (self.total - self.warmup)))


@dataclass(frozen=True)
class _Base:
    """What all optimisers share: the rate of a step, and clipping before the update."""

    learning_rate: float
    schedule: Schedule = Schedule()
    clip_norm: float = 0.0  # global norm of all gradients; 0: no clipping
    slots: tuple[str, ...] = ()
    kind: str = ""

    def rate(self, count: int, use: Set[str]) -> float:
        rate = f32(self.learning_rate) if "learning-rate-float32" in use else self.learning_rate
        return rate * self.schedule.factor(count)

    def clipped(self, gradients: Arrays, use: Set[str]) -> Arrays:
        """Gradients scaled so that their global norm is at most ``clip_norm`` (Pascanu, Mikolov
        and Bengio 2013, arXiv:1211.5063)."""
        if not self.clip_norm:
            return gradients
        norm = np.sqrt(sum((np.sum(g * g) for g in gradients.values()), start=0.0))
        slack = 1e-6 if "clip-norm-slack" in use else 0.0
        factor = min(1.0, self.clip_norm / (float(norm) + slack))
        return {name: np.multiply(g, g.dtype.type(factor)) for name, g in gradients.items()}


@dataclass(frozen=True)
class Sgd(_Base):
    """Plain stochastic gradient descent: p ← p − η·g."""

    kind: str = "sgd"

    def update(
        self, parameters: Arrays, gradients: Arrays, slots: Arrays, count: int, use: Set[str]
    ) -> tuple[Arrays, Arrays]:
        """``count`` is the number of steps done before this one; so for all optimisers."""
        rate = self.rate(count, use)
        gradients = self.clipped(gradients, use)
        return {
            name: value - value.dtype.type(rate) * gradients[name]
            for name, value in parameters.items()
        }, {}


@dataclass(frozen=True)
class Momentum(_Base):
    """SGD with heavy-ball momentum and L2 weight decay: b ← μ·b + g + λ·p; p ← p − η·b.

    As `torch.optim.SGD` has it (Sutskever et al. 2013 with the rate outside the buffer).
    """

    momentum: float = 0.9
    weight_decay: float = 0.0
    slots: tuple[str, ...] = ("momentum",)
    kind: str = "momentum"

    def update(
        self, parameters: Arrays, gradients: Arrays, slots: Arrays, count: int, use: Set[str]
    ) -> tuple[Arrays, Arrays]:
        rate = self.rate(count, use)
        gradients = self.clipped(gradients, use)
        factor = f32(self.momentum) if "momentum-float32" in use else self.momentum
        decay = f32(self.weight_decay) if "weight-decay-float32" in use else self.weight_decay
        new_parameters: Arrays = {}
        new_slots: Arrays = {}
        for name, value in parameters.items():
            number = value.dtype.type
            gradient = gradients[name]
            if "weight-decay-decoupled" in use:
                value = value - value * number(decay * rate)
            elif decay:
                gradient = gradient + number(decay) * value
            buffer = slots[f"momentum/{name}"]
            if "momentum-buffer-of-steps" in use:
                buffer = number(factor) * buffer - number(rate) * gradient
                new_parameters[name] = value + buffer
            else:
                buffer = number(factor) * buffer + gradient
                new_parameters[name] = value - number(rate) * buffer
            new_slots[f"momentum/{name}"] = buffer
        return new_parameters, new_slots


@dataclass(frozen=True)
class Adam(_Base):
    """Adam, Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1: ε after the bias correction.

    p ← p − η · m̂ / (√v̂ + ε), with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
    """

    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8
    slots: tuple[str, ...] = ("m", "v")
    kind: str = "adam"

    def update(
        self, parameters: Arrays, gradients: Arrays, slots: Arrays, count: int, use: Set[str]
    ) -> tuple[Arrays, Arrays]:
        t = count + 1
        rate = self.rate(count, use)
        gradients = self.clipped(gradients, use)
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
            new_parameters[name] = self.decayed(value, rate, use) - step
            new_slots[f"m/{name}"], new_slots[f"v/{name}"] = m, v
        return new_parameters, new_slots

    def decayed(self, value: Array, rate: float, use: Set[str]) -> Array:
        """The parameter that the step is taken from."""
        return value


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam with decoupled weight decay, p ← p − η·λ·p before each step (Loshchilov and Hutter
    2019, arXiv:1711.05101, with the schedule in η)."""

    weight_decay: float = 0.01
    kind: str = "adamw"

    def decayed(self, value: Array, rate: float, use: Set[str]) -> Array:
        decay = f32(self.weight_decay) if "weight-decay-float32" in use else self.weight_decay
        shrunk: Array = value - value * value.dtype.type(rate * decay)
        return shrunk


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


Optimiser = Sgd | Momentum | Adam | AdamW
