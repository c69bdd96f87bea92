"""The target side of a port's certificate where the target is Flax NNX.

A module is split into its structure and a dict of arrays by attribute path, so that every function
here is a pure one of that dict, compiled by ``jax.jit``; optax keeps its state for the same dict.
"""

import functools
import inspect
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax import nnx

from isograd_worker.adapter import load_source
from isograd_worker.side import Arrays, Side, answer, fitting, leaves, read, walk

HERE = Path(__file__).parent
exact = load_source(str(HERE / "exact_attention.py"))

Values = Dict[str, jax.Array]


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
    jax.config.update("jax_enable_x64", dtype == "float64")
    if dtype == "float64":
        jax.nn.dot_product_attention = exact.dot_product_attention
    kind = getattr(load_source(str(Path(emitted) / "model.py")), root)
    takes = inspect.signature(kind.__init__).parameters

    def make() -> Any:
        return kind(rngs=nnx.Rngs(0)) if "rngs" in takes else kind()

    model = outlined(make, read(Path(folder) / "tensors.npz")) or make()
    return answer(Ported(model, dtype), parts, folder, scratch, rules, steps, keep)


def outlined(make: Callable[[], Any], tensors: Arrays) -> Any:
    """The module without values, where all that its constructor computes is loaded anyway:
    compiling the initialisers takes longer than all the rest of a small model. None where
    something else is made, or the constructor looks at values."""
    try:
        model = nnx.eval_shape(make)
        loaded = {id(walk(model, path)) for path in tensors}
    except Exception:  # `make` itself then says what is wrong, or nothing is
        return None
    for _, node in nnx.iter_graph(model):
        if isinstance(node, nnx.RngKey):
            node.set_value(jax.random.key(0))
        elif isinstance(node, nnx.RngCount):
            node.set_value(jnp.zeros((), jnp.uint32))
        elif isinstance(node, jax.ShapeDtypeStruct):
            return None
        elif isinstance(node, nnx.Variable) and id(node) not in loaded:
            return None
    return model


