"""Runs the shown Keras sources, compile/fit and custom steps, on the backend that is asked for.

Keras has one backend a process, chosen by ``KERAS_BACKEND`` before the first import; what differs
between them is in `backends.py`. Models, optimisers and their variables are Keras's own everywhere:
`variables.py` finds them in what the source's ``build`` returns.
"""

import functools
import os
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np

from isograd_worker.adapter import (
    Adapter,
    Arrays,
    Names,
    State,
    StepProgram,
    WholeRunProgram,
    load_source,
    predictions,
)

HERE = Path(__file__).parent
backends = load_source(str(HERE / "backends.py"))
variables = load_source(str(HERE / "variables.py"))


class GradientSpy:
    """Stands in for an optimiser: keeps the gradients that the step hands over, and passes them on,
    since what follows in the step may depend on the update."""

    def __init__(self, optimizer: Any) -> None:
        self._optimizer = optimizer
        self.seen: Dict[str, Any] = {}  # by the paths of the variables

    def apply(self, gradients: Sequence[Any], trainable_variables: Any = None) -> None:
        gradients = list(gradients)
        updated = trainable_variables or self._optimizer._trainable_variables
        self.seen.update((v.path, gradient) for v, gradient in zip(updated, gradients))
        self._optimizer.apply(gradients, trainable_variables)

    def stateless_apply(self, variables: Any, gradients: Any, trainable: Any) -> Tuple[Any, Any]:
        updated = self._optimizer._trainable_variables
        self.seen.update((v.path, gradient) for v, gradient in zip(updated, gradients))
        made: Tuple[Any, Any] = self._optimizer.stateless_apply(variables, gradients, trainable)
        return made


def _spied(step: Callable[..., Any], parts: Sequence[Any], batch: Sequence[Any]) -> Dict[str, Any]:
    """Make ``step``, and return the gradients that its optimisers were given."""
    import keras

    spied = [GradientSpy(part) if isinstance(part, keras.Optimizer) else part for part in parts]
    step(*spied, *batch)
    spies = [part for part in spied if isinstance(part, GradientSpy)]
    return {path: gradient for spy in spies for path, gradient in spy.seen.items()}


class Program:
    """What the fit and the step programs share: the source's parts and their variables."""

    def __init__(self, backend: Any, cell: Any, module: Any) -> None:
        self._backend = backend
        self._module = module
        self._kind = cell.optimiser["kind"]
        self._names = Names(cell.names)

    def build(self) -> None:
        built = self._module.build()
        self._parts = list(built) if isinstance(built, tuple) else [built]
        self._variables = variables.Variables(self._parts, self._names, self._kind)

    def load(self, state: State) -> None:
        self._variables.write(state)

    def read(self) -> State:
        return self._variables.read(lambda variable: variable.value)

    def _predict(self, taken_by: Callable[..., Any], arrays: Arrays) -> List[np.ndarray]:
        import keras

        given = [keras.ops.convert_to_tensor(value) for value in arrays.values()]
        made = predictions(self._module, taken_by, self._parts, given)
        return [np.asarray(keras.ops.convert_to_numpy(value)) for value in made]


class Step(Program, StepProgram):
    """A custom step: ``step(*parts, *batch)``, where build() returned the parts."""

    def put(self, batch: Arrays) -> Any:
        return self._module.load(*batch.values())

    def step(self, batch: Any) -> Any:
        return self._module.step(*self._parts, *batch)

    def wait(self, outputs: Any) -> None:
        self._backend.wait(outputs)

    def loss(self, outputs: Any) -> np.ndarray:
        import keras

        return np.array(keras.ops.convert_to_numpy(outputs))

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        return self._predict(self._module.step, arrays)


