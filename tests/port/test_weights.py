"""The weights map: there and back again, exactly."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isograd.errors import IsogradError
from isograd.port.weights import Entry, Leaf, pull, push, read


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, tuple[int, ...]]:
    """An entry and the shape of its source: factors are split, permuted and joined again."""
    factors = draw(st.lists(st.integers(1, 4), min_size=0, max_size=5))
    axes = draw(st.permutations(range(len(factors))))
    turned = [factors[axis] for axis in axes]
    split: list[int] | None = list(factors)
    if bool(factors) and draw(st.booleans()):
        split = list(factors)
        split[draw(st.integers(0, len(factors) - 1))] = -1
    source = joined(draw, factors)
    if source == tuple(factors) and draw(st.booleans()):
        split = None
    shape = joined(draw, turned) if draw(st.booleans()) else None
    entry = Entry(
        source="s",
        target="t",
        kind="parameter",
        split=None if split is None else tuple(split),
        axes=tuple(axes) if draw(st.booleans()) or list(axes) != sorted(axes) else None,
        shape=shape,
    )
    return entry, source


def joined(draw: st.DrawFn, factors: list[int]) -> tuple[int, ...]:
    """Neighbouring factors multiplied together here and there."""
    found: list[int] = []
    for factor in factors:
        if bool(found) and draw(st.booleans()):
            found[-1] *= factor
        else:
            found.append(factor)
    return tuple(found)


@given(entries())
def test_pulling_what_was_pushed_gives_it_back(made: tuple[Entry, tuple[int, ...]]) -> None:
    entry, shape = made
    value = np.arange(math.prod(shape), dtype=np.float64).reshape(shape)
    there = push([entry], {"s": value})
    back = pull([entry], there, {"s": shape})
    np.testing.assert_array_equal(back["s"], value)
    if entry.shape is not None:
        assert there["t"].shape == entry.shape
    again = push([entry], back)
    np.testing.assert_array_equal(again["t"], there["t"])


def test_a_linear_layer_behind_a_flattening() -> None:
    """(out, C·H·W) becomes (H·W·C, out): channels move behind the pixels."""
    value = np.random.default_rng(0).standard_normal((4, 2 * 3 * 5))
    entry = Entry(
        source="w",
        target="kernel",
        kind="parameter",
        split=(4, 2, 3, 5),
        axes=(2, 3, 1, 0),
        shape=(30, 4),
    )
    image = np.random.default_rng(1).standard_normal((7, 2, 3, 5))
    there = entry.push(value)
    last = image.transpose(0, 2, 3, 1).reshape(7, 30)
    np.testing.assert_allclose(last @ there, image.reshape(7, 30) @ value.T, rtol=1e-12)


@given(st.permutations(range(4)))
def test_leaves_go_back_too(axes: list[int]) -> None:
    value = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
    leaf = Leaf(name="x", axes=tuple(axes))
    assert leaf.push(value).shape == tuple(value.shape[axis] for axis in axes)
    np.testing.assert_array_equal(leaf.pull(leaf.push(value)), value)


def test_a_tensor_is_named_once() -> None:
    entry = {"source": "a", "target": "b", "kind": "parameter"}
    with pytest.raises(IsogradError, match="named twice as source: a"):
        read({"weights": [entry, {**entry, "target": "c"}]})
    with pytest.raises(IsogradError, match="named twice as target: b"):
        read({"weights": [entry, {**entry, "source": "c"}]})
