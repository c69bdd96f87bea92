"""What a side found, by part and tensor, in the terms of the source: its paths and its layout."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from isograd.port.judge import Key
from isograd.port.weights import Leaf, PortMap
from isograd.port.workers import Reply

Array = NDArray[Any]
Parts = dict[str, dict[Key, Array]]

WHOLE = "output"  # how a model's only output is called; the files leave its name empty


class Terms:
    """Of the source: names and arrays are as they are, what has no place in the target is left
    out."""

    def __init__(self, kept: Collection[str]) -> None:
        self._kept = kept

    def tensor(self, path: str, value: Array) -> tuple[str, Array] | None:
        return (path, value) if path in self._kept else None

    def output(self, name: str, value: Array) -> Array:
        return value

    def input(self, name: str, value: Array) -> Array:
        return value


class TargetTerms(Terms):
    """Of a target: pulled back through the map. ``shapes`` are those of the source's tensors."""

    def __init__(self, map_: PortMap, shapes: Mapping[str, Sequence[int]]) -> None:
        self._entries, self._shapes = map_.by_target, shapes
        self._inputs = {leaf.name: leaf for leaf in map_.inputs}
        self._outputs = {leaf.name: leaf for leaf in map_.outputs}

    def tensor(self, path: str, value: Array) -> tuple[str, Array] | None:
        entry = self._entries.get(path)
        if entry is None:
            return None
        return entry.source, entry.pull(value, self._shapes[entry.source])

    def output(self, name: str, value: Array) -> Array:
        return _pulled(self._outputs.get(name), value)

    def input(self, name: str, value: Array) -> Array:
        return _pulled(self._inputs.get(name), value)


def _pulled(leaf: Leaf | None, value: Array) -> Array:
    """A value of another rank than its axes stays as it is, and fails by its shape."""
    if leaf is None or leaf.axes is None or len(leaf.axes) != value.ndim:
        return value
    return leaf.pull(value)


def output_kind(sizes: str) -> str:
    """The kind of an output's key; ``sizes`` in words, empty where no axis is dynamic."""
    return f"output at {sizes}" if sizes else "output"


def findings(reply: Reply, asked: Collection[str], terms: Terms, cases: Mapping[str, str]) -> Parts:
    """All that a reply to ``asked`` holds (see `isograd_worker.side`), of the ``cases``: sizes in
    words."""
    found: Parts = {}
    if "outputs" in asked:
        for key, value in reply.arrays("outputs").items():
            mode, case, leaf = key.split("/", 2)
            if case not in cases:
                continue
            part = found.setdefault(f"outputs.{mode}", {})
            part[output_kind(cases[case]), leaf or WHOLE] = terms.output(leaf, value)
    if "gradients" in asked:
        for key, value in reply.arrays("gradients").items():
            mode, _, rest = key.partition("/")
            _add(found.setdefault(f"gradients.{mode}", {}), rest, "", value, terms)
    if "buffers" in asked:
        found["buffers"] = {}
        for path, value in reply.arrays("buffers").items():
            _add(found["buffers"], f"buffer/{path}", "", value, terms)
    if "training" in asked:
        for file in sorted(reply.folder.glob("training-*.npz")):
            part = found.setdefault(f"training.{file.stem.partition('-')[2]}", {})
            for key, value in reply.arrays(file.stem).items():
                step, _, rest = key.partition("/")
                when = f"step {step}, " if rest else ""
                _add(part, rest or key, when, value, terms)
    return found


def _add(part: dict[Key, Array], key: str, when: str, value: Array, terms: Terms) -> None:
    """Keys: ``loss``, ``input/<name>``, ``parameter/<path>``, ``buffer/<path>``,
    ``slot/<slot>/<path>``."""
    kind, _, name = key.partition("/")
    if kind == "loss":
        part["loss", "loss"] = value
        return
    if kind == "input":
        part[kind, name] = terms.input(name, value)
        return
    if kind == "slot":
        slot, _, name = name.partition("/")
        kind = f"slot {slot}"
    told = terms.tensor(name, value)
    if told is not None:
        part[when + kind, told[0]] = told[1]
