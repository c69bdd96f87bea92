"""The Keras variables behind a task's canonical names, found in whatever ``build`` returned."""

from typing import Any, Callable, Dict, Iterator, List, Sequence, Tuple

import numpy as np

from isograd_worker.adapter import Arrays, Names, State

# Canonical slot -> suffix of the optimiser variable's name, by the optimiser's kind.
SLOTS: Dict[str, Dict[str, str]] = {
    "sgd": {},
    "momentum": {"momentum": "momentum"},
    "adam": {"m": "momentum", "v": "velocity"},
    "adamw": {"m": "momentum", "v": "velocity"},
}


class Variables:
    """The Keras variables behind the canonical names of a task.

    A native name is the variable's path without the model's own name, which Keras numbers:
    ``hidden/kernel`` for ``sequential_3/hidden/kernel``.
    """

    def __init__(self, built: Sequence[Any], names: Names, kind: str) -> None:
        import keras

        self.models = [part for part in built if isinstance(part, keras.Model)]
        self.optimizers = [part for part in built if isinstance(part, keras.Optimizer)]
        self.optimizers += [m.optimizer for m in self.models if getattr(m, "optimizer", None)]
        if len(self.optimizers) == 1 and not self.optimizers[0].built:
            # Keras would do it in the first step; the slots must exist before, to be loaded.
            self.optimizers[0].build(self.trainable)
        self._names = names
        self._slots = SLOTS[kind]
        weights = {_native(m, v): v for m in self.models for v in m.weights}
        names.check(list(weights))
        self._weights = {canonical: weights[native] for canonical, native in names}
        self._made = {v.name: v for optimizer in self.optimizers for v in optimizer.variables}

    @property
    def trainable(self) -> List[Any]:
        return [v for model in self.models for v in model.trainable_variables]

    @property
    def non_trainable(self) -> List[Any]:
        return [v for model in self.models for v in model.non_trainable_variables]

    @property
    def all(self) -> List[Any]:
        made = [v for optimizer in self.optimizers for v in optimizer.variables]
        return self.trainable + self.non_trainable + made

    def _slot_variables(self) -> Iterator[Tuple[str, str, Any]]:
        """(``m/dense.kernel``, ``dense.kernel``, variable)."""
        for canonical, weight in self._weights.items():
            if weight.trainable:
                for slot, suffix in self._slots.items():
                    name = f"{weight.path.replace('/', '_')}_{suffix}"
                    yield f"{slot}/{canonical}", canonical, self._made[name]

    def write(self, state: State) -> None:
        """Assign in place, so that compiled functions that hold the variables see it."""
        for canonical, value in {**state.parameters, **state.buffers}.items():
            self._weights[canonical].assign(self._names.to_native(canonical, value))
        for slot, canonical, variable in self._slot_variables():
            # A state before the first step names no slots: they are zero then.
            value = state.slots.get(slot)
            native = self._names.to_native(canonical, value) if value is not None else None
            variable.assign(native if native is not None else np.zeros(variable.shape))
        for optimizer in self.optimizers:
            optimizer.iterations.assign(state.count)

    def read(self, value: Callable[[Any], Any]) -> State:
        """``value`` gives a variable's present tensor."""
        import keras

        def numpy(canonical: str, variable: Any) -> np.ndarray:
            native = np.array(keras.ops.convert_to_numpy(value(variable)))
            return self._names.to_canonical(canonical, native)

        parameters, buffers = {}, {}
        for canonical, weight in self._weights.items():
            (parameters if weight.trainable else buffers)[canonical] = numpy(canonical, weight)
        slots = {slot: numpy(name, variable) for slot, name, variable in self._slot_variables()}
        count = int(keras.ops.convert_to_numpy(value(self.optimizers[0].iterations)))
        return State(parameters=parameters, slots=slots, buffers=buffers, count=count)

    def gradients(self, values: Sequence[Any]) -> Arrays:
        """Gradients in the order of the trainable variables, by canonical name."""
        import keras

        canonical = {id(variable): name for name, variable in self._weights.items()}
        return {
            canonical[id(variable)]: self._names.to_canonical(
                canonical[id(variable)], np.array(keras.ops.convert_to_numpy(value))
            )
            for variable, value in zip(self.trainable, values)
        }


def _native(model: Any, variable: Any) -> str:
    path: str = variable.path
    prefix = model.name + "/"
    return path[len(prefix) :] if path.startswith(prefix) else path