class Ported(Side):
    def __init__(self, model: Any, dtype: str) -> None:
        self.model, self._dtype = model, jnp.dtype(dtype)
        self._widened = False
        self._paths: List[str] = []  # as they are loaded
        for _, module in nnx.iter_modules(model):
            if isinstance(getattr(module, "rate", None), float):
                module.rate = 0.0
            # A layer that fixes its dtype when it is made (`nnx.Embed`) has that of its weights.
            if getattr(module, "dtype", None) == jnp.float32 and dtype == "float64":
                module.dtype = self._dtype
                self._widened = True
        self._values: Values = {}
        self._functions: Dict[Any, Any] = {}
        self._order: List[str] = []  # of the inputs

    # --- variables --------------------------------------------------------------------------

    def _variables(self) -> Dict[str, Any]:
        """All of them by path, under the path that was loaded; a tied one once. Those that draw
        numbers are none of them."""
        found = {path: self._variable(self.model, path) for path in self._paths}
        known = {id(variable) for variable in found.values()}
        for path, variable in nnx.iter_graph(self.model):
            if not isinstance(variable, nnx.Variable) or isinstance(variable, nnx.RngState):
                continue
            if id(variable) not in known:
                found[".".join(map(str, path))] = variable
        return found

    def _variable(self, model: Any, path: str) -> Any:
        variable = walk(model, path)
        if not isinstance(variable, nnx.Variable):
            raise KeyError(f"what stands at {path!r} is no variable")
        return variable

    def load(self, tensors: Arrays) -> None:
        if list(tensors) != self._paths:
            self._paths, self._functions = list(tensors), {}
        self._values = {}
        for path, variable in self._variables().items():
            held = variable.get_value()
            if path in tensors:
                # A copy: `asarray` may take over the memory of a NumPy array.
                value = jnp.array(fitting(path, tensors[path], held.shape), copy=True)
            else:
                value = jnp.asarray(held)
            if jnp.issubdtype(value.dtype, jnp.floating):
                value = value.astype(self._dtype)
            self._values[path] = value
            variable.set_value(value)

    def trainable(self) -> List[str]:
        """The type decides: an optimiser of NNX takes every ``nnx.Param``."""
        return [path for path, v in self._variables().items() if isinstance(v, nnx.Param)]

    def _split(self) -> Tuple[Values, Values]:
        trained = set(self.trainable())
        parameters = {k: v for k, v in self._values.items() if k in trained}
        return parameters, {k: v for k, v in self._values.items() if k not in trained}

    # --- functions --------------------------------------------------------------------------

    def _forward(self, train: bool) -> Callable[..., Tuple[Values, Values]]:
        """(all values, inputs) -> (outputs, all values afterwards)."""
        if train:
            self.model.train()
        else:
            self.model.eval()
        structure, state = nnx.split(self.model)
        paths = list(self._values)

        def run(values: Values, inputs: Values) -> Tuple[Values, Values]:
            model = nnx.merge(structure, state, copy=True)  # variables of this trace
            held = {path: self._variable(model, path) for path in paths}
            for path, value in values.items():
                held[path].set_value(value)
            # A compiled function gets its dicts sorted by key.
            made = model(*(inputs[name] for name in self._order))
            after = {path: variable.get_value() for path, variable in held.items()}
            return dict(leaves(made, jax.Array)), after

        return run

    def _compiled(self, train: bool) -> Any:
        if train not in self._functions:
            self._functions[train] = jax.jit(self._forward(train))
        return self._functions[train]

    def _differentiated(self, train: bool) -> Any:
        """(parameters, float inputs, other values, other inputs in order, targets) -> the loss and
        the values afterwards, and gradients by the first two."""
        if ("gradient", train) in self._functions:
            return self._functions["gradient", train]
        forward = self._forward(train)

        @functools.partial(jax.value_and_grad, argnums=(0, 1), has_aux=True)
        def loss(
            parameters: Values, floats: Values, rest: Values, inputs: Values, targets: Values
        ) -> Tuple[jax.Array, Values]:
            given = {name: floats.get(name, value) for name, value in inputs.items()}
            made, after = forward({**parameters, **rest}, given)
            parts = [jnp.mean((made[name] - target) ** 2) for name, target in targets.items()]
            return sum(parts, jnp.zeros((), self._dtype)), after

        self._functions["gradient", train] = jax.jit(loss)
        return self._functions["gradient", train]

    def _gradients(self, train: bool, inputs: Arrays, targets: Arrays) -> Any:
        self._order = list(inputs)
        given = {name: jnp.array(value) for name, value in inputs.items()}
        floats = {k: v for k, v in given.items() if jnp.issubdtype(v.dtype, jnp.floating)}
        wanted = {name: jnp.array(value) for name, value in targets.items()}
        parameters, rest = self._split()
        return self._differentiated(train)(parameters, floats, rest, given, wanted)

    # --- what is asked ----------------------------------------------------------------------

    def outputs(self, train: bool, inputs: Arrays) -> Arrays:
        self._order = list(inputs)
        given = {name: jnp.array(value) for name, value in inputs.items()}
        made, self._values = self._compiled(train)(self._values, given)
        return host(made)

    def gradients(
        self, train: bool, inputs: Arrays, targets: Arrays
    ) -> Tuple[float, Arrays, Arrays]:
        (loss, _), (by_parameter, by_input) = self._gradients(train, inputs, targets)
        return float(loss), host(by_parameter), host(by_input)

    def parameters(self) -> Arrays:
        return host(self._split()[0])

    def buffers(self) -> Arrays:
        return host({k: v for k, v in self._split()[1].items() if k in self._paths})

    def begin(self, rule: Dict[str, Any]) -> None:
        if rule["kind"] == "momentum":
            self._optimiser = optax.sgd(rule["learning_rate"], momentum=rule["momentum"])
        else:
            self._optimiser = optax.adamw(
                rule["learning_rate"],
                b1=rule["beta_1"],
                b2=rule["beta_2"],
                eps=rule["epsilon"],
                weight_decay=rule["weight_decay"],
            )
        self._state = self._optimiser.init(self._split()[0])
        self._update = jax.jit(self._optimiser.update)

    def step(self, inputs: Arrays, targets: Arrays) -> float:
        (loss, after), (gradients, _) = self._gradients(True, inputs, targets)
        parameters = self._split()[0]
        updates, self._state = self._update(gradients, self._state, parameters)
        self._values = {**after, **optax.apply_updates(parameters, updates)}
        return float(loss)

    def slots(self) -> Arrays:
        found: Arrays = {}
        for slot, key in (("m", "trace"), ("m", "mu"), ("v", "nu")):
            for state in self._state:
                held = getattr(state, key, None)
                if held is not None:
                    found.update({f"{slot}/{name}": v for name, v in host(held).items()})
        return found

    def patches(self) -> List[str]:
        widened = ["nnx-dtype-float64"] if self._widened else []
        return [*widened, *(["attention-float64"] if exact.called else [])]


def host(values: Values) -> Arrays:
    return {name: np.asarray(value) for name, value in values.items()}
