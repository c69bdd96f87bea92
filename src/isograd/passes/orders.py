"""Orders of axes: which logical axis is stored where."""

from dataclasses import dataclass
from typing import Any

from isograd.ir.catalogue import UNARY
from isograd.ir.program import Dim, Program

Order = tuple[int, ...]

SPATIAL = {
    "conv", "conv_transpose", "group_norm", "instance_norm", "max_pool", "average_pool",
    "adaptive_average_pool", "adaptive_max_pool", "resize", "pixel_shuffle",
}  # fmt: skip
ALIKE = {
    *UNARY, "gelu", "elu", "leaky_relu", "softplus", "hard_tanh", "clip", "cast", "stop_gradient",
    "dropout", "drop_path",
}  # fmt: skip
ONE_AXIS = {"softmax", "log_softmax", "cumsum", "slice", "repeat"}
REDUCTIONS = {"sum", "mean", "max", "min", "prod", "any", "all", "variance", "norm", "logsumexp"}
HEADS: Order = (0, 2, 1, 3)  # of attention: tokens before heads
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Mixed:
    """A flattened axis whose parts are stored in another order: ``parts`` are their sizes in the
    logical order, ``order`` the stored order of these."""

    axis: int
    parts: tuple[int, ...]
    order: Order


@dataclass
class Laid:
    """A program in stored terms. ``weights``: how tensors are permuted when loaded (split, axes,
    shape; None: as they are); ``inputs`` and ``outputs``: stored orders by name."""

    program: Program
    weights: dict[str, tuple[tuple[int, ...] | None, Order | None, tuple[int, ...] | None]]
    inputs: dict[str, Order]
    outputs: dict[str, Order]
    permutations: int = 0  # that had to be written


def last(rank: int) -> Order:
    """Channels last."""
    return (0, *range(2, rank), 1) if rank > 2 else tuple(range(rank))


def identity(rank: int) -> Order:
    return tuple(range(rank))


def less(order: Order, gone: Any) -> Order:
    """The order without axes; the others count anew."""
    left = [axis for axis in order if axis not in gone]
    names = sorted(left)
    return tuple(names.index(axis) for axis in left)


def together(order: Order, axes: list[int], shape: tuple[Dim, ...]) -> bool:
    """Whether axes are stored one after the other in their logical order, but for axes of one."""
    stored = [axis for axis in order if shape[axis] != 1]
    first = stored.index(axes[0])
    return stored[first : first + len(axes)] == axes


def with_ones(order: list[int], rank: int) -> Order:
    """``order`` with the axes that it lacks, each behind the axis before it."""
    full = list(order)
    for axis in range(rank):
        if axis not in full:
            full.insert(full.index(axis - 1) + 1 if axis else 0, axis)
    return tuple(full)


def flat(lists: list[list[int]]) -> list[int]:
    return [item for one in lists for item in one]


def same_storage(now: Order, order: Order, shape: tuple[Dim, ...]) -> bool:
    return [a for a in now if shape[a] != 1] == [a for a in order if shape[a] != 1]
