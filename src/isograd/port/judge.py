"""Compares what the two sides of a port found, tensor by tensor, in the source's layout.

The error of a tensor is max|Δ| ÷ max(max|reference|, 10⁻³ × the largest number among all tensors of
its kind), so that a tensor which is zero up to rounding is held against its siblings. Nothing
passes by default: what is absent, has another shape, or is infinite or NaN on one side only fails.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from isograd.i18n import sentence
from isograd.port.certificate import Part, PartStatus

FORWARD = 1e-10
REST = 1e-8  # gradients; parameters, slots and statistics after steps
OPTIMISER = 1e-12  # NumPy's against the library's own, on one sequence of gradients
MOST = 1e-6  # whatever the source's own spread
SMALL = 1e-3  # share of the kind's largest number below which a tensor's own size counts no longer
TIMES = 10.0  # the spread that a limit may grow to; it counts from a tenth of the limit on

Array = NDArray[Any]
Key = tuple[str, str]  # kind, name in the source
Tensors = Mapping[Key, Array]
Spread = Callable[[], Mapping[Key, float]]


@dataclass(frozen=True)
class Verdict:
    """One tensor: its error, or what is wrong with it."""

    error: float = 0.0
    problem: str = ""
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Whose tensors these are."""

    part: str
    environment: str
    dtype: Literal["float64", "float32"] = "float64"
    names: Mapping[str, str] = field(default_factory=dict)  # source -> target


def errors(reference: Tensors, found: Tensors) -> dict[Key, Verdict]:
    """The verdict on every tensor of the reference."""
    largest: dict[str, float] = {}
    for (kind, _), value in reference.items():
        largest[kind] = max(largest.get(kind, 0.0), _largest(value))
    return {
        key: _compared(value, found.get(key), SMALL * largest[key[0]])
        for key, value in reference.items()
    }


def _largest(value: Array) -> float:
    """The largest finite magnitude."""
    finite = np.abs(value[np.isfinite(value)])
    return float(finite.max()) if finite.size else 0.0


def _compared(reference: Array, found: Array | None, floor: float) -> Verdict:
    if found is None:
        return Verdict(np.inf, "port_absent")
    if found.shape != reference.shape:
        shapes = {"expected": str(reference.shape), "found": str(found.shape)}
        return Verdict(np.inf, "port_wrong_shape", shapes)
    if reference.dtype.kind not in "fc":
        same = np.array_equal(reference, found)
        return Verdict() if same else Verdict(np.inf, "port_differs")
    finite = np.isfinite(reference)
    if np.isnan(reference).any() or not np.array_equal(reference[~finite], found[~finite]):
        return Verdict(np.inf, "port_not_finite")
    if not np.isfinite(found[finite]).all():
        return Verdict(np.inf, "port_not_finite")
    if not finite.any():
        return Verdict()
    difference = float(np.abs(reference[finite] - found[finite]).max())
    scale = max(_largest(reference), floor)
    return Verdict(difference / scale if scale else difference)


def judge(
    place: Place,
    reference: Tensors,
    found: Tensors,
    limit: float,
    spread: Spread | None = None,
) -> Part:
    """One part. ``spread`` gives the source's own errors under perturbations of one unit in the
    last place; it is asked only where that can decide: over ``limit``, but not over all limits."""
    verdicts = errors(reference, found)
    limits = dict.fromkeys(verdicts, limit)
    spreads: Mapping[Key, float] = {}
    largest = max((verdict.error for verdict in verdicts.values()), default=0.0)
    if limit < largest <= MOST and spread is not None:
        spreads = spread()
        for key in limits:
            if spreads.get(key, 0.0) > limit / TIMES:
                limits[key] = min(max(limit, TIMES * spreads[key]), MOST)
    if not verdicts:
        return not_run(place, "port_nothing")
    worst = max(verdicts, key=lambda key: verdicts[key].error / limits[key])
    failed = verdicts[worst].error > limits[worst]
    return _part(place, reference, verdicts, worst).model_copy(
        update={
            "status": "failed" if failed else "ok",
            "limit": limits[worst],
            "spread": spreads.get(worst) if limits[worst] > limit else None,
            **(_reason(place, worst, verdicts[worst], limits[worst]) if failed else {}),
        }
    )


def report(place: Place, reference: Tensors, found: Tensors) -> Part:
    """A part that decides nothing."""
    verdicts = errors(reference, found)
    if not verdicts:
        return not_run(place, "port_nothing")
    return _part(place, reference, verdicts, max(verdicts, key=lambda key: verdicts[key].error))


def _part(place: Place, reference: Tensors, verdicts: Mapping[Key, Verdict], worst: Key) -> Part:
    found = [verdict.error for verdict in verdicts.values()]
    middle = float(np.median(found))
    error = verdicts[worst].error
    return Part(
        name=place.part,
        environment=place.environment,
        dtype=place.dtype,
        status="reported",
        compared=len(verdicts),
        numbers=sum(value.size for value in reference.values()),
        worst=error if np.isfinite(error) else None,
        median=middle if np.isfinite(middle) else None,
        source=worst[1],
        target=place.names.get(worst[1], worst[1]),
        kind=worst[0],
    )


def _reason(place: Place, key: Key, verdict: Verdict, limit: float) -> dict[str, Any]:
    code = verdict.problem or "port_deviates"
    details = {
        "source": key[1],
        "target": place.names.get(key[1], key[1]),
        "kind": key[0],
        "error": f"{verdict.error:.1e}",
        "limit": f"{limit:.0e}",
        **verdict.details,
    }
    return told(code, details)


def told(code: str, details: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a reason."""
    return {"reason_code": code, "details": dict(details), "reason": sentence(code, details)}


def not_run(place: Place, code: str, **details: str) -> Part:
    return stated(place, "not_run", code, **details)


def stated(place: Place, status: PartStatus, code: str = "", **details: str) -> Part:
    """A part without a comparison."""
    return Part(
        name=place.part,
        environment=place.environment,
        dtype=place.dtype,
        status=status,
        **(told(code, details) if code else {}),
    )


def optimiser(place: Place, error: float) -> Part:
    """Does NumPy's optimiser do what the source's own library does?"""
    part = stated(place, "ok").model_copy(update={"worst": error, "limit": OPTIMISER})
    if error <= OPTIMISER:
        return part
    details = {"error": f"{error:.1e}", "limit": f"{OPTIMISER:.0e}"}
    return part.model_copy(update={"status": "failed", **told("port_optimiser", details)})


def weights(
    place: Place,
    sources: Mapping[str, Mapping[str, Any]],
    trainable: Sequence[str],
    changed: Sequence[str],
) -> Part:
    """Is everything that trains in the source trained in the target, and nothing else? ``sources``
    describes the source's tensors, ``trainable`` are the target's paths, ``changed`` are the
    source's buffers that a forward in train mode changes."""
    known = {target: source for source, target in place.names.items()}
    wanted = [name for name, one in sources.items() if one["trainable"]]
    for name in wanted:
        if name not in place.names:
            return stated(place, "failed", "port_unmapped", source=name)
        if place.names[name] not in trainable:
            return stated(place, "failed", "port_frozen", source=name, target=place.names[name])
    for path in trainable:
        if path not in known:
            return stated(place, "failed", "port_extra", target=path)
        if known[path] not in wanted:
            return stated(place, "failed", "port_thawed", source=known[path], target=path)
    for name in changed:
        if name not in place.names:
            return stated(place, "failed", "port_unmapped", source=name)
    return stated(place, "ok").model_copy(update={"compared": len(place.names)})
