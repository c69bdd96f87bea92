"""What a target is: tables first, methods for the rest. A target imports no framework."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from isograd.emit.slots import literal
from isograd.ir.program import Dim, Module, Node, Operand, Ref, Size, Tensor, Type

ATOM, POWER, PRODUCT, SUM, COMPARISON, LOOSE = 9, 7, 6, 5, 3, 0

Form = tuple[tuple[int, ...] | None, tuple[int, ...] | None, tuple[int, ...] | None]
PLAIN: Form = (None, None, None)  # split, axes, shape: the tensor as it is


class UnsupportedError(Exception):
    """The target cannot express this; ``code`` and ``details`` make the sentence."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code, self.details = code, details


@dataclass(frozen=True)
class Expr:
    """An expression and how tightly it binds."""

    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """The text, in parentheses where an operator of ``level`` would tear it apart."""
        return self.text if self.level >= level else f"({self.text})"


@dataclass(frozen=True)
class Layer:
    """A leaf module as the target's own layer (or a small exact class of a helper)."""

    make: str  # the constructor's expression
    weights: dict[str, tuple[str, Form]]  # source's own name -> the layer's variable, its form
    call: str = "{layer}({inputs})"
    unpack: str = ""  # how several results are bound: "{0}, ({1}, {2})"


class Writer(Protocol):
    """What a target may ask while it writes one expression or layer."""

    def slot(self, value: Any, hint: str) -> str: ...
    def optional(self, prefix: str, value: Any, default: Any, hint: str) -> str: ...
    def operand(self, value: Operand) -> Expr: ...
    def shape(self, dims: tuple[Dim, ...]) -> str: ...
    def size(self, dim: Any) -> str: ...
    def type_of(self, value: Operand) -> Type: ...
    def need(self, helper: str) -> str: ...
    def part(self, hint: str, make: str) -> str: ...


@dataclass
class ClassText:
    """The parts of one emitted class, without marks."""

    name: str
    document: str
    parameters: list[tuple[str, str]]  # name and default; an empty default: none
    init: list[str]
    inputs: list[str]
    forward: list[str]


