"""How each module of the author's tree is written: as a layer, a class, a chain, or not at all."""

from collections.abc import Callable
from typing import Any

from isograd.emit.config import Config, main_node
from isograd.emit.flow import Flow, first_node
from isograd.emit.instance import Instance, Made, Refused
from isograd.emit.slots import Slots
from isograd.emit.target import Form, Target, UnsupportedError
from isograd.ir.program import Call, Node, Program, Weight


class Kinds:
    """What the emitted form of a module follows from."""

    def __init__(
        self,
        program: Program,
        target: Target,
        forms: dict[str, Form],
        spreads: dict[str, tuple[float, float]],
        made: Callable[[str], Made],
    ) -> None:
        self.program, self.target = program, target
        self.forms, self.spreads, self.made = forms, spreads, made
        self.flow = Flow(program)
        self.helpers: dict[str, None] = {}
        self.calls: dict[str, list[Call]] = {"": [program.root]}
        for call in program.root.calls():
            self.calls.setdefault(call.path, []).append(call)
        self.templates: dict[str, Instance] = {}
        self._read = {
            program.canonical(value.path)
            for node in program.nodes()
            for value in node.inputs
            if isinstance(value, Weight)
        }
        self._kinds: dict[str, str] = {}
        self._layers: dict[str, Any] = {}

    # --- kinds --------------------------------------------------------------------------------

    def kind(self, path: str) -> str:
        """How a module is written: layer, inline, chain, list or class."""
        if path not in self._kinds:
            self._kinds[path] = self._kind(path)
        return self._kinds[path]

    def _kind(self, path: str) -> str:
        module = self.program.modules[path]
        calls = self.calls.get(path, [])
        if path == "":
            return "class"
        if module.role in ("chain", "list", "dict"):
            whole = module.role == "chain" and bool(calls) and self._is_chain(calls)
            return "chain" if whole else "list"
        if module.role == "class":
            return "class" if calls or self._below(path) or self._holds(path) else "absent"
        if self._tied(path) and calls:
            return "inline"
        if self.layer(path) is not None:
            return "layer"
        if module.children and any(self._below(path)):
            return "class"
        if module.parameters:
            return "class" if calls else "absent"
        return "inline" if calls else "absent"

    def _holds(self, path: str) -> bool:
        """Whether a module that is never called has tensors that others use."""
        module = self.program.modules[path]
        return any(self._used(f"{path}.{name}") for name in (*module.parameters, *module.buffers))

    def _below(self, path: str) -> list[str]:
        prefix = f"{path}." if path else ""
        return [one for one in self.calls if one.startswith(prefix) and one != path]

    def _tied(self, path: str) -> bool:
        """Whether a leaf's tensor is another's: then it is written by its operations."""
        module = self.program.modules[path]
        names = [f"{path}.{name}" for name in module.parameters]
        return any(self.program.tensors[n].alias for n in names) and module.first == path

    def _is_chain(self, calls: list[Call]) -> bool:
        """A Sequential that hands one value from child to child."""
        for call in calls:
            ends = self.flow.ends(call)
            if len(ends.inputs) != 1 or len(ends.outputs) != 1:
                return False
            before = ends.inputs[0]
            for item in call.body:
                if isinstance(item, Node):
                    return False
                inner = self.flow.ends(item)
                if inner.inputs != (before,) or len(inner.outputs) != 1:
                    return False
                if self.kind(item.path) == "list":
                    return False
                if self.kind(item.path) == "inline" and len(list(item.nodes())) != 1:
                    return False
                before = inner.outputs[0]
        return True

    def layer(self, path: str) -> Any:
        """The target's layer of a leaf module with slots of its own, or None."""
        if path not in self._layers:
            slots = Slots()
            module = self.program.modules[path]
            calls = self.calls.get(path, [])
            single = all(main_node(call) is not None for call in calls)
            try:
                writer = Config(self.program, slots, self._need)
                found = self.target.layer(module, writer) if single else None
            except UnsupportedError as error:
                place = self._place(path)
                raise Refused(error.code, error.details, place) from error
            self._layers[path] = None if found is None else (found, slots)
        return self._layers[path]

    def _place(self, path: str) -> Any:
        for call in self.calls.get(path, []):
            node = first_node(call)
            if node is not None:
                return node.place
        return None

    def _need(self, helper: str) -> str:
        self.helpers[helper] = None
        return helper

    def _used(self, path: str) -> bool:
        return path in self._read

    def _relative(self, instance: Instance, path: str) -> str:
        return path[len(instance.path) + 1 :] if instance.path else path
