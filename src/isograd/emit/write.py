"""The emitted module: classes put together, formatted, with shapes at the ends of lines."""

import ast
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from isograd.emit.classes import Classes, Emitted, EmittedClass
from isograd.emit.target import PLAIN, Target
from isograd.errors import IsogradError
from isograd.ir.program import Program, Size, Type
from isograd.passes.assign_layout import Laid, assign_layout
from isograd.passes.fold_shapes import fold_shapes
from isograd.passes.lift_weights import lift_weights
from isograd.passes.recover_calls import recover_calls

WIDTH = 100


@dataclass(frozen=True)
class Source:
    """What is written for one target."""

    text: str
    root: str
    weights: list[dict[str, Any]]  # entries of the weights map
    inputs: list[dict[str, Any]]  # name and stored axes
    outputs: list[dict[str, Any]]
    lines: dict[int, tuple[str, int]]  # emitted line -> the author's file and line
    permutations: int  # that had to be written inside the network
    classes: int


def emit(program: Program, target: Target, spreads: dict[str, tuple[float, float]]) -> Source:
    """The source of ``program`` for ``target``; ``spreads``: mean and
    standard deviation of the captured tensors, by path.

    Raises `Refused` where the target cannot express something.
    """
    program = lift_weights(recover_calls(fold_shapes(program)))
    laid = assign_layout(program) if target.channels_last else _as_it_is(program)
    laid.program = fold_shapes(laid.program)
    forms = {path: form or PLAIN for path, form in laid.weights.items()}
    emitted = Classes(laid.program, target, forms, spreads).emit()
    text, lines = _module(laid, target, emitted)
    return Source(
        text=text,
        root=emitted.root,
        weights=_entries(program, emitted),
        inputs=[{"name": n, "axes": list(order)} for n, order in laid.inputs.items()],
        outputs=[{"name": n, "axes": list(order)} for n, order in laid.outputs.items()],
        lines=lines,
        permutations=laid.permutations,
        classes=len(emitted.classes),
    )


def _as_it_is(program: Program) -> Laid:
    """PyTorch's own layout."""
    from isograd.ir.program import Ref, leaves

    inputs = {one.name: tuple(range(len(one.shape))) for one in program.inputs}
    outputs = {
        name: tuple(range(program.types[value.name].rank))
        for name, value in leaves(program.outputs)
        if isinstance(value, Ref)
    }
    return Laid(program, {}, inputs, outputs)


def _entries(program: Program, emitted: Emitted) -> list[dict[str, Any]]:
    entries = []
    for source, (target, form) in emitted.weights.items():
        split, axes, shape = form
        entries.append(
            {
                "source": source,
                "target": target,
                "kind": program.tensors[source].kind,
                "split": list(split) if split else None,
                "axes": list(axes) if axes else None,
                "shape": list(shape) if shape else None,
            }
        )
    return entries


def _module(laid: Laid, target: Target, emitted: Emitted) -> tuple[str, dict[int, tuple[str, int]]]:
    conventions = _conventions(laid)
    lines = target.header(emitted.root, conventions)
    lines += [line for helper in emitted.helpers for line in target.helper_imports(helper)]
    for helper in emitted.helpers:
        lines += ["", "", target.helper(helper).strip()]
    for one in emitted.classes:
        lines += ["", "", *target.class_lines(one.text)]
    text = formatted("\n".join(lines) + "\n")
    return _annotated(text, laid.program, emitted.classes)


def _conventions(laid: Laid) -> list[str]:
    """One sentence an input: its shape in the emitted model's layout."""
    found = []
    for one in laid.program.inputs:
        shape = ", ".join(str(axis) for axis in one.shape)
        note = ", channels last" if laid.inputs[one.name] != tuple(range(len(one.shape))) else ""
        found.append(f"{one.name}: {one.dtype} ({shape}){note}")
    return found


def formatted(text: str) -> str:
    """``text`` as ruff formats it, imports sorted and unused ones gone; `IsogradError` with ruff's
    words if it does not parse."""
    ruff = [sys.executable, "-m", "ruff"]
    sort = [*ruff, "check", "--isolated", "--select", "I,F401", "--fix", "--exit-zero", "--quiet"]
    form = [*ruff, "format", "--isolated", "--line-length", str(WIDTH)]
    for command in (sort, form):
        done = subprocess.run(
            [*command, "-"], input=text, capture_output=True, text=True, encoding="utf-8"
        )
        if done.returncode:
            raise IsogradError(f"the emitted source does not parse: {done.stderr}\n{text}")
        text = done.stdout
    return text


def _annotated(
    text: str, program: Program, classes: list[EmittedClass]
) -> tuple[str, dict[int, tuple[str, int]]]:
    """Shapes as comments at the ends of lines, and the map from lines to the author's."""
    tree = ast.parse(text)
    lines = text.split("\n")
    found: dict[int, tuple[str, int]] = {}
    by_name = {n.name: n for n in tree.body if isinstance(n, ast.ClassDef)}
    for one in classes:
        if not one.text.forward:
            continue
        node = by_name[one.text.name]
        function = [n for n in node.body if isinstance(n, ast.FunctionDef)][-1]
        statements = list(_statements(function))
        for statement, place, value in zip(statements, one.places, one.notes, strict=True):
            if place[0]:
                found[statement.lineno] = place
            end = (statement.end_lineno or statement.lineno) - 1
            if value and value in program.types and not isinstance(statement, ast.For):
                comment = f"  # {shape_text(program.types[value])}"
                if len(lines[end]) + len(comment) <= WIDTH:
                    lines[end] += comment
    return "\n".join(lines), found


def _statements(function: ast.FunctionDef) -> list[ast.stmt]:
    """Statements in order, those of loops too."""
    found: list[ast.stmt] = []
    for statement in function.body:
        found.append(statement)
        if isinstance(statement, ast.For):
            found += statement.body
    return found


def shape_text(kind: Type) -> str:
    """``(batch, 8, 8, 64)``"""
    sizes = [s.expression if isinstance(s, Size) else str(s) for s in kind.shape]
    return f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"
