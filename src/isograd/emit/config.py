"""What constructors are written with, and small helpers about attribute paths and tensor forms."""

from collections.abc import Callable
from typing import Any

from isograd.emit.slots import Slot, Slots
from isograd.emit.target import PLAIN, Expr, Form, UnsupportedError, tupled
from isograd.ir.program import Call, Node, Operand, Program, Ref, Type, Weight


class Config:
    """The writer of constructors: literals only."""

    def __init__(self, program: Program, slots: Slots, need: Callable[[str], str]) -> None:
        self.program, self.slots, self.need = program, slots, need

    def slot(self, value: Any, hint: str) -> str:
        return self.slots.mark(Slot(value, hint))

    def optional(self, prefix: str, value: Any, default: Any, hint: str) -> str:
        return self.slots.mark(Slot(value, hint, prefix=prefix, default=default))

    def operand(self, value: Operand) -> Expr:
        if isinstance(value, (Ref, Weight)):
            raise UnsupportedError("chain_of_operations")
        return Expr(self.slot(value, "value"))

    def shape(self, dims: Any) -> str:
        dynamic = [dim for dim in dims if not isinstance(dim, int)]
        if len(dynamic) > 1:
            raise UnsupportedError("chain_of_operations")
        return tupled(["-1" if not isinstance(d, int) else self.slot(d, "size") for d in dims])

    def size(self, dim: Any) -> str:
        if not isinstance(dim, int):
            raise UnsupportedError("chain_of_operations")
        return self.slot(dim, "size")

    def type_of(self, value: Operand) -> Type:
        if isinstance(value, Ref):
            return self.program.types[value.name]
        return Type("float32", ())

    def part(self, hint: str, make: str) -> str:
        raise UnsupportedError("chain_of_operations")


def main_node(call: Call) -> Node | None:
    """The one node of a call that matters: initial states are made beside it."""
    nodes = [node for node in call.nodes() if node.op != "full"]
    return nodes[0] if len(nodes) == 1 else None


def access(relative: str, rename: Callable[[str], str]) -> str:
    """The expression of a descendant: ``self.blocks[0].norm``; ``rename``: of the target."""
    text = "self"
    for part in relative.split("."):
        text += f"[{part}]" if part.isdigit() else f".{rename(part)}"
    return text


def formed(kind: Type, form: Form) -> tuple[int, ...]:
    """The shape of a tensor after its form."""
    shape = tuple(size for size in kind.shape if isinstance(size, int))
    split, axes, after = form
    shape = split or shape
    if axes is not None:
        shape = tuple(shape[axis] for axis in axes)
    return after or shape


def combined(first: Form, second: Form, kind: Type) -> Form:
    """``first``, then ``second``."""
    if first == PLAIN:
        return second
    if second == PLAIN:
        return first
    split, axes, shape = first
    if (
        second[0] is None
        and second[2] is None
        and second[1] == (1, 0)
        and shape is not None
        and split
    ):
        # A weight whose inputs were reordered, then transposed.
        order = axes or tuple(range(len(split)))
        return split, (*order[1:], order[0]), (shape[1], shape[0])
    raise UnsupportedError("weight_form", shape=str(kind))


def refs_of(tree: Any) -> list[Ref]:
    if isinstance(tree, dict):
        items = tree["items"]
        values = items.values() if isinstance(items, dict) else items
        return [ref for one in values for ref in refs_of(one)]
    return [tree] if isinstance(tree, Ref) else []
