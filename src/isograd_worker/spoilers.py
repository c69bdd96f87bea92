"""What each seeded fault spoils, as wrappers around a stepwise program; see `faults.py`."""

from dataclasses import replace
from typing import Any, Callable, Mapping

import numpy as np

from .adapter import Arrays, State, StepProgram
from .spoiling import MIDDLE, Faulty, Rewritten, Site, through_float32

# --- the optimiser is not the one that was asked for ------------------------------------------


class WrongOptimiser(Rewritten):
    """The update is made with other hyper-parameters: ``change(optimiser)`` gives them."""

    def __init__(self, honest: StepProgram, site: Site, change: Callable[..., Any]) -> None:
        super().__init__(honest, site)
        self._optimiser = {**site.optimiser, **change(site.optimiser)}

    def optimiser(self) -> Mapping[str, Any]:
        return self._optimiser


class LateCount(Faulty):
    """The step count is one ahead, hence Adam's bias correction too small."""

    def load(self, state: State) -> None:
        super().load(state)
        self._honest.load(replace(state, count=state.count + 1))


# --- the gradient is wrong ----------------------------------------------------------------------


class Summed(Rewritten):
    """The loss is summed over the examples instead of averaged."""

    def _examples(self) -> int:
        return len(next(iter(self._site.batch(0).values())))

    def loss(self, outputs: Any) -> np.ndarray:
        value = super().loss(outputs)
        return np.asarray(value * value.dtype.type(self._examples()))

    def spoil_gradients(self, gradients: Arrays, step: int) -> Arrays:
        return {
            name: value * value.dtype.type(self._examples()) for name, value in gradients.items()
        }


class Divided(Rewritten):
    """The mean's divisor is off by 1e-3: 31.999 for 32."""

    def spoil_gradients(self, gradients: Arrays, step: int) -> Arrays:
        examples = len(next(iter(self._site.batch(0).values())))
        return {
            name: value * value.dtype.type(examples / (examples - 1e-3))
            for name, value in gradients.items()
        }


class Stale(Rewritten):
    """One step in the middle applies the gradient of the step before it."""

    def spoil_gradients(self, gradients: Arrays, step: int) -> Arrays:
        return self.previous if step == MIDDLE else gradients


class Accumulated(Rewritten):
    """Gradients are never reset: each step adds its own to those of all steps before."""

    def spoil_gradients(self, gradients: Arrays, step: int) -> Arrays:
        if step == 1:
            return gradients
        return {name: value + self.total[name] for name, value in gradients.items()}


class GradientThroughFloat32(Rewritten):
    """Gradients pass through float32 and come back labelled with the cell's dtype."""

    def spoil_gradients(self, gradients: Arrays, step: int) -> Arrays:
        return {
            name: value.astype(np.float32).astype(value.dtype) for name, value in gradients.items()
        }


class OneElement(Rewritten):
    """One element of the kernel's gradient, its largest, is spoilt at a step in the middle."""

    def __init__(self, honest: StepProgram, site: Site, factor: float) -> None:
        super().__init__(honest, site)
        self._factor = factor

    def spoil_gradients(self, gradients: Arrays, step: int) -> Arrays:
        if step != MIDDLE:
            return gradients
        kernel = np.array(gradients[self._site.kernel], order="C")
        kernel.reshape(-1)[np.argmax(np.abs(kernel))] *= self._factor
        return {**gradients, self._site.kernel: kernel}


# --- the state is wrong -------------------------------------------------------------------------


class FrozenParameter(Rewritten):
    """One bias is not among what the optimiser updates."""

    def spoil_state(self, before: State, after: State, step: int) -> State:
        name = self._site.bias
        return replace(after, parameters={**after.parameters, name: before.parameters[name]})


class FrozenSlot(Rewritten):
    """One slot is read by every update but never written."""

    def spoil_state(self, before: State, after: State, step: int) -> State:
        name = self._site.slot
        return replace(after, slots={**after.slots, name: before.slots[name]})


class UpdatedTwice(Rewritten):
    """One parameter moves twice at a step in the middle."""

    once = False  # only the first time, which is the free run's: forced steps never see it

    def spoil_state(self, before: State, after: State, step: int) -> State:
        if step != MIDDLE or getattr(self, "_done", False):
            return after
        self._done = self.once
        name = self._site.kernel
        twice = after.parameters[name] + (after.parameters[name] - before.parameters[name])
        return replace(after, parameters={**after.parameters, name: twice})


class UpdatedTwiceOnce(UpdatedTwice):
    once = True


