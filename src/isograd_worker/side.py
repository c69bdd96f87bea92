"""One side of a port's certificate, whatever framework it is in: what is asked, files in and out.

A program of a framework (``originals.py``, ``ported.py``) makes a `Side` and hands it to `answer`.
The host's folder holds ``tensors.npz`` (by path), ``inputs.npz`` (``<case>/<input>``) and
``targets.npz`` (``<case>/<output leaf>``). What is found lies in the folder ``scratch``:

- ``outputs.npz``: ``<mode>/<case>/<leaf>``
- ``gradients.npz``: ``<mode>/loss``, ``<mode>/parameter/<path>``, ``<mode>/input/<name>``
- ``buffers.npz``: ``<path>``, after one forward in train mode
- ``training-<rule>.npz``: ``loss`` (of all steps), ``<step>/parameter/<path>``,
  ``<step>/slot/<slot>/<path>``, ``<step>/buffer/<path>``

Everything but outputs is of the first case. The loss is the mean squared difference to the targets
of each output leaf, summed over the leaves. Randomness is off on either side.
"""

import dataclasses
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np

Arrays = Dict[str, np.ndarray]
MODES = ("eval", "train")
MAX_MESSAGE = 2000  # characters


class Side(ABC):
    """A model and its weights. Paths and layouts are its own."""

    @abstractmethod
    def load(self, tensors: Arrays) -> None:
        """Parameters and buffers by path; whatever was trained or averaged before is forgotten.
        `KeyError` for a path that the model lacks, `ValueError` for another shape."""

    @abstractmethod
    def trainable(self) -> List[str]:
        """Paths of all that an optimiser moves, loaded or not."""

    @abstractmethod
    def outputs(self, train: bool, inputs: Arrays) -> Arrays:
        """The leaves of what the model returns."""

    @abstractmethod
    def gradients(
        self, train: bool, inputs: Arrays, targets: Arrays
    ) -> Tuple[float, Arrays, Arrays]:
        """The loss, its gradients by parameter, and those by float input."""

    @abstractmethod
    def parameters(self) -> Arrays:
        """The trainable ones now."""

    @abstractmethod
    def buffers(self) -> Arrays:
        """What was loaded and is not trainable, now."""

    @abstractmethod
    def begin(self, rule: Dict[str, Any]) -> None:
        """Make a fresh optimiser."""

    @abstractmethod
    def step(self, inputs: Arrays, targets: Arrays) -> float:
        """One step in train mode; the loss before it."""

    @abstractmethod
    def slots(self) -> Arrays:
        """What the optimiser keeps, ``<slot>/<path>``."""

    def patches(self) -> List[str]:
        """What was replaced for the proof and was really used."""
        return []


def answer(
    side: Side,
    parts: Sequence[str],
    folder: str,
    scratch: str,
    rules: Dict[str, Dict[str, Any]],
    steps: int,
    keep: Sequence[int],
) -> Dict[str, Any]:
    """Find ``parts`` (outputs, gradients, buffers, training) and write them. ``keep``: the steps
    of which everything is kept; of the others the loss."""
    tensors = read(Path(folder) / "tensors.npz")
    inputs = grouped(read(Path(folder) / "inputs.npz"))
    given = Path(folder) / "targets.npz"
    targets = grouped(read(given)) if given.exists() else {}
    base = next(iter(inputs))
    found: Dict[str, Any] = {}
    made: Dict[str, Arrays] = {}
    if "outputs" in parts:
        made["outputs"], found["refused"] = _outputs(side, tensors, inputs)
        found["repeatable"] = _repeatable(side, tensors, inputs[base], made["outputs"], base)
    if "gradients" in parts:
        made["gradients"] = {}
        for mode in MODES:
            side.load(tensors)
            loss, by_parameter, by_input = side.gradients(
                mode == "train", inputs[base], targets[base]
            )
            made["gradients"][f"{mode}/loss"] = np.array(loss)
            for kind, arrays in (("parameter", by_parameter), ("input", by_input)):
                made["gradients"].update({f"{mode}/{kind}/{k}": v for k, v in arrays.items()})
        found["received"] = [name for name, value in by_parameter.items() if np.any(value)]
    if "buffers" in parts:
        side.load(tensors)
        side.outputs(True, inputs[base])
        made["buffers"] = side.buffers()
    if "training" in parts:
        for name, rule in rules.items():
            side.load(tensors)
            side.begin(rule)
            made[f"training-{name}"] = _training(side, inputs[base], targets[base], steps, keep)
    for name, arrays in made.items():
        np.savez(Path(scratch) / f"{name}.npz", **arrays)  # type: ignore[arg-type]
    return {**found, "trainable": side.trainable(), "patches": side.patches()}