class Target(ABC):
    """One framework as a place to write for."""

    id: ClassVar[str]
    title: ClassVar[str]
    imports: ClassVar[tuple[str, ...]]  # distributions that the emitted code needs
    words: ClassVar[tuple[str, ...]]  # names that the header binds
    framework: ClassVar[str]  # whose environment proves it
    channels_last: ClassVar[bool]
    simple: ClassVar[dict[str, str]]  # operation -> call with operands in braces
    # Operation -> operator, level: arrays have Python's operators everywhere.
    infix: ClassVar[dict[str, tuple[str, int]]] = {
        "add": ("+", SUM),
        "subtract": ("-", SUM),
        "multiply": ("*", PRODUCT),
        "divide": ("/", PRODUCT),
        "floor_divide": ("//", PRODUCT),
        "remainder": ("%", PRODUCT),
        "matmul": ("@", PRODUCT),
        "equal": ("==", COMPARISON),
        "not_equal": ("!=", COMPARISON),
        "less": ("<", COMPARISON),
        "less_equal": ("<=", COMPARISON),
        "greater": (">", COMPARISON),
        "greater_equal": (">=", COMPARISON),
    }
    folder: ClassVar[Path]  # of the helpers
    size_of: ClassVar[str] = "{x}.shape[{axis}]"
    list_of: ClassVar[str] = "[{items}]"  # a list of layers
    sequential: ClassVar[str]  # constructor of a chain: {items}
    sequential_path: ClassVar[str] = ""  # between a chain and its number: "layers."
    identity: ClassVar[str]  # what stands in the place of a child that an instance lacks
    extra_argument: ClassVar[str] = ""  # that every constructor call gets: "rngs=rngs"

    def expression(self, node: Node, writer: Writer) -> Expr:
        """One node as an expression (a tuple-valued one for several results)."""
        if node.op == "read":
            return writer.operand(node.inputs[0])
        if node.op in self.infix:
            sign, level = self.infix[node.op]
            left, right = (writer.operand(value) for value in node.inputs)
            return Expr(f"{left.at(level)} {sign} {right.at(level + 1)}", level)
        if node.op in self.simple:
            operands = [writer.operand(value).text for value in node.inputs]
            return Expr(self.simple[node.op].format(*operands))
        method = getattr(self, f"op_{node.op}", None)
        if method is None:
            raise UnsupportedError("unsupported", operation=node.op)
        result: Expr = method(node, writer)
        return result

    def op_select(self, node: Node, w: Writer) -> Expr:
        axis, index = node.attributes["axis"], node.attributes["index"]
        if not isinstance(index, int):
            raise UnsupportedError("symbolic_index")
        return Expr(f"{w.operand(node.inputs[0]).at(ATOM)}[{':, ' * axis}{index}]")

    def op_slice(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        x = w.operand(node.inputs[0]).at(ATOM)
        start = "" if a["start"] == 0 else w.size(a["start"])
        stop = "" if a["stop"] is None else w.size(a["stop"])
        step = "" if a["step"] == 1 else f":{a['step']}"
        return Expr(f"{x}[{':, ' * a['axis']}{start}:{stop}{step}]")

    def layer(self, module: Module, writer: Writer) -> Layer | None:
        """The target's layer for a leaf module of the source; None: by its operations."""
        method = getattr(self, f"layer_{module.name}", None)
        if method is None or module.role != "layer":
            return None
        result: Layer | None = method(module, writer)
        return result

    def function(self, node: Node, writer: Writer) -> str:
        """One node of one operand as a function value, for a chain of layers."""
        if node.op in self.simple:
            text = self.simple[node.op]
            name, _, rest = text.partition("(")
            if rest == "{0})":
                return name
        hole = _Hole(writer)
        return f"lambda x: {self.expression(node, hole).text}"

    @abstractmethod
    def weight(self, path: str, name: str, tensor: Tensor) -> str:
        """How a tensor of the module's own is read: ``path`` is the attribute from the instance."""

    @abstractmethod
    def make_weight(
        self, name: str, tensor: Tensor, shape: str, mean: float, deviation: float
    ) -> list[str]:
        """Statements that make a tensor of the module's own. ``shape``: as source code; ``mean``
        and ``deviation`` are those of the captured tensor, so that a fresh one is alike."""

    @abstractmethod
    def layer_weight(self, module: Module, name: str) -> tuple[str, Form]:
        """The variable of a leaf layer that holds one of its tensors, read from outside."""

    @abstractmethod
    def class_lines(self, made: ClassText) -> list[str]:
        """The source of a class."""

    @abstractmethod
    def header(self, root: str, conventions: list[str]) -> list[str]:
        """Docstring and imports of the module."""

    @abstractmethod
    def usage(self, root: str) -> str:
        """A few lines that make a model and load its weights."""

    def loads(self) -> str:
        """Source of ``load_weights.py``."""
        return self.template("load_weights")

    def template(self, name: str) -> str:
        """A file that stands beside the model, from the target's folder."""
        return (self.folder / f"{name}.py").read_text(encoding="utf-8")

    def attribute(self, name: str) -> str:
        """How an attribute of the author's is called here: some names are the target's own."""
        return name

    @property
    def taken(self) -> set[str]:
        """Names that the module's own functions, classes and imports have."""
        helpers = {path.stem for path in self.folder.glob("*.py")}
        return {*helpers, *self.words, "self"}

    def helper(self, name: str) -> str:
        """Source of a small exact class or function, from the target's folder, without imports."""
        return self._helper(name)[1]

    def helper_imports(self, name: str) -> list[str]:
        """Its imports, one line each."""
        return [line for line in self._helper(name)[0].splitlines() if line.strip()]

    def _helper(self, name: str) -> tuple[str, str]:
        text = self.template(name)
        start = min(text.find(word) for word in ("class ", "def ") if word in text)
        return text[:start], text[start:]


def number(value: Any) -> str:
    """A number as source code; one that depends on a size cannot stand there."""
    if isinstance(value, Size):
        raise UnsupportedError("size_out_of_reach", size=value.expression)
    return literal(value)


def docstring(text: str) -> str:
    """``text`` as a docstring that nothing in it can end."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{inner}"""'


def tupled(items: Iterable[str]) -> str:
    """Source of a tuple."""
    texts = list(items)
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


class _Hole:
    """A writer whose first operand is ``x``."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def operand(self, value: Operand) -> Expr:
        return Expr("x") if isinstance(value, Ref) else self.writer.operand(value)

    def shape(self, dims: tuple[Dim, ...]) -> str:
        return self.writer.shape(dims)

    def size(self, dim: Any) -> str:
        return self.writer.size(dim)

    def slot(self, value: Any, hint: str) -> str:
        return self.writer.slot(value, hint)

    def optional(self, prefix: str, value: Any, default: Any, hint: str) -> str:
        return self.writer.optional(prefix, value, default, hint)

    def type_of(self, value: Operand) -> Type:
        return self.writer.type_of(value)

    def need(self, helper: str) -> str:
        return self.writer.need(helper)

    def part(self, hint: str, make: str) -> str:
        return self.writer.part(hint, make)
