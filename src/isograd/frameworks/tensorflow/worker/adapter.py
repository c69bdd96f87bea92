"""TensorFlow 2 (eager, ``tf.function``, XLA) and the graphs and sessions of TensorFlow 1.

All modes share one process: the graph source makes its own `tf.Graph`, and so leaves eager
execution as it is.
"""

import contextlib
import os
import re
from types import ModuleType
from typing import Any, Dict, Iterator, List, Mapping, Tuple

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import (
    Adapter,
    Arrays,
    Names,
    State,
    StepProgram,
    UnsupportedError,
    predictions,
)

# Attributes of Keras optimisers that hold one variable a parameter, and the canonical slot.
KERAS_SLOTS = {"_momentums": "m", "_velocities": "v", "momentums": "momentum"}
# The suffix by which TF 1 names the variables beside a parameter, and the canonical slot.
GRAPH_SLOTS = {"Adam": "m", "Adam_1": "v", "Momentum": "momentum"}
GRAPH_POWER = re.compile(r"(?:.*/)?beta([12])_power(?:_\d+)?$")


class KerasStep(StepProgram):
    """``step(*state, *batch) -> loss`` on Keras models and optimisers, changed in place."""

    gradient = "recomputed"

    def __init__(self, tf: Any, module: ModuleType, cell: protocol.Cell, device: str) -> None:
        self._tf, self._module = tf, module
        self._names = Names(cell.names)
        self._wrap = {
            "eager": lambda function: function,
            "function": tf.function,
            "xla": lambda function: tf.function(function, jit_compile=True),
        }[cell.mode]
        self.compiled_scope = "none" if cell.mode == "eager" else "step"
        self._on_gpu = device.startswith("cuda")
        self._buffers: List[str] = []

    def build(self) -> None:
        keras = self._tf.keras
        self._state = tuple(self._module.build())
        self._models = [part for part in self._state if isinstance(part, keras.Model)]
        self._optimisers = [part for part in self._state if isinstance(part, keras.Optimizer)]
        # States of random generators and metrics are no part of the canonical state.
        self._variables = {
            self._native(model, variable): variable
            for model in self._models
            for variable in model.weights
        }
        self._names.check(list(self._variables))
        self._step = self._wrap(self._module.step)
        self._recorded = self._wrap(self._gradients_of_step)

    def _native(self, model: Any, variable: Any) -> str:
        """``sequential_3/hidden/kernel`` is ``hidden/kernel`` where there is one model: Keras
        numbers the names of models anew at each `build`. Layers of a functional model were built
        outside of it and bear its name not at all."""
        path, prefix = str(variable.path), model.name + "/"
        return path[len(prefix) :] if len(self._models) == 1 and path.startswith(prefix) else path

    def _slots(self) -> Dict[Tuple[str, str], Any]:
        """Optimiser variables by (slot, native name), made now if no step has made them: where
        several optimisers take turns, they come in the order of their models."""
        for model, optimiser in zip(self._models, self._optimisers):
            if not optimiser.built:
                optimiser.build(model.trainable_variables)
        native = {variable.path: name for name, variable in self._variables.items()}
        found = {}
        for optimiser in self._optimisers:
            for attribute, slot in KERAS_SLOTS.items():
                variables = getattr(optimiser, attribute, [])
                for owner, variable in zip(optimiser._trainable_variables, variables):
                    found[slot, native[owner.path]] = variable
        return found

    def load(self, state: State) -> None:
        self._buffers = list(state.buffers)
        given = {**state.parameters, **state.buffers}
        for canonical, native in self._names:
            self._variables[native].assign(self._names.to_native(canonical, given[canonical]))
        slots = self._slots()
        canonical_of = {native: canonical for canonical, native in self._names}
        wanted = dict(state.slots)
        for (slot, native), variable in slots.items():
            canonical = canonical_of[native]
            value = wanted.pop(f"{slot}/{canonical}", None)
            if value is None:  # a run from the start: slots begin at zero
                variable.assign(np.zeros(variable.shape, variable.dtype))
            else:
                variable.assign(self._names.to_native(canonical, value))
        if wanted:
            raise ValueError(f"the optimiser has no {sorted(wanted)}")
        for optimiser in self._optimisers:
            optimiser.iterations.assign(state.count)

    def read(self) -> State:
        state = State(parameters={})
        for canonical, native in self._names:
            group = state.buffers if canonical in self._buffers else state.parameters
            value = self._variables[native].numpy()
            group[canonical] = self._names.to_canonical(canonical, value)
        canonical_of = {native: canonical for canonical, native in self._names}
        for (slot, native), variable in self._slots().items():
            canonical = canonical_of[native]
            value = self._names.to_canonical(canonical, variable.numpy())
            state.slots[f"{slot}/{canonical}"] = value
        for optimiser in self._optimisers:
            state.count = int(optimiser.iterations.numpy())
        return state

    def put(self, batch: Arrays) -> Any:
        return self._module.load(*batch.values())

    def pipeline(self, arrays: Arrays, batch: int) -> Iterator[Any]:
        data = self._tf.data.Dataset.from_tensor_slices(tuple(self._module.load(*arrays.values())))
        return iter(data.batch(batch).prefetch(self._tf.data.AUTOTUNE))

    def step(self, batch: Any) -> Any:
        return self._step(*self._state, *batch)

    def wait(self, outputs: Any) -> None:
        # On the CPU an operation or a function returns when all that it writes is written.
        if isinstance(outputs, (tuple, list, dict)):
            outputs = self._tf.nest.flatten(outputs)
        else:
            outputs = (outputs,)  # the usual case; flattening it would cost as much as a small step
        for output in outputs:
            output.numpy()
        if self._on_gpu:
            self._tf.test.experimental.sync_devices()

    def loss(self, outputs: Any) -> np.ndarray:
        return np.asarray(self._tf.nest.flatten(outputs)[0].numpy())

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        given = [self._tf.constant(value) for value in arrays.values()]
        made = predictions(self._module, self._module.step, self._state, given)
        return [np.asarray(value) for value in made]

    def _gradients_of_step(self, *batch: Any) -> Dict[str, Any]:
        """The shown step, with optimisers that also note the gradients."""
        found: Dict[str, Any] = {}
        state = [_Recorder(found, p) if p in self._optimisers else p for p in self._state]
        self._module.step(*state, *batch)
        return found

    def gradients(self, batch: Any) -> Arrays:
        # It is the whole step: put back what it moves, statistics as well.
        moved = [v for part in (*self._models, *self._optimisers) for v in part.variables]
        kept = [(variable, variable.numpy()) for variable in moved]
        by_path = self._recorded(*batch)
        for variable, value in kept:
            variable.assign(value)
        return {
            canonical: self._names.to_canonical(canonical, self._dense(by_path[variable.path]))
            for canonical, variable in ((c, self._variables[n]) for c, n in self._names)
            if variable.path in by_path
        }

    def _dense(self, gradient: Any) -> np.ndarray:
        """A lookup's gradient is `tf.IndexedSlices`; its conversion sums the rows that repeat."""
        return np.asarray(self._tf.convert_to_tensor(gradient).numpy())

    def traces(self) -> "int | None":
        if self.compiled_scope == "none":
            return None
        return int(self._step.experimental_get_tracing_count())