def _outputs(
    side: Side, tensors: Arrays, inputs: Dict[str, Arrays]
) -> Tuple[Arrays, Dict[str, str]]:
    """Outputs of all cases, and what was raised for a case besides the first: a model may refuse
    another size."""
    made: Arrays = {}
    refused: Dict[str, str] = {}
    for place, (case, values) in enumerate(inputs.items()):
        try:
            for mode in MODES:
                side.load(tensors)
                leaves_ = side.outputs(mode == "train", values)
                made.update({f"{mode}/{case}/{leaf}": value for leaf, value in leaves_.items()})
        except Exception as error:  # whatever the model's code raises
            if place == 0:
                raise
            refused[case] = f"{type(error).__name__}: {error}"[:MAX_MESSAGE]
    return {key: value for key, value in made.items() if key.split("/")[1] not in refused}, refused


def _repeatable(side: Side, tensors: Arrays, inputs: Arrays, made: Arrays, base: str) -> bool:
    """Whether a second call in train mode gives the same: nothing random is left."""
    side.load(tensors)
    again = side.outputs(True, inputs)
    return all(
        np.array_equal(made[f"train/{base}/{leaf}"], value, equal_nan=value.dtype.kind == "f")
        for leaf, value in again.items()
    )


def _training(
    side: Side, inputs: Arrays, targets: Arrays, steps: int, keep: Sequence[int]
) -> Arrays:
    made: Arrays = {}
    losses = []
    for step in range(1, steps + 1):
        losses.append(side.step(inputs, targets))
        if step in keep:
            for kind, arrays in (
                ("parameter", side.parameters()),
                ("slot", side.slots()),
                ("buffer", side.buffers()),
            ):
                made.update({f"{step}/{kind}/{name}": value for name, value in arrays.items()})
    made["loss"] = np.array(losses)
    return made


# --- files and names ------------------------------------------------------------------------


def read(path: Path) -> Arrays:
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def grouped(arrays: Arrays) -> Dict[str, Arrays]:
    """``<case>/<name>`` by case, in the order of the file."""
    found: Dict[str, Arrays] = {}
    for key, value in arrays.items():
        case, _, name = key.partition("/")
        found.setdefault(case, {})[name] = value
    return found


def leaves(value: Any, kind: Any, prefix: str = "") -> Iterator[Tuple[str, Any]]:
    """Tensors (of the type ``kind``) of a nested value by name: ``''``, ``0``, ``logits``,
    ``state.0``."""
    if isinstance(value, kind):
        yield prefix, value
        return
    if hasattr(value, "keys"):
        items = [(str(key), value[key]) for key in value.keys()]
    elif hasattr(value, "_fields"):
        items = [(name, getattr(value, name)) for name in value._fields]
    elif isinstance(value, (list, tuple)):
        items = [(str(place), item) for place, item in enumerate(value)]
    elif dataclasses.is_dataclass(value):
        items = [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    else:
        items = []
    for name, item in items:
        yield from leaves(item, kind, f"{prefix}.{name}" if prefix else name)


def walk(root: Any, path: str) -> Any:
    """The object at an attribute path; a number indexes a list, or the layers of a chain.
    `KeyError` with the whole path where there is none."""
    found = root
    for part in path.split("."):
        try:
            if not part.isdigit() or hasattr(found, part):
                found = getattr(found, part)
            else:
                found = getattr(found, "layers", found)[int(part)]
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            raise KeyError(f"the model has nothing at {path!r}") from error
    return found


def fitting(path: str, value: np.ndarray, shape: Sequence[int]) -> np.ndarray:
    """``value``, if it has the shape of what stands at ``path``."""
    if tuple(value.shape) != tuple(shape):
        raise ValueError(f"{path} has shape {tuple(shape)}, its weights {tuple(value.shape)}")
    return value
