"""What can be counted in the suite's own sources: how much is written, and how far apart it is.

Counts come from `ast`, `tokenize`, `difflib` and radon; nothing is weighed together into a score.
"""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from radon.complexity import cc_visit
from radon.raw import analyze
from radon.visitors import Function

Sources = Mapping[str, str]  # the text of a mode's source, by task

_LAYOUT = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
_NESTING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.FunctionDef, ast.ClassDef)


def logical_lines(source: str) -> int:
    """Statements, as radon counts them (LLOC)."""
    return int(analyze(source).lloc)


def tokens(source: str) -> list[str]:
    """All tokens but comments, docstrings and layout."""
    tree = ast.parse(source)
    strings = {
        (node.body[0].lineno, node.body[0].col_offset)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and ast.get_docstring(node) is not None
    }
    return [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in _LAYOUT and token.start not in strings and token.string
    ]


def lines(source: str) -> list[str]:
    """Lines that hold code, without indentation, comments and docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
    return [line.strip() for line in ast.unparse(tree).splitlines() if line.strip()]


def api_names(source: str, *, beginnings: bool = False) -> set[str]:
    """Dotted names that begin with something imported: ``jnp.mean`` as ``jax.numpy.mean``; with
    ``beginnings`` also what such a name begins with, down to the import (``jax.numpy``)."""
    tree = ast.parse(source)
    bound: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    found = set()
    for root, rest in _chains(tree):
        if root in bound:
            parts = rest.split(".")
            shortest = 1 if beginnings else len(parts)
            names = (".".join(parts[:end]) for end in range(shortest, len(parts) + 1))
            found |= {f"{bound[root]}{name}" for name in names}
    return found


def _chains(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The longest dotted chains: ``a.b.c`` as ``("a", ".b.c")``."""
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute | ast.Name) or id(node) in inner:
            continue
        rest = ""
        at: ast.expr = node
        while isinstance(at, ast.Attribute):
            rest, at = f".{at.attr}{rest}", at.value
        if isinstance(at, ast.Name):
            yield at.id, rest


def nesting(source: str) -> int:
    """How deep blocks lie within each other; a method of a class is at 2."""

    def depth(node: ast.AST) -> int:
        below = max((depth(child) for child in ast.iter_child_nodes(node)), default=0)
        return below + isinstance(node, _NESTING)

    return depth(ast.parse(source))


def classes(source: str) -> int:
    """How many classes are written."""
    return sum(isinstance(node, ast.ClassDef) for node in ast.walk(ast.parse(source)))


def complexity(source: str) -> int:
    """McCabe's cyclomatic complexity of the most complex function (radon)."""
    functions = [block for block in cc_visit(source) if isinstance(block, Function)]
    return max((int(function.complexity) for function in functions), default=1)


def longest_function(source: str) -> int:
    """Lines of the longest function, as written."""
    found = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    ]
    return max(found, default=0)


def boilerplate(sources: Sources) -> float:
    """Share of the code lines that stand, word for word, in at least half of the tasks."""
    counted = Counter(line for source in sources.values() for line in set(lines(source)))
    common = {line for line, times in counted.items() if times >= len(sources) / 2}
    written = [line for source in sources.values() for line in lines(source)]
    return sum(line in common for line in written) / len(written)


def changed(a: Iterable[str], b: Iterable[str]) -> float:
    """Share of two sequences that is not common to both: 0 for equal, 1 for nothing in common."""
    return 1 - SequenceMatcher(None, list(a), list(b), autojunk=False).ratio()
