"""The gate without worker processes: NumPy programs proven in this process, and perfect traces."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np

from isograd import registry
from isograd.evidence.model import Parity
from isograd.run.cells import Contestant
from isograd.run.material import Material, read_trace
from isograd.suite import load
from isograd.suite.contract import Array, Task
from isograd.suite.oracle import Expectation, Problem
from isograd.suite.parity import Claim, judge
from isograd_worker import loop, protocol
from isograd_worker.adapter import Adapter, load_source
from isograd_worker.spoiling import Expected, Site

NULLFW = Path(__file__).parents[1] / "plugin" / "nullfw" / "nullfw"


@contextmanager
def outside_framework() -> Iterator[registry.Framework]:
    """nullfw among the registered frameworks, as its entry point puts it there."""
    honest, registry._outside = registry._outside, lambda: [NULLFW]
    _forget()
    try:
        yield registry.frameworks()["nullfw"]
    finally:
        registry._outside = honest
        _forget()


def _forget() -> None:
    registry.frameworks.cache_clear()
    registry.environments.cache_clear()


def start(contestant: Contestant) -> Adapter:
    """An adapter that serves in this process."""
    request = protocol.Start(
        framework=contestant.framework.id,
        adapter=str(contestant.framework.adapter),
        dtype=contestant.cell.dtype,
    )
    made: Adapter = load_source(request.adapter).FrameworkAdapter(request)
    made.start()
    return made


def prove(material: Material, contestant: Contestant, adapter: Adapter, fault: str = "") -> Parity:
    """What `isograd.run.proof.Prover` does, without a worker process."""
    dtype, trace = contestant.cell.dtype, material.scratch / "trace.npz"
    stepwise = contestant.mode.contract == "stepwise"
    reply = loop.prove(
        adapter,
        protocol.Prove(
            cell=material.cell(contestant),
            steps=material.steps,
            forced=str(material.forced(dtype, frozenset())) if stepwise else "",
            trace=str(trace),
            fault=fault,
        ),
    )
    claim = Claim(
        contract=contestant.mode.contract,
        gradient=reply.gradient,
        loss_form=reply.loss,
        compiled_scope=reply.compiled_scope,
        forced_steps=tuple(reply.forced_steps),
        callable_sha256=reply.callable_sha256,
    )
    expectation = material.expectation(dtype, frozenset())
    return verdict(material.task, expectation, claim, dict(read_trace(str(trace))))


def site(task: str) -> Site:
    """What a fault sees of a task, without any worker."""
    specification = load.find(task).task
    problem = Problem(specification)
    return Site(
        asdict(specification.optimiser),
        problem.initial,
        specification.reduced_steps,
        lambda step: problem.batch(step, np.float64),
    )


def stepwise_claim(expectation: Expectation) -> Claim:
    """What an honest stepwise cell says of its trace."""
    return Claim("stepwise", "read", "per-step", "none", tuple(expectation.forced), "0" * 64)


def whole_run_claim(loss_form: str = "per-step") -> Claim:
    """What an honest whole-run cell says of its trace."""
    return Claim("whole-run", "inferred", loss_form, "whole-run", (), "0" * 64)


def perfect_trace(expectation: Expectation, claim: Claim) -> dict[str, Array]:
    """The oracle's own numbers in the cell's dtype, under the names that a worker gives them."""
    dtype, last = expectation.dtype, expectation.steps
    losses = expectation.running_mean() if claim.loss_form == "running-mean" else expectation.losses
    trace: dict[str, Array] = {"free/loss": losses.astype(dtype)}
    whole = claim.contract == "whole-run"
    for step in sorted({1, min(2, last), last} if whole else {1, last}):
        for (kind, tensor), value in expectation.moments[step].tensors().items():
            if kind != "loss" and not (whole and kind == "gradient" and step != 1):
                trace[f"free/{step}/{kind}/{tensor}"] = value.astype(dtype)
    for name, value in expectation.outputs.items():
        trace[f"final/output/{name}"] = value.astype(dtype if value.dtype.kind == "f" else np.int64)
    for before in claim.forced_steps:
        moment = expectation.forced_moment(before)
        trace[f"forced/{before}/loss"] = moment.loss.astype(dtype)
        for (kind, tensor), value in moment.tensors().items():
            if kind != "loss":
                trace[f"forced/{before}/{kind}/{tensor}"] = value.astype(dtype)
    return trace


def verdict(task: Task, expectation: Expectation, claim: Claim, trace: dict[str, Array]) -> Parity:
    """`judge` on the reduced question: no conventions, no patches, nothing held out."""
    held_out = {name: np.asarray(a) for name, a in expectation.problem.data.held_out.items()}
    return judge(task, expectation, claim, trace, conventions=[], patches=[], held_out=held_out)


def assert_caught(expected: Expected, verdict: Parity) -> None:
    """The verdict is `wrong`, and its first divergence is where the fault was planted."""
    first = verdict.first_divergence
    assert first is not None, f"not caught: {verdict.status} {verdict.reason}"
    assert ("wrong", expected.problem) == (verdict.status, verdict.reason_code)
    assert (expected.kind, expected.step, expected.phase) == (first.kind, first.step, first.phase)
    assert first.tensor in expected.tensors


def central_difference(value: Callable[[], float], at: Array, step: float = 1e-6) -> Array:
    """d ``value()`` / d ``at``, by moving each element of ``at`` (float64) in place."""
    found = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        middle = at[place]
        at[place] = middle + step
        above = value()
        at[place] = middle - step
        below = value()
        at[place] = middle
        found[place] = (above - below) / (2 * step)
    return found


def generator() -> np.random.Generator:
    """Random numbers where any will do."""
    return np.random.default_rng(0)
