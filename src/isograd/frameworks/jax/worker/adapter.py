"""JAX, Flax NNX and Equinox in one process.

Two ways to hold state: *functional* sources (JAX, Equinox) return it from every step, so that it is
a tuple of pytrees here; *NNX* sources keep it in variables of a model and an optimiser. Either way
each array has an address ``(kind, native name)`` that is read off its path in the tree.
"""

import contextlib
import inspect
import os
from importlib import metadata
from types import ModuleType
from typing import Any, Callable, Dict, Iterable, List, Sequence, Tuple

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import (
    Adapter,
    Arrays,
    Names,
    State,
    StepProgram,
    WholeRunProgram,
    load_again,
    predictions,
)

Address = Tuple[str, str]  # ("parameter" | "slot/<slot>" | "count" | "other", native name)

STATE = ("equinox.nn._stateful", "State")  # where Equinox keeps what its layers remember

# Fields of optax's states that hold one array a parameter, and the canonical slot.
SLOTS = {"mu": "m", "nu": "v", "trace": "momentum"}


def _plain(path: Sequence[Any]) -> Tuple[Any, ...]:
    """The keys of a JAX key path; NNX's paths are plain already."""
    keys = []
    for entry in path:
        for attribute in ("key", "name", "idx"):
            if hasattr(entry, attribute):
                entry = getattr(entry, attribute)
                break
        keys.append(entry)
    return tuple(keys)


def _join(path: Iterable[Any]) -> str:
    return ".".join(str(key) for key in path)


def _in_model(path: Tuple[Any, ...]) -> Address:
    return "parameter", _join(path)


def _in_optimiser(path: Tuple[Any, ...]) -> Address:
    """``(0, 'mu', 'hidden', 'w')`` is ``("slot/m", "hidden.w")``.

    Names before the slot's stay (``('generator', 0, 'mu', …)``: a dictionary of optimiser states);
    numbers before it are places in an optax chain.
    """
    for place, key in enumerate(path):
        if key in SLOTS:
            owner = [k for k in path[:place] if isinstance(k, str) and k != "opt_state"]
            return "slot/" + SLOTS[key], _join([*owner, *path[place + 1 :]])
    # A chain may count its steps in several places.
    return "count" if path and path[-1] == "count" else "other", _join(path)


class _Addresses:
    """Between the task's canonical state and arrays by address."""

    def __init__(self, names: Dict[str, Any]) -> None:
        self._names = Names(names)
        self._canonical = {native: canonical for canonical, native in self._names}
        self._buffers: List[str] = []

    def check(self, found: Iterable[Address]) -> None:
        self._names.check([name for kind, name in found if kind == "parameter"])

    def given(self, state: State) -> Dict[Address, np.ndarray]:
        """Arrays in native layout that ``state`` asks for."""
        self._buffers = list(state.buffers)
        native = dict(self._names)
        wanted = {}
        for canonical, value in {**state.parameters, **state.buffers}.items():
            wanted["parameter", native[canonical]] = self._names.to_native(canonical, value)
        for name, value in state.slots.items():
            slot, canonical = name.split("/", 1)
            wanted["slot/" + slot, native[canonical]] = self._names.to_native(canonical, value)
        return wanted

    def replace(self, state: State, found: Dict[Address, Any], cast: Any) -> Dict[Address, Any]:
        """New arrays for all addresses that `load` must set.

        Slots that ``state`` does not give start at zero, and so the step count is what it says.
        """
        wanted = self.given(state)
        missing = sorted(set(wanted) - set(found))
        if missing:
            raise ValueError(f"the implementation has no {missing}")
        new = {}
        for address, old in found.items():
            kind = address[0]
            if kind == "count":
                new[address] = cast(np.asarray(state.count, old.dtype))
            elif address in wanted:
                if wanted[address].shape != old.shape:
                    raise ValueError(f"{address}: {wanted[address].shape} against {old.shape}")
                new[address] = cast(wanted[address])
            elif kind.startswith("slot/"):
                new[address] = cast(np.zeros(old.shape, next(iter(wanted.values())).dtype))
        return new

    def gradients(self, leaves: Dict[Address, Any]) -> Arrays:
        return {
            self._canonical[name]: self._array(name, value) for (_, name), value in leaves.items()
        }

    def state(self, leaves: Dict[Address, Any]) -> State:
        state = State(parameters={})
        for (kind, name), value in leaves.items():
            if kind == "count":
                state.count = int(value)
            elif kind == "parameter":
                canonical = self._canonical[name]
                group = state.buffers if canonical in self._buffers else state.parameters
                group[canonical] = self._array(name, value)
            elif kind.startswith("slot/"):
                state.slots[f"{kind[5:]}/{self._canonical[name]}"] = self._array(name, value)
        return state

    def _array(self, native: str, value: Any) -> np.ndarray:
        return self._names.to_canonical(self._canonical[native], np.asarray(value))


