"""Seeded faults: wrong on purpose, to prove that the parity gate catches them.

Each fault wraps a stepwise program in terms of the adapter contract alone, so that it hits
whichever framework runs it, and declares what the gate must name: the kind, the tensor and the
step of the first divergence. The whole list is planted by the test-suite in real frameworks and
in an outside one; no command plants any. Two entries are no faults but controls: they do what the
wrappers do and change nothing that matters, so they must pass.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, Callable, Dict, List, Mapping

from . import spoilers
from .adapter import StepProgram
from .spoiling import MIDDLE, Expected, Rewritten, Site

Make = Callable[[StepProgram, Site], StepProgram]


@dataclass(frozen=True)
class Fault:
    """One seeded fault and what the gate must say of it.

    ``kind`` is that of the first divergence; ``update`` stands for what an update writes first:
    the slots, or the parameters of an optimiser without any. ``tensor`` is ``any``, or the site's
    ``kernel``, ``bias`` or ``slot``; ``step`` 0 is the last. ``needs`` is the optimiser it takes,
    or ``matrix`` for a kernel with more than one row and column. ``float64`` marks what lies
    below the resolution of float32.
    """

    make: Make
    kind: str
    step: int
    tensor: str = "any"
    phase: str = "forced"
    problem: str = "deviates"
    needs: str = ""
    float64: bool = False

    def applies(self, site: Site, dtype: str) -> bool:
        if self.float64 and dtype != "float64":
            return False
        if self.needs == "matrix":
            return bool(min(site.parameters[site.kernel].shape) > 1)
        return self.needs in ("", str(site.optimiser["kind"]))

    def expected(self, site: Site) -> Expected:
        kind = self.kind
        if kind == "update":
            kind = "slot" if site.optimiser["slots"] else "parameter"
        names: List[str] = list(site.parameters)
        if self.tensor != "any":
            names = [getattr(site, self.tensor)]
        elif kind == "loss":
            names = ["loss"]
        elif kind == "slot":
            names = [f"{slot}/{name}" for slot in site.optimiser["slots"] for name in names]
        step = self.step or site.steps
        return Expected(kind, tuple(names), step, self.phase, self.problem)


def _optimiser(**change: Callable[[Mapping[str, Any]], Any]) -> Make:
    def changed(asked: Mapping[str, Any]) -> Dict[str, Any]:
        return {name: value(asked) for name, value in change.items()}

    return partial(spoilers.WrongOptimiser, change=changed)


FAULTS: Dict[str, Fault] = {
    "learning-rate-off-by-1e-6": Fault(
        _optimiser(learning_rate=lambda o: o["learning_rate"] * (1 + 1e-6)),
        "parameter",
        1,
        float64=True,
    ),
    "weight-decay-undeclared": Fault(_optimiser(decay=lambda o: 1e-2), "parameter", 1),
    "bias-correction-missing": Fault(
        _optimiser(corrected=lambda o: False), "parameter", 1, needs="adam"
    ),
    "bias-correction-late": Fault(spoilers.LateCount, "parameter", 1, needs="adam"),
    "betas-swapped": Fault(
        _optimiser(beta_1=lambda o: o["beta_2"], beta_2=lambda o: o["beta_1"]),
        "slot",
        1,
        needs="adam",
    ),
    "momentum-swapped": Fault(
        _optimiser(beta_1=lambda o: 1 - o["beta_1"]), "slot", 1, needs="adam"
    ),
    "epsilon-ten-times": Fault(
        _optimiser(epsilon=lambda o: o["epsilon"] * 10), "parameter", 1, needs="adam", float64=True
    ),
    "epsilon-before-correction-undeclared": Fault(
        _optimiser(hat=lambda o: True), "parameter", 1, needs="adam", float64=True
    ),
    "sum-for-mean": Fault(spoilers.Summed, "loss", 1),
    "divisor-off-by-1e-3": Fault(spoilers.Divided, "gradient", 1),
    "stale-gradient": Fault(spoilers.Stale, "gradient", MIDDLE),
    "gradient-accumulated": Fault(spoilers.Accumulated, "gradient", 2),
    "gradient-through-float32": Fault(spoilers.GradientThroughFloat32, "gradient", 1, float64=True),
    "sign-of-one-element": Fault(
        partial(spoilers.OneElement, factor=-1.0), "gradient", MIDDLE, tensor="kernel"
    ),
    "nan-in-one-gradient": Fault(
        partial(spoilers.OneElement, factor=float("nan")),
        "gradient",
        MIDDLE,
        tensor="kernel",
        problem="not_finite",
    ),
    "bias-not-updated": Fault(spoilers.FrozenParameter, "parameter", 1, tensor="bias"),
    "slot-not-updated": Fault(spoilers.FrozenSlot, "slot", 1, tensor="slot", needs="adam"),
    "updated-twice": Fault(spoilers.UpdatedTwice, "parameter", MIDDLE, tensor="kernel"),
    "updated-twice-in-the-free-run": Fault(
        spoilers.UpdatedTwiceOnce, "loss", MIDDLE + 1, phase="free"
    ),
    "last-step-dropped": Fault(spoilers.LastStepDropped, "update", 0),
    "stored-in-float32": Fault(spoilers.StoredInFloat32, "parameter", 1, float64=True),
    "computed-in-float32": Fault(spoilers.ComputedInFloat32, "loss", 2, float64=True),
    "load-ignored": Fault(spoilers.LoadIgnored, "loss", 1),
    "kernel-reshaped-not-transposed": Fault(spoilers.TransposedKernel, "loss", 1, needs="matrix"),
    "batch-off-by-one": Fault(partial(spoilers.OtherBatch, choose=spoilers.off_by_one), "loss", 1),
    "batches-exchanged": Fault(partial(spoilers.OtherBatch, choose=spoilers.exchanged), "loss", 2),
    "order-shuffled": Fault(partial(spoilers.OtherBatch, choose=spoilers.shuffled), "loss", 1),
    "example-repeated": Fault(partial(spoilers.OtherBatch, choose=spoilers.repeated), "loss", 1),
    "targets-mispaired": Fault(partial(spoilers.OtherBatch, choose=spoilers.mispaired), "loss", 1),
    "loss-after-update": Fault(spoilers.LossAfterUpdate, "loss", 1),
    "other-dtype": Fault(
        partial(spoilers.ReadOtherwise, change=spoilers.other_dtype),
        "parameter",
        1,
        tensor="kernel",
        problem="wrong_dtype",
    ),
    "other-shape": Fault(
        partial(spoilers.ReadOtherwise, change=spoilers.other_shape),
        "parameter",
        1,
        tensor="bias",
        problem="wrong_shape",
    ),
    "tensor-absent": Fault(
        partial(spoilers.ReadOtherwise, change=spoilers.absent),
        "parameter",
        1,
        tensor="bias",
        problem="absent",
    ),
}

CONTROLS: Dict[str, Make] = {
    "state-rewritten": Rewritten,
    "examples-permuted": partial(spoilers.OtherBatch, choose=spoilers.permuted),
}


def plant(name: str, program: Any, site: Site) -> StepProgram:
    """``program`` with the fault or control ``name``; `ValueError` unless it is stepwise."""
    if not isinstance(program, StepProgram):
        raise ValueError("faults are planted in stepwise programs")
    make = CONTROLS[name] if name in CONTROLS else FAULTS[name].make
    return make(program, site)