class LastStepDropped(Rewritten):
    """The last step shows its loss and gradients but changes nothing."""

    def spoil_state(self, before: State, after: State, step: int) -> State:
        return before if step == self._site.steps else after


class StoredInFloat32(Rewritten):
    """Parameters pass through float32 after every update."""

    def spoil_state(self, before: State, after: State, step: int) -> State:
        return through_float32(after)


class ComputedInFloat32(Faulty):
    """The forward pass takes the parameters through float32."""

    def step(self, batch: Any) -> Any:
        self._honest.load(through_float32(self.snapshot()))
        return super().step(batch)


class LoadIgnored(Faulty):
    """Only the first state is taken: the program goes on from where it is ever after."""

    _loaded = False

    def load(self, state: State) -> None:
        self.count = state.count
        if not self._loaded:
            self._honest.load(state)
        self._loaded = True


class TransposedKernel(Faulty):
    """The kernel is reshaped where it should be transposed, when loaded and when read."""

    def load(self, state: State) -> None:
        name = self._site.kernel
        value = state.parameters[name]
        spoilt = np.ascontiguousarray(value.T).reshape(value.shape)
        super().load(replace(state, parameters={**state.parameters, name: spoilt}))

    def read(self) -> State:
        state = super().read()
        name = self._site.kernel
        value = state.parameters[name]
        back = np.ascontiguousarray(value).reshape(value.shape[::-1]).T
        return replace(state, parameters={**state.parameters, name: back})


# --- the data are wrong -------------------------------------------------------------------------


class OtherBatch(Faulty):
    """``choose(site, step)`` gives the batch of step ``step`` (0 is the first)."""

    def __init__(
        self, honest: StepProgram, site: Site, choose: Callable[[Site, int], Arrays]
    ) -> None:
        super().__init__(honest, site)
        self._choose = choose

    def put(self, batch: Arrays) -> Any:
        return self._honest.put(self._choose(self._site, self.count))


def off_by_one(site: Site, step: int) -> Arrays:
    return site.batch(step + 1)


def exchanged(site: Site, step: int) -> Arrays:
    return site.batch({1: 2, 2: 1}.get(step, step))


def shuffled(site: Site, step: int) -> Arrays:
    """A random half of this batch and the next."""
    here, there = site.batch(step), site.batch(step + 1)
    count = len(next(iter(here.values())))
    rows = np.random.default_rng(step).permutation(2 * count)[:count]
    return {name: np.concatenate([here[name], there[name]])[rows] for name in here}


def repeated(site: Site, step: int) -> Arrays:
    """The first example again in the place of the last."""
    batch = site.batch(step)
    return {name: np.concatenate([value[:-1], value[:1]]) for name, value in batch.items()}


def mispaired(site: Site, step: int) -> Arrays:
    """Each target belongs to the example before it."""
    batch = site.batch(step)
    last = list(batch)[-1]
    return {**batch, last: np.roll(batch[last], 1, axis=0)}


def permuted(site: Site, step: int) -> Arrays:
    """The same examples in another order: a mean does not see it."""
    batch = site.batch(step)
    rows = np.random.default_rng(step).permutation(len(next(iter(batch.values()))))
    return {name: value[rows] for name, value in batch.items()}


# --- what is shown is wrong ---------------------------------------------------------------------


class LossAfterUpdate(Faulty):
    """The loss is that of the updated parameters."""

    def step(self, batch: Any) -> Any:
        self._batch = batch
        return super().step(batch)

    def loss(self, outputs: Any) -> np.ndarray:
        state = self.snapshot()
        again = self._honest.step(self._batch)
        self._honest.wait(again)
        value = np.array(self._honest.loss(again))
        self._honest.load(state)
        return value


class ReadOtherwise(Faulty):
    """``change(state, site)`` is what is shown of the state."""

    def __init__(
        self, honest: StepProgram, site: Site, change: Callable[[State, Site], State]
    ) -> None:
        super().__init__(honest, site)
        self._change = change

    def read(self) -> State:
        return self._change(super().read(), self._site)


def other_dtype(state: State, site: Site) -> State:
    value = state.parameters[site.kernel]
    other = np.float32 if value.dtype == np.float64 else np.float64
    return replace(state, parameters={**state.parameters, site.kernel: value.astype(other)})


def other_shape(state: State, site: Site) -> State:
    value = state.parameters[site.bias]
    return replace(state, parameters={**state.parameters, site.bias: value[np.newaxis]})


def absent(state: State, site: Site) -> State:
    kept = {name: value for name, value in state.parameters.items() if name != site.bias}
    return replace(state, parameters=kept)
