"""The catalogue of conventions: who declares each and how much it changes, computed on the spot."""

from typing import Literal

import numpy as np
from pydantic import Field

from isograd import registry
from isograd.suite.contract import DTYPES, Arrays
from isograd.suite.conventions import CONVENTIONS
from isograd.suite.listing import Document
from isograd.suite.load import TaskFolder, implementation
from isograd.suite.oracle import Problem


class Use(Document):
    """One convention in one task."""

    task: str
    cells: list[str]  # "framework/mode/dtype"
    # Largest change of a parameter or buffer, relative to the largest of them, that
    # this convention alone makes to the float64 oracle over the task's whole run.
    effect: float
    # The same of the floats that the task predicts after it, on their own scale; None where it
    # predicts none. Some conventions reach only these.
    effect_on_predictions: float | None


class Entry(Document):
    id: str
    formula: str
    source: str
    text: dict[str, str]
    uses: list[Use]


class Catalogue(Document):
    """``isograd conventions --json``."""

    schema_: Literal["isograd/conventions"] = Field(default="isograd/conventions", alias="schema")
    version: Literal[1] = 1
    conventions: list[Entry]


def declared(folder: TaskFolder) -> dict[str, list[str]]:
    """Cells by the convention that they declare."""
    found: dict[str, list[str]] = {}
    for framework in registry.frameworks().values():
        for mode in framework.modes:
            source = implementation(framework, mode, folder, "default")
            if source is None:
                continue
            for dtype in DTYPES:
                for name in source.conventions_of(mode.id, dtype):
                    found.setdefault(name, []).append(f"{framework.id}/{mode.id}/{dtype}")
    return found


def catalogue(folders: list[TaskFolder]) -> Catalogue:
    """All conventions, with the uses in ``folders``; runs the oracle once a use."""
    uses: dict[str, list[Use]] = {name: [] for name in CONVENTIONS}
    for folder in folders:
        cells = declared(folder)
        if not cells:
            continue
        problem = Problem(folder.task)
        plain, predicted = _trained(problem, frozenset())
        for name, declaring in cells.items():
            changed, others = _trained(problem, frozenset({name}))
            uses[name].append(
                Use(
                    task=folder.task.id,
                    cells=declaring,
                    effect=_gap(plain, changed),
                    effect_on_predictions=_gap(predicted, others) if predicted else None,
                )
            )
    return Catalogue(
        conventions=[
            Entry(
                id=convention.id,
                formula=convention.formula,
                source=convention.source,
                text={"en": convention.en, "zh": convention.zh},
                uses=uses[convention.id],
            )
            for convention in CONVENTIONS.values()
        ]
    )


def _trained(problem: Problem, use: frozenset[str]) -> tuple[Arrays, Arrays]:
    """What is left after the task's whole run, and the floats that it predicts then."""
    *_, last = problem.run(np.float64, use, problem.task.steps)
    outputs = problem.outputs(last, use).items()
    # A convention of buffers changes them alone.
    return {**last.parameters, **last.buffers}, {n: v for n, v in outputs if v.dtype.kind == "f"}


def _gap(plain: Arrays, changed: Arrays) -> float:
    scale = max(float(np.max(np.abs(value))) for value in plain.values())
    return max(float(np.max(np.abs(plain[name] - changed[name]))) for name in plain) / scale
