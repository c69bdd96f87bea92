"""The contract between the worker's loops and one framework.

A framework's folder holds ``worker/adapter.py`` with a module-level class ``FrameworkAdapter``.
It knows how to run the *shown* sources of the tasks, which are written for people and get plain
arrays. Everything that the harness needs besides (initial weights in, state out, waiting for
asynchronous work) lives in the adapter, so that no harness noise is in a shown source.

Canonical state
    ``State.parameters`` maps the task's parameter names to arrays in the task's own layout,
    ``State.slots`` maps ``"<slot>/<parameter>"`` (``m/dense.kernel``) to arrays of the same shape,
    ``State.buffers`` maps buffer names to arrays, and ``State.count`` is the number of steps done.
"""

import hashlib
import importlib.util
import inspect
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, Callable, Dict, Iterator, Mapping, Optional, Sequence, Tuple

import numpy as np

from . import protocol
from .width import WidthLoader

Arrays = Dict[str, np.ndarray]


class UnsupportedError(Exception):
    """The framework cannot do this, shown by the attempt (message: the framework's own)."""


class MissingPartError(Exception):
    """A part of this machine is absent; ``reason_code`` names it (``no_cxx_compiler`` …)."""

    def __init__(self, reason_code: str, message: str) -> None:
        super().__init__(message)
        self.reason_code = reason_code


@dataclass
class State:
    parameters: Arrays
    slots: Arrays = field(default_factory=dict)
    buffers: Arrays = field(default_factory=dict)
    count: int = 0


class Layout:
    """One entry's ``axes`` and ``split``, see `Names`."""

    def __init__(self, axes: Sequence[Any], split: Optional[Sequence[Sequence[int]]]) -> None:
        self._split = split
        self._order = tuple(axes)
        if split is not None:
            sizes = [size for group in split for size in group]
            self._order = tuple(axis for group in axes for axis in group)
            self._sizes = sizes
            self._turned = [sizes[axis] for axis in self._order]
            self._canonical = [int(np.prod(group)) for group in split]
            self._native = [int(np.prod([sizes[axis] for axis in group])) for group in axes]

    def to_native(self, value: np.ndarray) -> np.ndarray:
        if self._split is None:
            return np.transpose(value, self._order)
        return np.transpose(value.reshape(self._sizes), self._order).reshape(self._native)

    def to_canonical(self, value: np.ndarray) -> np.ndarray:
        back = np.argsort(self._order)
        if self._split is None:
            return np.transpose(value, back)
        return np.transpose(value.reshape(self._turned), back).reshape(self._canonical)


class Names:
    """Canonical names and layouts to the framework's own, as the task's implementations.toml says.

    An entry is the native name, or ``{"name": …, "axes": [1, 0]}`` where the native tensor is
    ``np.transpose(canonical, axes)``. Where an axis stands for several, such as a flattened map,
    ``split`` gives the sizes in it, and ``axes`` says which of all these make up each native axis:
    ``split = [[2, 2, 16], [10]], axes = [[3], [2, 0, 1]]`` is ``(h w c) o -> o (c h w)``.
    With ``blocks = [0, 2, 1, 3]`` the last canonical axis is cut into so many equal blocks first,
    which the native tensor has in that order (gates of a recurrent layer).

    Where ``name`` is a list, the canonical tensor is the *sum* of these native ones (the two biases
    of a recurrent layer): each gets an equal share, and who reads adds them up with `add_share`.
    Such a sum of slots or gradients means something for optimisers that are linear in them.
    """

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._natives: Dict[str, Tuple[str, ...]] = {}
        self._axes: Dict[str, Layout] = {}
        self._blocks: Dict[str, Sequence[int]] = {}
        for canonical, entry in entries.items():
            if isinstance(entry, str):
                self._natives[canonical] = (entry,)
            else:
                name = entry["name"]
                self._natives[canonical] = (name,) if isinstance(name, str) else tuple(name)
                if "axes" in entry:
                    self._axes[canonical] = Layout(entry["axes"], entry.get("split"))
                if "blocks" in entry:
                    self._blocks[canonical] = entry["blocks"]

    def __iter__(self) -> Any:
        """(canonical, native) pairs in the order of the file, one for each native tensor."""
        return iter((name, native) for name, all_ in self._natives.items() for native in all_)

    def natives(self, canonical: str) -> Tuple[str, ...]:
        """The native tensors of a canonical one: one, or those of which it is the sum."""
        return self._natives[canonical]

    def to_native(self, canonical: str, value: np.ndarray) -> np.ndarray:
        if canonical in self._blocks:
            value = _reordered(value, self._blocks[canonical])
        layout = self._axes.get(canonical)
        if layout is not None:
            value = np.ascontiguousarray(layout.to_native(value))
        share = len(self._natives[canonical])
        return value if share == 1 else value / value.dtype.type(share)

    def to_canonical(self, canonical: str, value: np.ndarray) -> np.ndarray:
        layout = self._axes.get(canonical)
        if layout is not None:
            value = layout.to_canonical(value)
        if canonical in self._blocks:
            value = _reordered(value, np.argsort(self._blocks[canonical]).tolist())
        return value

    def check(self, found: Sequence[str]) -> None:
        """Every native name must exist, and no trainable tensor may be left out."""
        want = {native for _, native in self}
        if want != set(found):
            raise ValueError(
                f"implementations.toml names {sorted(want - set(found))} which the model lacks, "
                f"and leaves out {sorted(set(found) - want)}"
            )


