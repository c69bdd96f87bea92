"""A shown source at another width: the one constant that names it is set, and nothing else."""

import ast
import importlib.machinery
from types import CodeType
from typing import Any, Iterator

CONSTANT = "WIDTH"  # that a source of a task with a width defines, once, at its top level


class WidthError(Exception):
    """The source does not name its width as a constant that can be set."""


def set_width(text: str, width: int, path: str) -> ast.Module:
    """The parsed source with ``WIDTH = <integer>`` set to ``width``; line numbers stay.

    `WidthError` unless the name is bound exactly once in the whole source (no function has a
    variable of that name either), by an assignment of an integer literal to it alone.
    """
    tree = ast.parse(text, path)
    lines = sorted(_bindings(tree))
    if len(lines) != 1:
        where = f"in lines {', '.join(map(str, lines))}" if lines else "nowhere"
        raise WidthError(
            f"{path} must set {CONSTANT} once, by a line such as {CONSTANT} = 128 at its top "
            f"level; it is set {where}"
        )
    for statement in tree.body:
        if statement.lineno == lines[0] and _is_literal(statement):
            statement.value.value = width  # type: ignore[attr-defined]
            return tree
    raise WidthError(
        f"{path}:{lines[0]}: {CONSTANT} must be an integer literal at the top level, such as "
        f"{CONSTANT} = 128"
    )


def _is_literal(statement: ast.stmt) -> bool:
    """``WIDTH = 128``, without a second target."""
    return (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
        and statement.targets[0].id == CONSTANT
        and isinstance(statement.value, ast.Constant)
        and type(statement.value.value) is int
    )


def _bindings(tree: ast.Module) -> Iterator[int]:
    """The lines in which the constant's name gets a value, in whatever scope."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            bound = node.id == CONSTANT and not isinstance(node.ctx, ast.Load)
        elif isinstance(node, ast.arg):
            bound = node.arg == CONSTANT
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound = node.name == CONSTANT
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound = CONSTANT in [alias.asname or alias.name for alias in node.names]
        else:
            continue
        if bound:
            yield node.lineno


class WidthLoader(importlib.machinery.SourceFileLoader):
    """Executes a shown source at ``width``, past the bytecode that was kept of it as it stands."""

    def __init__(self, name: str, path: str, width: int) -> None:
        super().__init__(name, path)
        self._width = width

    def get_code(self, fullname: str) -> Any:
        text = self.get_source(fullname)
        assert text is not None
        code: CodeType = compile(
            set_width(text, self._width, self.path), self.path, "exec", dont_inherit=True
        )
        return code
