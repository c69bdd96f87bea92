"""Judges that many questions share. Each returns ``judge(found, inputs, expected) -> Answer``."""

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from isograd.probing.contract import MARKS, Answer, Found, Verdict

Judge = Callable[[Found, Mapping[str, Any], Mapping[str, Any]], Answer]

# Failures of the program or of its environment: no answer of the framework's.
OUR_FAULTS = (
    "ImportError",
    "ModuleNotFoundError",
    "NameError",
    "SyntaxError",
    "IndentationError",
    "PresentError",
)
NO_CODE = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)
MESSAGE = 300  # characters of a framework's message that a sentence quotes


def same_values(relative: float = 1e-5) -> Judge:
    """``yes`` if every expected value came out: the largest difference is at most ``relative``
    times the largest magnitude of that value. Whatever the program raised is a ``no``."""

    def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
        if found.error:
            return refused(found)
        worst = 0.0
        for name, value in expected.items():
            if name in MARKS:
                continue
            if name not in found.values:
                return Answer("error", "value_absent", {"name": name})
            wanted = np.asarray(value, dtype=float)
            made = np.asarray(found.values[name], dtype=float)
            if made.shape != wanted.shape:
                shapes = {"made": str(made.shape), "wanted": str(wanted.shape)}
                return Answer("no", "other_shape", {"name": name, **shapes})
            gap = np.max(np.abs(made - wanted), initial=0.0)
            size = max(float(np.max(np.abs(wanted), initial=0.0)), np.finfo(float).tiny)
            if not gap <= relative * size:
                details = {"name": name, "made": _few(made), "wanted": _few(wanted)}
                return Answer("no", "other_value", details)
            worst = max(worst, float(gap / size))
        return Answer("yes", "same_values", {"gap": f"{worst:.1e}"})

    return judge


def counting(judge: Judge, name: str) -> Judge:
    """``judge``, with the value ``name`` that the program returned as the quantity of a ``yes``."""

    def counted(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
        answer = judge(found, inputs, expected)
        if answer.verdict != "yes":
            return answer
        return replace(answer, quantity=float(found.values[name]))

    return counted


def fires(marker: str, calls: str = "calls") -> Judge:
    """How often ``marker`` was printed in ``inputs[calls]`` calls: each time is ``yes``, sometimes
    ``partly``, never ``no``."""

    def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
        if found.error:
            return refused(found)
        return often(found.output.count(marker), int(inputs[calls]))

    return judge


def at_most(limit: float, name: str = "count") -> Judge:
    """``yes`` if what was counted is at most ``limit``; the count is the quantity."""

    def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
        if found.error:
            return refused(found)
        counted = float(found.values[name])
        details = {"counted": f"{counted:.4g}", "limit": f"{limit:.4g}"}
        return Answer("yes" if counted <= limit else "no", "counted", details, counted)

    return judge


def often(times: int, of: int) -> Answer:
    """``times`` out of ``of``: every time ``yes``, sometimes ``partly``, never ``no``."""
    details = {"times": str(times), "of": str(of)}
    verdict: Verdict = "yes" if times == of else "no" if times == 0 else "partly"
    return Answer(verdict, "often" if times <= of else "too_often", details, times / of)


def refused(found: Found) -> Answer:
    """The framework raised: a ``no`` with its own words, or an ``error`` if the fault is ours."""
    kind = str(found.error["type"])
    details = {"message": found.raised.strip()[:MESSAGE]}
    return Answer("error" if kind in OUR_FAULTS else "no", "raised", details)


def raises(found: Found, marker_line: int | None = None) -> Answer:
    """Whether a planted mistake is told: ``yes`` if what the user sees names the line of the
    program, ``partly`` if something was raised that does not, ``no`` if it went silently. The
    quantity is the number of frames below the user's line."""
    if not found.error:
        return Answer("no", "silent")
    if str(found.error["type"]) in OUR_FAULTS:
        return refused(found)
    details = {"message": found.raised[:MESSAGE]}
    below = found.error.get("below_user")
    quantity = None if below is None else float(below)
    told = marker_line is None or marker_line in _lines(found)
    return Answer(
        "yes" if told else "partly", "told" if told else "told_elsewhere", details, quantity
    )


def counted_lines(judge: Judge, section: str = "model") -> Judge:
    """As ``judge`` says; where it is not a ``no``, the quantity is how many lines of code the
    program takes from ``# %% <section>`` to the next ``# %%``, or on the whole if it has none."""

    def counting(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
        answer = judge(found, inputs, expected)
        if answer.verdict not in ("yes", "partly"):
            return answer
        return replace(answer, quantity=float(len(code_lines(str(expected["source"]), section))))

    return counting


def code_lines(source: str, section: str = "") -> set[int]:
    """Numbers of the lines that hold code: neither blank nor comment nor docstring. Only those of
    ``section``, if the program has it."""
    code: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE:
            code.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node, clean=False) is not None:
                first = node.body[0]
                code.difference_update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return code & _section(source, section) if section else code


def _section(source: str, name: str) -> set[int]:
    """Numbers of the lines from one mark to the next; all of them if the mark is absent."""
    lines = source.splitlines()
    marks = [n for n, line in enumerate(lines, 1) if line.startswith("# %%")] + [len(lines) + 1]
    for begin, end in itertools.pairwise(marks):
        if lines[begin - 1].removeprefix("# %%").strip() == name:
            return set(range(begin, end))
    return set(range(1, len(lines) + 1))


def _lines(found: Found) -> set[int]:
    """Lines of the program that the traceback names."""
    below = found.error.get("below_user")
    frames = found.error.get("frames", ())
    if below is None or len(frames) <= below:
        return set()
    file = re.escape(str(frames[-1 - below]["file"]))
    return {int(n) for n in re.findall(rf'{file}"?, line (\d+)', str(found.error["text"]))}


def _few(values: Any) -> str:
    flat = np.asarray(values).ravel()
    shown = ", ".join(f"{value:.6g}" for value in flat[:4])
    return f"[{shown}{', …' if flat.size > 4 else ''}]"