class _Recorder:
    """Stands in for a Keras optimiser: keeps what it is asked to apply, and passes it on, since
    what follows in the step may depend on the update."""

    def __init__(self, found: Dict[str, Any], optimiser: Any) -> None:
        self._found, self._optimiser = found, optimiser

    def apply_gradients(self, pairs: Any) -> None:
        pairs = list(pairs)
        self._found.update((variable.path, gradient) for gradient, variable in pairs)
        self._optimiser.apply_gradients(pairs)


class GraphStep(StepProgram):
    """``step(session, *batch) -> loss`` on a graph whose training operation has its own state."""

    gradient = "recomputed"
    compiled_scope = "step"

    def __init__(self, tf: Any, module: ModuleType, cell: protocol.Cell) -> None:
        self._v1, self._module = tf.compat.v1, module
        self._names = Names(cell.names)
        self._optimiser: Mapping[str, Any] = cell.optimiser
        self._session: Any = None
        self._buffers: List[str] = []

    def build(self) -> None:
        if self._session is not None:
            self._session.close()
        with _noted_updates(self._v1.train.Optimizer) as self._updates:
            self._session = self._module.build()
        with self._session.graph.as_default():
            everything = {v.op.name: v for v in self._v1.global_variables()}
            if self._v1.losses.get_regularization_losses():
                # What is minimised is more than the loss, whose gradients are compared.
                ((updated, operation),) = self._updates
                loss = self._session.graph.get_tensor_by_name("loss:0")
                found = self._v1.gradients(loss, [everything[name] for name in updated])
                self._updates = [(dict(zip(updated, found)), operation)]
        self._slots: Dict[Tuple[str, str], Any] = {}
        self._powers: List[Tuple[str, Any]] = []
        self._counts: List[Any] = []  # of steps, from which a schedule takes its rate
        self._variables: Dict[str, Any] = {}
        for name, variable in everything.items():
            owner, _, suffix = name.rpartition("/")
            power = GRAPH_POWER.match(name)
            if power:
                self._powers.append((f"beta_{power.group(1)}", variable))
            elif name == self._v1.GraphKeys.GLOBAL_STEP:
                self._counts.append(variable)
            elif owner in everything and suffix in GRAPH_SLOTS:
                self._slots[GRAPH_SLOTS[suffix], owner] = variable
            else:
                self._variables[name] = variable
        self._names.check(list(self._variables))

    def _assign(self, variable: Any, value: np.ndarray) -> None:
        # Feeding the initialiser's value sets a variable without adding operations to the graph.
        initializer = variable.initializer
        self._session.run(initializer, {initializer.inputs[1]: value})

    def load(self, state: State) -> None:
        self._buffers = list(state.buffers)
        given = {**state.parameters, **state.buffers}
        canonical_of = {native: canonical for canonical, native in self._names}
        for native, variable in self._variables.items():
            canonical = canonical_of[native]
            self._assign(variable, self._names.to_native(canonical, given[canonical]))
        wanted = dict(state.slots)
        for (slot, native), variable in self._slots.items():
            canonical = canonical_of[native]
            value = wanted.pop(f"{slot}/{canonical}", None)
            if value is None:  # a run from the start: slots begin at zero
                value = np.zeros(variable.shape, variable.dtype.as_numpy_dtype)
                self._assign(variable, value)
            else:
                self._assign(variable, self._names.to_native(canonical, value))
        if wanted:
            raise ValueError(f"the optimiser has no {sorted(wanted)}")
        for variable in self._counts:
            self._assign(variable, np.asarray(state.count, variable.dtype.as_numpy_dtype))
        for beta, variable in self._powers:
            # The variable holds the power that the next step uses; the graph multiplies it by
            # beta after each step, in the variable's dtype.
            number = variable.dtype.as_numpy_dtype
            base = power = number(self._optimiser[beta])
            for _ in range(state.count):
                power = number(power * base)
            self._assign(variable, power)

    def read(self) -> State:
        canonical_of = {native: canonical for canonical, native in self._names}
        parameters, slots = self._session.run((self._variables, self._slots))
        state = State(parameters={})
        for native, value in parameters.items():
            canonical = canonical_of[native]
            group = state.buffers if canonical in self._buffers else state.parameters
            group[canonical] = self._names.to_canonical(canonical, value)
        for (slot, native), value in slots.items():
            canonical = canonical_of[native]
            state.slots[f"{slot}/{canonical}"] = self._names.to_canonical(canonical, value)
        return state

    def put(self, batch: Arrays) -> Any:
        return self._module.load(*batch.values())

    def pipeline(self, arrays: Arrays, batch: int) -> Iterator[Any]:
        raise UnsupportedError("the graph is fed through placeholders, as the source shows")

    def step(self, batch: Any) -> Any:
        return self._module.step(self._session, *batch)

    def wait(self, outputs: Any) -> None:
        """`Session.run` returns NumPy values, after all that it was asked to run has run."""

    def loss(self, outputs: Any) -> np.ndarray:
        return np.asarray(outputs)

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        made = predictions(self._module, self._module.step, [self._session], list(arrays.values()))
        return [np.asarray(value) for value in made]

    def gradients(self, batch: Any) -> Arrays:
        """The gradient tensors that feed the graph's own update operations. Where several take
        turns, each updates before the next one's are read, and the state is put back."""
        feed = self._module.feed(*batch)
        if len(self._updates) == 1:
            values = self._session.run(self._updates[0][0], feed)
        else:
            values = {}
            moved = [*self._variables.values(), *self._slots.values(), *self._counts]
            moved += [variable for _, variable in self._powers]
            kept = self._session.run(moved)
            for gradients, operation in self._updates:
                values.update(self._session.run((gradients, operation), feed)[0])
            for variable, value in zip(moved, kept):
                self._assign(variable, value)
        canonical_of = {native: canonical for canonical, native in self._names}
        return {
            canonical_of[native]: self._names.to_canonical(
                canonical_of[native], _dense(value, self._variables[native].shape)
            )
            for native, value in values.items()
        }