def _reordered(value: np.ndarray, order: Sequence[int]) -> np.ndarray:
    """The equal blocks of the last axis in another order."""
    cut = value.reshape((*value.shape[:-1], len(order), -1))
    return np.ascontiguousarray(cut[..., list(order), :]).reshape(value.shape)


def add_share(group: Arrays, name: str, value: np.ndarray) -> None:
    """Put a canonical tensor into ``group``, or add what another native one holds of it."""
    group[name] = group[name] + value if name in group else value


class StepProgram(ABC):
    """A *stepwise* implementation: one call is one training step, and it is what gets timed."""

    compiled_scope = "none"  # step | loss-and-gradient | model | loop-body | none
    gradient = "read"  # read (from the step itself) | recomputed (same loss function, same mode)

    @abstractmethod
    def build(self) -> None:
        """Construct model, optimiser and (lazily compiled) step. May be called again."""

    @abstractmethod
    def load(self, state: State) -> None:
        """Overwrite parameters, slots, buffers and step count without causing a retrace."""

    @abstractmethod
    def read(self) -> State:
        """Parameters, slots and buffers as NumPy arrays *of the framework's own dtype*."""

    @abstractmethod
    def put(self, batch: Arrays) -> Any:
        """Host arrays to what the step takes (floats already have the cell's dtype)."""

    @abstractmethod
    def step(self, batch: Any) -> Any:
        """One training step as shown; may return before the work is done."""

    @abstractmethod
    def wait(self, outputs: Any) -> None:
        """Return when every output of that step (loss, parameters, slots) is computed."""

    @abstractmethod
    def loss(self, outputs: Any) -> np.ndarray:
        """The step's loss, a scalar array of the framework's own dtype."""

    @abstractmethod
    def gradients(self, batch: Any) -> Arrays:
        """Canonical gradients of the step that was just made (``read``), or of the state
        that `load` set, before any step (``recomputed``); see `gradient`. Where several optimisers
        take turns, each one's is that of the parameters as those before it left them."""

    @abstractmethod
    def predict(self, arrays: Arrays) -> Sequence[np.ndarray]:
        """The source's own ``predict`` in evaluation mode, on held-out host arrays; its results
        in the order in which it returns them, floats in the framework's own dtype."""

    def traces(self) -> "int | None":
        """How often the step was traced or compiled so far; None where it cannot be counted."""
        return None

    def pipeline(self, arrays: Arrays, batch: int) -> Iterator[Any]:
        """What `step` takes, from the framework's own input pipeline over ``arrays``, whose rows
        [steps × batch, …] are in order already. `UnsupportedError` where it has none."""
        raise UnsupportedError("it has no input pipeline of its own")


