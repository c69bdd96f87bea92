"""JAX, Flax NNX and Equinox in one process.

Two ways to hold state: *functional* sources (JAX, Equinox) return it from every step, so that it is
a tuple of pytrees here; *NNX* sources keep it in variables of a model and an optimiser. Either way
each array has an address ``(kind, native name)`` that is read off its path in the tree.
"""

import contextlib
import inspect
import os
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import (
    Adapter,
    Arrays,
    State,
    StepProgram,
    WholeRunProgram,
    apply_line,
    load_again,
    load_source,
    predictions,
)

HERE = Path(__file__).parent
addresses = load_source(str(HERE / "addresses.py"))
Address = Tuple[str, str]  # see `addresses`


# --- functional sources: JAX, Equinox --------------------------------------------------------


class _Functional:
    """State that a source's ``build`` returns as a tuple of pytrees and every step returns anew."""

    _whole_run = False

    def __init__(self, module: ModuleType, names: Dict[str, Any]) -> None:
        import jax

        self._jax = jax
        self._module = module
        self._names = names
        self._addresses = addresses.Addresses(names)
        self._state: Tuple[Any, ...] = ()

    def _start(self, module: ModuleType) -> None:
        self._state = tuple(module.build())
        # A whole-run source has its loop in `train`, and in `step` the body of the scan.
        taken_by = module.train if self._whole_run else module.step
        kinds = [
            None if addresses.markers(self._jax, part) else addresses.is_optimiser(self._jax, part)
            for part in self._state
        ]
        names = list(inspect.signature(taken_by).parameters)[: len(self._state)]
        self._owners = addresses.owners(names, kinds)
        self._addresses.check(self._leaves())

    def _address(self, path: Any) -> Address:
        place, *keys = addresses.plain(path)
        markers = addresses.markers(self._jax, self._state[place])
        if markers:
            return addresses.in_layers_state(markers[keys[0]], keys[1:])
        optimiser = addresses.is_optimiser(self._jax, self._state[place])
        to_address = addresses.in_optimiser if optimiser else addresses.in_model
        return to_address((*self._owners[place], *keys))

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


class _Recorder(_Functional):
    """A fresh copy of a stepwise source whose optimisers also note the gradients that they get:
    each phase's own, at the parameters that those before it left."""

    def __init__(self, shown: ModuleType, names: Dict[str, Any], jitted: bool) -> None:
        module = load_again(shown)
        super().__init__(module, names)
        for name, optimiser in _optimisers(module).items():
            setattr(module, name, addresses.noting(optimiser))
        self._call = self._jax.jit(module.step) if jitted else module.step
        self._start(module)

    def gradients(self, state: State, batch: Any) -> Arrays:
        """Those of the step from ``state``."""
        self.load(state)
        self._advance(self._call, batch)
        noted: Arrays = self._addresses.noted(self._leaves())
        return noted


def _optimisers(module: ModuleType) -> Dict[str, Any]:
    """A source's optax optimisers, by the names that it gives them."""
    import optax

    kind = optax.GradientTransformation
    return {name: value for name, value in vars(module).items() if isinstance(value, kind)}


class FunctionalStep(_Functional, StepProgram):
    """``step(*state, *batch) -> (*state, loss)``, jitted by us, by the source, or not at all."""

    gradient = "recomputed"

    def __init__(
        self, module: ModuleType, names: Dict[str, Any], mode: str, tuned: str = ""
    ) -> None:
        super().__init__(module, names)
        self._mode, self._tuned, self._plain = mode, tuned, module.step
        self.compiled_scope = "none" if mode == "eager" else "step"

    def build(self) -> None:
        jax, module = self._jax, self._module
        self._step = jax.jit(self._plain) if self._mode == "jit" else self._plain
        self._recorder: Optional[_Recorder] = None
        self._start(module)
        if self._tuned:
            module.step = self._plain  # what an earlier build made of it is jitted
            apply_line(self._tuned, module, self._state)
            self._step = module.step
        if hasattr(module, "loss_fn"):
            self._make_gradient()

    def _make_gradient(self) -> None:
        jax, module = self._jax, self._module
        self._gradient = jax.grad(self._scalar_loss)
        if self._mode == "jit":
            self._gradient = jax.jit(self._gradient)
        elif self._mode == "equinox":
            import equinox as eqx

            self._gradient = eqx.filter_jit(eqx.filter_grad(self._scalar_loss))
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
        if not hasattr(self._module, "loss_fn"):  # a loss for each of several optimisers
            if self._recorder is None:
                self._recorder = _Recorder(self._module, self._names, self._mode == "jit")
            return self._recorder.gradients(self.read(), batch)
        tree = self._gradient(*(self._state[place] for place in self._of_loss), *batch)
        found = self._jax.tree_util.tree_flatten_with_path(tree)[0]
        leaves = {addresses.in_model(addresses.plain(path)): g for path, g in found}
        canonical: Arrays = self._addresses.gradients(leaves)
        return canonical

    def traces(self) -> "int | None":
        if self._mode == "eager":
            return None
        jitted = self._step if self._mode == "jit" else self._step._cached
        return int(jitted._cache_size())


