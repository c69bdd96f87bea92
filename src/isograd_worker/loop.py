"""Proof and measurement of one cell, in terms of the adapter contract alone."""

import copy
import hashlib
from pathlib import Path
from types import ModuleType
from typing import Any, Dict, List, Optional, Tuple, Union

import numpy as np

from . import adapter as contract
from . import clock, machine, protocol
from .adapter import Adapter, Arrays, State, StepProgram, WholeRunProgram

Program = Union[StepProgram, WholeRunProgram]


class Inputs:
    """The ``.npz`` of a cell: ``init/<parameter>``, ``buffer/<name>``, ``data/<name>``,
    ``held_out/<name>``, ``order``.

    Floating arrays are cast to the cell's dtype; their values are float32-representable, so both
    dtypes start from the same numbers. ``order`` is int64 [steps, batch].
    """

    def __init__(self, path: str, dtype: np.dtype, batch: int = 0) -> None:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: _cast(archive[name], dtype) for name in archive.files}
        self.initial = State(
            parameters=_under(arrays, "init/"), buffers=_under(arrays, "buffer/"), count=0
        )
        self.data = _under(arrays, "data/")
        self.held_out = _under(arrays, "held_out/")
        self.order = arrays["order"]
        if batch:
            self.order = _regrouped(self.order, batch)

    @property
    def size(self) -> int:
        """Examples of a batch."""
        return int(self.order.shape[1])

    def with_batch(self, batch: int) -> "Inputs":
        """The same examples in the same order, ``batch`` a step."""
        other = copy.copy(self)
        other.order = _regrouped(self.order, batch)
        return other

    def batch(self, step: int) -> Arrays:
        """Arrays [batch, …] of step ``step``; the order repeats where a run is longer."""
        rows = self.order[step % len(self.order)]
        return {name: np.ascontiguousarray(values[rows]) for name, values in self.data.items()}

    def batches(self, steps: int) -> Arrays:
        """Arrays [steps, batch, …]."""
        rows = self.order[np.arange(steps) % len(self.order)]
        return {name: np.ascontiguousarray(values[rows]) for name, values in self.data.items()}


def _regrouped(order: np.ndarray, batch: int) -> np.ndarray:
    """The stream of examples cut into batches of another size, as many steps as before; it begins
    anew where it is too short."""
    return np.resize(order, (len(order), batch))


def _cast(value: np.ndarray, dtype: np.dtype) -> np.ndarray:
    return value.astype(dtype) if value.dtype.kind == "f" else value


def _under(arrays: Dict[str, np.ndarray], prefix: str) -> Arrays:
    return {name[len(prefix) :]: a for name, a in arrays.items() if name.startswith(prefix)}


class Trace:
    """What a proof saw, as flat ``.npz`` names: ``free/<t>/parameter/dense.kernel`` …"""

    def __init__(self) -> None:
        self.arrays: Dict[str, np.ndarray] = {}

    def put(self, name: str, value: Any) -> None:
        # A copy: frameworks may hand out a view of memory that the next step overwrites.
        self.arrays[name] = np.array(value)

    def state(self, prefix: str, state: State) -> None:
        for kind in ("parameter", "slot", "buffer"):
            for name, value in getattr(state, kind + "s").items():
                self.put(f"{prefix}/{kind}/{name}", value)

    def gradients(self, prefix: str, gradients: Arrays) -> None:
        for name, value in gradients.items():
            self.put(f"{prefix}/gradient/{name}", value)

    def write(self, path: str) -> None:
        np.savez(path, **self.arrays)  # type: ignore[arg-type]


def open_program(adapter: Adapter, cell: protocol.Cell) -> Tuple[Program, ModuleType]:
    module = contract.load_source(cell.source, cell.width)
    return adapter.open(cell, module), module


def callable_sha256(adapter: Adapter, cell: protocol.Cell) -> str:
    """Hash of all that decides what is called: shown source, mode, adapter and these loops.

    Proof and measurement compute it each in their own process; the host wants them equal.
    """
    digest = hashlib.sha256()
    here = Path(__file__).parent
    beside = sorted(Path(adapter.asked.adapter).parent.glob("*.py"))  # and the adapter itself
    for path in [Path(cell.source), *beside, here / "adapter.py", here / "width.py"]:
        digest.update(path.read_bytes())
    asked = adapter.asked
    choice = [asked.framework, asked.backend, cell.mode, cell.width, sorted(cell.names)]
    digest.update(repr(choice).encode())
    digest.update(repr(sorted(cell.options.items())).encode())
    return digest.hexdigest()


# --- proof ----------------------------------------------------------------------------------


