"""The judge names the first divergence: which tensor, which step, how far, how far it may be."""

import gate
import numpy as np
import pytest

from isograd.i18n import LANGUAGES, text
from isograd.suite import load
from isograd.suite.oracle import Expectation, Problem

TASK = load.find("digits-mlp").task
STEPS = 4
EXPECTATION = Expectation(Problem(TASK), "float64", frozenset(), STEPS)
CLAIM = gate.stepwise_claim(EXPECTATION)


def spoilt(*places: str, by: float = 1e-6) -> dict[str, np.ndarray]:
    trace = gate.perfect_trace(EXPECTATION, CLAIM)
    for name in places:
        trace[name] = trace[name] + by
    return trace


def named(trace: dict[str, np.ndarray]) -> tuple[str, str, str, int]:
    first = gate.verdict(TASK, EXPECTATION, CLAIM, trace).first_divergence
    assert first is not None
    return first.phase, first.kind, first.tensor, first.step


def test_the_earliest_step_is_named() -> None:
    places = ("forced/3/loss", "forced/1/parameter/hidden.bias", "free/4/slot/m/hidden.bias")
    assert ("forced", "parameter", "hidden.bias", 2) == named(spoilt(*places))


def test_within_a_step_the_order_is_that_of_the_computation() -> None:
    kinds = ["loss", "gradient/output.bias", "slot/v/output.bias", "parameter/output.bias"]
    places = [f"forced/2/{kind}" for kind in kinds]
    for k, kind in enumerate(kinds):
        assert kind.split("/")[0] == named(spoilt(*places[k:]))[1]


def test_forced_steps_are_named_before_the_free_run() -> None:
    places = ("free/1/gradient/hidden.bias", "forced/0/gradient/hidden.bias")
    assert "forced" == named(spoilt(*places))[0]


def test_of_one_kind_the_worst_is_named() -> None:
    trace = spoilt("forced/1/gradient/hidden.bias")
    trace["forced/1/gradient/output.bias"] = trace["forced/1/gradient/output.bias"] + 1e-3
    assert "output.bias" == named(trace)[2]


def test_a_divergence_of_the_free_run_alone_is_named_by_its_loss() -> None:
    trace = spoilt()
    trace["free/loss"][2] += 1e-6
    assert ("free", "loss", "loss", 3) == named(trace)


@pytest.mark.parametrize("place", ["free/loss", "forced/2/loss"])
def test_of_several_losses_the_phase_is_named(place: str) -> None:
    task = load.find("gan").task
    expectation = Expectation(Problem(task), "float64", frozenset(), STEPS)
    claim = gate.stepwise_claim(expectation)
    trace = gate.perfect_trace(expectation, claim)
    assert "ok" == gate.verdict(task, expectation, claim, trace).status
    trace[place][..., 1] += 1e-6
    first = gate.verdict(task, expectation, claim, trace).first_divergence
    assert first is not None
    assert ("loss", "generator") == (first.kind, first.tensor)


def test_numbers_are_told_with_the_tensor() -> None:
    place = "forced/1/parameter/output.bias"
    verdict = gate.verdict(TASK, EXPECTATION, CLAIM, spoilt(place, by=1e-6))
    first = verdict.first_divergence
    assert first is not None and first.deviation is not None and first.ratio is not None
    assert 1e-6 == pytest.approx(first.deviation, rel=1e-6)
    assert first.ratio == first.deviation / first.tolerance
    assert {
        "tensor": "output.bias",
        "kind": "parameter",
        "step": "2",
        "phase": "forced",
        "deviation": "1e-06",
        "tolerance": f"{first.tolerance:.3g}",
        "ratio": f"{first.ratio:.3g}",
    } == verdict.details


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_its_sentence(lang: str) -> None:
    for code in ("deviates", "not_finite", "wrong_shape", "wrong_dtype", "absent"):
        details = gate.verdict(TASK, EXPECTATION, CLAIM, spoilt("forced/1/loss")).details
        sentence = text(f"reason.{code}", lang, **details)
        assert "loss" in sentence
        assert "{" not in sentence


def test_the_worst_of_each_phase_and_kind_is_kept() -> None:
    verdict = gate.verdict(TASK, EXPECTATION, CLAIM, spoilt("forced/1/gradient/output.bias"))
    found = {(d.phase, d.kind): d for d in verdict.worst}
    kinds = ("loss", "gradient", "slot", "parameter")
    wanted = {(phase, kind) for phase in ("free", "forced") for kind in kinds}
    assert wanted | {("free", "output")} == set(found)
    assert ("output.bias", 2) == (
        found["forced", "gradient"].tensor,
        found["forced", "gradient"].step,
    )
    assert all((d.ratio or 0) <= 1 for key, d in found.items() if key != ("forced", "gradient"))


def test_a_wrong_cell_has_no_accuracy_and_keeps_its_losses() -> None:
    verdict = gate.verdict(TASK, EXPECTATION, CLAIM, spoilt("forced/1/loss"))
    assert verdict.accuracy is None
    assert EXPECTATION.losses.tolist() == verdict.losses


def test_losses_that_are_not_finite_are_kept_as_none() -> None:
    trace = spoilt()
    trace["free/loss"][1] = np.nan
    verdict = gate.verdict(TASK, EXPECTATION, CLAIM, trace)
    assert [False, True, False, False] == [loss is None for loss in verdict.losses]
    assert ("wrong", "not_finite") == (verdict.status, verdict.reason_code)


def test_an_inferred_gradient_may_lose_what_a_subtraction_loses() -> None:
    """The bound grows with the parameter that the displacement was subtracted from."""
    from isograd.suite.parity import checks

    inferred = {c.name: c for c in checks(EXPECTATION, gate.whole_run_claim())}
    read = {c.name: c for c in checks(EXPECTATION, CLAIM)}
    for name in EXPECTATION.moments[0].parameters:
        key = f"free/1/gradient/{name}"
        assert read[key].tolerance < inferred[key].tolerance < 1e-14


def test_an_undeclared_convention_is_wrong_and_a_declared_one_is_ok() -> None:
    use = frozenset({"adam-beta-powers-float32-base"})
    follows = Expectation(EXPECTATION.problem, "float64", use, STEPS)
    trace = gate.perfect_trace(follows, gate.stepwise_claim(follows))
    assert "wrong" == gate.verdict(TASK, EXPECTATION, CLAIM, trace).status
    assert "ok" == gate.verdict(TASK, follows, CLAIM, trace).status
