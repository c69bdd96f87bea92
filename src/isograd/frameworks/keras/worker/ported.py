"""The target side of a port's certificate where the target is Keras 3, on any of its backends.

Everything is Keras's own but the gradients, which are the backend's. Training is proven on
TensorFlow alone, the one backend that computes float64 as such.
"""

import functools
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple

import keras
import numpy as np
from keras import ops

from isograd_worker.adapter import load_source
from isograd_worker.side import Arrays, Side, answer, fitting, leaves, read, walk

HERE = Path(__file__).parent
exact = load_source(str(HERE / "exact.py"))

Tensors = Dict[str, Any]


def ask(
    emitted: str,
    root: str,
    dtype: str,
    parts: Sequence[str],
    folder: str,
    scratch: str,
    rules: Dict[str, Dict[str, Any]],
    steps: int,
    keep: Sequence[int],
) -> Dict[str, Any]:
    """See `isograd_worker.side`."""
    patched = prepare(dtype)
    make = getattr(load_source(str(Path(emitted) / "model.py")), root)
    model = make()
    inputs = read(Path(folder) / "inputs.npz")
    first = next(iter(inputs)).partition("/")[0] + "/"
    # A model has no weights before it is called.
    model(*(ops.convert_to_tensor(v) for k, v in inputs.items() if k.startswith(first)))
    side = Ported(model, patched)
    return answer(side, parts, folder, scratch, rules, steps, keep)


def prepare(dtype: str) -> List[str]:
    """Set the dtype before anything is made; the patches that this takes."""
    patched = []
    if keras.config.backend() == "jax":
        import jax

        jax.config.update("jax_enable_x64", dtype == "float64")
    if dtype == "float64":
        if keras.config.backend() != "tensorflow":
            from keras.src.backend.common import dtypes

            # Keras 3.15 turns float64 into float32 there.
            dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"
            patched = ["keras-float64"]
        exact.install()
    keras.config.set_floatx(dtype)
    keras.config.set_dtype_policy(dtype)
    keras.config.set_image_data_format("channels_last")
    keras.utils.set_random_seed(0)
    return patched


class Ported(Side):
    def __init__(self, model: Any, patched: List[str]) -> None:
        self.model, self._patched = model, patched
        for layer in model._flatten_layers():
            if isinstance(getattr(layer, "rate", None), float):
                layer.rate = 0.0
        self._variables: Dict[str, Any] = {}  # by the path under which they are loaded

    def load(self, tensors: Arrays) -> None:
        if list(tensors) != list(self._variables):
            self._variables = {path: self._variable(path) for path in tensors}
            # What the map does not name keeps its value, as it was when the model was made.
            named = {id(variable) for variable in self._variables.values()}
            rest = [v for v in self.model.variables if id(v) not in named]
            self._rest = [(variable, ops.convert_to_numpy(variable)) for variable in rest]
        for path, variable in self._variables.items():
            variable.assign(fitting(path, tensors[path], variable.shape))
        for variable, value in self._rest:
            variable.assign(value)

    def _variable(self, path: str) -> Any:
        found = walk(self.model, path)
        if not isinstance(found, keras.Variable):
            raise KeyError(f"what stands at {path!r} is no variable")
        return found

    def _trained(self) -> Dict[str, Any]:
        """In Keras's order, which is that of gradients."""
        paths = {id(variable): path for path, variable in self._variables.items()}
        return {paths.get(id(v), v.path): v for v in self.model.trainable_variables}

    def trainable(self) -> List[str]:
        return list(self._trained())

    def outputs(self, train: bool, inputs: Arrays) -> Arrays:
        made = self.model(*tensors_of(inputs).values(), training=train)
        return {name: host(value) for name, value in leaves(made, tensor_type())}

    def gradients(
        self, train: bool, inputs: Arrays, targets: Arrays
    ) -> Tuple[float, Arrays, Arrays]:
        given, wanted = tensors_of(inputs), tensors_of(targets)
        floats = {k: v for k, v in given.items() if inputs[k].dtype.kind == "f"}

        def loss(call: Callable[..., Any], floats: Tensors) -> Any:
            made = dict(leaves(call(*{**given, **floats}.values()), tensor_type()))
            parts = [ops.mean(ops.square(made[k] - target)) for k, target in wanted.items()]
            return functools.reduce(ops.add, parts)

        backend = BACKENDS[keras.config.backend()]
        value, by_parameter, by_input = backend(self.model, train, loss, floats)
        held = self._trained()
        found = {path: dense(g, held[path]) for path, g in zip(held, by_parameter)}
        return float(host(value)), found, {k: dense(g, floats[k]) for k, g in by_input.items()}

    def parameters(self) -> Arrays:
        return {path: host(variable) for path, variable in self._trained().items()}

    def buffers(self) -> Arrays:
        trained = self._trained()
        return {path: host(v) for path, v in self._variables.items() if path not in trained}

    def begin(self, rule: Dict[str, Any]) -> None:
        if rule["kind"] == "momentum":
            self._optimiser = keras.optimizers.SGD(rule["learning_rate"], rule["momentum"])
        else:
            self._optimiser = keras.optimizers.AdamW(
                rule["learning_rate"],
                weight_decay=rule["weight_decay"],
                beta_1=rule["beta_1"],
                beta_2=rule["beta_2"],
                epsilon=rule["epsilon"],
            )
        self._optimiser.build(self.model.trainable_variables)

    def step(self, inputs: Arrays, targets: Arrays) -> float:
        loss, gradients, _ = self.gradients(True, inputs, targets)
        ready = [ops.convert_to_tensor(value) for value in gradients.values()]
        self._optimiser.apply(ready, self.model.trainable_variables)
        return loss

    def slots(self) -> Arrays:
        found: Arrays = {}
        for slot, key in (("m", "momentums"), ("m", "_momentums"), ("v", "_velocities")):
            for path, variable in zip(self._trained(), getattr(self._optimiser, key, [])):
                found[f"{slot}/{path}"] = host(variable)
        return found

    def patches(self) -> List[str]:
        return [*self._patched, *sorted(exact.called)]