def prove(adapter: Adapter, request: protocol.Prove) -> protocol.Proved:
    for name in request.patches:
        adapter.patch(name)
    inputs = Inputs(request.cell.inputs, adapter.dtype)
    program, _ = open_program(adapter, request.cell)
    if request.fault:
        from . import faults, spoiling

        optimiser, initial = request.cell.optimiser, inputs.initial.parameters
        site = spoiling.Site(optimiser, initial, request.steps, inputs.batch)
        program = faults.plant(request.fault, program, site)
    trace = Trace()
    forced: List[int] = []
    if isinstance(program, StepProgram):
        _prove_free(program, inputs, request.steps, request.cell.outputs, trace)
        if request.forced:
            forced = _prove_forced(program, inputs, request.forced, adapter.dtype, trace)
        gradient, loss = program.gradient, "per-step"
    else:
        _prove_whole(program, inputs, request.steps, request.cell.outputs, trace)
        gradient, loss = "inferred", program.loss_form
    trace.write(request.trace)
    return protocol.Proved(
        trace=request.trace,
        callable_sha256=callable_sha256(adapter, request.cell),
        gradient=gradient,
        loss=loss,
        compiled_scope=program.compiled_scope,
        steps=request.steps,
        forced_steps=forced,
        patches=list(request.patches),
    )


def _one_step(program: StepProgram, batch: Any) -> Tuple[np.ndarray, Arrays]:
    """Loss and gradients of one step, which is made."""
    before = program.gradients(batch) if program.gradient == "recomputed" else None
    outputs = program.step(batch)
    program.wait(outputs)
    after = before if before is not None else program.gradients(batch)
    return program.loss(outputs), after


def _prove_free(
    program: StepProgram, inputs: Inputs, steps: int, outputs_of: List[str], trace: Trace
) -> None:
    program.build()
    program.load(inputs.initial)
    losses = []
    for t in range(1, steps + 1):
        batch = program.put(inputs.batch(t - 1))
        if t in (1, steps):
            loss, gradients = _one_step(program, batch)
            trace.gradients(f"free/{t}", gradients)
            trace.state(f"free/{t}", program.read())
        else:
            outputs = program.step(batch)
            program.wait(outputs)
            loss = program.loss(outputs)
        losses.append(np.array(loss))
    trace.put("free/loss", np.stack(losses))
    _predict(program, inputs, outputs_of, trace)


def _predict(program: Program, inputs: Inputs, names: List[str], trace: Trace) -> None:
    """What the trained cell predicts for the held-out part, by the source's own `predict`."""
    if names:
        for name, value in zip(names, program.predict(inputs.held_out)):
            trace.put(f"final/output/{name}", value)


def _prove_forced(
    program: StepProgram, inputs: Inputs, path: str, dtype: np.dtype, trace: Trace
) -> List[int]:
    """From the oracle's state after t steps, make step t + 1; for every t in the file."""
    steps = []
    with np.load(path, allow_pickle=False) as archive:
        for t in archive["steps"].tolist():
            state = State(count=int(t), parameters={}, slots={}, buffers={})
            for kind in ("parameter", "slot", "buffer"):
                prefix = f"{t}/{kind}/"
                values = {
                    name[len(prefix) :]: _cast(archive[name], dtype)
                    for name in archive.files
                    if name.startswith(prefix)
                }
                getattr(state, kind + "s").update(values)
            program.load(state)
            batch = program.put(inputs.batch(t))
            loss, gradients = _one_step(program, batch)
            trace.put(f"forced/{t}/loss", loss)
            trace.gradients(f"forced/{t}", gradients)
            trace.state(f"forced/{t}", program.read())
            steps.append(int(t))
    return steps


def _prove_whole(
    program: WholeRunProgram, inputs: Inputs, steps: int, outputs_of: List[str], trace: Trace
) -> None:
    for t in sorted({1, min(2, steps), steps}):
        program.build()
        program.load(inputs.initial)
        outputs = program.run(program.put(inputs.batches(t)))
        program.wait(outputs)
        trace.put(f"free/{t}/loss", program.losses(outputs))
        trace.state(f"free/{t}", program.read())
    trace.put("free/loss", program.losses(outputs))
    _predict(program, inputs, outputs_of, trace)
    program.build()
    program.load(inputs.initial)
    trace.gradients("free/1", program.sgd_displacement(program.put(inputs.batches(1))))


# --- measurement ----------------------------------------------------------------------------