@contextlib.contextmanager
def _noted_updates(optimizer: type) -> Iterator[List[Tuple[Dict[str, Any], Any]]]:
    """For every training operation that TF 1's optimisers make in the meantime, in order: the
    gradients by their variables' names, and itself. They are read here, since each kernel and the
    scatter operations take them elsewhere."""
    noted: List[Tuple[Dict[str, Any], Any]] = []
    honest = optimizer.apply_gradients

    def apply_gradients(self: Any, pairs: Any, *arguments: Any, **options: Any) -> Any:
        pairs = list(pairs)
        operation = honest(self, pairs, *arguments, **options)
        found = {v.op.name: gradient for gradient, v in pairs if gradient is not None}
        noted.append((found, operation))
        return operation

    optimizer.apply_gradients = apply_gradients
    try:
        yield noted
    finally:
        optimizer.apply_gradients = honest


def _dense(gradient: Any, shape: Any) -> np.ndarray:
    """What `Session.run` fetched: an array, or an `IndexedSlicesValue`, whose rows may repeat."""
    if not hasattr(gradient, "indices"):
        return np.asarray(gradient)
    dense = np.zeros(tuple(shape), gradient.values.dtype)
    np.add.at(dense, gradient.indices, gradient.values)
    return dense


class FrameworkAdapter(Adapter):
    def start(self) -> Dict[str, str]:
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
        # A user's keras.json could name another back end.
        os.environ["KERAS_BACKEND"] = "tensorflow"
        import tensorflow as tf

        threads = self.asked.threads
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
        tf.config.experimental.enable_tensor_float_32_execution(False)
        if not self.asked.device.startswith("cuda"):
            tf.config.set_visible_devices([], "GPU")
        tf.keras.config.set_floatx(self.dtype.name)
        tf.keras.utils.set_random_seed(self.asked.seed)
        tf.zeros(()).numpy()  # the runtime starts here, and not in the first cell's build
        self._tf = tf
        return {
            "tensorflow": tf.__version__,
            "numpy": np.__version__,
            "keras": tf.keras.__version__,
        }

    def verify(self) -> Dict[str, Any]:
        tf = self._tf
        return {
            "intra_op_threads": tf.config.threading.get_intra_op_parallelism_threads(),
            "inter_op_threads": tf.config.threading.get_inter_op_parallelism_threads(),
            "floatx": tf.keras.config.floatx(),
            "keras_backend": tf.keras.config.backend(),
            "tensor_float_32": tf.config.experimental.tensor_float_32_execution_enabled(),
            "synchronous_execution": tf.config.experimental.get_synchronous_execution(),
            "onednn": os.environ.get("TF_ENABLE_ONEDNN_OPTS", "default"),
            "devices": [device.name for device in tf.config.list_logical_devices()],
        }

    def open(self, cell: protocol.Cell, module: ModuleType) -> StepProgram:
        if cell.mode == "graph1":
            return GraphStep(self._tf, module, cell)
        return KerasStep(self._tf, module, cell, self.asked.device)
