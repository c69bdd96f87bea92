"""An adapter in pure NumPy, the smallest that keeps the contract; runs inside a worker."""

import os
import sys
import time
from types import ModuleType
from typing import Any

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import (
    Adapter,
    Arrays,
    MissingPartError,
    Names,
    State,
    StepProgram,
    UnsupportedError,
    WholeRunProgram,
    predictions,
)


class Stepwise(StepProgram):
    def __init__(self, cell: protocol.Cell, module: ModuleType) -> None:
        self.names = Names(cell.names)
        self.module = module
        self.rate = cell.optimiser["learning_rate"]
        self.model: dict[str, np.ndarray] = {}
        self.last: dict[str, np.ndarray] = {}

    def build(self) -> None:
        self.model = self.module.build()
        self.names.check(list(self.model))

    def load(self, state: State) -> None:
        for canonical, native in self.names:
            value = state.parameters[canonical]
            self.model[native] = self.names.to_native(canonical, value).copy()

    def read(self) -> State:
        return State(
            {c: self.names.to_canonical(c, self.model[native]) for c, native in self.names}
        )

    def put(self, batch: Arrays) -> Any:
        return batch["x"], batch["y"]

    def step(self, batch: Any) -> Any:
        loss, self.last = self.module.step(self.model, *batch, self.rate)
        return loss

    def wait(self, outputs: Any) -> None:
        pass

    def loss(self, outputs: Any) -> np.ndarray:
        return np.asarray(outputs)

    def predict(self, arrays: Arrays) -> list[np.ndarray]:
        return list(predictions(self.module, self.module.step, [self.model], [*arrays.values()]))

    def gradients(self, batch: Any) -> Arrays:
        return {c: self.names.to_canonical(c, self.last[native]) for c, native in self.names}


class Whole(WholeRunProgram):
    def __init__(self, cell: protocol.Cell, module: ModuleType) -> None:
        self.inner = Stepwise(cell, module)

    def build(self) -> None:
        self.inner.build()

    def load(self, state: State) -> None:
        self.inner.load(state)

    def read(self) -> State:
        return self.inner.read()

    def put(self, batches: Arrays) -> Any:
        return list(zip(batches["x"], batches["y"], strict=True))

    def run(self, batches: Any) -> Any:
        return [self.inner.step(batch) for batch in batches]

    def wait(self, outputs: Any) -> None:
        pass

    def losses(self, outputs: Any) -> np.ndarray:
        return np.stack(outputs)

    def predict(self, arrays: Arrays) -> list[np.ndarray]:
        return self.inner.predict(arrays)

    def sgd_displacement(self, batches: Any) -> Arrays:
        before = {name: value.copy() for name, value in self.read().parameters.items()}
        self.inner.rate = 1.0
        self.run(batches)
        return {name: before[name] - value for name, value in self.read().parameters.items()}


class FrameworkAdapter(Adapter):
    def start(self) -> dict[str, str]:
        if self.asked.backend == "broken":
            raise ImportError("No module named 'numpyfw'")
        return {"numpyfw": "1.0", "numpy": np.__version__}

    def verify(self) -> dict[str, Any]:
        found: dict[str, Any] = {"dtype": self.asked.dtype, "omp": os.environ["OMP_NUM_THREADS"]}
        found["path"] = sys.path
        if self.asked.backend == "chatty":
            found["not_json"] = {1, 2}
        return found

    def open(self, cell: protocol.Cell, module: ModuleType) -> Any:
        if cell.mode == "unsupported":
            raise UnsupportedError("numpyfw has no such mode")
        if cell.mode == "missing":
            raise MissingPartError("no_cxx_compiler", "no g++")
        if cell.mode == "raises":
            raise ValueError("shapes (1,) and (2,) do not match")
        if cell.mode == "exits":
            sys.exit(3)
        if cell.mode == "memory":
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
        if cell.mode == "hangs":
            time.sleep(600)
        return (Stepwise if cell.contract == "stepwise" else Whole)(cell, module)