# --- functional sources: JAX, Equinox --------------------------------------------------------


class _Functional:
    """State that a source's ``build`` returns as a tuple of pytrees and every step returns anew."""

    def __init__(self, module: ModuleType, names: Dict[str, Any]) -> None:
        import jax

        self._jax = jax
        self._module = module
        self._addresses = _Addresses(names)
        self._state: Tuple[Any, ...] = ()

    def _start(self, module: ModuleType) -> None:
        self._state = tuple(module.build())
        self._addresses.check(self._leaves())

    def _address(self, path: Any) -> Address:
        keys = _plain(path)
        markers = _markers(self._jax, self._state[keys[0]])
        if markers:
            return _in_layers_state(markers[keys[1]], keys[2:])
        optimiser = _is_optimiser(self._jax, self._state[keys[0]])
        return (_in_optimiser if optimiser else _in_model)(keys[1:])

    def _leaves(self) -> Dict[Address, Any]:
        found = self._jax.tree_util.tree_flatten_with_path(self._state)[0]
        # Equinox keeps activation functions in the tree as well.
        return {self._address(path): leaf for path, leaf in found if hasattr(leaf, "dtype")}

    def load(self, state: State) -> None:
        # A copy: `asarray` may take over the memory of a NumPy array.
        new = self._addresses.replace(state, self._leaves(), self._jax.numpy.array)

        def put(path: Any, leaf: Any) -> Any:
            return new.get(self._address(path), leaf) if hasattr(leaf, "dtype") else leaf

        self._state = self._jax.tree_util.tree_map_with_path(put, self._state)
        self._jax.block_until_ready(self._state)

    def read(self) -> State:
        return self._addresses.state(self._leaves())

    def put(self, batch: Arrays) -> Any:
        return self._jax.block_until_ready(self._module.load(*batch.values()))

    def wait(self, outputs: Any) -> None:
        self._jax.block_until_ready(outputs)

    def _predict(self, taken_by: Callable[..., Any], arrays: Arrays) -> List[np.ndarray]:
        given = [self._jax.numpy.asarray(value) for value in arrays.values()]
        return [np.asarray(v) for v in predictions(self._module, taken_by, self._state, given)]

    def _advance(self, function: Callable[..., Any], arguments: Sequence[Any]) -> Any:
        outputs = function(*self._state, *arguments)
        self._state = outputs[: len(self._state)]
        return outputs

    def _loss(self, outputs: Any) -> np.ndarray:
        return np.asarray(outputs[len(self._state)])


def _is_optimiser(jax: ModuleType, tree: Any) -> bool:
    """Whether ``tree`` is, or holds, an optax state (named tuples of that package)."""

    def is_state(node: Any) -> bool:
        return isinstance(node, tuple) and type(node).__module__.startswith("optax")

    return any(is_state(node) for node in jax.tree_util.tree_leaves(tree, is_leaf=is_state))


def _markers(jax: ModuleType, tree: Any) -> Sequence[str]:
    """Names of the entries of an `equinox.nn.State`, in the order of its leaves; () for others."""
    node = jax.tree_util.tree_structure(tree).node_data()
    if node is None or (node[0].__module__, node[0].__name__) != STATE:
        return ()
    return tuple(node[1])


def _in_layers_state(marker: str, path: Sequence[Any]) -> Address:
    """``CNN.norm.batch_state_index``, item 0, is ``("parameter", "norm.batch_state_index.0")``:
    without the name of the model's class."""
    _, _, name = marker.partition(".")
    return ("count", "") if name.endswith("counter") else ("parameter", _join([name, *path]))


