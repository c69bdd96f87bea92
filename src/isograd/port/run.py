"""One port from the user's model to a folder for each target."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from isograd.emit.instance import Refused
from isograd.emit.write import Source, emit
from isograd.errors import IsogradError, WorkerError
from isograd.evidence.model import Strict
from isograd.ir.program import Place
from isograd.port import targets
from isograd.port.capture import Captured, Refusal, RefusedError, capture, refusal
from isograd.port.certificate import Certificate
from isograd.port.certify import certify
from isograd.port.examples import examples
from isograd.port.exchange import tensors
from isograd.port.folder import Draft, document, free, job_of
from isograd.port.model import Spec
from isograd.port.workers import target as lookup
from isograd.suite.listing import Document

Status = Literal[
    "training", "forward", "emitted", "wrong", "refused", "error", "timeout", "oom", "missing"
]
Watch = Callable[[str, str], None]  # target or "", what is done now


class Stands(Strict):
    """One thing that stands against a port."""

    code: str
    reason: str
    hint: str = ""
    file: str = ""
    line: int = 0


class Ported(Strict):
    """What became of one target."""

    target: str
    status: Status
    reason_code: str = ""
    reason: str = ""
    directory: str = ""
    refusals: list[Stands] = Field(default_factory=list)
    lines: int = 0
    seconds: float = 0.0


class PortResult(Document):
    """The document of ``isograd port --json``."""

    schema_: Literal["isograd/port"] = Field(default="isograd/port", alias="schema")
    version: Literal[1] = 1
    model: str
    targets: list[Ported]


def port(
    spec: Spec,
    wanted: Sequence[str],
    folder: Path,
    *,
    certificate: bool = True,
    steps: int = 10,
    watch: Watch = lambda target, state: None,
) -> PortResult:
    """Capture, emit and prove. A refusal of the model refuses every target; one target's does not
    touch the others. Nothing is written for a target that is refused."""
    for one in wanted:
        free(folder / one)
    watch("", "capture")
    try:
        captured = capture(spec)
    except RefusedError as error:
        every = [refused(one, error.refusals) for one in wanted]
        return PortResult(model=spec.model, targets=every)
    made = []
    for identifier in wanted:
        watch(identifier, "emit")
        try:
            source = emit(captured.program, targets.target(identifier), captured.spreads)
        except Refused as error:
            made.append(refused(identifier, [stands(error)]))
            continue
        made.append(_target(spec, captured, source, identifier, folder, certificate, steps, watch))
    return PortResult(model=spec.model, targets=made)


def _target(
    spec: Spec,
    captured: Captured,
    source: Source,
    identifier: str,
    folder: Path,
    certificate: bool,
    steps: int,
    watch: Watch,
) -> Ported:
    target, (owner, _) = targets.target(identifier), lookup(identifier)
    lines = len(source.text.splitlines())
    with Draft(folder / identifier) as draft:
        placed = {entry["source"] for entry in source.weights}
        draft.write(spec, captured, source, target, owner, tensors(captured, placed))
        if not certificate:
            place = draft.keep(good=True)
            return Ported(target=identifier, status="emitted", directory=str(place), lines=lines)
        watch(identifier, "certify")
        job = job_of(spec, draft.folder, source.root, identifier, document(source), steps)
        proof = certify(job)
        try:
            stored = examples(job, captured.arrays) if proof.status == "ok" else {}
        except WorkerError as error:
            raise IsogradError(str(error)) from error
        draft.prove(proof, stored, target, source.root)
        status = status_of(proof)
        place = draft.keep(good=status != "wrong")
    return Ported(
        target=identifier,
        status=status,
        reason_code=proof.reason_code,
        reason=proof.reason,
        directory=str(place),
        lines=lines,
        seconds=proof.seconds,
    )


def status_of(proof: Certificate) -> Status:
    """What a certificate makes of a port."""
    if proof.status == "ok":
        trained = {p.name for p in proof.parts if p.status == "ok" and p.dtype == "float64"}
        whole = {"gradients.train", "gradients.eval", "training.sgd", "training.adamw"} <= trained
        return "training" if whole else "forward"
    if proof.status == "failed":
        return "wrong"
    return "emitted" if proof.status == "missing" else proof.status


def refused(identifier: str, refusals: Sequence[Refusal]) -> Ported:
    """A target for which nothing is written."""
    found = [
        Stands(code=r.code, reason=r.reason, hint=r.hint, file=r.place.file, line=r.place.line)
        for r in refusals
    ]
    first = refusals[0]
    return Ported(
        target=identifier,
        status="refused",
        reason_code=first.code,
        reason=str(first),
        refusals=found,
    )


def stands(error: Refused) -> Refusal:
    """What a target cannot express, in words."""
    place = error.place
    if isinstance(place, tuple):
        place = Place(*place)
    return refusal(error.code, error.details, place if isinstance(place, Place) else Place())
