"""A model as a neutral program: tensors, a tree of modules, and a tree of calls with nodes in it.

Values are in single-assignment form over the whole program: a name is bound once, by an input or by
one result of one node. Shapes hold integers and symbolic sizes; a size is an expression over the
names of the program's dynamic axes, so that no batch size is ever baked in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ref:
    """A value by its name."""

    name: str


@dataclass(frozen=True)
class Weight:
    """A parameter, buffer or constant by its path in the module tree."""

    path: str


@dataclass(frozen=True)
class Size:
    """A symbolic size: an expression in Python's syntax over names of dynamic axes."""

    expression: str


Dim = int | Size
Operand = Ref | Weight | int | float | bool | Size | None


@dataclass(frozen=True)
class Type:
    """What a tensor is: ``float32 [batch, 3, 32]``."""

    dtype: str
    shape: tuple[Dim, ...]

    @property
    def rank(self) -> int:
        return len(self.shape)

    def __str__(self) -> str:
        axes = ", ".join(s.expression if isinstance(s, Size) else str(s) for s in self.shape)
        return f"{self.dtype}[{axes}]"


@dataclass(frozen=True)
class Place:
    """Where an operation stands in the user's source; an empty file: unknown."""

    file: str = ""
    line: int = 0
    function: str = ""


@dataclass
class Node:
    """One operation. ``inputs`` are its tensor operands (a list operand is flattened), in the
    catalogue's order; ``attributes`` everything else."""

    op: str
    inputs: list[Operand]
    attributes: dict[str, Any]
    results: list[str]
    types: list[Type]
    frames: tuple[Place, ...] = ()

    @property
    def place(self) -> Place:
        return self.frames[-1] if self.frames else Place()


@dataclass
class Call:
    """One call of one module: its nodes and the calls inside it, in order."""

    path: str  # of the module
    key: str  # of the call: a module may be called more than once
    body: list["Node | Call"] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """All nodes in order, those of inner calls too."""
        for item in self.body:
            if isinstance(item, Node):
                yield item
            else:
                yield from item.nodes()

    def calls(self) -> Iterator["Call"]:
        """All inner calls, outer ones first."""
        for item in self.body:
            if isinstance(item, Call):
                yield item
                yield from item.calls()


@dataclass(frozen=True)
class Tensor:
    """A parameter, buffer or constant."""

    kind: str  # parameter | buffer | constant
    type: Type
    trainable: bool
    persistent: bool
    alias: str = ""  # the first path of the same tensor; empty: this is the first


@dataclass(frozen=True)
class Module:
    """One module of the author's tree. ``arguments`` are what its constructor was called with."""

    path: str
    name: str  # of the class
    library: str  # module of the class
    role: str  # class (the author's) | layer (the source framework's) | list | chain | dict
    file: str
    line: int
    bases: tuple[str, ...]
    first: str  # the first path of the same object
    training: bool
    children: tuple[str, ...]
    parameters: tuple[str, ...]
    buffers: tuple[str, ...]
    absent: tuple[str, ...]  # children that are None
    attributes: dict[str, Any]
    functions: dict[str, str]
    arguments: dict[str, Any]
    defaults: dict[str, Any]  # of the constructor, where they are plain
    document: str


@dataclass(frozen=True)
class Input:
    """An input: its declared shape (names are dynamic axes) and the range of integers."""

    name: str
    dtype: str
    shape: tuple[int | str, ...]
    low: int = 0
    high: int = 0

    @property
    def type(self) -> Type:
        return Type(self.dtype, tuple(Size(a) if isinstance(a, str) else a for a in self.shape))


@dataclass
class Program:
    """Everything that is known of one model."""

    root: Call
    modules: dict[str, Module]
    tensors: dict[str, Tensor]
    inputs: list[Input]
    outputs: Any  # a Ref, or nested {"kind": "dict"|"tuple", "items": ...} with leaves of any value
    types: dict[str, Type] = field(default_factory=dict)  # of every value

    def nodes(self) -> Iterator[Node]:
        return self.root.nodes()

    def canonical(self, path: str) -> str:
        """The first path of the tensor that ``path`` names."""
        return self.tensors[path].alias or path


def leaves(outputs: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The outputs' leaves with their names: ``''``, ``0``, ``logits``, ``state.0``."""
    if not isinstance(outputs, dict):
        yield prefix, outputs
        return
    items = outputs["items"]
    pairs = items.items() if isinstance(items, dict) else enumerate(items)
    for key, value in pairs:
        yield from leaves(value, f"{prefix}.{key}" if prefix else str(key))


def refs(node: Node) -> list[str]:
    """Names of the values that a node uses."""
    return [value.name for value in node.inputs if isinstance(value, Ref)]
