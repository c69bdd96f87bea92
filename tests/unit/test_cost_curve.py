"""Cost curves: the size at which the fixed and the growing part of a step are equal."""

import pytest

from isograd.evidence.campaign import cost_curve
from isograd.evidence.model import Axis, Cell, Sweep

CELL = Cell(task="digits-mlp", framework="jax", mode="jit", dtype="float32")


def sweep(axis: Axis, step_ns: dict[int, int], parameters: dict[int, int] | None = None) -> Sweep:
    return Sweep(
        axis=axis,
        launch=0,
        threads=1,
        step_ns={size: [[ns, ns, ns]] for size, ns in step_ns.items()},
        first_ns={},
        parameters=parameters or {},
        callable_sha256="c",
    )


def test_over_the_batch_it_grows_with_the_examples() -> None:
    times = {size: 60_000 + 1_000 * size for size in (8, 64, 512)}
    curve = cost_curve(CELL, "batch", [sweep("batch", times)])
    assert ("batch", [8, 64, 512]) == (curve.axis, curve.sizes)
    assert pytest.approx(60_000) == curve.fixed_ns
    assert pytest.approx(1_000) == curve.growing_ns
    assert pytest.approx(60) == curve.overhead_bound


def test_over_the_width_it_grows_with_the_parameters() -> None:
    held = {width: width * width for width in (4, 8, 32)}
    times = {width: 20_000 + 100 * count for width, count in held.items()}
    # One launch a width, as they are recorded.
    launches = [sweep("width", {w: times[w]}, {w: held[w]}) for w in (32, 4, 8)]
    curve = cost_curve(CELL, "width", launches)
    assert ("width", [4, 8, 32]) == (curve.axis, curve.sizes)
    assert pytest.approx(100) == curve.growing_ns
    # 200 parameters cost as much as the fixed part; a model of 14.1 units has so many.
    assert pytest.approx(200**0.5) == curve.overhead_bound


def test_two_sizes_are_no_fit() -> None:
    curve = cost_curve(CELL, "batch", [sweep("batch", {8: 100, 16: 120})])
    assert (None, None) == (curve.fixed_ns, curve.overhead_bound)


def test_a_width_without_figures_says_why() -> None:
    empty = sweep("width", {}).model_copy(update={"lacks": {16: "not so"}})
    curve = cost_curve(CELL, "width", [empty])
    assert ([], {16: "not so"}) == (curve.sizes, curve.lacks)


def test_a_record_from_before_there_were_axes_is_one_over_the_batch() -> None:
    old = sweep("batch", {8: 100}).model_dump(mode="json")
    for name in ("axis", "parameters", "proof"):
        del old[name]
    assert ("batch", {}) == (Sweep.model_validate(old).axis, Sweep.model_validate(old).parameters)
