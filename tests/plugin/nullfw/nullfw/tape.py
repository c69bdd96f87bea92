"""Tensors, and the tape that records what is done to them and replays it backwards.

Every operation computes its value at once and gives the active tape, for each of its inputs, a
pullback: a function from the gradient of the output to the gradient of that input.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Pullback = Callable[[np.ndarray], np.ndarray]

_dtype = np.dtype(np.float32)
_active: "Tape | None" = None


def set_default_dtype(dtype: Any) -> None:
    """The dtype that new variables get (float32 or float64)."""
    global _dtype
    _dtype = np.dtype(dtype)


def default_dtype() -> np.dtype:
    return _dtype


class Tensor:
    """An array that operations on a tape can be traced back from."""

    def __init__(self, value: np.ndarray) -> None:
        self.value = value

    @property
    def shape(self) -> tuple[int, ...]:
        return self.value.shape

    def __add__(self, other: "Tensor | float") -> "Tensor":
        other = constant(other)
        return operation(self.value + other.value, (self, lambda g: g), (other, lambda g: g))

    def __sub__(self, other: "Tensor | float") -> "Tensor":
        other = constant(other)
        return operation(self.value - other.value, (self, lambda g: g), (other, lambda g: -g))

    def __neg__(self) -> "Tensor":
        return operation(-self.value, (self, lambda g: -g))

    def __mul__(self, other: "Tensor | float") -> "Tensor":
        other = constant(other)
        return operation(
            self.value * other.value,
            (self, lambda g: g * other.value),
            (other, lambda g: g * self.value),
        )

    __radd__ = __add__
    __rmul__ = __mul__

    def __float__(self) -> float:
        return float(self.value)


class Variable(Tensor):
    """A tensor that an optimiser changes in place."""


def constant(value: Any) -> Tensor:
    """A tensor that nothing is traced into (data, labels); plain numbers get the default dtype."""
    if isinstance(value, Tensor):
        return value
    return Tensor(np.asarray(value, _dtype if isinstance(value, int | float) else None))


class Tape:
    """Records the operations of its ``with`` block."""

    def __init__(self) -> None:
        self._records: list[tuple[Tensor, Sequence[tuple[Tensor, Pullback]]]] = []

    def __enter__(self) -> "Tape":
        global _active
        if _active is not None:
            raise RuntimeError("tapes cannot be nested")
        _active = self
        return self

    def __exit__(self, *ignored: object) -> None:
        global _active
        _active = None

    def record(self, output: Tensor, inputs: Sequence[tuple[Tensor, Pullback]]) -> None:
        self._records.append((output, inputs))

    def gradients(self, target: Tensor, sources: Sequence[Tensor]) -> list[np.ndarray]:
        """Gradients of the scalar ``target`` with respect to each of ``sources``, in its shape."""
        if target.shape != ():
            raise ValueError(f"gradients need a scalar, got shape {target.shape}")
        found: dict[int, np.ndarray] = {id(target): np.ones_like(target.value)}
        for output, inputs in reversed(self._records):
            upstream = found.get(id(output))
            if upstream is None:
                continue  # the target does not depend on it
            for tensor, pullback in inputs:
                part = _reduce_to(pullback(upstream), tensor.shape)
                known = found.get(id(tensor))
                found[id(tensor)] = part if known is None else known + part
        return [found.get(id(source), np.zeros_like(source.value)) for source in sources]


def operation(value: np.ndarray, *inputs: tuple[Tensor, Pullback]) -> Tensor:
    """The result of one operation, recorded if a tape is active."""
    output = Tensor(np.asarray(value))
    if _active is not None:
        _active.record(output, inputs)
    return output


def sum_over(tensor: Tensor, axis: int | None = None) -> Tensor:
    """Sum over all elements, or over one axis, which stays as an axis of length one."""
    if axis is None:
        return operation(np.sum(tensor.value), (tensor, lambda g: np.broadcast_to(g, tensor.shape)))
    return operation(
        np.sum(tensor.value, axis=axis, keepdims=True),
        (tensor, lambda g: np.broadcast_to(g, tensor.shape)),
    )


def _reduce_to(gradient: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Undo broadcasting: sum over the axes that an input was repeated along."""
    extra = tuple(range(gradient.ndim - len(shape)))
    if extra:
        gradient = gradient.sum(axis=extra)
    repeated = tuple(
        axis for axis, size in enumerate(shape) if size == 1 and gradient.shape[axis] != 1
    )
    return gradient.sum(axis=repeated, keepdims=True) if repeated else gradient