class FunctionalStep(_Functional, StepProgram):
    """``step(*state, *batch) -> (*state, loss)``, jitted by us, by the source, or not at all."""

    gradient = "recomputed"

    def __init__(self, module: ModuleType, names: Dict[str, Any], mode: str) -> None:
        super().__init__(module, names)
        self._mode = mode
        self.compiled_scope = "none" if mode == "eager" else "step"

    def build(self) -> None:
        jax, module = self._jax, self._module
        self._step = module.step
        self._gradient = jax.grad(self._scalar_loss)
        if self._mode == "jit":
            self._step = jax.jit(module.step)
            self._gradient = jax.jit(self._gradient)
        elif self._mode == "equinox":
            import equinox as eqx

            self._gradient = eqx.filter_jit(eqx.filter_grad(self._scalar_loss))
        self._start(module)
        # The loss takes those parts of the state that bear the names of its arguments.
        names = list(inspect.signature(module.step).parameters)[: len(self._state)]
        taken = inspect.signature(module.loss_fn).parameters
        self._of_loss = [place for place, name in enumerate(names) if name in taken]

    def _scalar_loss(self, *arguments: Any) -> Any:
        """The source's loss without what it returns besides, such as running statistics."""
        made = self._module.loss_fn(*arguments)
        return made[0] if isinstance(made, tuple) else made

    def step(self, batch: Any) -> Any:
        return self._advance(self._step, batch)

    def loss(self, outputs: Any) -> np.ndarray:
        return self._loss(outputs)

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        return self._predict(self._module.step, arrays)

    def gradients(self, batch: Any) -> Arrays:
        tree = self._gradient(*(self._state[place] for place in self._of_loss), *batch)
        found = self._jax.tree_util.tree_flatten_with_path(tree)[0]
        return self._addresses.gradients({_in_model(_plain(path)): g for path, g in found})

    def traces(self) -> "int | None":
        if self._mode == "eager":
            return None
        jitted = self._step if self._mode == "jit" else self._step._cached
        return int(jitted._cache_size())


class FunctionalRun(_Functional, WholeRunProgram):
    """``train(*state, *batches) -> (*state, losses)``, one `jax.lax.scan` over all batches."""

    def __init__(self, module: ModuleType, names: Dict[str, Any]) -> None:
        super().__init__(module, names)
        self._train = module.train

    def build(self) -> None:
        self._start(self._module)

    def run(self, batches: Any) -> Any:
        return self._advance(self._train, batches)

    def losses(self, outputs: Any) -> np.ndarray:
        return self._loss(outputs)

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        return self._predict(self._module.train, arrays)

    def sgd_displacement(self, batches: Any) -> Arrays:
        import optax

        before = self.read()
        # A fresh copy of the source, so that its own jit cache keeps the optimiser as shown.
        module = load_again(self._module)
        module.optimizer = optax.sgd(1.0)
        self._start(module)
        self.load(State(parameters=before.parameters, buffers=before.buffers))
        self._advance(module.train, batches)
        after = self.read().parameters
        return {name: value - after[name] for name, value in before.parameters.items()}

    def traces(self) -> "int | None":
        return int(self._train._cache_size())


# --- Flax NNX --------------------------------------------------------------------------------


