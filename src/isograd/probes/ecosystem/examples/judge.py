import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

import isograd
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

MOST, SOME = 0.7, 0.3
PACKAGES = ("torch", "tensorflow", "keras", "jax", "paddle")


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    """Functions and classes that the tasks' own programs name, by package."""
    names: dict[str, set[str]] = {name: set() for name in PACKAGES}
    for file in sorted((Path(isograd.__file__).parent / "tasks").glob("*/*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        known = _imported(tree)
        for node in ast.walk(tree):
            name = _dotted(node, known)
            if name.split(".")[0] in names:
                names[name.split(".")[0]].add(name)
    return {"names": {name: sorted(found) for name, found in names.items()}}


def _imported(tree: ast.AST) -> dict[str, str]:
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for part in node.names:
                known[part.asname or part.name.split(".")[0]] = (
                    part.name if part.asname else part.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            known |= {part.asname or part.name: f"{node.module}.{part.name}" for part in node.names}
    return known


def _dotted(node: ast.AST, known: Mapping[str, str]) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in known:
        return ""
    return ".".join([known[node.id], *parts])


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    times, of = len(found.values["with"]), len(found.values["all"])
    share = times / of
    verdict = "yes" if share >= MOST else "partly" if share >= SOME else "no"
    return Answer(verdict, "ecosystem_counted", {"times": str(times), "of": str(of)}, share)