class FunctionalRun(_Functional, WholeRunProgram):
    """``train(*state, *batches) -> (*state, losses)``, one `jax.lax.scan` over all batches."""

    _whole_run = True

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
        found: Arrays = {}
        # One optimiser at a time, the others as shown: a phase starts from what those before left.
        for name in _optimisers(self._module):
            # A fresh copy of the source, so that its own jit cache keeps the optimiser as shown.
            module = load_again(self._module)
            setattr(module, name, addresses.noting(optax.sgd(1.0)))  # notes what it updates
            self._start(module)
            self.load(State(parameters=before.parameters, buffers=before.buffers))
            self._advance(module.train, batches)
            after = self.read().parameters
            for own in self._addresses.noted(self._leaves()):
                found[own] = before.parameters[own] - after[own]
        return found

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
        self._module, self._dtype, self._names = module, dtype, names
        self._addresses = addresses.Addresses(names)
        self._recorder: Optional[_NnxRecorder] = None

    def build(self) -> None:
        nnx = self._nnx
        if hasattr(self._module, "loss_fn"):
            self._gradient = nnx.jit(nnx.grad(self._module.loss_fn))
        self._state = self._parts()
        kinds = [isinstance(part, nnx.Optimizer) for part in self._state]
        names = list(inspect.signature(self._module.step).parameters)[: len(self._state)]
        owners = addresses.owners(names, kinds)
        self._variables = {}
        for path, node in nnx.iter_graph(self._state):
            # Random-number state is no part of the canonical state.
            if isinstance(node, nnx.Variable) and not isinstance(node, nnx.RngState):
                place, *keys = path
                to_address = addresses.in_optimiser if kinds[place] else addresses.in_model
                self._variables[to_address((*owners[place], *keys))] = node
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

    def _parts(self) -> Tuple[Any, ...]:
        return tuple(self._module.build())

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
        for part in self._state:
            if isinstance(part, self._nnx.Module):
                part.train()  # `predict` leaves its model in evaluation mode
        return [np.asarray(value) for value in made]

    def gradients(self, batch: Any) -> Arrays:
        if not hasattr(self._module, "loss_fn"):  # a loss for each of several optimisers
            if self._recorder is None:
                self._recorder = _NnxRecorder(self._module, self._names, self._dtype)
            return self._recorder.recorded(self.read(), batch)
        # The forward pass in training mode also moves statistics: put them back.
        kept = [(variable, variable.get_value()) for variable in self._variables.values()]
        tree = self._nnx.to_flat_state(self._gradient(self._state[0], *batch))
        for variable, value in kept:
            variable.set_value(value)
        leaves = {addresses.in_model(path): g.get_value() for path, g in tree}
        canonical: Arrays = self._addresses.gradients(leaves)
        return canonical

    def traces(self) -> "int | None":
        return int(self._module.step.jitted_fn._cache_size())


class _NnxRecorder(NnxStep):
    """What `_Recorder` is, for a source that changes model and optimiser in place."""

    def __init__(self, shown: ModuleType, names: Dict[str, Any], dtype: np.dtype) -> None:
        super().__init__(load_again(shown), names, dtype)
        self.build()

    def _parts(self) -> Tuple[Any, ...]:
        made, nnx = super()._parts(), self._nnx
        models = iter(part for part in made if not isinstance(part, nnx.Optimizer))

        def noted(optimiser: Any) -> Any:
            noting = addresses.noting(optimiser.tx)
            return nnx.Optimizer(next(models), noting, wrt=optimiser.wrt)

        return tuple(noted(part) if isinstance(part, nnx.Optimizer) else part for part in made)

    def recorded(self, state: State, batch: Any) -> Arrays:
        """The gradients of the step from ``state``."""
        self.load(state)
        self.step(batch)
        noted: Arrays = self._addresses.noted(
            {address: variable.get_value() for address, variable in self._variables.items()}
        )
        return noted


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
        return FunctionalStep(module, cell.names, cell.mode, cell.options.get("tuned", ""))