class WholeRunProgram(ABC):
    """A *whole-run* implementation (fit, scan): one call trains over all given batches."""

    compiled_scope = "whole-run"
    loss_form = "per-step"  # per-step | running-mean

    @abstractmethod
    def build(self) -> None: ...

    @abstractmethod
    def load(self, state: State) -> None: ...

    @abstractmethod
    def read(self) -> State: ...

    @abstractmethod
    def put(self, batches: Arrays) -> Any:
        """Arrays of shape [steps, batch, …] to what the run takes."""

    @abstractmethod
    def run(self, batches: Any) -> Any:
        """Train over all the batches in order, as shown."""

    @abstractmethod
    def wait(self, outputs: Any) -> None: ...

    @abstractmethod
    def losses(self, outputs: Any) -> np.ndarray:
        """One value a step, in `loss_form`."""

    @abstractmethod
    def sgd_displacement(self, batches: Any) -> Arrays:
        """Canonical gradient inferred from a fresh one-step run of plain SGD at learning rate 1:
        parameters before minus after. Where several optimisers take turns, one at a time is
        replaced, in a run of its own. `build` and `load` are called again afterwards."""

    @abstractmethod
    def predict(self, arrays: Arrays) -> Sequence[np.ndarray]:
        """As in `StepProgram`."""

    def traces(self) -> "int | None":
        return None


class Adapter(ABC):
    """One framework in one process. Constructed before the framework may be imported."""

    def __init__(self, start: protocol.Start) -> None:
        self.asked = start
        self.dtype = np.dtype(start.dtype)

    @abstractmethod
    def start(self) -> Dict[str, str]:
        """Import the framework, apply threads, seed, dtype and precision flags; return versions."""

    @abstractmethod
    def verify(self) -> Dict[str, Any]:
        """Read back from the framework what took effect: threads, dtype and precision flags."""

    @abstractmethod
    def open(self, cell: protocol.Cell, module: ModuleType) -> "StepProgram | WholeRunProgram":
        """The program for a cell; raises `UnsupportedError` or `MissingPartError`."""

    def peak_bytes(self) -> "int | None":
        """Peak of the framework's own allocator on the device, in bytes; None: it does not tell."""
        return None

    def patch(self, name: str) -> None:
        """Apply a proof patch to the program that is opened next; only some frameworks have any."""
        raise ValueError(f"no proof patch {name!r} for {self.asked.framework}")


def predictions(
    module: ModuleType, taken_by: Callable[..., Any], state: Sequence[Any], arrays: Sequence[Any]
) -> Tuple[Any, ...]:
    """Call the source's own ``predict``: its arguments that bear the name of one of ``taken_by``
    (``step`` or ``train``) are that part of the state, the others the arrays in order."""
    held = dict(zip(inspect.signature(taken_by).parameters, state))
    wanted = [name for name in inspect.signature(module.predict).parameters if name in held]
    made = module.predict(*[held[name] for name in wanted], *arrays)
    return tuple(made) if isinstance(made, (tuple, list)) else (made,)


def apply_line(line: str, module: ModuleType, state: Sequence[Any]) -> None:
    """Execute ``applied`` of a side file's ``[compiled.MODE]`` or of a tuned entry, the very line
    that the report prints. It may use the names of the source and those by which ``step`` takes
    what ``build`` made (``model``, ``optimizer``); a name that it binds is bound in the source."""
    held = dict(zip(inspect.signature(module.step).parameters, state))
    given = set(held)
    exec(compile(line, str(module.__file__), "exec"), vars(module), held)
    vars(module).update({name: value for name, value in held.items() if name not in given})


def load_source(path: str, width: int = 0) -> ModuleType:
    """Execute a shown source or an adapter as a fresh module, under its real path (tracebacks and
    frameworks that read source, such as TorchScript and AutoGraph, need it).

    A ``width`` replaces that of the source, see `isograd_worker.width`; 0 leaves it as it stands.
    """
    file = Path(path)
    name = "isograd_shown_" + hashlib.sha256(path.encode()).hexdigest()[:12]
    loader = WidthLoader(name, path, width) if width else None
    spec = importlib.util.spec_from_file_location(name, file, loader=loader)
    if spec is None:
        raise ImportError(f"cannot load {path}")
    return _executed(spec)


def load_once(path: str) -> ModuleType:
    """As `load_source`, for modules that belong together: the second time it is the same one."""
    name = "isograd_shown_" + hashlib.sha256(path.encode()).hexdigest()[:12]
    return sys.modules.get(name) or load_source(path)


def load_again(module: ModuleType) -> ModuleType:
    """A fresh copy of a module that `load_source` made, at the same width."""
    assert module.__spec__ is not None
    return _executed(module.__spec__)


def _executed(spec: ModuleSpec) -> ModuleType:
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    assert spec.loader is not None
    # The file's folder stays off sys.path: it may hold a `jax.py` that would hide the framework.
    spec.loader.exec_module(module)
    return module
