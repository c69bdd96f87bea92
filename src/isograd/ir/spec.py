"""The law that every program obeys, after capture and after every pass."""

from collections.abc import Iterator

from isograd.ir.catalogue import OPERATIONS
from isograd.ir.program import Program, Ref, Weight, leaves


class InvalidProgramError(Exception):
    """A pass broke the law: our fault, not the user's."""


def verify(program: Program) -> None:
    """Raise `InvalidProgramError` with every breach."""
    breaches = list(_breaches(program))
    if breaches:
        raise InvalidProgramError("; ".join(breaches[:5]))


def _breaches(program: Program) -> Iterator[str]:
    bound = {one.name for one in program.inputs}
    for node in program.nodes():
        operation = OPERATIONS.get(node.op)
        if operation is None:
            yield f"{node.op} is not in the catalogue"
            continue
        if set(node.attributes) != set(operation.attributes):
            yield f"{node.op} has attributes {sorted(node.attributes)}"
        if operation.results and len(node.results) != operation.results:
            yield f"{node.op} has {len(node.results)} results"
        if not any(name.startswith("*") for name in operation.operands) and len(node.inputs) != len(
            operation.operands
        ):
            yield f"{node.op} has {len(node.inputs)} operands"
        if len(node.results) != len(node.types):
            yield f"{node.op} has {len(node.types)} types"
        for value in node.inputs:
            if isinstance(value, Ref) and value.name not in bound:
                yield f"{value.name} is used before it is bound"
            if isinstance(value, Weight) and value.path not in program.tensors:
                yield f"there is no tensor {value.path}"
        for axis in _axes(node.attributes):
            if axis < 0:
                yield f"{node.op} has a negative axis"
        for name in node.results:
            if name in bound:
                yield f"{name} is bound twice"
            bound.add(name)
    for name, value in leaves(program.outputs):
        if isinstance(value, Ref) and value.name not in bound:
            yield f"the output {name} is not bound"


def _axes(attributes: dict[str, object]) -> Iterator[int]:
    axis = attributes.get("axis")
    if isinstance(axis, int):
        yield axis
    axes = attributes.get("axes")
    if isinstance(axes, (list, tuple)):
        yield from axes
