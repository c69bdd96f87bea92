"""The float64 oracle: training runs in NumPy, independent of every framework, and their bounds.

The law of tolerance, one for all cells (docs/parity.md): a tensor may deviate from the oracle by

    4 · max over 16 perturbed oracles of |perturbed − oracle|  +  8 ulp of its largest magnitude,

where a perturbed oracle computes in the *cell's* dtype and every parameter, gradient and slot of it
moves by a random ±1 ulp at every step. Free-running bounds perturb the whole run; teacher-forced
bounds perturb the one step that is made from the oracle's (rounded) state.
"""

import hashlib
import inspect
import json
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isograd.suite.contract import Array, Arrays, Dataset, Task

MEMBERS = 16
SPREAD = 4.0
ULPS = 8.0


@dataclass(frozen=True)
class Moment:
    """The state after ``step`` steps, with the loss and gradients of the last of them.

    ``loss`` is a scalar, or an array [phases] where a step has several losses.
    """

    step: int
    loss: Array
    parameters: Arrays
    gradients: Arrays
    slots: Arrays
    buffers: Arrays = field(default_factory=dict)
    loss_names: tuple[str, ...] = ("loss",)

    def losses(self) -> Arrays:
        """Each of the step's losses, a scalar array, by name."""
        values = np.reshape(self.loss, -1)
        return {n: np.asarray(v) for n, v in zip(self.loss_names, values, strict=True)}

    def tensors(self) -> dict[tuple[str, str], Array]:
        """All tensors by (kind, name)."""
        return {
            **{("loss", name): value for name, value in self.losses().items()},
            **{("parameter", name): value for name, value in self.parameters.items()},
            **{("gradient", name): value for name, value in self.gradients.items()},
            **{("slot", name): value for name, value in self.slots.items()},
            **{("buffer", name): value for name, value in self.buffers.items()},
        }


class Nudge:
    """Moves every element by a random ±1 ulp; exact zeros stay (they have no relative error)."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def __call__(self, value: Array) -> Array:
        bits = np.array(value, copy=True)
        integers: NDArray[Any] = bits.reshape(-1).view(f"i{bits.dtype.itemsize}")
        signs = np.unpackbits(np.frombuffer(self._rng.bytes(bits.size // 8 + 1), np.uint8))
        moves = signs[: bits.size].astype(integers.dtype) * 2 - 1
        # A float's bit pattern, read as an integer, grows by one per ulp away from zero.
        integers += np.where((integers << 1) == 0, 0, moves).astype(integers.dtype)
        return bits

    def all(self, values: Arrays) -> Arrays:
        return {name: self(value) for name, value in values.items()}


class Problem:
    """A task with its data drawn: the same numbers for every cell."""

    def __init__(self, task: Task) -> None:
        self.task = task
        rng = np.random.default_rng(task.seed)
        self.data: Dataset = task.dataset(rng)
        self.initial: Arrays = task.initial(rng)
        self.buffers: Arrays = task.buffers() if task.buffers is not None else {}

    def batch(self, step: int, dtype: Any) -> Arrays:
        """The arrays [batch, …] of step ``step`` (0 = the first), floats in ``dtype``."""
        rows = self.data.order[step % len(self.data.order)]
        return cast({name: values[rows] for name, values in self.data.train.items()}, dtype)

    def start(self, dtype: Any) -> Moment:
        parameters = cast(self.initial, dtype)
        slots = {
            f"{slot}/{name}": np.zeros_like(value)
            for slot in self.task.optimiser.slots
            for name, value in parameters.items()
        }
        buffers = cast(self.buffers, dtype)
        loss = np.full(len(self.task.phases) or (), np.nan, dtype)
        return Moment(0, loss, parameters, {}, slots, buffers, self.task.loss_names)

    def step(self, moment: Moment, use: Set[str], nudge: Nudge | None = None) -> Moment:
        """One training step in the dtype of ``moment``, with the conventions ``use``."""
        parameters, slots, buffers = moment.parameters, moment.slots, moment.buffers
        dtype = next(iter(parameters.values())).dtype
        if nudge is not None:
            parameters, slots = nudge.all(parameters), nudge.all(slots)
            buffers = nudge.all(buffers)
        batch = self.batch(moment.step, dtype)
        optimiser, losses = self.task.optimiser, []
        gradients: Arrays = {}
        for compute in self.task.passes():
            made = compute(parameters, buffers, batch, use)
            found = made.gradients if nudge is None else nudge.all(made.gradients)
            own = {name: value for name, value in parameters.items() if name in found}
            updated, kept = optimiser.update(own, found, slots, moment.step, use)
            parameters, slots = {**parameters, **updated}, {**slots, **kept}
            if "gradient-after-clipping" in use:
                found = optimiser.clipped(found, use)
            gradients.update(found)
            losses.append(np.asarray(made.loss))
            buffers = made.buffers
        if nudge is not None:
            parameters, slots = nudge.all(parameters), nudge.all(slots)
            buffers = nudge.all(buffers)
        loss = np.stack(losses) if self.task.phases else losses[0]
        names = self.task.loss_names
        return Moment(moment.step + 1, loss, parameters, gradients, slots, buffers, names)

    def run(
        self, dtype: Any, use: Set[str], steps: int, nudge: Nudge | None = None
    ) -> Iterator[Moment]:
        """Moments 0 … steps of a free run from the initial weights, one after the other."""
        moment = self.start(dtype)
        yield moment
        for _ in range(steps):
            moment = self.step(moment, use, nudge)
            yield moment

    def outputs(self, moment: Moment, use: Set[str] = frozenset()) -> Arrays:
        """What the state predicts for the held-out part, in evaluation mode; {} for no task."""
        if self.task.predict is None:
            return {}
        dtype = next(iter(moment.parameters.values())).dtype
        arrays = {name: self.data.held_out[name] for name in self.task.predict_from}
        parameters, buffers = moment.parameters, moment.buffers
        return self.task.infer(parameters, buffers, cast(arrays, dtype), use, moment.step)

    @cached_property
    def sha256(self) -> str:
        """Hash of everything that the oracle's numbers depend on."""
        digest = hashlib.sha256()
        for part in (self.task.dataset, type(self.task.optimiser), Problem, Nudge):
            file = inspect.getsourcefile(part)
            digest.update(Path(file).read_bytes() if file else b"")
        digest.update(repr((self.task.seed, self.task.optimiser, np.__version__)).encode())
        drawn = {**self.data.train, **self.data.held_out, **self.initial, **self.buffers}
        for name, value in sorted(drawn.items()):
            digest.update(name.encode() + np.ascontiguousarray(value).tobytes())
        digest.update(self.data.order.tobytes())
        return digest.hexdigest()