# --- gradients of the backends --------------------------------------------------------------

# loss(call, float inputs), where ``call`` takes the inputs in order
Loss = Callable[[Callable[..., Any], Tensors], Any]
Found = Tuple[Any, Sequence[Any], Tensors]


def by_tensorflow(model: Any, train: bool, loss: Loss, floats: Tensors) -> Found:
    import tensorflow as tf

    with tf.GradientTape() as tape:
        tape.watch(floats)
        value = loss(lambda *given: model(*given, training=train), floats)
    held = [variable.value for variable in model.trainable_variables]
    by_parameter, by_input = tape.gradient(value, (held, floats))
    return value, by_parameter, by_input


def by_jax(model: Any, train: bool, loss: Loss, floats: Tensors) -> Found:
    import jax

    variables = model.trainable_variables

    def of(trained: List[Any], floats: Tensors) -> Any:
        # Not `stateless_call`, which hands ``training`` to a ``call`` that may not name it.
        with keras.StatelessScope(state_mapping=list(zip(variables, trained))):
            return loss(lambda *given: model(*given, training=train), floats)

    held = [variable.value for variable in variables]
    value, (by_parameter, by_input) = jax.value_and_grad(of, argnums=(0, 1))(held, floats)
    return value, by_parameter, by_input


def by_torch(model: Any, train: bool, loss: Loss, floats: Tensors) -> Found:
    import torch

    given = {name: value.requires_grad_() for name, value in floats.items()}
    value = loss(lambda *arguments: model(*arguments, training=train), given)
    held = [variable.value for variable in model.trainable_variables]
    found = torch.autograd.grad(value, [*held, *given.values()], allow_unused=True)
    return value, found[: len(held)], dict(zip(given, found[len(held) :]))


BACKENDS = {"tensorflow": by_tensorflow, "jax": by_jax, "torch": by_torch}


def tensor_type() -> Any:
    return type(ops.convert_to_tensor(0.0)) if keras.config.backend() != "jax" else jax_array()


def jax_array() -> Any:
    import jax

    return jax.Array


def tensors_of(arrays: Arrays) -> Tensors:
    return {name: ops.convert_to_tensor(np.array(value)) for name, value in arrays.items()}


def host(value: Any) -> np.ndarray:
    """A copy that later steps leave alone."""
    return np.array(ops.convert_to_numpy(value))


def dense(gradient: Any, at: Any) -> np.ndarray:
    """A gradient as an array: none is zero, slices are summed."""
    return host(ops.zeros_like(at)) if gradient is None else host(ops.convert_to_tensor(gradient))
