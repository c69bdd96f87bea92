"""The judge of a certificate: what counts as equal, and that nothing passes by default."""

from typing import Any

import numpy as np
import pytest

from isograd.port import judge
from isograd.port.certificate import Part
from isograd.port.judge import Key, Place

PLACE = Place("gradients.train", "here", names={"w": "kernel", "b": "bias"})
W, B = ("parameter", "w"), ("parameter", "b")
REFERENCE: dict[Key, Any] = {W: np.array([1.0, -2.0]), B: np.array([1e-9, 0.0])}


def judged(found: dict[Key, Any], **options: Any) -> Part:
    return judge.judge(PLACE, REFERENCE, found, 1e-8, **options)


def test_equal_is_ok() -> None:
    part = judged(dict(REFERENCE))
    assert ("ok", 2, 4, 0.0) == (part.status, part.compared, part.numbers, part.worst)


def test_the_error_is_relative_to_the_largest_number_of_the_tensor() -> None:
    part = judged({**REFERENCE, W: np.array([1.0, -2.0 + 4e-8])})
    assert part.status == "failed"
    assert part.worst == pytest.approx(2e-8)
    assert ("w", "kernel", "parameter", 1e-8) == (part.source, part.target, part.kind, part.limit)
    assert "kernel" in part.reason


def test_a_tensor_of_rounding_errors_is_held_against_its_siblings() -> None:
    """2 is the largest number, so 2·10⁻³ is the least that a tensor is divided by."""
    assert judged({**REFERENCE, B: np.array([1.01e-9, 0.0])}).status == "ok"
    part = judged({**REFERENCE, B: np.array([1e-9, 4e-11])})
    assert part.status == "failed" and part.worst == pytest.approx(2e-8)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({B: REFERENCE[B]}, "port_absent"),
        ({**REFERENCE, W: np.array([[1.0, -2.0]])}, "port_wrong_shape"),
        ({**REFERENCE, W: np.array([1.0, np.nan])}, "port_not_finite"),
        ({**REFERENCE, W: np.array([1.0, -np.inf])}, "port_not_finite"),
    ],
)
def test_nothing_passes_by_default(found: dict[Key, Any], code: str) -> None:
    part = judged(found)
    assert ("failed", code, None) == (part.status, part.reason_code, part.worst)


def test_nan_on_both_sides_proves_nothing_and_infinity_has_to_agree() -> None:
    for value, status in ((np.nan, "failed"), (-np.inf, "ok")):
        reference = {W: np.array([1.0, value])}
        part = judge.judge(PLACE, reference, dict(reference), 1e-8)
        assert status == part.status


def test_integers_are_equal_or_not() -> None:
    reference = {W: np.array([1, 2])}
    assert judge.judge(PLACE, reference, {W: np.array([1, 2])}, 1.0).status == "ok"
    part = judge.judge(PLACE, reference, {W: np.array([1, 3])}, 1.0)
    assert ("failed", "port_differs") == (part.status, part.reason_code)


def test_nothing_to_compare_is_no_proof() -> None:
    assert judge.judge(PLACE, {}, {}, 1e-8).status == "not_run"


OFF = {**REFERENCE, W: np.array([1.0, -2.0 + 1e-7])}  # 5e-8 of 2


def test_the_sources_own_spread_may_serve_as_the_limit() -> None:
    part = judged(OFF, spread=lambda: {W: 6e-9})
    assert (part.status, part.spread) == ("ok", 6e-9)
    assert part.limit == pytest.approx(6e-8)


def test_a_spread_below_a_tenth_of_the_limit_serves_nothing() -> None:
    part = judged(OFF, spread=lambda: {W: 0.9e-9})
    assert ("failed", 1e-8, None) == (part.status, part.limit, part.spread)


def test_no_limit_is_above_a_millionth() -> None:
    off = {**REFERENCE, W: np.array([1.0, -2.0 + 1.9e-6])}
    part = judged(off, spread=lambda: {W: 1.0})
    assert ("ok", 1e-6) == (part.status, part.limit)


@pytest.mark.parametrize(("off", "status"), [(0.0, "ok"), (4e-6, "failed")])
def test_the_spread_is_not_asked_for_where_it_cannot_decide(off: float, status: str) -> None:
    def asked() -> dict[Key, float]:
        raise AssertionError("nobody needs it")

    found = {**REFERENCE, W: np.array([1.0, -2.0 + off])}
    assert judged(found, spread=asked).status == status


SOURCES: dict[str, dict[str, Any]] = {
    "w": {"kind": "parameter", "trainable": True},
    "b": {"kind": "parameter", "trainable": False},
    "mean": {"kind": "buffer", "trainable": False},
}


@pytest.mark.parametrize(
    ("names", "trainable", "changed", "code"),
    [
        ({"w": "kernel", "b": "bias", "mean": "mean"}, ["kernel"], ["mean"], ""),
        ({"b": "bias"}, [], [], "port_unmapped"),
        ({"w": "kernel"}, [], [], "port_frozen"),
        ({"w": "kernel", "b": "bias"}, ["kernel", "bias"], [], "port_thawed"),
        ({"w": "kernel"}, ["kernel", "other"], [], "port_extra"),
        ({"w": "kernel"}, ["kernel"], ["mean"], "port_unmapped"),
    ],
)
def test_what_trains_here_trains_there(
    names: dict[str, str], trainable: list[str], changed: list[str], code: str
) -> None:
    part = judge.weights(Place("weights", "here", names=names), SOURCES, trainable, changed)
    assert ("failed" if code else "ok", code) == (part.status, part.reason_code)
