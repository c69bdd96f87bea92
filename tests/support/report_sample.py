"""A made-up but realistic comparison for tests of the report: 22 modes in two dtypes, with every
status and with names that try to break out of the page. No number in here was measured."""

import hashlib
import math
import random
from typing import Any

from isograd import registry
from isograd.evidence.model import (
    Cell,
    CellResult,
    Comparison,
    Deviation,
    Figures,
    Finding,
    Kind,
    Memory,
    Parity,
    Record,
    Round,
    RunInfo,
    Source,
    TaskInfo,
)
from isograd.i18n import text
from isograd.report.curves import running_mean

HOSTILE = "<script>alert('x')</script>"
STEPS = 60

_SOURCE = '''"""{title} in {framework}."""

import numpy as np
import {package}


# %% data
def load(x, y):
    return {package}.array(x), {package}.array(y)


# %% model
class Model({package}.Module):
    def __init__(self):
        self.hidden = {package}.Linear(64, 128)
        self.output = {package}.Linear(128, 10)  # a line that is longer than its column is wide

    def __call__(self, x):
        return self.output({package}.relu(self.hidden(x)))


# %% loss
def loss_fn(model, x, y):
    return {package}.mean({package}.cross_entropy(model(x), y))  # [batch] -> scalar, "<b>&amp;"


# %% step
def step(model, optimizer, x, y):
    loss, gradients = {package}.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, gradients)
    return loss
{extra}

# %% loop
def train(model, optimizer, batches):
    return [float(step(model, optimizer, *load(x, y))) for x, y in batches]
'''