class NnxStep(StepProgram):
    """``step(model, optimizer, *batch) -> loss``, which changes model and optimiser in place."""

    gradient = "recomputed"
    compiled_scope = "step"

    def __init__(self, module: ModuleType, names: Dict[str, Any], dtype: np.dtype) -> None:
        import jax
        from flax import nnx

        self._jax, self._nnx = jax, nnx
        self._module, self._dtype = module, dtype
        self._addresses = _Addresses(names)

    def build(self) -> None:
        nnx = self._nnx
        self._gradient = nnx.jit(nnx.grad(self._module.loss_fn))
        self._state = tuple(self._module.build())
        self._variables = {}
        for path, node in nnx.iter_graph(self._state):
            # Random-number state is no part of the canonical state.
            if isinstance(node, nnx.Variable) and not isinstance(node, nnx.RngState):
                optimiser = isinstance(self._state[path[0]], nnx.Optimizer)
                address = (_in_optimiser if optimiser else _in_model)(path[1:])
                self._variables[address] = node
        self._addresses.check(self._variables)
        # NNX creates float32 whatever JAX's default is and has no default dtype of its own.
        for variable in self._variables.values():
            value = variable.get_value()
            if np.issubdtype(value.dtype, np.floating) and value.dtype != self._dtype:
                variable.set_value(value.astype(self._dtype))
        # Some modules (Embed) take the dtype that they compute in from their parameters, once.
        for _, node in nnx.iter_graph(self._state):
            made = getattr(node, "dtype", None) if isinstance(node, nnx.Module) else None
            if made is not None and np.issubdtype(made, np.floating):
                node.dtype = self._dtype

    def load(self, state: State) -> None:
        found = {a: variable.get_value() for a, variable in self._variables.items()}
        new = self._addresses.replace(state, found, self._jax.numpy.array)
        for address, value in new.items():
            self._variables[address].set_value(value)
        self.wait(())

    def read(self) -> State:
        return self._addresses.state({a: v.get_value() for a, v in self._variables.items()})

    def put(self, batch: Arrays) -> Any:
        return self._jax.block_until_ready(self._module.load(*batch.values()))

    def step(self, batch: Any) -> Any:
        return self._module.step(*self._state, *batch)

    def wait(self, outputs: Any) -> None:
        values = [variable.get_value() for variable in self._variables.values()]
        self._jax.block_until_ready((outputs, values))

    def loss(self, outputs: Any) -> np.ndarray:
        return np.asarray(outputs[0] if isinstance(outputs, tuple) else outputs)

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        given = [self._jax.numpy.asarray(value) for value in arrays.values()]
        made = predictions(self._module, self._module.step, self._state, given)
        self._state[0].train()  # `predict` leaves its model in evaluation mode
        return [np.asarray(value) for value in made]

    def gradients(self, batch: Any) -> Arrays:
        # The forward pass in training mode also moves statistics: put them back.
        kept = [(variable, variable.get_value()) for variable in self._variables.values()]
        tree = self._nnx.to_flat_state(self._gradient(self._state[0], *batch))
        for variable, value in kept:
            variable.set_value(value)
        return self._addresses.gradients({_in_model(path): g.get_value() for path, g in tree})

    def traces(self) -> "int | None":
        return int(self._module.step.jitted_fn._cache_size())


class FrameworkAdapter(Adapter):
    def start(self) -> Dict[str, str]:
        platform = "cuda" if self.asked.device.startswith("cuda") else "cpu"
        os.environ["JAX_PLATFORMS"] = platform
        import jax
        import optax  # noqa: F401 (all shown sources use it)

        # Both would double the import time of a mode that uses neither.
        if self.asked.mode == "flax":
            import flax.nnx  # noqa: F401
        elif self.asked.mode == "equinox":
            import equinox  # noqa: F401

        # Before the first array: later it would not take effect.
        jax.config.update("jax_enable_x64", self.dtype == np.float64)
        jax.config.update("jax_default_matmul_precision", "highest")
        jax.devices()  # the back end starts here, and not in the first cell's build
        self._jax = jax
        versions = {"jax": jax.__version__, "numpy": np.__version__}
        for name in ("optax", "flax", "equinox"):
            # A user's own environment may lack one; then only the cells that need it fail.
            with contextlib.suppress(metadata.PackageNotFoundError):
                versions[name] = metadata.version(name)
        return versions

    def verify(self) -> Dict[str, Any]:
        import jaxlib

        jax = self._jax
        return {
            "jaxlib": jaxlib.__version__,
            "backend": jax.default_backend(),
            "devices": [str(device) for device in jax.devices()],
            "default_dtype": str(jax.numpy.zeros(()).dtype),
            "matmul_precision": str(jax.config.jax_default_matmul_precision),
            "xla_flags": os.environ.get("XLA_FLAGS", ""),
        }

    def open(self, cell: protocol.Cell, module: ModuleType) -> "StepProgram | WholeRunProgram":
        if cell.mode == "flax":
            return NnxStep(module, cell.names, self.dtype)
        if cell.contract == "whole-run":
            return FunctionalRun(module, cell.names)
        return FunctionalStep(module, cell.names, cell.mode)
