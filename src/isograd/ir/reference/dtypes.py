"""Which type an operation computes in: PyTorch's type promotion, as far as programs need it.

https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.dtype: booleans give way to
integers and those to floats; within one of these kinds a tensor with axes outranks one without, and
that one a Python number. An integer where only a float makes sense becomes the default float.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isograd.ir.catalogue import BINARY

Array = NDArray[Any]

PROMOTED = {*BINARY, "where", "concatenate", "stack", "clip", "difference"}
FLOATING = {
    "divide", "sigmoid", "tanh", "exp", "log", "log1p", "expm1", "sqrt", "rsqrt", "sin", "cos",
    "reciprocal", "erf", "logsumexp",
}  # fmt: skip
KINDS = "bif"  # NumPy's letters of kinds, the one that gives way first


def common(values: Iterable[Any], floating: np.dtype[Any]) -> np.dtype[Any]:
    """The type that ``values`` meet in: arrays, and Python's numbers."""
    ranks: tuple[list[np.dtype[Any]], ...] = ([], [], [])  # with axes, without, Python's numbers
    for value in values:
        if isinstance(value, np.ndarray):
            ranks[0 if value.ndim else 1].append(value.dtype)
        else:
            number = np.asarray(value).dtype
            ranks[2].append(floating if number.kind == "f" else number)
    groups = [functools.reduce(_within_rank, dtypes) for dtypes in ranks if dtypes]
    return max(groups, key=_kind)  # of equals the first: the higher rank


def _kind(dtype: np.dtype[Any]) -> int:
    return KINDS.index(dtype.kind)


def _within_rank(a: np.dtype[Any], b: np.dtype[Any]) -> np.dtype[Any]:
    # NumPy alone would make float64 of int64 and float32.
    return np.promote_types(a, b) if a.kind == b.kind else max(a, b, key=_kind)


def promoted(
    op: str, inputs: Sequence[Any], attributes: Mapping[str, Any], floating: np.dtype[Any]
) -> list[Any]:
    """The operands of ``op`` as it computes with them: arrays, or None for one that is absent."""
    operands = [
        one if one is None or isinstance(one, (bool, int, float)) else np.asarray(one)
        for one in inputs
    ]
    if op in PROMOTED | FLOATING:
        first = 1 if op == "where" else 0  # a condition takes no part
        meeting = operands[first:]
        bounds = [attributes[bound] for bound in ("low", "high")] if op == "clip" else []
        dtype = common([one for one in (*meeting, *bounds) if one is not None], floating)
        if op in FLOATING and dtype.kind != "f":
            dtype = floating
        operands[first:] = [None if one is None else np.asarray(one, dtype) for one in meeting]
    return [one if one is None else np.asarray(one) for one in operands]
