"""The Keras variables behind a task's canonical names, found in whatever ``build`` returned."""

from typing import Any, Callable, Dict, Iterator, List, Mapping, Sequence, Tuple

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
    ``hidden/kernel`` for ``sequential_3/hidden/kernel``. Of several models it is the whole path, so
    that the source must name them.
    """

    def __init__(self, built: Sequence[Any], names: Names, kind: str) -> None:
        import keras

        self.models = [part for part in built if isinstance(part, keras.Model)]
        self.optimizers = [part for part in built if isinstance(part, keras.Optimizer)]
        self.optimizers += [o for m in self.models for o in optimizers_of(m).values()]
        # Keras would build them in the first step; the slots must exist before, to be loaded. Where
        # several take turns, they come in the order of their models.
        for model, optimizer in zip(self.models, self.optimizers):
            if not optimizer.built:
                optimizer.build(model.trainable_variables)
        self._names = names
        self._slots = SLOTS[kind]
        several = len(self.models) > 1
        weights = {v.path if several else _native(m, v): v for m in self.models for v in m.weights}
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

    def gradients(self, values: Mapping[str, Any]) -> Arrays:
        """Gradients by the paths of the trainable variables to those by canonical name."""
        import keras

        canonical = {variable.path: name for name, variable in self._weights.items()}
        return {
            canonical[path]: self._names.to_canonical(
                canonical[path], np.array(keras.ops.convert_to_numpy(value))
            )
            for path, value in values.items()
        }

    def owned_by(self, optimizer: Any) -> List[str]:
        """Canonical names of what ``optimizer`` updates."""
        own = {id(variable) for variable in optimizer._trainable_variables}
        return [name for name, variable in self._weights.items() if id(variable) in own]


def optimizers_of(model: Any) -> Dict[str, Any]:
    """The optimisers that a compiled model keeps, by attribute: ``optimizer``, or those that its
    own ``compile`` sets."""
    import keras

    found: Dict[str, Any] = {}
    for name, value in vars(model).items():
        if isinstance(value, keras.Optimizer) and not any(value is o for o in found.values()):
            found[name] = value
    return found


def _native(model: Any, variable: Any) -> str:
    path: str = variable.path
    prefix = model.name + "/"
    return path[len(prefix) :] if path.startswith(prefix) else path