class TensorFlowStep(Step):
    compiled_scope = "step"
    gradient = "recomputed"

    def build(self) -> None:
        import tensorflow as tf

        super().build()
        step = self._module.step.python_function
        self._gradients = tf.function(lambda *batch: _spied(step, self._parts, batch))

    def gradients(self, batch: Any) -> Arrays:
        # It is the whole step: put back what it moves, buffers and seeds as well.
        kept = [(variable, variable.numpy()) for variable in self._variables.all]
        found = self._variables.gradients(self._gradients(*batch))
        for variable, value in kept:
            variable.assign(value)
        return found

    def pipeline(self, arrays: Arrays, batch: int) -> Iterator[Any]:
        import tensorflow as tf

        data = tf.data.Dataset.from_tensor_slices(tuple(self._module.load(*arrays.values())))
        return iter(data.batch(batch).prefetch(tf.data.AUTOTUNE))

    def traces(self) -> int:
        return int(self._module.step.experimental_get_tracing_count())


class TorchStep(Step):
    compiled_scope = "none"
    gradient = "read"

    def put(self, batch: Arrays) -> Any:
        device = self._backend.asked.device
        return tuple(tensor.to(device) for tensor in super().put(batch))

    def pipeline(self, arrays: Arrays, batch: int) -> Iterator[Any]:
        from torch.utils.data import DataLoader, TensorDataset

        for tensors in DataLoader(TensorDataset(*super().put(arrays)), batch_size=batch):
            yield tuple(tensor.to(self._backend.asked.device) for tensor in tensors)

    def gradients(self, batch: Any) -> Arrays:
        return self._variables.gradients({v.path: v.value.grad for v in self._variables.trainable})


class JaxStep(Step):
    """The parts are models, optimisers and, last, the state: a tree of the variables' values.

    ``step`` returns the new state and the loss; the variables themselves keep the values of `load`.
    """

    compiled_scope = "step"
    gradient = "recomputed"

    def build(self) -> None:
        import jax

        super().build()
        holders = {id(variable.value): variable for variable in self._variables.all}
        self._holders = jax.tree.map(lambda leaf: holders[id(leaf)], self._parts[-1])
        step = self._module.step.__wrapped__
        objects = self._parts[:-1]
        self._gradients = jax.jit(lambda state, *batch: _spied(step, [*objects, state], batch))

    def load(self, state: State) -> None:
        import jax

        super().load(state)
        self._parts[-1] = jax.tree.map(lambda variable: variable.value, self._holders)

    def read(self) -> State:
        import jax

        holders, leaves = jax.tree.leaves(self._holders), jax.tree.leaves(self._parts[-1])
        now = {id(variable): leaf for variable, leaf in zip(holders, leaves)}
        return self._variables.read(lambda variable: now[id(variable)])

    def step(self, batch: Any) -> Any:
        outputs = super().step(batch)
        self._parts[-1] = outputs[0]
        return outputs

    def loss(self, outputs: Any) -> np.ndarray:
        return super().loss(outputs[1])

    def gradients(self, batch: Any) -> Arrays:
        return self._variables.gradients(self._gradients(self._parts[-1], *batch))

    def traces(self) -> int:
        return int(self._module.step._cache_size())


