"""Runs shown nullfw sources: ``step`` in mode eager, ``train`` over all batches in mode run.

The library is loaded from the folder above, under its name, so that the shown sources find it;
the host's own packages, beside which it may be installed, stay off ``sys.path``.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import (
    Adapter,
    Arrays,
    Names,
    State,
    StepProgram,
    UnsupportedError,
    WholeRunProgram,
    predictions,
)

SLOTS = {"m": "mean", "v": "square"}


def _library() -> ModuleType:
    folder = Path(__file__).parents[1]
    spec = importlib.util.spec_from_file_location(
        "nullfw", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["nullfw"] = module
    spec.loader.exec_module(module)
    return module


class FrameworkAdapter(Adapter):
    def start(self) -> dict[str, str]:
        if self.asked.device != "cpu":
            raise UnsupportedError("nullfw computes on the CPU alone")
        self._library = _library()
        self._library.set_default_dtype(self.dtype)
        return {"nullfw": self._library.__version__, "numpy": np.__version__}

    def verify(self) -> dict[str, Any]:
        return {"nullfw_default_dtype": self._library.default_dtype().name}

    def open(self, cell: protocol.Cell, module: ModuleType) -> "StepProgram | WholeRunProgram":
        if cell.contract == "whole-run":
            return Run(self._library, cell, module)
        return Step(cell, module)


class _Held:
    """The state that a source's ``build`` returns as ``(model, optimizer)``."""

    def __init__(self, cell: protocol.Cell, module: ModuleType) -> None:
        self._source = module
        self._names = Names(cell.names)

    def build(self) -> None:
        self._model, self._optimizer = self._source.build()
        self._variables = self._model.named_variables()
        self._names.check(list(self._variables))
        self._place = {name: k for k, name in enumerate(self._variables)}

    def load(self, state: State) -> None:
        native = dict(self._names)
        for name, value in state.parameters.items():
            self._variables[native[name]].value = np.array(self._names.to_native(name, value))
        optimizer = self._optimizer
        optimizer.count = state.count
        for values in optimizer.slots.values():
            values[:] = [np.zeros_like(value) for value in values]
        for name, value in state.slots.items():
            slot, parameter = name.split("/", 1)
            values = optimizer.slots[SLOTS[slot]]
            values[self._place[native[parameter]]] = np.array(
                self._names.to_native(parameter, value)
            )

    def read(self) -> State:
        state = State(parameters={}, count=self._optimizer.count)
        for name, native in self._names:
            state.parameters[name] = self._names.to_canonical(name, self._variables[native].value)
            for slot, key in SLOTS.items():
                if key in self._optimizer.slots:
                    value = self._optimizer.slots[key][self._place[native]]
                    state.slots[f"{slot}/{name}"] = self._names.to_canonical(name, value)
        return state

    def put(self, batch: Arrays) -> Any:
        return self._source.load(*batch.values())

    def predict(self, arrays: Arrays) -> "list[np.ndarray]":
        library = sys.modules["nullfw"]
        given = [library.constant(value) for value in arrays.values()]
        state = (self._model, self._optimizer)
        return [made.value for made in predictions(self._source, self._source.train, state, given)]

    def wait(self, outputs: Any) -> None:
        """NumPy has finished when its call returns."""


class Step(_Held, StepProgram):
    gradient = "read"

    def step(self, batch: Any) -> Any:
        return self._source.step(self._model, self._optimizer, *batch)

    def loss(self, outputs: Any) -> np.ndarray:
        return outputs.value

    def gradients(self, batch: Any) -> Arrays:
        made = self._optimizer.gradients
        return {
            name: self._names.to_canonical(name, made[self._place[native]])
            for name, native in self._names
        }


class Run(_Held, WholeRunProgram):
    def __init__(self, library: ModuleType, cell: protocol.Cell, module: ModuleType) -> None:
        super().__init__(cell, module)
        self._library = library

    def run(self, batches: Any) -> Any:
        return self._source.train(self._model, self._optimizer, *batches)

    def losses(self, outputs: Any) -> np.ndarray:
        return np.stack([loss.value for loss in outputs])

    def sgd_displacement(self, batches: Any) -> Arrays:
        before = self.read().parameters
        self._optimizer = self._library.SGD(self._model.variables(), learning_rate=1.0)
        self.run(batches)
        after = self.read().parameters
        return {name: value - after[name] for name, value in before.items()}
