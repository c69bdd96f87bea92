"""Operations that compute every element by itself. Operands meet in one type before."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import erf

from isograd.ir.reference.dtypes import Array

# Klambauer et al., Self-Normalizing Neural Networks, 2017, equation 14.
SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


def relu6(x: Array) -> Array:
    return np.minimum(np.maximum(x, 0), 6)


def elu(x: Array, *, alpha: float) -> Array:
    return np.where(x > 0, x, alpha * np.expm1(x))


def softplus(x: Array, *, beta: float, threshold: float) -> Array:
    """log(1 + exp(beta x)) / beta, and x itself where beta x is above ``threshold``."""
    return np.where(x * beta > threshold, x, np.log1p(np.exp(x * beta)) / beta)


def gelu(x: Array, *, approximate: bool) -> Array:
    """x Φ(x); the approximation is that of Hendrycks and Gimpel, 2016."""
    if approximate:
        inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
        return np.asarray(0.5 * x * (1 + np.tanh(inner)))
    return np.asarray(0.5 * x * (1 + erf(x * math.sqrt(0.5))))


def leaky_relu(x: Array, *, negative_slope: float) -> Array:
    return np.where(x > 0, x, negative_slope * x)


def prelu(x: Array, weight: Array) -> Array:
    """``weight`` holds one slope, or one a channel (axis 1)."""
    shape = () if weight.size == 1 else (1, -1, *(1,) * (x.ndim - 2))
    return np.where(x > 0, x, weight.reshape(shape) * x)


def clip(x: Array, *, low: Any, high: Any) -> Array:
    """Where ``low`` is above ``high``, the result is ``high``."""
    if low is not None:
        x = np.maximum(x, np.asarray(low, x.dtype))
    return x if high is None else np.minimum(x, np.asarray(high, x.dtype))


def where(condition: Array, a: Array, b: Array) -> Array:
    return np.where(condition, a, b)


def passed(x: Array, **attributes: Any) -> Array:
    """What has no effect here: randomness is off, and there are no gradients."""
    return x


UNARY: dict[str, Callable[..., Array]] = {
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "exp": np.exp,
    "log": np.log,
    "log1p": np.log1p,
    "expm1": np.expm1,
    "sqrt": np.sqrt,
    "rsqrt": lambda x: 1 / np.sqrt(x),
    "abs": np.abs,
    "negative": np.negative,
    "sin": np.sin,
    "cos": np.cos,
    "reciprocal": lambda x: 1 / x,
    "erf": erf,
    "floor": np.floor,
    "ceil": np.ceil,
    "round": np.round,  # halves to the even neighbour
    "sign": np.sign,
    "silu": lambda x: x * sigmoid(x),
    "mish": lambda x: x * np.tanh(np.log1p(np.exp(x))),
    "relu6": relu6,
    "hard_sigmoid": lambda x: relu6(x + 3) / 6,
    "hard_swish": lambda x: x * relu6(x + 3) / 6,
    "selu": lambda x: SELU_SCALE * elu(x, alpha=SELU_ALPHA),
    "log_sigmoid": lambda x: np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x))),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "logical_not": np.logical_not,
    "square": np.square,
}
BINARY: dict[str, Callable[..., Array]] = {
    name: getattr(np, name)
    for name in (
        "add", "subtract", "multiply", "divide", "power", "maximum", "minimum", "floor_divide",
        "remainder", "equal", "not_equal", "less", "less_equal", "greater", "greater_equal",
        "logical_and", "logical_or",
    )
}  # fmt: skip
ELEMENTWISE: dict[str, Callable[..., Array]] = {
    **UNARY,
    **BINARY,
    "gelu": gelu,
    "elu": elu,
    "leaky_relu": leaky_relu,
    "prelu": prelu,
    "softplus": softplus,
    "hard_tanh": clip,
    "clip": clip,
    "where": where,
    "cast": lambda x, dtype: x.astype(dtype),
    "stop_gradient": passed,
    "read": passed,
    "dropout": passed,
    "drop_path": passed,
}