def _sha(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _oracle() -> list[float]:
    return [2.31 * math.exp(-step / 14) + 0.08 + 0.02 * math.sin(step) for step in range(STEPS)]


class _Maker:
    def __init__(self, task: str, variant: str) -> None:
        self.task = task
        self.variant = variant
        self.run = f"20261124-0612-{task}-3fa9"
        self.random = random.Random(7)
        self.records: list[Record] = []
        self.facts: dict[str, dict[str, Any]] = {}

    def record(self, kind: Kind, result: Cell, payload: dict[str, Any]) -> str:
        identifier = _sha(kind, result.key)[:16]
        self.records.append(
            Record(
                id=identifier,
                run=self.run,
                kind=kind,
                cell=result,
                created="2026-11-24T06:14:09+00:00",
                environment=_sha("environment", result.framework),
                machine=_sha("machine"),
                settings={"threads": 1},
                payload=payload,
            )
        )
        return identifier

    def source(self, framework: registry.Framework, mode: registry.Mode) -> Source:
        stem = framework.stem(mode)
        program = _SOURCE.format(
            title="Digits",
            framework=framework.id,
            package=framework.package,
            extra="\n\ndef scan(model, batches):\n    return batches\n" if mode.form else "",
        )
        fact = {"file": f"{stem}.py", "text": program, "applied": mode.applied, "stem": stem}
        sha = _sha(fact)
        self.facts[sha] = fact
        lines = len([line for line in program.splitlines() if line.strip()])
        return Source(
            file=f"{stem}.py", sha256=sha, applied=mode.applied, lines=lines, tokens=lines * 9
        )

    def deviation(self, phase: Any, kind: Any, tensor: str, ratio: float, dtype: str) -> Deviation:
        ulp = 2.0**-23 if dtype == "float32" else 2.0**-52
        tolerance = ulp * (8 if phase == "forced" else 90)
        return Deviation(
            phase=phase,
            kind=kind,
            tensor=tensor,
            step=self.random.choice([1, STEPS]),
            deviation=ratio * tolerance,
            tolerance=tolerance,
            ratio=ratio,
        )

    def parity(self, mode: registry.Mode, framework: str, dtype: str) -> Parity:
        stepwise = mode.contract == "stepwise"
        worst = [
            self.deviation(phase, kind, tensor, self.random.uniform(0.003, 0.62), dtype)
            for phase in (("free", "forced") if stepwise else ("free",))
            for kind, tensor in (
                ("loss", "loss"),
                ("parameter", "hidden.kernel"),
                ("gradient", "output.bias"),
                ("slot", "v/hidden.kernel"),
            )
        ]
        ulp = 2.0**-23 if dtype == "float32" else 2.0**-52
        losses: list[float | None] = [
            value + self.random.gauss(0, 1) * ulp * (0.5 + step / 20)
            for step, value in enumerate(_oracle())
        ]
        running = framework == "keras" and not stepwise
        if running:
            losses = list(running_mean([value for value in losses if value is not None]))
        conventions = ["adam-epsilon-before-correction"] if framework == "keras" else []
        return Parity(
            status="ok",
            steps=STEPS,
            forced_steps=STEPS - 1 if stepwise else 0,
            gradient=("read" if framework in ("pytorch", "paddle") else "recomputed")
            if stepwise
            else "inferred",
            loss_form="running-mean" if running else "per-step",
            compiled_scope="step" if "jit" in mode.applied else "none",
            conventions=conventions,
            patches=list(mode.proof_patches.get(dtype, [])),
            worst=worst,
            losses=losses,
            accuracy=0.9694444444444444 if framework == "jax" else 0.9722222222222222,
            findings=[
                Finding(
                    code="float32_leak",
                    details={
                        "patch": "keras-float64",
                        "tensor": HOSTILE,
                        "deviation": "1.2e-08",
                        "step": "1",
                        "tolerance": "3.1e-17",
                    },
                )
            ]
            if mode.proof_patches.get(dtype)
            else [],
            callable_sha256=_sha("callable", framework, mode.id),
        )

    def figures(self, framework: str, mode: registry.Mode) -> Figures:
        base = {"pytorch": 210e3, "tensorflow": 900e3, "keras": 1.4e6, "jax": 80e3, "paddle": 500e3}
        level = base.get(framework, 3e5) * self.random.uniform(0.3, 2.5)
        compiled = mode.id in ("compile", "jit", "xla", "scan", "flax")
        whole = mode.contract == "whole-run"
        return Figures(
            import_ns=round(self.random.uniform(0.6e9, 5e9)),
            build_ns=round(self.random.uniform(1e6, 3e8)),
            first_step_ns=round(self.random.uniform(1e9, 9e9) if compiled else level * 40),
            first_step_covers=STEPS if whole else 1,
            rounds=[
                Round(
                    place=place,
                    step_ns=[
                        round(level * self.random.lognormvariate(0, 0.12))
                        for _ in range(1 if whole else 20)
                    ],
                    cpu_ns=round(level * 20),
                    wall_ns=round(level * 20.4),
                    traces=1 if compiled else None,
                )
                for place in range(8)
            ],
            traces=1 if compiled else None,
            memory=Memory(peak_bytes=700 * 2**20 + round(level * 40), base_bytes=610 * 2**20),
            callable_sha256=_sha("callable", framework, mode.id),
        )

    def cell(self, framework: registry.Framework, mode: registry.Mode, dtype: str) -> CellResult:
        identity = Cell(
            task=self.task,
            framework=framework.id,
            mode=mode.id,
            dtype=dtype,
            variant=self.variant,
        )
        common: dict[str, Any] = {
            "framework": framework.id,
            "mode": mode.id,
            "dtype": dtype,
            "variant": self.variant,
            "source": self.source(framework, mode),
        }
        parity = self.parity(mode, framework.id, dtype)
        evidence = [self.record("parity", identity, parity.model_dump())]
        figures, code, reason = None, "not_requested", text("reason.not_requested", "en")
        if parity.patches:
            code, reason = "proof_patch", text("reason.proof_patch", "en")
        elif dtype == "float32":
            figures, code, reason = self.figures(framework.id, mode), "", ""
            evidence.append(self.record("measurement", identity, figures.model_dump()))
        return CellResult(
            **common,
            status="ok",
            parity=parity,
            figures=figures,
            figures_reason_code=code,
            figures_reason=reason,
            evidence=evidence,
        )

    def spoil(self, cell: CellResult, *fate: Any) -> CellResult:
        """The cell with another fate, and its records in line with it."""
        spoilt = _spoilt(cell, *fate)
        if spoilt.parity is None:
            self.records = [r for r in self.records if r.id not in cell.evidence]
            return spoilt.model_copy(update={"evidence": []})
        proof, *timed = cell.evidence
        payload = spoilt.parity.model_dump()
        self.records = [
            r.model_copy(update={"payload": payload}) if r.id == proof else r
            for r in self.records
            if r.id not in timed
        ]
        return spoilt.model_copy(update={"evidence": [proof]})


def _spoilt(cell: CellResult, status: Any, code: str, details: dict[str, str]) -> CellResult:
    reason = text(f"reason.{code}", "en", **details)
    parity = None
    if status == "wrong" and cell.parity is not None:
        first = Deviation(
            phase="forced",
            kind="slot",
            tensor=f"v/{HOSTILE}",
            step=2,
            deviation=3.1e-4,
            tolerance=9.5e-7,
            ratio=326.0,
        )
        broken = first.model_copy(update={"phase": "free", "step": STEPS, "deviation": None,
                                          "ratio": None, "problem": "not_finite"})  # fmt: skip
        losses = [
            None if step == 30 or value is None else value * (1 + step / 200)
            for step, value in enumerate(cell.parity.losses)
        ]
        parity = cell.parity.model_copy(
            update={
                "status": "wrong",
                "reason_code": code,
                "reason": reason,
                "worst": [first, broken],
                "first_divergence": first,
                "losses": losses,
                "accuracy": None,
                "conventions": ["a-convention-of-tomorrow"],
            }
        )
    elif status in ("error", "oom", "timeout"):
        parity = Parity(
            status=status,
            reason_code=code,
            reason=reason,
            output=f"Traceback (most recent call last):\n  {HOSTILE}\nMemoryError\n",
        )
    return cell.model_copy(
        update={
            "status": status,
            "reason_code": code,
            "reason": reason,
            "details": details,
            "parity": parity,
            "figures": None,
            "figures_reason_code": "not_at_parity" if status == "wrong" else "",
            "figures_reason": text("reason.not_at_parity", "en") if status == "wrong" else "",
        }
    )


_DEVIATES = {
    "kind": "slot",
    "tensor": f"v/{HOSTILE}",
    "step": "2",
    "phase": "forced",
    "deviation": "3.1e-4",
    "tolerance": "9.5e-7",
    "ratio": "326",
}
_SPOILT: dict[tuple[str, ...], tuple[str, str, dict[str, str]]] = {
    ("pytorch", "compile"): ("missing", "no_cxx_compiler", {}),
    ("pytorch", "torchscript", "float32"): (
        "timeout",
        "timeout",
        {"what": "Proved", "seconds": "9"},
    ),
    ("tensorflow", "xla", "float32"): (
        "error",
        "worker_died",
        {"how": "SIGSEGV", "what": "Proved"},
    ),
    ("keras", "step-torch", "float32"): ("wrong", "deviates", _DEVIATES),
    ("keras", "fit-jax", "float64"): ("invalid", "retraced", {"traces": "1, 2"}),
    ("jax", "equinox"): ("missing", "no_implementation", {"file": "jax_equinox.py"}),
    ("paddle", "program", "float64"): ("unsupported", "framework_refuses", {"message": HOSTILE}),
    ("paddle", "to-static-ast", "float32"): (
        "oom",
        "memory_limit",
        {"used": "2300", "limit": "2048"},
    ),
}


def sample(
    *, task: str = "digits-mlp", spoilt: bool = True, hostile: bool = True, variant: str = "default"
) -> tuple[Comparison, dict[str, dict[str, Any]], list[Record]]:
    """(comparison, source facts by hash, records)."""
    maker = _Maker(task, variant)
    cells = []
    for framework in registry.frameworks().values():
        for mode in framework.modes:
            for dtype in ("float32", "float64"):
                cell = maker.cell(framework, mode, dtype)
                fate = _SPOILT.get((framework.id, mode.id, dtype)) or _SPOILT.get(
                    (framework.id, mode.id)
                )
                cells.append(maker.spoil(cell, *fate) if spoilt and fate else cell)
    if hostile:
        cells.append(
            CellResult(
                framework=HOSTILE,
                mode='"><img src=x onerror=alert(1)>',
                dtype="float32",
                variant=variant,
                status="missing",
                reason_code="no_environment",
                reason=text("reason.no_environment", "en", environment=HOSTILE),
                details={"environment": HOSTILE},
            )
        )
    comparison = Comparison(
        schema="isograd/compare",
        run=RunInfo(
            id=maker.run,
            created="2026-11-24T06:12:00+00:00",
            finished="2026-11-24T06:19:00+00:00",
            state="complete",
            isograd="0.1.0",
            settings={
                "device": "cpu",
                "timing": {"rounds": 8, "steps": 20, "affinity": [0]},
                "seed": 8,
            },
            machine={
                "cpu": "Sample CPU, made up for tests",
                "isa": ["avx2", "fma"],
                "cores_logical": 2,
                "memory_bytes": 8 * 2**30,
                "system": "Linux-6.1",
                "governor": None,
                "verifiable": True,
                "of_tomorrow": {"cpus": 2, "memory_bytes": None},
            },
            environments={
                name: {
                    "python": "3.11.2",
                    "origin": "created",
                    "versions": {"numpy": "2.4.6", name: "1.2.3"},
                }
                for name in ("pytorch", "tensorflow", "jax", "paddle")
            },
        ),
        task=TaskInfo(
            id=task,
            title={"en": "Digits, multilayer perceptron", "zh": "手写数字，多层感知机"},
            summary={
                "en": "Classify 8×8 digits: 64-128-10, ReLU, softmax cross-entropy, Adam.",
                "zh": "分类 8×8 手写数字：64-128-10、ReLU、softmax 交叉熵、Adam。",
            },
            steps=STEPS,
            variant=variant,
            oracle_losses=_oracle(),
        ),
        cells=cells,
        notes=["load was above the number of cores in round 4"],
    )
    return comparison, maker.facts, maker.records
