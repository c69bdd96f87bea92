"""What a model is made of, before anything is made."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from isograd.emit.instance import Refused
from isograd.emit.write import emit
from isograd.ir.text import lines
from isograd.port import targets
from isograd.port.capture import RefusedError, capture
from isograd.port.model import Spec
from isograd.port.run import Ported, refused, stands
from isograd.suite.listing import Document


class Inspection(Document):
    """The document of ``isograd inspect --json``; ``program`` is the text form, line by line."""

    schema_: Literal["isograd/inspect"] = Field(default="isograd/inspect", alias="schema")
    version: Literal[1] = 1
    model: str
    program: list[str]
    operations: dict[str, int]
    targets: list[Ported]


def inspect(spec: Spec, wanted: Sequence[str]) -> Inspection:
    """The captured program, and for each target whether it could be written."""
    try:
        captured = capture(spec)
    except RefusedError as error:
        every = [refused(one, error.refusals) for one in wanted]
        return Inspection(model=spec.model, program=[], operations={}, targets=every)
    counts: dict[str, int] = {}
    for node in captured.program.nodes():
        counts[node.op] = counts.get(node.op, 0) + 1
    found = []
    for identifier in wanted:
        try:
            source = emit(captured.program, targets.target(identifier), captured.spreads)
        except Refused as error:
            found.append(refused(identifier, [stands(error)]))
        else:
            made = len(source.text.splitlines())
            found.append(Ported(target=identifier, status="emitted", lines=made))
    return Inspection(
        model=spec.model,
        program=list(lines(captured.program)),
        operations=dict(sorted(counts.items(), key=lambda pair: -pair[1])),
        targets=found,
    )
