"""Addresses of arrays in JAX's trees: between native paths and a task's canonical state."""

from types import ModuleType
from typing import Any, Dict, Iterable, List, NamedTuple, Sequence, Tuple

import numpy as np

from isograd_worker.adapter import Arrays, Names, State

Address = Tuple[str, str]  # ("parameter" | "slot/<slot>" | "count" | "other", native name)

STATE = ("equinox.nn._stateful", "State")  # where Equinox keeps what its layers remember

# Fields of optax's states that hold one array a parameter, and the slot: the canonical one, or
# `NOTED`, which only `noting` makes.
NOTED = "gradient"
SLOTS = {"mu": "m", "nu": "v", "trace": "momentum", "noted_gradient": NOTED}


class Noted(NamedTuple):
    """State of `noting`: the gradient that the last update was given."""

    noted_gradient: Any


def noting(optimiser: Any) -> Any:
    """The optax optimiser ``optimiser``, which also keeps in its state what it was given last."""
    import jax
    import optax

    note = optax.GradientTransformation(
        init=lambda params: Noted(jax.tree.map(jax.numpy.zeros_like, params)),
        update=lambda grads, state, params=None: (grads, Noted(grads)),
    )
    return optax.chain(note, optimiser)


def plain(path: Sequence[Any]) -> Tuple[Any, ...]:
    """The keys of a JAX key path; NNX's paths are plain already."""
    keys = []
    for entry in path:
        for attribute in ("key", "name", "idx"):
            if hasattr(entry, attribute):
                entry = getattr(entry, attribute)
                break
        keys.append(entry)
    return tuple(keys)


def join(path: Iterable[Any]) -> str:
    return ".".join(str(key) for key in path)


def in_model(path: Tuple[Any, ...]) -> Address:
    return "parameter", join(path)


def in_optimiser(path: Tuple[Any, ...]) -> Address:
    """``(0, 'mu', 'hidden', 'w')`` is ``("slot/m", "hidden.w")``.

    Names before the slot's stay (``('generator', 0, 'mu', …)``: a dictionary of optimiser states);
    numbers before it are places in an optax chain.
    """
    for place, key in enumerate(path):
        if key in SLOTS:
            owner = [k for k in path[:place] if isinstance(k, str) and k != "opt_state"]
            return "slot/" + SLOTS[key], join([*owner, *path[place + 1 :]])
    # A chain may count its steps in several places.
    return "count" if path and path[-1] == "count" else "other", join(path)


def is_optimiser(jax: ModuleType, tree: Any) -> bool:
    """Whether ``tree`` is, or holds, an optax state (named tuples of that package)."""

    def is_state(node: Any) -> bool:
        return isinstance(node, tuple) and type(node).__module__.startswith("optax")

    return any(is_state(node) for node in jax.tree_util.tree_leaves(tree, is_leaf=is_state))


def markers(jax: ModuleType, tree: Any) -> Sequence[str]:
    """Names of the entries of an `equinox.nn.State`, in the order of its leaves; () for others."""
    node = jax.tree_util.tree_structure(tree).node_data()
    if node is None or (node[0].__module__, node[0].__name__) != STATE:
        return ()
    return tuple(node[1])


def in_layers_state(marker: str, path: Sequence[Any]) -> Address:
    """``CNN.norm.batch_state_index``, item 0, is ``("parameter", "norm.batch_state_index.0")``:
    without the name of the model's class."""
    _, _, name = marker.partition(".")
    if name.endswith("counter"):
        return "count", ""
    return "parameter", join([name, *path])


def owners(names: Sequence[str], optimisers: Sequence["bool | None"]) -> List[Tuple[str, ...]]:
    """What the native names of each part of a state begin with.

    ``names`` are those that ``step`` gives the parts, ``optimisers`` says which are an optimiser's
    state (None: neither that nor of a model). Under one optimiser there is no prefix. Where several
    take turns, each model's tensors bear its name, and so do those of its optimiser; these come in
    the order of the models.
    """
    if optimisers.count(True) < 2:
        return [() for _ in names]
    models = [name for name, optimiser in zip(names, optimisers) if optimiser is False]
    if optimisers.count(True) != len(models):
        raise ValueError(f"build() must return an optimiser's state for each of {models}, in order")
    of_optimisers = iter(models)
    prefixes = []
    for name, optimiser in zip(names, optimisers):
        prefixes.append((next(of_optimisers) if optimiser else name,))
    return prefixes


class Addresses:
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

    def noted(self, leaves: Dict[Address, Any]) -> Arrays:
        """The gradients in states that `noting` made, canonical."""
        return self.gradients({a: v for a, v in leaves.items() if a[0] == "slot/" + NOTED})

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
            elif kind.startswith("slot/") and kind != "slot/" + NOTED:
                state.slots[f"{kind[5:]}/{self._canonical[name]}"] = self._array(name, value)
        return state

    def _array(self, native: str, value: Any) -> np.ndarray:
        return self._names.to_canonical(self._canonical[native], np.asarray(value))
