"""What both sides of a certificate are given: weights away from their initial values, seeded inputs
in several sizes, and targets for the loss."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Arrays = dict[str, Array]
Sizes = dict[str, int]

BASE = (3, 5, 7, 11, 13)  # of dynamic axes, by their names in order, as a capture has them
BATCHES = (2, 5, 4)  # two of them that are not the base's
LENGTHS = (2, -1)  # what another length differs by; the first that the source accepts


def perturbed(original: Mapping[str, Array], loaded: Collection[str], seed: int) -> Arrays:
    """Float64 weights as no initialiser leaves them: zeros and ones would hide what is swapped or
    left out. What is not ``loaded`` into the target keeps its value: it is a constant there."""
    generator = np.random.default_rng([seed, 1])
    found: Arrays = {}
    for name, value in original.items():
        if value.dtype.kind != "f":
            found[name] = value
            continue
        noise = generator.standard_normal(value.shape)
        found[name] = value.astype(np.float64)
        if name not in loaded:
            continue
        if name.endswith("running_var"):
            found[name] = 0.5 + np.abs(noise)
        elif name.endswith("running_mean"):
            found[name] = 0.5 * noise
        else:
            found[name] += (0.1 if value.ndim < 2 else 0.02) * noise
    return found


def axes(specs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Names of the dynamic axes, sorted."""
    return sorted({axis for one in specs for axis in one["shape"] if isinstance(axis, str)})


def base_sizes(specs: Sequence[Mapping[str, Any]]) -> Sizes:
    return {name: BASE[place % len(BASE)] for place, name in enumerate(axes(specs))}


def batch_axis(specs: Sequence[Mapping[str, Any]]) -> str:
    """The leading axis of the first input; empty if it is fixed."""
    first = specs[0]["shape"][0] if specs and specs[0]["shape"] else ""
    return first if isinstance(first, str) else ""


def all_sizes(specs: Sequence[Mapping[str, Any]], base: Sizes) -> tuple[list[Sizes], list[Sizes]]:
    """(the base and other batch sizes; other lengths, of which one is enough)."""
    batch = batch_axis(specs)
    others = [size for size in BATCHES if size != base.get(batch)][:2] if batch else []
    lengths = [name for name in base if name != batch]
    return (
        [base, *({**base, batch: size} for size in others)],
        [{**base, **{n: base[n] + more for n in lengths}} for more in LENGTHS if lengths],
    )


def inputs(specs: Sequence[Mapping[str, Any]], sizes: Sizes, seed: Sequence[int]) -> Arrays:
    """Seeded arrays of the stated shapes: normal float64, integers in [low, high), booleans."""
    generator = np.random.default_rng(seed)
    made: Arrays = {}
    for one in specs:
        shape = [sizes[axis] if isinstance(axis, str) else axis for axis in one["shape"]]
        if one["dtype"].startswith("float"):
            made[one["name"]] = generator.standard_normal(shape)
        elif one["dtype"] == "bool":
            made[one["name"]] = generator.random(shape) < 0.5
        else:
            low, high = one.get("low") or 0, one.get("high") or 2
            made[one["name"]] = generator.integers(low, high, shape).astype(one["dtype"])
    return made


def targets(outputs: Sequence[Arrays], seed: int) -> Arrays:
    """Seeded targets for the float leaves that are finite in all of ``outputs`` (both modes)."""
    generator = np.random.default_rng([seed, 2])
    first = outputs[0]
    return {
        name: generator.standard_normal(value.shape)
        for name, value in first.items()
        if value.dtype.kind == "f" and all(np.isfinite(made[name]).all() for made in outputs)
    }


def jittered(arrays: Mapping[str, Array], generator: np.random.Generator) -> Arrays:
    """Every float moved by one unit in the last place, up or down."""
    return {
        name: np.nextafter(value, np.where(generator.random(value.shape) < 0.5, -np.inf, np.inf))
        if value.dtype.kind == "f"
        else value
        for name, value in arrays.items()
    }


def cast(arrays: Mapping[str, Array], dtype: str) -> Arrays:
    """Floats in ``dtype``, the rest as it is."""
    return {k: v.astype(dtype) if v.dtype.kind == "f" else v for k, v in arrays.items()}
