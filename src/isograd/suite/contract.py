"""What a task is: the specification that a ``task.py`` gives, and nothing about how to run it."""

import inspect
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from isograd.suite.optimisers import Optimiser

Array = NDArray[Any]
Arrays = dict[str, Array]

DTYPES = ("float32", "float64")  # that every task is proven in


@dataclass(frozen=True)
class Title:
    en: str
    zh: str


@dataclass(frozen=True)
class Dataset:
    """Arrays by name, first axis the example; ``order`` is int64 [steps, batch] of example rows."""

    train: Arrays
    order: NDArray[np.int64]
    held_out: Arrays = field(default_factory=dict)


@dataclass(frozen=True)
class Pass:
    """What one forward and backward pass gives: a scalar loss, a gradient for every parameter,
    and the new value of every buffer (running statistics, a carried recurrent state)."""

    loss: Array
    gradients: Arrays
    buffers: Arrays = field(default_factory=dict)


@dataclass(frozen=True)
class Phase:
    """One of several forward and backward passes that make a training step, in order, each from
    the parameters as the phases before it left them.

    ``loss_and_gradients(parameters, batch)`` gives gradients of exactly the parameters that this
    phase updates, those whose names begin with ``updates``; its loss bears the phase's ``name``.
    """

    name: str
    updates: str
    loss_and_gradients: Callable[[Arrays, Arrays], tuple[Array, Arrays]]

    def compute(
        self, parameters: Arrays, buffers: Arrays, batch: Arrays, conventions: Set[str]
    ) -> Pass:
        loss, gradients = self.loss_and_gradients(parameters, batch)
        return Pass(loss, gradients, buffers)


@dataclass(frozen=True)
class Article:
    """The free-running variant: own random numbers, judged by its end point alone."""

    steps: int
    target: Mapping[str, float]  # parameter -> value that every element must reach
    tolerance: float
    original: tuple[str, ...]  # frameworks whose program the source article itself prints


@dataclass(frozen=True)
class Task:
    """A specification. All floating arrays that it makes must be float32-representable, so that
    float32 and float64 cells start from identical numbers (`isograd task verify` checks it).

    ``dataset(rng)`` and ``initial(rng)`` draw from a NumPy generator seeded with ``seed``.
    ``loss_and_gradients(parameters, batch)`` is the oracle's forward and backward pass in NumPy:
    it must keep the dtype of its inputs, and its gradients are checked by finite differences.
    A task with buffers gives ``buffers()``, their initial values, and instead
    ``forward_backward(parameters, buffers, batch, conventions)``, which returns a `Pass`.
    Where a gradient is stopped on purpose, it is not the loss's own: then
    ``stopped_loss(parameters, held, batch)`` is the loss in which all that a gradient stops at is
    computed from the parameters ``held``, and the differences are those of this one.

    A task of several optimisers that take turns gives ``phases`` instead: each has an instance of
    ``optimiser`` for its own parameters, and a step's loss is an array [phases].

    ``predict(parameters, buffers, arrays)`` gives the outputs in evaluation mode, by name, of the
    arrays ``predict_from`` of the held-out part; the shown sources' own ``predict`` is held to it
    after the last step (integers exactly, floats within the bound). Where a convention reaches the
    forward pass it is ``predict(parameters, buffers, arrays, conventions, count)``, ``count`` the
    steps done. ``accuracy(outputs, held_out)`` is computed from what the cell itself predicted.

    A task whose layers may be wider or narrower gives its ``width``, an `initial` that takes one
    too, ``initial(rng, width)``, and an oracle that follows the shapes of the parameters; its shown
    sources set the same number as a constant ``WIDTH``.
    """

    id: str
    title: Title
    summary: Title
    seed: int
    steps: int
    optimiser: Optimiser
    dataset: Callable[[np.random.Generator], Dataset]
    initial: Callable[..., Arrays]
    loss_and_gradients: Callable[[Arrays, Arrays], tuple[Array, Arrays]] | None = None
    buffers: Callable[[], Arrays] | None = None
    forward_backward: Callable[[Arrays, Arrays, Arrays, Set[str]], Pass] | None = None
    stopped_loss: Callable[[Arrays, Arrays, Arrays], Array] | None = None
    phases: tuple[Phase, ...] = ()
    predict: Callable[..., Arrays] | None = None
    predict_from: tuple[str, ...] = ("x",)
    accuracy: Callable[[Arrays, Arrays], float] | None = None
    article: Article | None = None
    width: int = 0  # units of its hidden layers; 0: the task has no other width
    reduced_steps: int = 5  # length of the `reduced` variant that tests run

    @property
    def loss_names(self) -> tuple[str, ...]:
        """Of the losses of a step: the phases', or just ``loss``."""
        return tuple(phase.name for phase in self.phases) or ("loss",)

    def at_width(self, width: int) -> Self:
        """The same data and model with ``width`` units instead, for a task that has a width."""
        return replace(self, width=width, initial=partial(self.initial, width=width))

    def passes(self) -> tuple[Callable[[Arrays, Arrays, Arrays, Set[str]], Pass], ...]:
        """The forward and backward passes of one step, in order."""
        return tuple(phase.compute for phase in self.phases) or (self.compute,)

    def compute(
        self, parameters: Arrays, buffers: Arrays, batch: Arrays, conventions: Set[str]
    ) -> Pass:
        """The forward and backward pass of a task without phases, with or without buffers."""
        if self.forward_backward is not None:
            return self.forward_backward(parameters, buffers, batch, conventions)
        assert self.loss_and_gradients is not None
        loss, gradients = self.loss_and_gradients(parameters, batch)
        return Pass(loss, gradients)

    def infer(
        self,
        parameters: Arrays,
        buffers: Arrays,
        arrays: Arrays,
        conventions: Set[str],
        count: int,
    ) -> Arrays:
        """What `predict` gives, with the conventions if it takes them; {} for a task without."""
        if self.predict is None:
            return {}
        if len(inspect.signature(self.predict).parameters) == 3:
            return self.predict(parameters, buffers, arrays)
        return self.predict(parameters, buffers, arrays, conventions, count)