class Measurement:
    """One opened cell of a timing launch."""

    def __init__(self, adapter: Adapter, request: protocol.Open) -> None:
        self._adapter = adapter
        self._cell = request.cell
        self._inputs = Inputs(request.cell.inputs, adapter.dtype, request.batch)
        self._program, _ = open_program(adapter, request.cell)
        self._done = 0
        self._steps = request.steps

    def open(self) -> protocol.Opened:
        program = self._program

        def build() -> None:
            program.build()
            program.load(self._inputs.initial)

        build_ns, _ = clock.timed(build, lambda _: None)
        if isinstance(program, StepProgram):
            batch = program.put(self._inputs.batch(0))
            first_ns, _ = clock.timed(lambda: program.step(batch), program.wait)
        else:
            # The first call of a whole run is timed over the same number of steps as the rounds,
            # so that it traces and compiles the very program that they repeat.
            batches = program.put(self._inputs.batches(self._steps))
            first_ns, _ = clock.timed(lambda: program.run(batches), program.wait)
        self._done = 1
        held = program.read().parameters
        return protocol.Opened(
            build_ns=build_ns,
            first_step_ns=first_ns,
            callable_sha256=callable_sha256(self._adapter, self._cell),
            traces=program.traces(),
            parameters=sum(int(value.size) for value in held.values()),
        )

    def round(self, request: protocol.Round) -> protocol.Rounded:
        """One block; `UnsupportedError` for a kind that this program cannot have."""
        program = self._program
        if isinstance(program, StepProgram):
            made = self._stepwise(program, request)
        else:
            made = self._whole(program, request)
        self._done += request.steps
        return protocol.Rounded(
            step_ns=made.step_ns,
            cpu_ns=made.cpu_ns,
            wall_ns=made.wall_ns,
            traces=program.traces(),
            switches=made.switches,
        )

    def _stepwise(self, program: StepProgram, request: protocol.Round) -> clock.Block:
        hosts = [self._inputs.batch(self._done + k) for k in range(request.steps)]
        limit = request.limit_ns
        if request.kind == "feed":
            fresh = (program.put(host) for host in hosts)
            return clock.fed(program.step, program.wait, fresh, request.steps, limit)
        if request.kind == "pipeline":
            rows = {name: np.concatenate([host[name] for host in hosts]) for name in hosts[0]}
            batches = iter(program.pipeline(rows, self._inputs.size))
            return clock.fed(program.step, program.wait, batches, request.steps, limit)
        ready = [program.put(host) for host in hosts]
        if request.kind == "throughput":
            return clock.block(program.step, program.wait, ready)
        return clock.steps(program.step, program.wait, ready, limit)

    def _whole(self, program: WholeRunProgram, request: protocol.Round) -> clock.Block:
        host = self._inputs.batches(self._steps)
        if request.kind == "pipeline":
            raise contract.UnsupportedError("a whole run takes all of its data at once")
        if request.kind == "feed":
            made = clock.steps(lambda given: program.run(program.put(given)), program.wait, [host])
        else:
            # Data in place; steps inside a run cannot be waited for one by one.
            made = clock.steps(program.run, program.wait, [program.put(host)])
        made.step_ns = [round(made.step_ns[0] / self._steps)]
        return made

    def reshape(self) -> protocol.Reshaped:
        """Two steps, or whole runs, with half the examples a batch."""
        program = self._program
        half = max(1, self._inputs.size // 2)
        inputs = self._inputs.with_batch(half)
        if isinstance(program, StepProgram):
            given = [program.put(inputs.batch(k)) for k in range(2)]
            call: Any = program.step
        else:
            given = [program.put(inputs.batches(self._steps)) for _ in range(2)]
            call = program.run
        first, _ = clock.timed(lambda: call(given[0]), program.wait)
        second, _ = clock.timed(lambda: call(given[1]), program.wait)
        return protocol.Reshaped(half, first, second, program.traces())


def article(adapter: Adapter, request: protocol.Article) -> protocol.ArticleDone:
    """The free-running variant: the shown source draws its own initial weights and batches.

    ``module.batches(steps, seed)`` yields what `StepProgram.step` takes, one batch a step, or
    returns what `WholeRunProgram.run` takes.
    """
    program, module = open_program(adapter, request.cell)
    program.build()
    if isinstance(program, StepProgram):
        losses = []
        for batch in module.batches(request.steps, request.seed):
            outputs = program.step(batch)
            program.wait(outputs)
            losses.append(float(program.loss(outputs)))
    else:
        outputs = program.run(module.batches(request.steps, request.seed))
        program.wait(outputs)
        losses = [float(value) for value in program.losses(outputs)]
    parameters = program.read().parameters
    return protocol.ArticleDone(
        parameters={name: np.ravel(value).tolist() for name, value in parameters.items()},
        losses=losses,
        callable_sha256=callable_sha256(adapter, request.cell),
    )


def memory(adapter: Adapter, base_bytes: Optional[int]) -> protocol.MemoryUsed:
    pss, uss = machine.shared_sizes()
    return protocol.MemoryUsed(
        peak_bytes=machine.peak_bytes(),
        base_bytes=base_bytes or 0,
        pss_bytes=pss,
        uss_bytes=uss,
        framework_peak_bytes=adapter.peak_bytes(),
    )
