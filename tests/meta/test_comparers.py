"""The comparers must fail: on wrong values, dtypes and shapes, NaN, infinity, what is absent."""

from collections.abc import Callable
from pathlib import Path

import gate
import numpy as np
import pytest

from isograd.evidence.model import Deviation
from isograd.suite import load
from isograd.suite.contract import Array
from isograd.suite.oracle import Expectation, Problem
from isograd.suite.parity import Check, Claim, checks, compare, severity

FLOAT32, FLOAT64 = np.dtype(np.float32), np.dtype(np.float64)
EXPECTED = np.array([1.0, -2.0, 0.0])
CHECK = Check("free/1/parameter/p", "free", "parameter", "p", 1, EXPECTED, 0.5)

Trace = dict[str, Array]


def shown(
    value: Array | None, check: Check = CHECK, dtype: "np.dtype[np.generic]" = FLOAT64
) -> Deviation:
    return compare(check, value, dtype)


# --- one tensor -----------------------------------------------------------------------------


def test_the_expected_value_passes_with_ratio_zero() -> None:
    found = shown(EXPECTED.copy())
    assert ("", 0.0, 0.0) == (found.problem, found.deviation, found.ratio)


def test_the_deviation_is_the_largest_and_its_ratio_that_to_the_tolerance() -> None:
    found = shown(EXPECTED + np.array([0.25, -0.5, 0.125]))
    assert ("", 0.5, 1.0) == (found.problem, found.deviation, found.ratio)
    assert severity(shown(EXPECTED + np.array([0.0, 0.51, 0.0]))) > 1


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_never_passes(place: int, value: float) -> None:
    spoilt = EXPECTED.copy()
    spoilt[place] = value
    found = shown(spoilt)
    assert ("not_finite", None, None) == (found.problem, found.deviation, found.ratio)
    assert np.inf == severity(found)


def test_not_finite_is_wrong_even_where_the_oracle_is_not_finite_either() -> None:
    nothing = np.array([np.nan])
    check = Check("n", "free", "loss", "loss", 1, nothing, 1.0)
    assert "not_finite" == shown(nothing.copy(), check).problem


@pytest.mark.parametrize("dtype", ["float16", "float32", "int64", "complex128", "bool", "U3", "S3"])
def test_another_dtype_never_passes(dtype: str) -> None:
    assert "wrong_dtype" == shown(np.zeros(3, dtype)).problem


def test_a_wider_dtype_than_the_cells_never_passes() -> None:
    assert "wrong_dtype" == shown(EXPECTED.copy(), dtype=FLOAT32).problem


def test_a_metric_may_have_a_float_dtype_of_its_own_but_must_be_a_float() -> None:
    check = Check("n", "free", "loss", "running-mean", 1, EXPECTED, 0.5, any_float=True)
    assert "" == shown(EXPECTED.astype(np.float32), check).problem
    assert "wrong_dtype" == shown(EXPECTED.astype(np.int64), check).problem


@pytest.mark.parametrize("shape", [(1, 3), (3, 1), (2,), (4,), (0,), ()])
def test_another_shape_never_passes(shape: tuple[int, ...]) -> None:
    assert "wrong_shape" == shown(np.zeros(shape)).problem


def test_broadcasting_hides_nothing() -> None:
    check = Check("n", "free", "parameter", "p", 1, np.ones((3, 1)), 0.5)
    assert "wrong_shape" == shown(np.ones(3), check).problem


def test_what_is_absent_never_passes() -> None:
    found = shown(None)
    assert ("absent", None) == (found.problem, found.ratio)


def test_a_negative_zero_is_a_zero() -> None:
    exact = Check("n", "free", "parameter", "p", 1, np.zeros(2), 0.0)
    assert 0.0 == severity(shown(np.array([-0.0, 0.0]), exact))


def test_with_no_tolerance_any_deviation_fails() -> None:
    exact = Check("n", "free", "parameter", "p", 1, np.zeros(2), 0.0)
    assert np.inf == severity(shown(np.array([0.0, 5e-324]), exact))


def test_a_tensor_without_elements_must_still_have_shape_and_dtype() -> None:
    empty = Check("n", "free", "buffer", "b", 1, np.zeros((0, 2)), 0.0)
    assert "" == shown(np.zeros((0, 2)), empty).problem
    assert "wrong_shape" == shown(np.zeros(0), empty).problem
    assert "wrong_dtype" == shown(np.zeros((0, 2), np.float32), empty).problem


# --- a whole trace --------------------------------------------------------------------------

TASK = load.find("digits-mlp").task
EXPECTATION = Expectation(Problem(TASK), "float64", frozenset(), 3)
STEPWISE = gate.stepwise_claim(EXPECTATION)
CLAIMS = {
    "stepwise": STEPWISE,
    "whole-run": gate.whole_run_claim(),
    "running-mean": gate.whole_run_claim("running-mean"),
}


