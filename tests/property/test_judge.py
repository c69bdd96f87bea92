"""Laws of the judge: order is nothing, what exceeds a bound is caught, what keeps it passes."""

import gate
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isograd.evidence.model import Parity
from isograd.suite import load
from isograd.suite.contract import Array
from isograd.suite.oracle import MEMBERS, SPREAD, Expectation, Nudge, Problem
from isograd.suite.parity import Check, checks

STEPS = 3
EXPECTATIONS = {
    (task, dtype): Expectation(Problem(load.find(task).task), dtype, frozenset(), STEPS)
    for task in load.names()
    for dtype in ("float32", "float64")
}
KEYS = sorted(EXPECTATIONS)
CHECKS = {key: checks(made, gate.stepwise_claim(made)) for key, made in EXPECTATIONS.items()}
FLOATS = {key: [c for c in found if not c.integers] for key, found in CHECKS.items()}
INTEGERS = [(key, c) for key, found in CHECKS.items() for c in found if c.integers]
TRACES = {
    key: gate.perfect_trace(made, gate.stepwise_claim(made)) for key, made in EXPECTATIONS.items()
}


def judged(key: tuple[str, str], trace: dict[str, Array]) -> Parity:
    made = EXPECTATIONS[key]
    return gate.verdict(made.problem.task, made, gate.stepwise_claim(made), trace)


def moved(key: tuple[str, str], check: Check, place: int, ratio: float) -> dict[str, Array]:
    """A trace in which one element of one tensor is off by about ``ratio`` times its bound."""
    trace = dict(TRACES[key])
    name, *places = check.name.split("#")  # "free/loss#2" is one loss of the trace's array
    spoilt = np.array(trace[name], order="C")
    flat = spoilt.reshape(-1)
    where = tuple(int(number) for number in places)
    index = int(np.ravel_multi_index(where, spoilt.shape)) if where else place % flat.size
    expected = np.ravel(check.expected)[0 if where else index]
    flat[index] = expected + ratio * check.tolerance
    trace[name] = spoilt
    return trace


@settings(deadline=None)
@given(st.sampled_from(KEYS), st.data(), st.sampled_from([0.5, 3.0]))
def test_the_order_of_tensors_in_a_trace_does_not_matter(
    key: tuple[str, str], data: st.DataObject, ratio: float
) -> None:
    trace = moved(key, data.draw(st.sampled_from(FLOATS[key])), 0, ratio)
    names = data.draw(st.permutations(list(trace)))
    assert judged(key, trace) == judged(key, {name: trace[name] for name in names})


# A bound is at least 8 ulp of the tensor's largest magnitude, so that rounding an element to the
# cell's dtype moves it by at most a sixteenth of its bound.
EXCEEDS = st.floats(1.1, 1e6) | st.floats(-1e6, -1.1)
KEEPS = st.floats(-0.9, 0.9)
PLACES = st.integers(0, 10**6)


@settings(deadline=None)
@given(st.sampled_from(KEYS), st.data(), PLACES, EXCEEDS)
def test_whatever_exceeds_its_bound_is_caught_and_named(
    key: tuple[str, str], data: st.DataObject, place: int, ratio: float
) -> None:
    check = data.draw(st.sampled_from(FLOATS[key]))
    verdict = judged(key, moved(key, check, place, ratio))
    first = verdict.first_divergence
    assert first is not None
    found = (first.phase, first.kind, first.tensor, first.step)
    assert ("wrong", "deviates") == (verdict.status, verdict.reason_code)
    assert (check.phase, check.kind, check.tensor, check.step) == found


@settings(deadline=None)
@given(st.sampled_from(KEYS), st.data(), PLACES, KEEPS)
def test_whatever_keeps_its_bound_passes(
    key: tuple[str, str], data: st.DataObject, place: int, ratio: float
) -> None:
    check = data.draw(st.sampled_from(FLOATS[key]))
    assert "ok" == judged(key, moved(key, check, place, ratio)).status


@settings(deadline=None)
@given(st.sampled_from(INTEGERS), PLACES, st.sampled_from([-1, 1]))
def test_an_integer_that_is_off_by_one_is_caught_and_named(
    found: tuple[tuple[str, str], Check], place: int, by: int
) -> None:
    key, check = found
    trace = dict(TRACES[key])
    spoilt = np.array(trace[check.name], order="C")
    spoilt.reshape(-1)[place % spoilt.size] += by
    verdict = judged(key, {**trace, check.name: spoilt})
    assert verdict.first_divergence is not None
    assert ("wrong", check.tensor) == (verdict.status, verdict.first_divergence.tensor)


@settings(deadline=None)
@given(
    st.sampled_from(KEYS),
    st.data(),
    PLACES,
    st.sampled_from([float("nan"), float("inf"), float("-inf")]),
)
def test_nothing_that_is_not_finite_passes_anywhere(
    key: tuple[str, str], data: st.DataObject, place: int, value: float
) -> None:
    check = data.draw(st.sampled_from(FLOATS[key]))
    verdict = judged(key, moved(key, check, place, value))
    assert ("wrong", "not_finite") == (verdict.status, verdict.reason_code)


@pytest.mark.parametrize("key", KEYS, ids="-".join)
def test_members_of_the_ensemble_that_made_the_bounds_keep_them(key: tuple[str, str]) -> None:
    """A cell that does nothing but round is honest: each perturbed oracle passes."""
    made = EXPECTATIONS[key]
    for member in (0, MEMBERS - 1):
        nudge = Nudge(member)
        moments = list(made.problem.run(made.dtype, made.use, STEPS, nudge))
        trace = dict(TRACES[key])
        trace["free/loss"] = np.stack([moment.loss for moment in moments[1:]])
        for step in (1, STEPS):
            for (kind, tensor), value in moments[step].tensors().items():
                if kind != "loss":
                    trace[f"free/{step}/{kind}/{tensor}"] = value
        for name, value in made.problem.outputs(moments[-1]).items():
            trace[f"final/output/{name}"] = value
        verdict = judged(key, trace)
        assert ("ok", None) == (verdict.status, verdict.first_divergence)
        ratios = [d.ratio for d in verdict.worst if d.phase == "free" and d.ratio is not None]
        assert 0 < max(ratios) < 1 / SPREAD
