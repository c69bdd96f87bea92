"""What seeded faults are made of: wrappers around a stepwise program, see `faults.py`."""

from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, Mapping, Sequence, Tuple

import numpy as np

from .adapter import Arrays, State, StepProgram

MIDDLE = 3  # the step (1 is the first) of the faults that strike once, inside the run


@dataclass(frozen=True)
class Site:
    """Where a fault is planted: what it must know of the cell."""

    optimiser: Mapping[str, Any]
    parameters: Arrays  # the initial ones, canonical
    steps: int
    batch: Callable[[int], Arrays]  # host arrays of a step, 0 is the first

    @property
    def kernel(self) -> str:
        """The largest parameter; the first of several."""
        return max(self.parameters, key=lambda name: self.parameters[name].size)

    @property
    def bias(self) -> str:
        """The last parameter of one dimension."""
        return [name for name, value in self.parameters.items() if value.ndim == 1][-1]

    @property
    def slot(self) -> str:
        """The last slot of the kernel."""
        return f"{self.optimiser['slots'][-1]}/{self.kernel}"


@dataclass(frozen=True)
class Expected:
    """The first divergence that the gate must name; ``tensors`` are the possible ones."""

    kind: str
    tensors: Tuple[str, ...]
    step: int
    phase: str
    problem: str


class Faulty(StepProgram):
    """Forwards everything to the honest program; a fault overrides what it spoils.

    ``count`` is the number of steps done, in the free run and in forced steps alike.
    """

    def __init__(self, honest: StepProgram, site: Site) -> None:
        self._honest = honest
        self._site = site
        self.count = 0
        self.compiled_scope = honest.compiled_scope
        self.gradient = honest.gradient

    def build(self) -> None:
        self._honest.build()

    def load(self, state: State) -> None:
        self.count = state.count
        self._honest.load(state)

    def read(self) -> State:
        return self._honest.read()

    def put(self, batch: Arrays) -> Any:
        return self._honest.put(batch)

    def step(self, batch: Any) -> Any:
        outputs = self._honest.step(batch)
        self.count += 1
        return outputs

    def wait(self, outputs: Any) -> None:
        self._honest.wait(outputs)

    def loss(self, outputs: Any) -> np.ndarray:
        return self._honest.loss(outputs)

    def gradients(self, batch: Any) -> Arrays:
        return self._honest.gradients(batch)

    def predict(self, arrays: Arrays) -> Sequence[np.ndarray]:
        return self._honest.predict(arrays)

    def snapshot(self) -> State:
        """The honest program's state, copied, with the step count that not every adapter reads."""
        state = self._honest.read()
        return State(
            parameters=copied(state.parameters),
            slots=copied(state.slots),
            buffers=copied(state.buffers),
            count=self.count,
        )


class Rewritten(Faulty):
    """Makes every step honestly and then loads the state that a faulty step would have left.

    The faulty update is the honest one plus the difference of two NumPy updates, so that it keeps
    whatever conventions the framework's own optimiser has. Unspoilt, it changes nothing.
    """

    def __init__(self, honest: StepProgram, site: Site) -> None:
        super().__init__(honest, site)
        self.previous: Arrays = {}  # honest gradients of the step before
        self.total: Arrays = {}  # sum of the honest gradients of all steps before
        self._shown: Arrays = {}

    def optimiser(self) -> Mapping[str, Any]:
        """The optimiser that makes the faulty update."""
        return self._site.optimiser

    def spoil_gradients(self, gradients: Arrays, step: int) -> Arrays:
        """What the faulty step ``step`` (1 is the first) takes for its gradients, and shows."""
        return gradients

    def spoil_state(self, before: State, after: State, step: int) -> State:
        """What the faulty step leaves, given what its update would have left."""
        return after

    def gradients(self, batch: Any) -> Arrays:
        if self.gradient == "recomputed":
            return self.spoil_gradients(copied(self._honest.gradients(batch)), self.count + 1)
        return self._shown

    def step(self, batch: Any) -> Any:
        before = self.snapshot()
        recomputed = self.gradient == "recomputed"
        gradients = copied(self._honest.gradients(batch)) if recomputed else {}
        outputs = super().step(batch)
        self._honest.wait(outputs)
        if not recomputed:
            gradients = copied(self._honest.gradients(batch))
        after = self.snapshot()
        self._shown = self.spoil_gradients(gradients, self.count)
        right = updated(self._site.optimiser, before, gradients)
        wrong = updated(self.optimiser(), before, self._shown)
        after.parameters = _moved(after.parameters, right.parameters, wrong.parameters)
        after.slots = _moved(after.slots, right.slots, wrong.slots)
        self._honest.load(self.spoil_state(before, after, self.count))
        if before.count == 0:
            self.total = {name: np.zeros_like(value) for name, value in gradients.items()}
        self.total = {name: self.total[name] + value for name, value in gradients.items()}
        self.previous = gradients
        return outputs


def copied(values: Arrays) -> Arrays:
    """Copies: frameworks may hand out a view of memory that the next step overwrites."""
    return {name: np.array(value) for name, value in values.items()}


def through_float32(state: State) -> State:
    """Parameters rounded to float32, in the dtype that they had."""
    rounded = {
        name: value.astype(np.float32).astype(value.dtype)
        for name, value in state.parameters.items()
    }
    return replace(state, parameters=rounded)


def _moved(after: Arrays, right: Arrays, wrong: Arrays) -> Arrays:
    return {name: value + (wrong[name] - right[name]) for name, value in after.items()}


def updated(optimiser: Mapping[str, Any], before: State, gradients: Arrays) -> State:
    """One update in NumPy, right or wrong.

    Besides a task's hyper-parameters ``optimiser`` may hold ``decay`` (decoupled weight decay),
    ``corrected`` (False: no bias correction) and ``hat`` (True: ε before the correction).
    """
    rate = optimiser["learning_rate"]
    after = State(parameters={}, buffers=before.buffers, count=before.count + 1)
    for name, value in before.parameters.items():
        number = value.dtype.type
        gradient = gradients[name]
        direction = gradient
        if optimiser["kind"] == "adam":
            direction = _adam(optimiser, before, after, name, gradient)
        decay = value * number(optimiser.get("decay", 0.0))
        after.parameters[name] = value - number(rate) * (direction + decay)
    return after


def _adam(
    optimiser: Mapping[str, Any], before: State, after: State, name: str, gradient: np.ndarray
) -> np.ndarray:
    """Adam's direction; writes the new slots into ``after``."""
    number = gradient.dtype.type
    powers: Dict[str, float] = {}
    for slot, factor, moment in (("m", "beta_1", gradient), ("v", "beta_2", gradient * gradient)):
        beta = optimiser[factor]
        old = before.slots[f"{slot}/{name}"]
        after.slots[f"{slot}/{name}"] = number(beta) * old + number(1 - beta) * moment
        powers[slot] = beta**after.count if optimiser.get("corrected", True) else 0.0
    m, v = after.slots[f"m/{name}"], after.slots[f"v/{name}"]
    epsilon = number(optimiser["epsilon"])
    first, second = number(1 - powers["m"]), number(1 - powers["v"])
    if optimiser.get("hat", False):
        return np.asarray(np.sqrt(second) / first * m / (np.sqrt(v) + epsilon))
    return np.asarray((m / first) / (np.sqrt(v / second) + epsilon))