@pytest.fixture(params=CLAIMS)
def claim(request: pytest.FixtureRequest) -> Claim:
    return CLAIMS[request.param]


def names(claim: Claim) -> list[str]:
    """What a trace must hold, as far as a worker names it."""
    return sorted({check.name.split("#")[0] for check in checks(EXPECTATION, claim)})


def test_the_oracle_itself_is_ok(claim: Claim) -> None:
    verdict = gate.verdict(TASK, EXPECTATION, claim, gate.perfect_trace(EXPECTATION, claim))
    assert ("ok", "", None) == (verdict.status, verdict.reason_code, verdict.first_divergence)
    assert verdict.accuracy is not None


def test_a_perfect_trace_holds_what_is_checked_and_no_more(claim: Claim) -> None:
    assert names(claim) == sorted(gate.perfect_trace(EXPECTATION, claim))


def test_every_tensor_of_the_contract_is_checked() -> None:
    parameters = set(EXPECTATION.moments[0].parameters)
    slots = {f"{slot}/{name}" for slot in "mv" for name in parameters}
    found = set(names(STEPWISE))
    for kind, tensors in (("parameter", parameters), ("gradient", parameters), ("slot", slots)):
        for tensor in tensors:
            assert {f"free/{step}/{kind}/{tensor}" for step in (1, 3)} <= found
            assert {f"forced/{step}/{kind}/{tensor}" for step in (0, 1, 2)} <= found
    assert {"free/loss", "forced/0/loss", "forced/1/loss", "forced/2/loss"} <= found


def with_last(value: Array, last: float) -> Array:
    """``value`` with another number in the place of its last element."""
    spoilt = np.array(value, order="C")
    spoilt.reshape(-1)[-1] = last
    return spoilt


Spoil = Callable[[Array], Array | None]
SPOILS: dict[str, tuple[str, Spoil]] = {
    "absent": ("absent", lambda value: None),
    "nan": ("not_finite", lambda value: with_last(value, np.nan)),
    "inf": ("not_finite", lambda value: with_last(value, -np.inf)),
    "dtype": ("wrong_dtype", lambda value: value.astype(np.float32)),
    "shape": ("wrong_shape", lambda value: value[..., np.newaxis]),
    "value": ("deviates", lambda value: value + 1e-6),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_fault_in_any_tensor_is_wrong(claim: Claim, spoil: str) -> None:
    problem, change = SPOILS[spoil]
    honest = gate.perfect_trace(EXPECTATION, claim)
    for name in names(claim):
        trace: Trace = dict(honest)
        spoilt = change(trace.pop(name))
        if spoilt is not None:
            trace[name] = spoilt
        expected = problem
        if name == "free/loss" and spoil == "shape":
            expected = "absent"  # no loss of any step can be told
        elif name == "free/loss" and spoil == "dtype" and claim.loss_form == "running-mean":
            expected = "deviates"  # a metric may have a dtype of its own, but not its rounding
        verdict = gate.verdict(TASK, EXPECTATION, claim, trace)
        assert ("wrong", expected) == (verdict.status, verdict.reason_code), name


@pytest.mark.parametrize("length", [0, 1, 2])
def test_losses_of_too_few_steps_are_wrong(claim: Claim, length: int) -> None:
    trace = gate.perfect_trace(EXPECTATION, claim)
    trace["free/loss"] = trace["free/loss"][:length]
    verdict = gate.verdict(TASK, EXPECTATION, claim, trace)
    first = verdict.first_divergence
    assert first is not None
    assert ("absent", length + 1) == (verdict.reason_code, first.step)


def test_an_empty_trace_is_wrong(claim: Claim) -> None:
    verdict = gate.verdict(TASK, EXPECTATION, claim, {})
    assert ("wrong", "absent", None) == (verdict.status, verdict.reason_code, verdict.accuracy)


@pytest.mark.parametrize("forced", [(), (0,), (0, 1), (1, 2), (0, 2)])
def test_a_stepwise_cell_must_show_every_forced_step(forced: tuple[int, ...]) -> None:
    claim = Claim("stepwise", "read", "per-step", "none", forced, "")
    trace = gate.perfect_trace(EXPECTATION, STEPWISE)
    with pytest.raises(ValueError, match="lacks the teacher-forced steps"):
        gate.verdict(TASK, EXPECTATION, claim, trace)


def test_float32_results_labelled_float64_are_wrong() -> None:
    """The label alone proves nothing: the values do."""
    trace = {
        name: value.astype(np.float32).astype(np.float64)
        for name, value in gate.perfect_trace(EXPECTATION, STEPWISE).items()
    }
    assert "deviates" == gate.verdict(TASK, EXPECTATION, STEPWISE, trace).reason_code


def test_a_file_that_holds_objects_is_not_read(tmp_path: Path) -> None:
    from isograd.run.material import read_trace

    np.savez(tmp_path / "trace.npz", loss=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        read_trace(str(tmp_path / "trace.npz"))
