"""Instances of one class whose code differs only in children that some of them lack.

Authors write ``self.drop_path(x)`` and put an identity there where nothing is to be done; the graph
of such an instance shows nothing. Two variants are one class if the longer one, with the calls of
the children that the other lacks taken away, is the shorter one. The class then gets an argument
for each such child, and an identity in its place.
"""

import ast
import re
from dataclasses import dataclass
from typing import Any

from isograd.emit.instance import Instance
from isograd.emit.slots import Slot, Slots, fill, marks

MISSING: Any = type("Missing", (), {"__repr__": lambda self: "MISSING"})()  # no value here
_NAME = re.compile(r"MARK_(\d+)_")


def merged(groups: list[list[Instance]], identity: str) -> list[list[Instance]]:
    """Groups of instances with equal skeletons, fewer if variants can be one class."""
    left = sorted(groups, key=lambda group: -len(group[0].init))
    found: list[list[Instance]] = []
    while left:
        base = left.pop(0)
        rest = []
        lacking: dict[str, None] = {}
        joined: list[tuple[list[Instance], _Match]] = []
        for group in left:
            match = _match(base[0], group[0], identity)
            if match is None:
                rest.append(group)
            else:
                joined.append((group, match))
                lacking |= dict.fromkeys(match.lacking)
        left = rest
        if not joined:
            found.append(base)
            continue
        nothing: list[str] = []
        members = [_rewritten(one, base[0], None, list(lacking), nothing, identity) for one in base]
        for group, match in joined:
            members += [
                _rewritten(one, base[0], match.slots, list(lacking), match.lacking, identity)
                for one in group
            ]
        found.append(members)
    return found


@dataclass(frozen=True)
class _Match:
    """How a shorter variant lies in the longer one."""

    lacking: list[str]  # children that the shorter one does not have
    slots: dict[int, int]  # slots of the longer one -> those of the shorter one


def _match(base: Instance, other: Instance, identity: str) -> _Match | None:
    ours, theirs = dict(base.init), dict(other.init)
    if len(ours) != len(base.init) or len(theirs) != len(other.init):
        return None
    # An identity that is never called is a child that is lacking.
    theirs = {
        name: line
        for name, line in theirs.items()
        if line == ours.get(name) or line != f"self.{name} = {identity}"
    }
    if not set(theirs) <= set(ours) or base.inputs != other.inputs or base.sizes != other.sizes:
        return None
    slots: dict[int, int] = {}
    for name, line in theirs.items():
        if not _same_line(base, other, name, ours[name], line):
            return None
        slots |= dict(zip(marks(ours[name]), marks(line), strict=True))
    lacking = [name for name in ours if name not in theirs]
    if any(name in base.drawn for name in lacking):
        return None
    long = _Without(set(lacking)).apply(_parsed(base))
    short = _parsed(other)
    if _NAME.sub("MARK", ast.unparse(long)) != _NAME.sub("MARK", ast.unparse(short)):
        return None
    pairs = zip(_names(long), _names(short), strict=True)
    slots |= {one: two for one, two in pairs}
    return _Match(lacking, slots)


def _same_line(base: Instance, other: Instance, name: str, ours: str, theirs: str) -> bool:
    if name in base.drawn or name in other.drawn:
        return base.drawn.get(name) == other.drawn.get(name)
    blank = [""] * max(len(base.slots.items), len(other.slots.items))
    return fill(ours, blank) == fill(theirs, blank) and len(marks(ours)) == len(marks(theirs))


def _parsed(instance: Instance) -> ast.Module:
    """The forward method with names in the place of marks."""
    texts = [
        f", MARK_{place}_" if slot.prefix else f"MARK_{place}_"
        for place, slot in enumerate(instance.slots.items)
    ]
    lines = [fill(line, texts) for line in instance.forward]
    body = "\n".join(f"    {line}" for line in lines)
    return ast.parse(f"def f():\n{body}")


def _names(tree: ast.Module) -> list[int]:
    return [int(found) for found in _NAME.findall(ast.unparse(tree))]


class _Without(ast.NodeTransformer):
    """Takes the calls of some children away; a variable that is then another is that other."""

    def __init__(self, gone: set[str]) -> None:
        self.gone = gone
        self.same: dict[str, str] = {}

    def apply(self, tree: ast.Module) -> ast.Module:
        function = tree.body[0]
        assert isinstance(function, ast.FunctionDef)
        kept: list[ast.stmt] = []
        for statement in function.body:
            plain = isinstance(getattr(statement, "value", None), ast.Name)
            changed = self.visit(statement)
            if isinstance(changed, ast.Assign) and isinstance(changed.targets[0], ast.Name):
                target = changed.targets[0].id
                if isinstance(changed.value, ast.Name) and not plain:
                    if changed.value.id != target:
                        self.same[target] = changed.value.id
                    continue
                self.same.pop(target, None)
                if target in self.same.values():
                    return ast.Module([], [])  # what it stood for is gone: no match
            kept.append(changed)
        function.body = kept
        return tree

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        function = node.func
        own = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
        if own and function.value.id == "self" and function.attr in self.gone:  # type: ignore[attr-defined]
            if len(node.args) == 1 and not node.keywords:
                return node.args[0]
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load) and node.id in self.same:
            return ast.Name(self.same[node.id], ast.Load())
        return node


def _rewritten(
    one: Instance,
    base: Instance,
    slots: dict[int, int] | None,
    optional: list[str],
    lacking: list[str],
    identity: str,
) -> Instance:
    """An instance in the words of the longest variant."""
    items = []
    for place, slot in enumerate(base.slots.items):
        if slots is None:
            items.append(one.slots.items[place])
        elif place in slots:
            items.append(one.slots.items[slots[place]])
        else:
            items.append(Slot(MISSING, slot.hint, slot.where, slot.forward, slot.callee))
    held = Slots(items)
    init = []
    for name, line in base.init:
        if name in optional:
            mark = held.mark(Slot(name not in lacking, f"with_{name}"))
            left, _, right = line.partition(" = ")
            line = f"{left} = {right} if {mark} else {identity}"
        init.append((name, line))
    return Instance(
        path=one.path,
        init=init,
        drawn=base.drawn,
        sizes=base.sizes,
        inputs=base.inputs,
        forward=base.forward,
        places=base.places,
        notes=one.notes if slots is None else [""] * len(base.forward),
        slots=held,
        weights=one.weights,
    )
