"""The optimisers of a port's certificate in NumPy, for a source whose gradients are stepped as its
target steps: in the target's own convention.

The host has the same in `isograd.suite.optimisers`, and a test holds the two together. Formulas and
sources of the conventions are in `isograd.suite.conventions`.
"""

import math
from typing import Any, Collection, Dict, Mapping, Tuple

import numpy as np

Arrays = Dict[str, np.ndarray]
Stepped = Tuple[Arrays, Arrays]

SLOTS = {"momentum": ("m",), "adamw": ("m", "v")}


def zeros(kind: str, parameters: Mapping[str, np.ndarray]) -> Arrays:
    """The slots before the first step, ``<slot>/<parameter>``."""
    return {
        f"{slot}/{name}": np.zeros_like(value)
        for slot in SLOTS[kind]
        for name, value in parameters.items()
    }


def update(
    rule: Mapping[str, Any],
    parameters: Arrays,
    gradients: Arrays,
    slots: Arrays,
    count: int,
    use: Collection[str],
) -> Stepped:
    """New parameters and slots. ``rule`` has kind and hyper-parameters, ``count`` is the number of
    steps done before this one, ``use`` names the conventions."""
    step = {"momentum": _momentum, "adamw": _adamw}[rule["kind"]]
    return step(rule, parameters, gradients, slots, count, use)


def _rounded(value: float, convention: str, use: Collection[str]) -> float:
    """``value`` as a framework holds it that keeps it in float32."""
    return float(np.float32(value)) if convention in use else value


def _momentum(
    rule: Mapping[str, Any],
    parameters: Arrays,
    gradients: Arrays,
    slots: Arrays,
    count: int,
    use: Collection[str],
) -> Stepped:
    """b ← μ·b + g; p ← p − η·b."""
    rate = rule["learning_rate"]
    factor = _rounded(rule["momentum"], "momentum-float32", use)
    made: Arrays = {}
    kept: Arrays = {}
    for name, value in parameters.items():
        buffer = factor * slots[f"m/{name}"]
        if "momentum-buffer-of-steps" in use:
            buffer = buffer - rate * gradients[name]
            made[name] = value + buffer
        else:
            buffer = buffer + gradients[name]
            made[name] = value - rate * buffer
        kept[f"m/{name}"] = buffer
    return made, kept


def _adamw(
    rule: Mapping[str, Any],
    parameters: Arrays,
    gradients: Arrays,
    slots: Arrays,
    count: int,
    use: Collection[str],
) -> Stepped:
    """p ← p − η·λ·p − η·m̂/(√v̂ + ε), with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)."""
    rate, beta_1, beta_2 = rule["learning_rate"], rule["beta_1"], rule["beta_2"]
    decay = _rounded(rule["weight_decay"], "weight-decay-float32", use)
    power_1 = _rounded(beta_1, "adam-beta-powers-float32-base", use) ** (count + 1)
    power_2 = _rounded(beta_2, "adam-beta-powers-float32-base", use) ** (count + 1)
    made: Arrays = {}
    kept: Arrays = {}
    for name, value in parameters.items():
        gradient = gradients[name]
        m = beta_1 * slots[f"m/{name}"] + (1 - beta_1) * gradient
        v = beta_2 * slots[f"v/{name}"] + (1 - beta_2) * gradient * gradient
        if "adam-epsilon-before-correction" in use:
            scale = rate * math.sqrt(1 - power_2) / (1 - power_1)
            step = scale * m / (np.sqrt(v) + rule["epsilon"])
        else:
            root = np.sqrt(v / (1 - power_2)) + rule["epsilon"]
            step = rate * (m / (1 - power_1)) / root
        made[name] = value - value * (rate * decay) - step
        kept[f"m/{name}"], kept[f"v/{name}"] = m, v
    return made, kept
