"""The forward method of one emitted class: the author's statements, with the author's names.

Operations become expressions; an expression that the author did not name and that is used once goes
into the statement that uses it. A value keeps the name that the author's own line gives it, as long
as that does not hide another value which is still needed. Consecutive calls over a list of blocks
become a loop.
"""

import ast
import keyword
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from isograd.emit.author import Statement, aliases
from isograd.emit.config import access
from isograd.emit.slots import Slot, Slots, literal
from isograd.emit.target import ATOM, Expr, Target, UnsupportedError, tupled
from isograd.ir.program import Dim, Operand, Program, Ref, Size, Type, Weight

# Names of what the author did not name, by operation.
HINTS = {
    "add": "total", "multiply": "product", "concatenate": "joined", "reshape": "folded",
    "attention": "attended", "softmax": "weights", "sigmoid": "gate", "mean": "mean",
    "embedding": "embedded", "linear": "hidden", "matmul": "scores", "split": "parts",
    "unstack": "parts", "lstm": "outputs", "gru": "outputs",
}  # fmt: skip


@dataclass
class Item:
    """One step of a body: an operation or a call of a child."""

    results: list[str]
    uses: list[Operand]
    render: "Callable[[Body], Expr]"
    statement: Statement | None
    hint: str
    child: str = ""  # path of the child that is called, relative to the class
    same: str = ""  # what children of one loop have in common
    unpack: str = ""  # how several results are bound; empty: one after the other


@dataclass
class Pending:
    """An expression that waits for the statement that uses it."""

    expr: Expr
    reads: set[str]  # variables


