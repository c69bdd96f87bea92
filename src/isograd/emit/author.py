"""The author's own source, read but never run: names of values, expressions of arguments.

Everything here is a help for readability. Where a file cannot be read (a notebook, generated code)
the answers are empty, and the emitted code falls back to names of its own.
"""

import ast
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_OPERATORS: dict[type, Any] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.FloorDiv: lambda a, b: a // b,
    ast.Mod: lambda a, b: a % b,
    ast.Pow: lambda a, b: a**b if abs(b) < 16 else math.nan,
}
_FUNCTIONS: dict[str, Any] = {
    "int": int,
    "float": float,
    "max": max,
    "min": min,
    "len": len,
    "round": round,
}


@dataclass(frozen=True)
class Statement:
    """One statement of the author's: where it stands and what it binds."""

    file: str
    line: int
    names: tuple[str, ...] = ()  # what it assigns, if these are plain names
    returns: bool = False
    loop: str = ""  # the loop variable, if it stands in a for loop
    nested: tuple[str, ...] = ()  # all names of a nested target, in order


class UnknownError(Exception):
    """An expression that cannot be evaluated from what is known."""


@cache
def parsed(file: str) -> ast.Module | None:
    """The tree of a file, or None."""
    try:
        return ast.parse(Path(file).read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return None


@cache
def class_tree(file: str, name: str, line: int) -> ast.ClassDef | None:
    """The definition of a class, the one nearest to ``line`` if there are several."""
    tree = parsed(file)
    if tree is None:
        return None
    found = [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name == name]
    return min(found, key=lambda node: abs(node.lineno - line), default=None)


def method(tree: ast.ClassDef | None, name: str) -> ast.FunctionDef | None:
    """A method of a class."""
    for node in tree.body if tree is not None else ():
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    return None


def parameters(function: ast.FunctionDef | None) -> list[str]:
    """Names of a method's parameters, without the instance."""
    if function is None:
        return []
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [one.arg for one in every][1:]


def defaults(function: ast.FunctionDef | None) -> dict[str, Any]:
    """Defaults that are plain literals."""
    if function is None:
        return {}
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(reversed(positional), reversed(arguments.defaults), strict=False))
    pairs += [(a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d]
    found = {}
    for argument, default in pairs:
        try:
            found[argument.arg] = ast.literal_eval(default)
        except ValueError:
            continue
    return found


@cache
def _statements(file: str) -> list[tuple[ast.stmt, str]]:
    """All simple statements of a file with the loop variable around them."""
    tree = parsed(file)
    found: list[tuple[ast.stmt, str]] = []

    def walk(node: ast.AST, loop: str) -> None:
        for child in ast.iter_child_nodes(node):
            inner = loop
            if isinstance(child, ast.For) and isinstance(child.target, ast.Name):
                inner = child.target.id
            elif isinstance(child, ast.FunctionDef):
                inner = ""
            if isinstance(child, ast.stmt) and not hasattr(child, "body"):
                found.append((child, loop))
            walk(child, inner)

    if tree is not None:
        walk(tree, "")
    return found


@cache
def statement(file: str, line: int) -> Statement | None:
    """The statement that a line belongs to; its condition or header if that is compound."""
    best = None
    for node, loop in _statements(file):
        if node.lineno <= line <= (node.end_lineno or node.lineno) and (
            best is None or node.lineno >= best[0].lineno
        ):
            best = (node, loop)
    if best is None:
        return None
    node, loop = best
    nested = tuple(
        n.id
        for target in (node.targets if isinstance(node, ast.Assign) else ())
        for n in ast.walk(target)
        if isinstance(n, ast.Name)
    )
    returns = isinstance(node, ast.Return)
    return Statement(file, node.lineno, _names(node), returns, loop, nested)


def _names(node: ast.stmt) -> tuple[str, ...]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets[-1:]
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    if len(targets) == 1 and isinstance(targets[0], ast.Tuple):
        targets = targets[0].elts
    names = tuple(target.id for target in targets if isinstance(target, ast.Name))
    return names if len(names) == len(targets) else ()


def loads(file: str, line: int) -> list[str]:
    """Names that the statement at a line reads."""
    for node, _ in _statements(file):
        if node.lineno <= line <= (node.end_lineno or node.lineno):
            return [
                n.id
                for n in ast.walk(node)
                if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
            ]
    return []


@cache
def aliases(file: str, line: int, name: str) -> tuple[str, ...]:
    """Second names that the function around a line gives to ``name`` before that line, the
    nearest first."""
    tree = parsed(file)
    functions = [
        node
        for node in ast.walk(tree or ast.Module([], []))
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    if not functions:
        return ()
    inner = max(functions, key=lambda node: node.lineno)
    found = [
        (node.lineno, node.targets[0].id)
        for node in ast.walk(inner)
        if isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        and node.lineno <= line
    ]
    return tuple(alias for _, alias in sorted(found, reverse=True))


# --- expressions ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bound:
    """An expression of the author's over constructor arguments, as a tree."""

    tree: ast.expr

    @property
    def text(self) -> str:
        return ast.unparse(self.tree)

    @property
    def names(self) -> set[str]:
        return {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)}


def evaluate(tree: ast.expr, known: dict[str, Any]) -> Any:
    """The value of a plain expression; `UnknownError` for anything else. Nothing is executed."""
    if isinstance(tree, ast.Constant):
        return tree.value
    if isinstance(tree, ast.Name):
        if tree.id in known:
            return known[tree.id]
        raise UnknownError
    if isinstance(tree, ast.BinOp) and type(tree.op) in _OPERATORS:
        try:
            left, right = evaluate(tree.left, known), evaluate(tree.right, known)
            if isinstance(left, (str, list)) or isinstance(right, (str, list)):
                raise UnknownError
            return _OPERATORS[type(tree.op)](left, right)
        except (TypeError, ZeroDivisionError, OverflowError, ValueError) as error:
            raise UnknownError from error
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        value = evaluate(tree.operand, known)
        if isinstance(value, (int, float)):
            return -value
    if isinstance(tree, ast.Tuple):
        return tuple(evaluate(one, known) for one in tree.elts)
    if isinstance(tree, ast.Subscript):
        value, index = evaluate(tree.value, known), evaluate(tree.slice, known)
        if isinstance(value, (tuple, list)) and isinstance(index, int) and index < len(value):
            return value[index]
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and not tree.keywords:
        function = _FUNCTIONS.get(tree.func.id)
        if function is not None:
            try:
                return function(*(evaluate(one, known) for one in tree.args))
            except (TypeError, ValueError) as error:
                raise UnknownError from error
    raise UnknownError


class _Inline(ast.NodeTransformer):
    """Local names of a constructor become the expressions that they were bound to."""

    def __init__(self, locals_: dict[str, ast.expr]) -> None:
        self.locals = locals_

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.locals.get(node.id, node)


class _Attributes(ast.NodeTransformer):
    """``self.name`` becomes what the constructor bound it to."""

    def __init__(self, bound: dict[str, ast.expr]) -> None:
        self.bound = bound

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "self" and node.attr in self.bound:
            return self.bound[node.attr]
        return node


@cache
def constructor(file: str, name: str, line: int) -> "Constructor":
    """What the author's constructor says."""
    return Constructor(method(class_tree(file, name, line), "__init__"))


class Constructor:
    """The author's ``__init__``: its arguments, and the expressions in its statements with local
    names replaced by what they stand for."""

    def __init__(self, tree: ast.FunctionDef | None) -> None:
        self.parameters = parameters(tree)
        self.defaults = defaults(tree)
        self.locals: dict[str, ast.expr] = {}
        self.attributes: dict[str, ast.expr] = {}  # plain values bound to the instance
        self.statements: dict[str, list[ast.expr]] = {}  # by attribute: its candidate expressions
        self.values: dict[str, list[ast.expr]] = {}  # by attribute: what is bound to it
        for node in ast.walk(tree) if tree is not None else ():
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                self._assign(node.targets[0], node.value)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        inlined = _Inline(self.locals).visit(_copied(value))
        if isinstance(target, ast.Name):
            again = target.id in self.locals or target.id in self.parameters
            if not again and not any(isinstance(n, ast.Lambda) for n in ast.walk(inlined)):
                self.locals[target.id] = inlined
        elif (
            isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Name)
            and target.value.id == "self"
        ):
            inlined = _Attributes(self.attributes).visit(inlined)
            self.statements.setdefault(target.attr, []).extend(expressions(inlined))
            self.values.setdefault(target.attr, []).append(inlined)
            self.attributes.setdefault(target.attr, inlined)

    def candidates(self, attribute: str) -> list[Bound]:
        """Expressions in the statement that binds an attribute, the larger ones first."""
        return [Bound(tree) for tree in self.statements.get(attribute, [])]

    def handed(
        self, attribute: str, callee: str, order: list[str], name: str
    ) -> list[Bound] | None:
        """What the statement that binds an attribute hands to a class as its argument ``name``;
        ``order``: the class's arguments. None where no call of the class stands there."""
        calls = [
            node
            for tree in self.values.get(attribute, [])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and _called(node) == callee
        ]
        if not calls:
            return None
        found = []
        for call in calls:
            for place, value in enumerate(call.args):
                if place < len(order) and order[place] == name:
                    found.append(Bound(value))
            found += [Bound(k.value) for k in call.keywords if k.arg == name]
        return found

    def everywhere(self) -> list[Bound]:
        """Expressions of all statements."""
        return [Bound(tree) for trees in self.statements.values() for tree in trees]

    def in_forward(self, file: str, line: int) -> list[Bound]:
        """Expressions of a statement of the forward method over what the constructor bound."""
        for node, _ in _statements(file):
            if node.lineno <= line <= (node.end_lineno or node.lineno):
                resolved = _Attributes(self.attributes).visit(_copied(node))
                return [Bound(tree) for tree in expressions(resolved)]
        return []


def _copied(node: Any) -> Any:
    return (
        ast.parse(ast.unparse(node)).body[0]
        if isinstance(node, ast.stmt)
        else ast.parse(ast.unparse(node), mode="eval").body
    )


def _called(call: ast.Call) -> str:
    """The last name of what is called."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def expressions(tree: ast.AST) -> list[ast.expr]:
    """Sub-expressions that could be a number made of arguments, the larger ones first."""
    kinds = (ast.BinOp, ast.Name, ast.Call, ast.Subscript, ast.Tuple)
    found = [n for n in ast.walk(tree) if isinstance(n, kinds)]
    return [n for n in found if any(isinstance(one, ast.Name) for one in ast.walk(n))]
