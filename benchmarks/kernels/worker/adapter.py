"""Runs the kernel: ``operations`` small matrix products a step, in a thread if ``late``."""

from concurrent.futures import Future, ThreadPoolExecutor
from types import ModuleType
from typing import Any, Dict, List

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import Adapter, Arrays, State, StepProgram


class Kernel(StepProgram):
    def __init__(self, options: Dict[str, Any]) -> None:
        self._operations = int(options["operations"])
        self._pool = ThreadPoolExecutor(1) if options.get("late") else None

    def build(self) -> None:
        generator = np.random.default_rng(0)
        self._matrix = generator.normal(size=(32, 32)) / 6.0
        self._out = np.empty_like(self._matrix)

    def load(self, state: State) -> None:
        pass

    def read(self) -> State:
        return State(parameters={})

    def put(self, batch: Arrays) -> Any:
        return batch

    def _work(self) -> None:
        for _ in range(self._operations):
            np.dot(self._matrix, self._matrix, out=self._out)

    def step(self, batch: Any) -> Any:
        if self._pool is None:
            return self._work()
        return self._pool.submit(self._work)

    def wait(self, outputs: Any) -> None:
        if isinstance(outputs, Future):
            outputs.result()

    def loss(self, outputs: Any) -> np.ndarray:
        return np.zeros(())

    def gradients(self, batch: Any) -> Arrays:
        return {}

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        return []


class FrameworkAdapter(Adapter):
    def start(self) -> Dict[str, str]:
        return {"numpy": np.__version__}

    def verify(self) -> Dict[str, Any]:
        return {}

    def open(self, cell: protocol.Cell, module: ModuleType) -> Kernel:
        return Kernel(cell.options)