@dataclass
class Body:
    """Writes one body; `lines` is its result."""

    program: Program
    target: Target
    slots: Slots
    weight: Callable[[Weight], Expr]
    need: Callable[[str], str]
    part: Callable[[str, str], str]  # hint and constructor -> the attribute that holds it
    items: Sequence[Item]
    inputs: dict[str, str]  # value -> parameter
    outputs: Sequence[str]
    taken: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)  # author's line of each line
    notes: list[str] = field(default_factory=list)  # the value of each line, for its shape
    variables: dict[str, str] = field(default_factory=dict)  # value -> variable
    held: dict[str, str] = field(default_factory=dict)  # variable -> value
    pending: dict[str, Pending] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)
    current: Item | None = None
    lengths: dict[str, int] = field(default_factory=dict)  # of the lists of children
    tells: bool = True  # whether callers can be asked for sizes
    told: list[str] = field(default_factory=list)  # the dynamic axes that they are asked for

    def write(self, result: "Callable[[Body], str] | None" = None) -> list[str]:
        """All lines, the return statement included; ``result`` makes its expression."""
        for item in self.items:
            for value in item.uses:
                if isinstance(value, Ref):
                    self.left[value.name] = self.left.get(value.name, 0) + 1
        for name in self.outputs:
            self.left[name] = self.left.get(name, 0) + 1
        for name, variable in self.inputs.items():
            self._hold(variable, name)
        self.taken |= set(self.inputs.values())
        named = self._names()
        place = 0
        while place < len(self.items):
            run = self._run(place)
            if run > 1:
                self._loop(self.items[place : place + run], named)
                place += run
            else:
                self._step(self.items[place], named)
                place += 1
        self.current = None
        self.reads = set()
        text = result(self) if result else ", ".join(self.read(name).text for name in self.outputs)
        self._line(f"return {text}", self.items[-1].statement if self.items else None)
        return self.lines

    # --- names --------------------------------------------------------------------------------

    def _names(self) -> dict[str, str]:
        """The author's names: the last step of a statement gets what the statement binds."""
        last: dict[tuple[str, int], Item] = {}
        for item in self.items:
            if item.statement is not None:
                last[(item.statement.file, item.statement.line)] = item
        named: dict[str, str] = {}
        for item in self.items:
            at = item.statement
            if at is None or last[(at.file, at.line)] is not item:
                continue
            if item.unpack and at.nested:
                flat = [_safe(name) for name in at.nested]
                named.update(zip(item.results, flat, strict=False))
            elif len(at.names) == len(item.results):
                named.update(zip(item.results, map(_safe, at.names), strict=True))
            elif len(at.names) > 1 and len(item.results) == 1:
                self._tuple_names(at, item, named)
        return named

    def _tuple_names(self, at: Statement, item: Item, named: dict[str, str]) -> None:
        """``a, b = f(x), g(x)``: the steps of the statement that are used later, in order."""
        inside = [i for i in self.items if i.statement == at and len(i.results) == 1]
        consumed = {value.name for i in inside for value in i.uses if isinstance(value, Ref)}
        free = [i for i in inside if i.results[0] not in consumed]
        if len(free) == len(at.names):
            for one, name in zip(free, at.names, strict=True):
                named[one.results[0]] = _safe(name)

    def _hold(self, variable: str, value: str) -> None:
        self.variables[value] = variable
        self.held[variable] = value

    def _free(self, name: str, value: str) -> str:
        """A variable for a value: ``name``, or a numbered one if that is still needed."""
        candidate, number = name, 2
        while self.left.get(self.held.get(candidate, ""), 0) > 0 and self.held[candidate] != value:
            candidate = f"{name}_{number}"
            number += 1
        return candidate

    # --- values -------------------------------------------------------------------------------

    def read(self, name: str) -> Expr:
        """The expression of a value; one use of it is spent."""
        self.left[name] -= 1
        if name in self.pending:
            waiting = self.pending.pop(name)
            self.reads |= waiting.reads
            return waiting.expr
        variable = self.variables[name]
        self.reads.add(variable)
        return Expr(variable)

    def operand(self, value: Operand) -> Expr:
        """A tensor operand or number as an expression."""
        if isinstance(value, Ref):
            return self.read(value.name)
        if isinstance(value, Weight):
            return self.weight(value)
        if isinstance(value, Size):
            return self._sized(value)
        infinite = isinstance(value, float) and value in (float("inf"), float("-inf"))
        if infinite or isinstance(value, bool) or value is None:
            return Expr(literal(value))
        return Expr(self.slot(value, "value"))

    def type_of(self, value: Operand) -> Type:
        """The type of an operand."""
        if isinstance(value, Ref):
            return self.program.types[value.name]
        if isinstance(value, Weight):
            return self.program.tensors[value.path].type
        return Type("float32", ())

    def slot(self, value: Any, hint: str) -> str:
        """A literal that may become an argument of the class."""
        at = self.current.statement if self.current else None
        where = (at.file, at.line) if at else ("", 0)
        return self.slots.mark(Slot(value, hint, where, forward=True))

    def optional(self, prefix: str, value: Any, default: Any, hint: str) -> str:
        """As `slot`, with the argument's name; nothing where it is the default."""
        at = self.current.statement if self.current else None
        where = (at.file, at.line) if at else ("", 0)
        slot = Slot(value, hint, where, forward=True, prefix=prefix, default=default)
        return self.slots.mark(slot)

    def shape(self, dims: tuple[Dim, ...]) -> str:
        """A shape for a reshape: one dynamic axis is written -1."""
        dynamic = [dim for dim in dims if isinstance(dim, Size)]
        texts = []
        for dim in dims:
            if isinstance(dim, Size):
                texts.append("-1" if len(dynamic) == 1 else self._sized(dim).text)
            else:
                texts.append(self.slot(dim, "size") if dim != 1 else "1")
        return tupled(texts)

    def size(self, dim: Any) -> str:
        """One size, without -1."""
        if isinstance(dim, Size):
            return self._sized(dim).text
        return self.slot(dim, "size") if dim != 1 else "1"

    def _sized(self, size: Size) -> Expr:
        """A symbolic size from the shape of a variable that is at hand."""
        whole = self._axis(size)
        if whole:
            return Expr(whole)
        tree = ast.parse(size.expression, mode="eval").body
        names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        found = {name: self._axis(Size(name)) or self._told(name) for name in names}
        if not all(found.values()):
            raise UnsupportedError("size_out_of_reach", size=size.expression)
        text = re.sub(r"[A-Za-z_]\w*", lambda m: found.get(m.group()) or m.group(), size.expression)
        if "Mod(" in text or "Max(" in text or "floor(" in text:
            raise UnsupportedError("size_out_of_reach", size=size.expression)
        return Expr(text, 0 if re.search(r"[+\-*/]", size.expression) else ATOM)

    def _told(self, name: str) -> str:
        """A size that no tensor at hand has: an argument of its own."""
        if not self.tells:
            return ""
        if name not in self.told:
            self.told.append(name)
        return name

    def _axis(self, size: Size) -> str:
        for variable, value in self.held.items():
            shape = self.program.types[value].shape
            if size in shape:
                self.reads.add(variable)
                return self.target.size_of.format(x=variable, axis=shape.index(size))
        return ""

    # --- statements ---------------------------------------------------------------------------

    def _line(self, text: str, at: Statement | None, value: str = "") -> None:
        self.lines.append(text)
        self.notes.append(value)
        self.places.append((at.file, at.line) if at else ("", 0))

    def _flush(self, variable: str) -> None:
        """Write down what waits and reads a variable that is about to change."""
        for name in [n for n, one in self.pending.items() if variable in one.reads]:
            waiting = self.pending.pop(name)
            temporary = self._free("kept", name)
            self._flush(temporary)
            self._line(f"{temporary} = {waiting.expr.text}", None)
            self._hold(temporary, name)

    def _step(self, item: Item, named: dict[str, str]) -> None:
        self.current = item
        self.reads = set()
        wanted = [name for name in item.results if self.left.get(name, 0) > 0]
        if not wanted:
            self._spend(item)
            return
        expr = item.render(self)
        if len(item.results) > 1:
            self._several(item, expr, named)
            return
        name = item.results[0]
        if name not in named and self.left[name] == 1 and not self._long(expr):
            self.pending[name] = Pending(expr, set(self.reads))
            return
        reads = set(self.reads)
        returns = item.statement is not None and item.statement.returns
        if returns and name in self.outputs and self.left[name] == 1 and len(self.outputs) == 1:
            self.pending[name] = Pending(expr, reads)
            return
        self._assign(named.get(name) or self._hinted(item), name, expr.text, item.statement)

    def _spend(self, item: Item) -> None:
        """What nobody uses is not written."""
        for value in item.uses:
            if isinstance(value, Ref):
                self.left[value.name] -= 1
                if self.left[value.name] <= 0:
                    self.pending.pop(value.name, None)

    def _long(self, expr: Expr) -> bool:
        return len(expr.text) > 160

    def _hinted(self, item: Item) -> str:
        return HINTS.get(item.hint, "x" if item.child else "y")

    def _assign(self, wanted: str, value: str, text: str, at: Statement | None) -> None:
        self._alias(wanted, at)
        variable = self._free(wanted, value)
        self._flush(variable)
        if text != variable:
            self._line(f"{variable} = {text}", at, value)
        self._hold(variable, value)

    def _alias(self, wanted: str, at: Statement | None) -> None:
        """``shortcut = x`` in front of ``x = …``: where the author keeps a value under a second
        name, so do we."""
        held = self.held.get(wanted, "")
        if at is None or self.left.get(held, 0) <= 0:
            return
        for name in aliases(at.file, at.line, wanted):
            safe = _safe(name)
            if self.left.get(self.held.get(safe, ""), 0) <= 0:
                self._flush(safe)
                self._line(f"{safe} = {wanted}", at)
                del self.held[wanted]
                self._hold(safe, held)
                return

    def _several(self, item: Item, expr: Expr, named: dict[str, str]) -> None:
        variables = []
        for place, name in enumerate(item.results):
            if self.left.get(name, 0) == 0:
                variables.append("_")
                continue
            wanted = named.get(name) or f"{HINTS.get(item.hint, 'part').rstrip('s')}_{place}"
            variable = self._free(wanted, name)
            self._flush(variable)
            variables.append(variable)
            self.held[variable] = name  # now, so that the next result takes another
        bound = item.unpack.format(*variables) if item.unpack else ", ".join(variables)
        self._line(f"{bound} = {expr.text}", item.statement)
        for variable, name in zip(variables, item.results, strict=True):
            if variable != "_":
                self._hold(variable, name)

    # --- loops --------------------------------------------------------------------------------

    def _run(self, start: int) -> int:
        """How many items from here on are calls of consecutive children of one list, each on the
        result of the one before."""
        first = self.items[start]
        base, number = _indexed(first.child)
        if number is None or len(first.results) != 1:
            return 1
        count = 1
        for item in self.items[start + 1 :]:
            before = self.items[start + count - 1]
            other, index = _indexed(item.child)
            chained = (
                other == base
                and index == number + count
                and item.same == first.same
                and len(item.results) == 1
                and len(item.uses) == len(first.uses)
                and item.uses[:1] == [Ref(before.results[0])]
                and item.uses[1:] == first.uses[1:]
                and self.left[before.results[0]] == 1
            )
            if not chained:
                break
            count += 1
        return count

    def _loop(self, run: Sequence[Item], named: dict[str, str]) -> None:
        first, final = run[0], run[-1]
        self.current = first
        base, start = _indexed(first.child)
        assert start is not None
        result = final.results[0]
        self.reads = set()
        given = self.operand(first.uses[0])
        others = [self._stay(value) for value in first.uses[1:]]
        wanted = named.get(result) or (given.text if given.text.isidentifier() else "x")
        variable = self._free(wanted, result)
        self._flush(variable)
        if given.text != variable:
            self._line(f"{variable} = {given.text}", first.statement)
        whole = self._whole(base, start, len(run))
        over = access(base, self.target.attribute)
        over = over if whole else f"{over}[{start}:{start + len(run)}]"
        loop = first.statement.loop if first.statement else ""
        element = _safe(loop) if loop.isidentifier() else _singular(base)
        needed = self.left.get(self.held.get(element, ""), 0) > 0
        if needed or element == variable:
            element = f"{element}_layer"
        self._line(f"for {element} in {over}:", first.statement)
        arguments = ", ".join([variable, *others])
        self._line(f"    {variable} = {element}({arguments})", first.statement, result)
        for item in run[1:]:
            for value in item.uses:
                if isinstance(value, Ref):
                    self.left[value.name] -= 1
        for item in run[:-1]:
            self.left[item.results[0]] = 0
        self._hold(variable, result)

    def _stay(self, value: Operand) -> str:
        """An operand that a loop reads again and again has to be a variable."""
        if isinstance(value, Ref) and value.name in self.pending:
            waiting = self.pending.pop(value.name)
            temporary = self._free("kept", value.name)
            self._flush(temporary)
            self._line(f"{temporary} = {waiting.expr.text}", None)
            self._hold(temporary, value.name)
        return self.operand(value).text

    def _whole(self, base: str, start: int, count: int) -> bool:
        return start == 0 and self.lengths.get(base, 0) == count


def _indexed(child: str) -> tuple[str, int | None]:
    base, _, number = child.rpartition(".")
    return (base, int(number)) if number.isdigit() and base else (child, None)


def _singular(base: str) -> str:
    name = base.rpartition(".")[2]
    return name[:-1] if name.endswith("s") and len(name) > 2 else f"{name}_layer"


def _safe(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name