class Fit(Program, WholeRunProgram):
    """``train(model, *arrays)`` calls ``model.fit`` and returns the losses that Keras logs.

    Keras logs the mean over the epoch so far, from a metric with a dtype of its own.
    """

    loss_form = "running-mean"

    def __init__(self, backend: Any, cell: Any, module: Any) -> None:
        super().__init__(backend, cell, module)
        # By default, fit compiles the training step, not the loop; on torch it compiles nothing.
        self._traced = backend.asked.backend != "torch"
        self.compiled_scope = "step" if self._traced else "none"

    def build(self) -> None:
        super().build()
        self._model = self._variables.models[0]
        self._traces = 0
        if self._traced:
            self._count_traces()

    def _count_traces(self) -> None:
        """Keras keeps the compiled function in a closure, so count where Python runs: the body of
        ``train_step`` executes only while it is being traced."""
        honest = self._model.train_step

        @functools.wraps(honest)
        def train_step(*arguments: Any) -> Any:
            self._traces += 1
            return honest(*arguments)

        self._model.train_step = train_step

    def put(self, batches: Arrays) -> Any:
        flat = [values.reshape((-1, *values.shape[2:])) for values in batches.values()]
        return self._module.load(*flat)

    def run(self, batches: Any) -> Any:
        return self._module.train(*self._parts, *batches)

    def wait(self, outputs: Any) -> None:
        self._backend.wait([variable.value for variable in self._variables.all])

    def losses(self, outputs: Any) -> np.ndarray:
        # Callbacks get Python floats; the metric's dtype is the one that they were computed in.
        return np.array(outputs, dtype=self._model.metrics[0].dtype)

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        return self._predict(self._module.train, arrays)

    def sgd_displacement(self, batches: Any) -> Arrays:
        import keras

        before = self.read()
        shown = variables.optimizers_of(self._model)
        if len(shown) == 1:
            sgd = keras.optimizers.SGD(learning_rate=1.0)
            weights = self._model.get_compile_config()["loss_weights"]  # of several outputs
            self._model.compile(optimizer=sgd, loss=self._model.loss, loss_weights=weights)
            return self._displaced(before, list(before.parameters), batches)
        found: Arrays = {}
        # One at a time, the others as shown: a phase starts from what those before it left.
        for name, optimizer in shown.items():
            sgd = keras.optimizers.SGD(learning_rate=1.0)
            sgd.build(optimizer._trainable_variables)
            setattr(self._model, name, sgd)
            self._model.train_function = None  # made anew by fit
            found.update(self._displaced(before, self._variables.owned_by(optimizer), batches))
            setattr(self._model, name, optimizer)
            self.load(before)
        return found

    def _displaced(self, before: State, names: Sequence[str], batches: Any) -> Arrays:
        """What a run over ``batches`` subtracts from the named parameters."""
        self.wait(self.run(batches))
        after = self.read().parameters
        return {name: before.parameters[name] - after[name] for name in names}

    def traces(self) -> "int | None":
        return self._traces if self._traced else None


STEPS = {"tensorflow": TensorFlowStep, "jax": JaxStep, "torch": TorchStep}


class FrameworkAdapter(Adapter):
    def __init__(self, start: Any) -> None:
        super().__init__(start)
        self._patch_next = False
        self._promotion: Optional[str] = None  # Keras's own entry, once a patch replaced it

    def start(self) -> Dict[str, str]:
        self._backend = backends.BACKENDS[self.asked.backend](self.asked)
        os.environ["KERAS_BACKEND"] = self.asked.backend
        self._backend.before_import()
        versions = self._backend.start()
        import keras

        # All that ~/.keras/keras.json could have set otherwise.
        keras.config.set_floatx(self.asked.dtype)
        keras.config.set_epsilon(1e-7)
        keras.config.set_image_data_format("channels_last")
        return {"keras": keras.__version__, "numpy": np.__version__, **versions}

    def verify(self) -> Dict[str, Any]:
        import keras

        return {
            "backend": keras.config.backend(),
            "floatx": keras.config.floatx(),
            "epsilon": keras.config.epsilon(),
            **self._backend.verify(),
        }

    def open(self, cell: Any, module: Any) -> "StepProgram | WholeRunProgram":
        import keras

        self._set_promotion()
        keras.utils.set_random_seed(self.asked.seed)
        if cell.contract == "whole-run":
            return Fit(self._backend, cell, module)
        return STEPS[self.asked.backend](self._backend, cell, module)

    def patch(self, name: str) -> None:
        """``keras-float64``: let float64 operations promote to float64 on JAX and torch, where
        Keras 3.15 turns them into float32. It holds for the program that is opened next, and no
        longer, so that later proofs in this process still see the unpatched framework."""
        if name != "keras-float64":
            super().patch(name)
        self._patch_next = True

    def _set_promotion(self) -> None:
        wanted, self._patch_next = self._patch_next, False
        if wanted or self._promotion is not None:
            from keras.src.backend.common import dtypes

            table = dtypes.BIT64_TO_BIT32_DTYPE
            if self._promotion is None:
                self._promotion = table["float64"]
            table["float64"] = "float64" if wanted else self._promotion
