"""Seeded faults: wrong on purpose, to prove that the parity gate catches them.

Each fault wraps a stepwise program, so that it hits whichever framework runs it. The whole list
is planted by the test-suite against real frameworks; no command plants one.
"""

from typing import Any, Callable, Dict

import numpy as np

from .adapter import Arrays, State, StepProgram


class Faulty(StepProgram):
    """Forwards everything to the honest program; a fault overrides what it spoils."""

    def __init__(self, honest: StepProgram) -> None:
        self._honest = honest
        self.compiled_scope = honest.compiled_scope
        self.gradient = honest.gradient

    def build(self) -> None:
        self._honest.build()

    def load(self, state: State) -> None:
        self._honest.load(state)

    def read(self) -> State:
        return self._honest.read()

    def put(self, batch: Arrays) -> Any:
        return self._honest.put(batch)

    def step(self, batch: Any) -> Any:
        return self._honest.step(batch)

    def wait(self, outputs: Any) -> None:
        self._honest.wait(outputs)

    def loss(self, outputs: Any) -> np.ndarray:
        return self._honest.loss(outputs)

    def gradients(self, batch: Any) -> Arrays:
        return self._honest.gradients(batch)


FAULTS: Dict[str, Callable[[StepProgram], StepProgram]] = {}


def plant(name: str, program: Any) -> StepProgram:
    if not isinstance(program, StepProgram):
        raise ValueError("faults are planted in stepwise programs")
    return FAULTS[name](program)
