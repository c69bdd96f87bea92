"""A program as text: one line a node, indented by module."""

from collections.abc import Iterator
from typing import Any

from isograd.ir.program import Call, Node, Operand, Program, Ref, Size, Weight


def lines(program: Program) -> Iterator[str]:
    """The whole program, inputs first."""
    for one in program.inputs:
        yield f"{one.name}: {one.type}"
    yield from _call(program, program.root, 0)
    yield f"return {_tree(program.outputs)}"


def _call(program: Program, call: Call, depth: int) -> Iterator[str]:
    indent = "  " * depth
    module = program.modules[call.path]
    again = "" if "@" not in call.key else f" (call {call.key.rpartition('@')[2]})"
    yield f"{indent}{call.path or 'model'}: {module.name}{again}"
    for item in call.body:
        if isinstance(item, Call):
            yield from _call(program, item, depth + 1)
        else:
            yield f"{indent}  {_node(item)}"


def _node(node: Node) -> str:
    results = ", ".join(f"{n}: {t}" for n, t in zip(node.results, node.types, strict=True))
    inputs = ", ".join(map(operand, node.inputs))
    attributes = ", ".join(f"{n}={_attribute(v)}" for n, v in node.attributes.items())
    given = "; ".join(part for part in (inputs, attributes) if part)
    return f"{results} = {node.op}({given})"


def operand(value: Operand) -> str:
    """One operand: a name, ``%path`` for a tensor, or a number."""
    if isinstance(value, Ref):
        return value.name
    if isinstance(value, Weight):
        return f"%{value.path}"
    return _attribute(value)


def _attribute(value: Any) -> str:
    if isinstance(value, Size):
        return value.expression
    if isinstance(value, tuple):
        return f"({', '.join(map(_attribute, value))})"
    return str(value)


def _tree(outputs: Any) -> str:
    if isinstance(outputs, dict):
        items = outputs["items"]
        if isinstance(items, dict):
            return "{" + ", ".join(f"{k}: {_tree(v)}" for k, v in items.items()) + "}"
        return f"({', '.join(map(_tree, items))})"
    return operand(outputs)