def cast(values: Arrays, dtype: Any) -> Arrays:
    """Floating arrays to ``dtype``; integers as they are."""
    return {
        name: value.astype(dtype) if value.dtype.kind == "f" else value
        for name, value in values.items()
    }


FORCED_BYTES = 64_000_000  # of the states that one cell is sent to start forced steps from


def forced_steps(steps: int, state_bytes: int = 0) -> list[int]:
    """The steps that are teacher-forced: all of them while their states fit `FORCED_BYTES`, else
    first, last and evenly spread ones between. Values are “steps done before”."""
    most = max(2, FORCED_BYTES // max(1, state_bytes))
    if steps <= most:
        return list(range(steps))
    return sorted({round(k) for k in np.linspace(0, steps - 1, most)})


Key = tuple[str, int, str, str]  # phase, step after which it is read, kind, tensor


class Expectation:
    """What a cell must show: the oracle's tensors and how far it may be from each.

    ``dtype`` is the cell's, ``use`` the conventions that it declares. The oracle itself is float64
    throughout; teacher-forced expectations start from its states rounded to ``dtype``, since those
    are the states that the cell is given.
    """

    def __init__(
        self, problem: Problem, dtype: str, use: Set[str], steps: int, folder: Path | None = None
    ) -> None:
        self.problem, self.dtype, self.use, self.steps = problem, np.dtype(dtype), use, steps
        start = problem.start(np.float64)
        state = [*start.parameters.values(), *start.slots.values(), *start.buffers.values()]
        self.forced = forced_steps(steps, sum(value.nbytes for value in state))
        self.marks = sorted({1, min(2, steps), steps})  # where whole states are compared
        kept = {0, *self.marks, *self.forced}
        self.moments: dict[int, Moment] = {}
        losses = []
        for moment in problem.run(np.float64, use, steps):
            losses.append(np.asarray(moment.loss, np.float64))
            if moment.step in kept:
                self.moments[moment.step] = moment
        self.losses = np.array(losses[1:])  # [steps], or [steps, phases]
        self.outputs = problem.outputs(self.moments[steps], use)
        self._folder = folder

    def rounded(self, step: int) -> Moment:
        """The oracle's state after ``step`` steps as the cell receives it."""
        moment = self.moments[step]
        return Moment(
            step,
            moment.loss,
            cast(moment.parameters, self.dtype),
            {},
            cast(moment.slots, self.dtype),
            cast(moment.buffers, self.dtype),
        )

    def forced_moment(self, step: int) -> Moment:
        """float64 result of one step from the rounded state after ``step`` steps."""
        given = self.rounded(step)
        exact = Moment(
            step,
            given.loss,
            cast(given.parameters, np.float64),
            {},
            cast(given.slots, np.float64),
            cast(given.buffers, np.float64),
        )
        return self.problem.step(exact, self.use)

    def running_mean(self) -> NDArray[np.float64]:
        """Mean of the losses so far, as a metric that averages over an epoch shows it."""
        count = np.arange(1, self.steps + 1)
        return np.asarray((np.cumsum(self.losses, axis=0).T / count).T, dtype=np.float64)

    # --- bounds -----------------------------------------------------------------------------

    @cached_property
    def spread(self) -> dict[Key, float]:
        """max |perturbed − oracle| over the 16 members for every tensor that is compared."""
        cached = self._read()
        if cached is not None:
            return cached
        found: dict[Key, float] = {}
        exact = {step: self.forced_moment(step) for step in self.forced}
        for member in range(MEMBERS):
            nudge = Nudge(member)
            losses = []
            for free in self.problem.run(self.dtype, self.use, self.steps, nudge):
                losses.append(free.loss)
                if free.step in self.marks:
                    _widen(found, "free", free, self.moments[free.step])
                elif free.step:
                    base = np.reshape(self.losses[free.step - 1], -1)
                    for (name, value), exactly in zip(free.losses().items(), base, strict=True):
                        key = ("free", free.step, "loss", name)
                        found[key] = max(found.get(key, 0.0), abs(float(value) - float(exactly)))
            for name, value in self.problem.outputs(free, self.use).items():
                key = ("free", self.steps, "output", name)
                found[key] = max(found.get(key, 0.0), _distance(value, self.outputs[name]))
            self._widen_running_mean(found, losses, nudge)
            for step in self.forced:
                made = self.problem.step(self.rounded(step), self.use, nudge)
                _widen(found, "forced", made, exact[step])
        self._write(found)
        return found

    def _widen_running_mean(
        self, found: dict[Key, float], losses: list[Array], nudge: Nudge
    ) -> None:
        # The metric accumulates a sum in the cell's dtype: perturb that sum likewise.
        names = self.mean_names()
        total = np.zeros(len(names), self.dtype)
        for step, mean in enumerate(self.running_mean(), start=1):
            total = nudge(total + losses[step])
            for name, summed, exactly in zip(names, total, np.reshape(mean, -1), strict=True):
                key = ("free", step, "loss", name)
                gap = abs(float(summed) / step - float(exactly))
                found[key] = max(found.get(key, 0.0), gap)

    def mean_names(self) -> tuple[str, ...]:
        """Of the running means, as verdicts name them."""
        phases = self.problem.task.phases
        return tuple(f"running-mean {phase.name}" for phase in phases) or ("running-mean",)

    def bound(self, key: Key, expected: Array, magnitude: float | None = None) -> float:
        """The largest allowed |cell − oracle|. ``magnitude`` replaces the tensor's own largest
        one where the value was made by subtracting numbers of that size."""
        largest = float(np.max(np.abs(expected), initial=0.0)) if magnitude is None else magnitude
        return SPREAD * self.spread[key] + ULPS * float(np.spacing(self.dtype.type(largest)))

    def _file(self) -> Path | None:
        if self._folder is None:
            return None
        key = (self.problem.sha256, self.dtype.name, sorted(self.use), self.steps)
        name = hashlib.sha256(repr((key, MEMBERS, self.forced)).encode()).hexdigest()[:24]
        return self._folder / f"{name}.json"

    def _read(self) -> dict[Key, float] | None:
        file = self._file()
        if file is None or not file.exists():
            return None
        try:
            rows: Iterable[Any] = json.loads(file.read_text("utf-8"))
            return {(p, int(t), kind, name): float(value) for p, t, kind, name, value in rows}
        except (OSError, ValueError):
            return None  # a damaged cache entry is made anew

    def _write(self, found: dict[Key, float]) -> None:
        file = self._file()
        if file is None:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        from tempfile import NamedTemporaryFile

        with NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as part:
            json.dump([[*key, value] for key, value in found.items()], part)
        Path(part.name).replace(file)


def _distance(value: Array, base: Array) -> float:
    return float(np.max(np.abs(value.astype(np.float64) - base), initial=0.0))


def _widen(found: dict[Key, float], phase: str, made: Moment, base: Moment) -> None:
    expected = base.tensors()
    for (kind, name), value in made.tensors().items():
        key = (phase, made.step, kind, name)
        gap = _distance(value, expected[kind, name])
        found[key] = max(found.get(key, 0.0), gap)
