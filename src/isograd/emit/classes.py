"""Instances become classes: one for each class of the author's, with arguments where they differ.

A literal that differs between instances, or that the author's constructor computes from its
arguments, becomes an expression over those arguments: the author's own expression, read from the
source and checked against every instance. Where no expression fits, the class gets an argument of
its own for it. Instances whose code differs in more than literals become variants of the class.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from isograd.emit import author
from isograd.emit.instance import Instance, Made
from isograd.emit.instances import Instances
from isograd.emit.slots import Slot, fill, frozen, literal, marks, written
from isograd.emit.target import ClassText, Form, Target
from isograd.emit.variants import MISSING, merged
from isograd.ir.program import Module, Program

PLAIN_KINDS = (int, float, bool, str, type(None), tuple)


@dataclass
class EmittedClass:
    """One class, with what is needed for its comments and its line map."""

    text: ClassText
    source: Module
    places: list[tuple[str, int]]
    notes: list[str]  # the value of each line of the forward method, where all instances agree


@dataclass
class Emitted:
    """All classes in the order in which they have to stand, and the weights of the root."""

    classes: list[EmittedClass]
    root: str
    weights: dict[str, tuple[str, Form]]
    helpers: list[str]


class Classes:
    """Groups the instances of a program."""

    def __init__(
        self,
        program: Program,
        target: Target,
        forms: dict[str, Form],
        spreads: dict[str, tuple[float, float]],
    ) -> None:
        self.program, self.target = program, target
        self.made: dict[str, Made] = {}
        self.instances = Instances(program, target, forms, spreads, self.made.__getitem__)
        self.orders = {m.name: list(m.arguments) for m in program.modules.values()}
        self.classes: list[EmittedClass] = []
        self.names = target.taken

    def emit(self) -> Emitted:
        """Every class, those of children first."""
        for group in self._by_height():
            by_skeleton: dict[tuple[Any, ...], list[Instance]] = {}
            for path in group:
                instance = self.instances.template(path)
                by_skeleton.setdefault(instance.skeleton, []).append(instance)
            for members in merged(list(by_skeleton.values()), self.target.identity):
                for one in members:
                    self.instances.templates[one.path] = one
                self._class(members)
        root = self.instances.templates[""]
        return Emitted(self.classes, self.made[""].name, root.weights, list(self.instances.helpers))

    def _by_height(self) -> Iterator[list[str]]:
        """Paths of modules that become classes: those of one class together, after all that they
        contain. A class that contains itself comes in several parts."""
        paths = [p for p in self.program.modules if self._is_class(p)]
        heights: dict[str, int] = {}
        for path in sorted(paths, key=lambda p: -p.count(".") if p else 1):
            below = [h for p, h in heights.items() if _inside(p, path)]
            heights[path] = 1 + max(below, default=0)
        groups: dict[tuple[Any, ...], list[str]] = {}
        for path in paths:
            module = self.program.modules[path]
            groups.setdefault((module.library, module.name), []).append(path)
        parts: list[list[str]] = []
        for group in groups.values():
            if any(_inside(one, other) for one in group for other in group):
                for height in sorted({heights[path] for path in group}):
                    parts.append([path for path in group if heights[path] == height])
            else:
                parts.append(group)
        done: set[str] = set()
        while parts:
            ready = next(
                part
                for part in parts
                if all(p in done for p in paths if any(_inside(p, one) for one in part))
            )
            parts.remove(ready)
            done |= set(ready)
            yield ready

    def _is_class(self, path: str) -> bool:
        module = self.program.modules[path]
        return module.first == path and self.instances.kind(path) == "class"

    # --- one class ----------------------------------------------------------------------------

    def _class(self, members: list[Instance]) -> None:
        modules = [self.program.modules[one.path] for one in members]
        source = modules[0]
        known = [_plain_arguments(module) for module in modules]
        constructor = author.constructor(source.file, source.name, source.line)
        resolver = _Resolver(members, known, constructor, self.orders)
        values = resolver.resolve()
        name = self._name(source.name)
        first = members[0]
        init = [fill(line, values).replace("(, ", "(") for _, line in first.init]
        kept = [f"self.{argument} = {argument}" for argument in resolver.in_forward]
        is_root = first.path == ""
        parameters = []
        for argument in resolver.arguments():
            default = ""
            if is_root:
                default = literal(resolver.value(argument, 0))
            elif argument in constructor.defaults:
                default = _default(constructor.defaults[argument])
            parameters.append((argument, default))
        parameters.sort(key=lambda pair: bool(pair[1]))
        said = [(p, d) for p, d in parameters if not self._always(resolver, members, p, d)]
        for place, one in enumerate(members):
            arguments = tuple((p, resolver.value(p, place)) for p, _ in said)
            names = tuple(p for p, _ in parameters)
            self.made[one.path] = Made(name, names, arguments)
        text = ClassText(
            name=name,
            document=source.document.split("\n\n")[0] if source.document else "",
            parameters=parameters,
            init=[*kept, *init],
            inputs=first.inputs,
            forward=[fill(line, values) for line in first.forward],
        )
        told = [one.notes for one in members if any(one.notes)]
        notes = [self._agreed(one) for one in zip(*told, strict=True)] or first.notes
        self.classes.append(EmittedClass(text, source, first.places, notes))

    def _agreed(self, values: tuple[str, ...]) -> str:
        """The first of these values if all have its shape, else none."""
        shapes = {self.program.types[v].shape for v in values if v in self.program.types}
        return values[0] if len(shapes) == 1 else ""

    def _always(
        self, resolver: "_Resolver", members: list[Instance], argument: str, default: str
    ) -> bool:
        """Whether every instance has the argument's default: then nobody needs to say it."""
        values = [resolver.value(argument, place) for place in range(len(members))]
        return bool(default) and all(literal(value) == default for value in values)

    def _name(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self.names:
            name = f"{wanted}{number}"
            number += 1
        self.names.add(name)
        return name


def _inside(path: str, outer: str) -> bool:
    return path != outer and (not outer or path.startswith(f"{outer}."))


def _plain_arguments(module: Module) -> dict[str, Any]:
    found = {}
    for name, told in module.arguments.items():
        if "value" in told:
            value = frozen(told["value"])
            if isinstance(value, PLAIN_KINDS):
                found[name] = value
    return found


def _default(value: Any) -> str:
    try:
        return literal(frozen(value))
    except TypeError:
        return ""


@dataclass
class _Resolver:
    """Finds an expression for every slot of a class."""

    members: list[Instance]
    known: list[dict[str, Any]]  # by member: its constructor's plain arguments
    constructor: author.Constructor
    orders: dict[str, list[str]]  # by class: names of its constructor's arguments
    used: dict[str, None] = field(default_factory=dict)  # the author's arguments that are needed
    own: dict[str, list[Any]] = field(default_factory=dict)  # arguments of ours, by member
    in_forward: dict[str, None] = field(default_factory=dict)

    def resolve(self) -> list[str]:
        """The text of each slot."""
        first = self.members[0]
        attribute: dict[int, str] = {}
        for name, line in first.init:
            for mark in marks(line):
                attribute[mark] = name
        return [
            written(slot, self._text(place, slot, attribute.get(place, "")))
            for place, slot in enumerate(first.slots.items)
        ]

    def arguments(self) -> list[str]:
        """The class's arguments: the author's in the author's order, then ours."""
        return [p for p in self.constructor.parameters if p in self.used] + list(self.own)

    def value(self, argument: str, member: int) -> Any:
        """What a member was made with."""
        if argument in self.own:
            return self.own[argument][member]
        return self.known[member].get(argument)

    def _text(self, place: int, slot: Slot, attribute: str) -> str:
        values = [one.slots.items[place].value for one in self.members]
        known = [value for value in values if value is not MISSING]
        same = all(_equal(value, known[0]) for value in known)
        if same and not self._worth(known[0]):
            return literal(known[0])
        fitting = [c for c in self._candidates(slot, attribute, same) if self._fits(c, values)]
        if fitting:
            return self._expressed(min(fitting, key=lambda one: len(one.text)), slot)
        if same:
            return literal(known[0])
        return self._argument(slot, [None if value is MISSING else value for value in values])

    def _worth(self, value: Any) -> bool:
        """Whether a value that never differs could be more than a coincidence."""
        if isinstance(value, bool) or value is None or isinstance(value, (str, tuple)):
            return False
        if isinstance(value, int):
            return value > 3
        return value not in (0.0, 1.0)

    def _candidates(self, slot: Slot, attribute: str, same: bool) -> Iterator[author.Bound]:
        handed = None
        if attribute and slot.callee:
            order = self.orders.get(slot.callee, [])
            handed = self.constructor.handed(attribute, slot.callee, order, slot.hint)
            if slot.hint not in order:
                handed = None
        if handed is not None:
            yield from handed
            if same:
                return
        if attribute:
            yield from self.constructor.candidates(attribute)
        if slot.forward and slot.where[0]:
            yield from self.constructor.in_forward(*slot.where)
        if not same:
            for name in self.constructor.parameters:
                yield author.Bound(ast.Name(name))
            yield from self.constructor.everywhere()

    def _fits(self, candidate: author.Bound, values: list[Any]) -> bool:
        for known, value in zip(self.known, values, strict=True):
            if value is MISSING:
                continue
            try:
                if not _equal(frozen(author.evaluate(candidate.tree, known)), value):
                    return False
            except author.UnknownError:
                return False
        return bool(self._names(candidate))

    def _names(self, candidate: author.Bound) -> list[str]:
        return [name for name in self.constructor.parameters if name in candidate.names]

    def _expressed(self, candidate: author.Bound, slot: Slot) -> str:
        forward = slot.forward
        for name in self._names(candidate):
            self.used[name] = None
            if forward:
                self.in_forward[name] = None
        names = set(self._names(candidate)) if forward else set()
        tree = ast.parse(ast.unparse(candidate.tree), mode="eval").body
        text = ast.unparse(_Selves(names).visit(tree))
        # Only what stands among operators can be torn apart by them.
        bare = slot.hint != "value" or isinstance(tree, (ast.Name, ast.Call, ast.Subscript))
        return text if bare else f"({text})"

    def _argument(self, slot: Slot, values: list[Any]) -> str:
        name = next((n for n, held in self.own.items() if all(map(_equal, held, values))), "")
        if not name:
            name, number = slot.hint, 2
            taken = {*self.constructor.parameters, *self.own}
            while name in taken:
                name = f"{slot.hint}_{number}"
                number += 1
            self.own[name] = values
        if slot.forward:
            self.in_forward[name] = None
            return f"self.{name}"
        return name


class _Selves(ast.NodeTransformer):
    """Arguments as the instance keeps them."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.names:
            return ast.Attribute(ast.Name("self", ast.Load()), node.id, ast.Load())
        return node


def _equal(one: Any, other: Any) -> bool:
    """Equal and of the same kind: True is not 1."""
    return type(one) is type(other) and bool(one == other)
