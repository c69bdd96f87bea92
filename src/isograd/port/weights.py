"""The weights map: where each tensor of the source lies in the target, and in which order.

An entry says that the target's array is ``source.reshape(split).transpose(axes).reshape(shape)``,
any of the three left out. Nothing is computed, so the way back is exact. Gradients, slots and
statistics take the same ways.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError, model_validator

from isograd.errors import IsogradError
from isograd.evidence.model import Strict

Array = NDArray[Any]
Arrays = dict[str, Array]


class Entry(Strict):
    """One tensor on either side."""

    source: str
    target: str
    kind: Literal["parameter", "buffer"]
    split: tuple[int, ...] | None = None
    axes: tuple[int, ...] | None = None
    shape: tuple[int, ...] | None = None

    def push(self, value: Array) -> Array:
        """Source to target."""
        if self.split is not None:
            value = value.reshape(self.split)
        if self.axes is not None:
            value = value.transpose(self.axes)
        if self.shape is not None:
            value = value.reshape(self.shape)
        return np.ascontiguousarray(value).reshape(value.shape)  # an array of no axes keeps none

    def pull(self, value: Array, shape: Sequence[int]) -> Array:
        """Target to source; ``shape`` is that of the source. `ValueError` if it does not fit."""
        parts = tuple(shape) if self.split is None else _sizes(self.split, math.prod(shape))
        order = range(len(parts)) if self.axes is None else self.axes
        value = value.reshape([parts[axis] for axis in order])
        return value.transpose(np.argsort(order)).reshape(tuple(shape))


def _sizes(split: Sequence[int], size: int) -> tuple[int, ...]:
    """``split`` with its -1, if it has one, as a number."""
    known = -math.prod(split)
    return tuple(size // known if part == -1 else part for part in split)


class Leaf(Strict):
    """An input or output: ``axes`` are the source's axes in the order in which the target has
    them; None: the same."""

    name: str
    axes: tuple[int, ...] | None = None

    def push(self, value: Array) -> Array:
        return value if self.axes is None else np.ascontiguousarray(value.transpose(self.axes))

    def pull(self, value: Array) -> Array:
        return value if self.axes is None else value.transpose(np.argsort(self.axes))


class PortMap(Strict):
    """The map document: weights, inputs and outputs. What it does not name is as in the source."""

    weights: tuple[Entry, ...]
    inputs: tuple[Leaf, ...] = Field(default=())
    outputs: tuple[Leaf, ...] = Field(default=())

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        for side in ("source", "target"):
            names = [getattr(entry, side) for entry in self.weights]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"named twice as {side}: {', '.join(twice)}")
        return self

    @property
    def by_target(self) -> dict[str, Entry]:
        return {entry.target: entry for entry in self.weights}


def read(document: Mapping[str, Any]) -> PortMap:
    """A map from its document, which may hold more; an `IsogradError` names what is wrong."""
    known = {name: document[name] for name in PortMap.model_fields if name in document}
    try:
        return PortMap.model_validate(known)
    except ValidationError as error:
        raise IsogradError(f"the weights map: {error}") from error


def push(entries: Iterable[Entry], source: Mapping[str, Array]) -> Arrays:
    """The target's arrays by its paths. `KeyError` for a source that is not there."""
    return {entry.target: entry.push(source[entry.source]) for entry in entries}


def pull(
    entries: Iterable[Entry], target: Mapping[str, Array], shapes: Mapping[str, Sequence[int]]
) -> Arrays:
    """The source's arrays by its paths; ``shapes`` are those of the source."""
    return {
        entry.source: entry.pull(target[entry.target], shapes[entry.source]) for entry in entries
    }


def push_leaves(leaves: Iterable[Leaf], values: Mapping[str, Array]) -> Arrays:
    """Inputs or outputs by name, as the target stores them."""
    known = {leaf.name: leaf for leaf in leaves}
    return {name: known.get(name, Leaf(name=name)).push(v) for name, v in values.items()}
