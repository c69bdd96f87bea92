"""Judges a worker's trace against the oracle: which tensor, which step, how far, how far it may be.

Nothing passes by default: an absent tensor, another shape or dtype, NaN and infinity all fail.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from isograd.evidence.model import Deviation, Finding, Parity
from isograd.suite.contract import Array, Task
from isograd.suite.oracle import Expectation, Key

Phase = Literal["free", "forced"]
Kind = Literal["loss", "parameter", "gradient", "slot", "buffer", "output"]


@dataclass(frozen=True)
class Claim:
    """What the worker says of its own trace; it decides what the trace must hold."""

    contract: Literal["stepwise", "whole-run"]
    gradient: str  # read | recomputed | inferred
    loss_form: str  # per-step | running-mean
    compiled_scope: str
    forced_steps: tuple[int, ...]
    callable_sha256: str


@dataclass(frozen=True)
class Check:
    """One tensor that the trace must hold."""

    name: str  # in the trace
    phase: Phase
    kind: Kind
    tensor: str
    step: int
    expected: Array
    tolerance: float
    integers: bool = False  # tokens or classes: any integer dtype, and equal
    any_float: bool = False  # a metric that the framework hands out as a Python float


def checks(expectation: Expectation, claim: Claim) -> list[Check]:
    """Everything that must be there, in the order of time."""
    found: list[Check] = []
    last = expectation.steps
    whole = claim.contract == "whole-run"
    marks = expectation.marks if whole else sorted({1, last})
    found += _loss_checks(expectation, claim)
    for step in marks:
        moment = expectation.moments[step]
        for (kind, tensor), expected in moment.tensors().items():
            # A whole run shows no gradient; its first is inferred from a displacement.
            if kind == "loss" or (kind == "gradient" and whole and step != 1):
                continue
            magnitude = None
            if kind == "gradient" and claim.gradient == "inferred":
                start = expectation.moments[0].parameters[tensor]
                magnitude = float(np.max(np.abs(start)) + np.max(np.abs(expected)))
            key: Key = ("free", step, kind, tensor)
            found.append(
                Check(
                    name=f"free/{step}/{kind}/{tensor}",
                    phase="free",
                    kind=kind,  # type: ignore[arg-type]
                    tensor=tensor,
                    step=step,
                    expected=expected,
                    tolerance=expectation.bound(key, expected, magnitude),
                )
            )
    for tensor, expected in expectation.outputs.items():
        exact = expected.dtype.kind != "f"
        found.append(
            Check(
                name=f"final/output/{tensor}",
                phase="free",
                kind="output",
                tensor=tensor,
                step=last,
                expected=expected,
                tolerance=0.0
                if exact
                else expectation.bound(("free", last, "output", tensor), expected),
                integers=exact,
            )
        )
    for before in claim.forced_steps:
        moment = expectation.forced_moment(before)
        for (kind, tensor), expected in moment.tensors().items():
            name = f"forced/{before}/{kind}/{tensor}"
            if kind == "loss":
                place = moment.loss_names.index(tensor)
                name = f"forced/{before}/loss" + (f"#{place}" if moment.loss.ndim else "")
            found.append(
                Check(
                    name=name,
                    phase="forced",
                    kind=kind,  # type: ignore[arg-type]
                    tensor=tensor,
                    step=before + 1,
                    expected=expected,
                    tolerance=expectation.bound(("forced", before + 1, kind, tensor), expected),
                )
            )
    return found


def _loss_checks(expectation: Expectation, claim: Claim) -> list[Check]:
    mean = claim.loss_form == "running-mean"
    values = expectation.running_mean() if mean else expectation.losses
    tensors = expectation.mean_names() if mean else expectation.problem.task.loss_names
    several = values.ndim > 1
    return [
        Check(
            name=f"free/loss#{step - 1}" + (f"#{place}" if several else ""),
            phase="free",
            kind="loss",
            tensor=tensor,
            step=step,
            expected=np.asarray(value),
            tolerance=expectation.bound(("free", step, "loss", tensor), np.asarray(value)),
            any_float=mean,
        )
        for step, row in enumerate(values, start=1)
        for place, (tensor, value) in enumerate(zip(tensors, np.reshape(row, -1), strict=True))
    ]


def compare(check: Check, value: Array | None, dtype: np.dtype[np.generic]) -> Deviation:
    """One tensor against its expectation."""
    deviation: float | None = None
    ratio: float | None = None
    problem: Literal["", "not_finite", "wrong_shape", "wrong_dtype", "absent"] = ""
    if value is None:
        problem = "absent"
    elif value.shape != check.expected.shape:
        problem = "wrong_shape"
    elif not _right_dtype(check, value.dtype, dtype):
        problem = "wrong_dtype"
    elif not np.isfinite(value).all():
        problem = "not_finite"
    else:
        deviation = float(np.max(np.abs(value.astype(np.float64) - check.expected), initial=0.0))
        ratio = deviation / check.tolerance if check.tolerance > 0 else math.inf
        if deviation == 0:
            ratio = 0.0
    return Deviation(
        phase=check.phase,
        kind=check.kind,
        tensor=check.tensor,
        step=check.step,
        deviation=deviation,
        tolerance=check.tolerance,
        ratio=ratio if ratio is not None and math.isfinite(ratio) else None,
        problem=problem,
    )


def _right_dtype(check: Check, found: np.dtype[Any], wanted: np.dtype[np.generic]) -> bool:
    if check.integers:
        return found.kind in "iu"
    return found.kind == "f" and (check.any_float or found == wanted)


def severity(deviation: Deviation) -> float:
    """Its ratio; infinite where there is none."""
    return math.inf if deviation.ratio is None else deviation.ratio


def judge(
    task: Task,
    expectation: Expectation,
    claim: Claim,
    trace: Mapping[str, Array],
    *,
    conventions: list[str],
    patches: list[str],
    held_out: dict[str, Array],
    findings: list[Finding] | None = None,
) -> Parity:
    """The parity payload of one cell: `ok` exactly where every check passes."""
    asked = checks(expectation, claim)
    want_forced = claim.contract == "stepwise"
    deviations = [compare(check, _value(trace, check), expectation.dtype) for check in asked]
    failed = [deviation for deviation in deviations if severity(deviation) > 1]
    if want_forced and list(claim.forced_steps) != expectation.forced:
        missing = sorted(set(expectation.forced) - set(claim.forced_steps))
        raise ValueError(f"the trace lacks the teacher-forced steps {missing[:5]}")
    worst: dict[tuple[str, str], Deviation] = {}
    for deviation in deviations:
        key = (deviation.phase, deviation.kind)
        if key not in worst or severity(deviation) > severity(worst[key]):
            worst[key] = deviation
    first = _first(failed)
    losses = trace.get("free/loss")
    accuracy = None
    if task.accuracy is not None and first is None:
        outputs = {name: trace[f"final/output/{name}"] for name in expectation.outputs}
        accuracy = task.accuracy(outputs, held_out)
    details = {} if first is None else _details(first)
    return Parity(
        status="ok" if first is None else "wrong",
        reason_code="" if first is None else (first.problem or "deviates"),
        details=details,
        steps=expectation.steps,
        forced_steps=len(claim.forced_steps),
        gradient=claim.gradient,
        loss_form=claim.loss_form,
        compiled_scope=claim.compiled_scope,
        conventions=conventions,
        patches=patches,
        worst=list(worst.values()),
        first_divergence=first,
        losses=[] if losses is None else [_finite(value) for value in _totals(losses)],
        accuracy=accuracy,
        findings=findings or [],
        callable_sha256=claim.callable_sha256,
    )


def _value(trace: Mapping[str, Array], check: Check) -> Array | None:
    """``free/loss#3#1`` is the element [3, 1] of ``free/loss``; names without # are whole."""
    name, *places = check.name.split("#")
    value = trace.get(name)
    if value is None or not places:
        return value
    place = tuple(int(number) for number in places)
    inside = value.ndim == len(place) and all(
        k < size for k, size in zip(place, value.shape, strict=True)
    )
    return np.asarray(value[place]) if inside else None


def _totals(losses: Array) -> Array:
    """One number a step: the sum of its phases' losses where there are several."""
    return losses.sum(axis=1) if losses.ndim == 2 else np.ravel(losses)


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


# Within one step a fault shows first in the loss, then in gradients, slots and parameters.
_FLOW = ("loss", "gradient", "slot", "buffer", "parameter", "output")


def _first(failed: list[Deviation]) -> Deviation | None:
    """The earliest failure in time; teacher-forced ones first, since they carry no history."""
    if not failed:
        return None
    return min(
        failed,
        key=lambda d: (d.step, _FLOW.index(d.kind), d.phase == "free", -severity(d)),
    )


def _details(first: Deviation) -> dict[str, str]:
    return {
        "tensor": first.tensor,
        "kind": first.kind,
        "step": str(first.step),
        "phase": first.phase,
        "deviation": "—" if first.deviation is None else f"{first.deviation:.3g}",
        "tolerance": f"{first.tolerance:.3g}",
        "ratio": "∞" if first.ratio is None else f"{first.ratio:.3g}",
    }
