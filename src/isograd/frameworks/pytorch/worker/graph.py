"""One exported program as plain data."""

from pathlib import Path
from typing import Any, Dict, List

import torch
import torch.utils._pytree as pytree

from isograd_worker.adapter import load_once

HERE = Path(__file__).resolve().parent
building = load_once(str(HERE / "building.py"))
tracing = load_once(str(HERE / "tracing.py"))
CaptureError, SIMPLE = building.CaptureError, building.SIMPLE
is_plain, plain, frames = building.is_plain, building.plain, tracing.frames


class Graph:
    """Reads one exported program."""

    def __init__(self, exported: Any, capture: Any, document: Dict[str, Any]) -> None:
        self.exported, self.capture, self.document = exported, capture, document
        self.nodes: List[Dict[str, Any]] = []
        self.values: Dict[Any, Any] = {}
        self.symbols: Dict[str, str] = {}

    def read(self) -> Dict[str, Any]:
        signature = self.exported.graph_signature
        targets = {**signature.inputs_to_parameters, **signature.inputs_to_buffers}
        lifted = signature.inputs_to_lifted_tensor_constants
        users = list(signature.user_inputs)
        order = [one["name"] for one in self.capture.inputs]
        for node in self.exported.graph.nodes:
            if node.op != "placeholder":
                continue
            if node.name in targets:
                self.values[node] = {"tensor": targets[node.name]}
            elif node.name in lifted:
                self.values[node] = {"tensor": self._constant(lifted[node.name])}
            else:
                place = users.index(node.name)
                name = node.name if node.name in order else order[place]
                self.values[node] = {"input": name}
                self._name_axes(name, node)
        self._walk(self.exported.graph_module)
        return {
            "nodes": self.nodes,
            "symbols": self.symbols,
            "outputs": self._outputs(),
        }

    def _name_axes(self, name: str, node: Any) -> None:
        declared = next(one for one in self.capture.inputs if one["name"] == name)
        for axis, size in zip(declared["shape"], node.meta["val"].shape):
            if not isinstance(axis, str):
                continue
            if isinstance(size, int) or size.node.expr.is_number:
                raise CaptureError("static_axis", axis)
            self.symbols.setdefault(str(size.node.expr), axis)

    def _constant(self, name: str) -> str:
        tensor = self.exported.constants[name]
        self._keep(name, tensor)
        return name

    def _keep(self, name: str, tensor: Any) -> None:
        if name not in self.document["tensors"]:
            self.document["tensors"][name] = {
                "kind": "constant",
                "persistent": False,
                "shape": list(tensor.shape),
                "dtype": str(tensor.dtype)[6:],
                "trainable": False,
                "alias": "",
            }
            self.document.setdefault("constants", {})[name] = tensor.detach().numpy().copy()

    def _walk(self, graph_module: Any) -> Any:
        """Read the nodes of a graph; returns what it outputs."""
        result = None
        for node in graph_module.graph.nodes:
            if node.op == "placeholder":
                continue
            if node.op == "output":
                result = node.args[0]
            elif node.op == "get_attr":
                found = graph_module
                for part in node.target.split("."):
                    found = getattr(found, part)
                if isinstance(found, torch.Tensor):
                    self._keep(node.target, found)
                    self.values[node] = {"tensor": node.target}
                else:
                    self.values[node] = found
            else:
                self._call(node)
        return result

    def _stopped(self, region: Any, output: Any, value: Any) -> Any:
        """What leaves a region without gradients passes none on."""
        meta = output.meta.get("val")
        if not isinstance(meta, torch.Tensor) or not meta.dtype.is_floating_point:
            return value
        name = f"{region.name}_{output.name}_stopped"
        self.nodes.append(
            {
                "name": name,
                "op": "aten.detach.default",
                "args": {"self": value},
                "call": self._stack(output),
                "frames": frames(output.meta.get("stack_trace")),
                "outputs": self._types(meta),
            }
        )
        return {"node": name}

    def _call(self, node: Any) -> None:
        target = node.target
        name = getattr(target, "__name__", str(target))
        if name == "wrap_with_set_grad_enabled":
            enabled, inner, *args = node.args
            graph = self.values[inner]
            holders = [n for n in graph.graph.nodes if n.op == "placeholder"]
            for holder, value in zip(holders, args):
                self.values[holder] = self._value(value)
            outputs = self._walk(graph)
            values = [self._value(one) for one in outputs]
            if not enabled:
                values = [self._stopped(node, *pair) for pair in zip(outputs, values)]
            self.values[node] = values
            return
        if name == "getitem" and isinstance(self.values.get(node.args[0]), list):
            self.values[node] = self.values[node.args[0]][node.args[1]]
            return
        value = node.meta.get("val")
        if isinstance(value, (torch.SymInt, torch.SymFloat, torch.SymBool)) or isinstance(
            value, (int, float)
        ):
            self.values[node] = self._scalar(value)
            return
        kept = {
            "name": node.name,
            "op": str(target) if hasattr(target, "_schema") else name,
            "args": self._arguments(node),
            "call": self._stack(node),
            "frames": frames(node.meta.get("stack_trace")),
            "outputs": self._types(value),
        }
        self.nodes.append(kept)
        self.values[node] = {"node": node.name}

    def _arguments(self, node: Any) -> Dict[str, Any]:
        schema = getattr(node.target, "_schema", None)
        if schema is None:
            positional = {str(place): self._value(value) for place, value in enumerate(node.args)}
            return {**positional, **{key: self._value(v) for key, v in node.kwargs.items()}}
        found = {}
        for place, argument in enumerate(schema.arguments):
            if place < len(node.args):
                value = node.args[place]
            elif argument.name in node.kwargs:
                value = node.kwargs[argument.name]
            elif argument.has_default_value():
                value = argument.default_value
            else:
                continue
            found[argument.name] = self._value(value)
        return found

    def _value(self, value: Any) -> Any:
        if isinstance(value, torch.fx.Node):
            return self.values[value]
        if isinstance(value, (torch.SymInt, torch.SymFloat)):
            return self._scalar(value)
        if isinstance(value, (list, tuple)):
            return [self._value(item) for item in value]
        if isinstance(value, float) and value != value:
            return {"float": "nan"}
        if isinstance(value, float) and value in (float("inf"), float("-inf")):
            return {"float": str(value)}
        if isinstance(value, SIMPLE):
            return value
        if isinstance(value, torch.dtype):
            return {"dtype": str(value)[6:]}
        return {"other": str(value)}

    def _scalar(self, value: Any) -> Any:
        if isinstance(value, (int, float, bool)):
            return value
        expression = value.node.expr
        if expression.is_number:
            return int(expression) if expression.is_integer else float(expression)
        return {"size": str(expression)}

    def _stack(self, node: Any) -> List[List[str]]:
        stack = node.meta.get("nn_module_stack") or {}
        return [[key, value[0]] for key, value in stack.items()]

    def _types(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [self._types(item) for item in value]
        if isinstance(value, torch.Tensor):
            shape = [self._scalar(size) for size in value.shape]
            return {"shape": shape, "dtype": str(value.dtype)[6:]}
        return None

    def _outputs(self) -> Any:
        node = next(n for n in self.exported.graph.nodes if n.op == "output")
        flat = [self._value(value) for value in node.args[0]]
        tree = pytree.tree_unflatten(flat_markers(len(flat)), self.exported.call_spec.out_spec)
        return structure(tree, flat)


class Marker:
    """Stands for one output in the unflattened structure."""

    def __init__(self, place: int) -> None:
        self.place = place


def flat_markers(count: int) -> List[Marker]:
    return [Marker(place) for place in range(count)]


def structure(tree: Any, flat: List[Any]) -> Any:
    """The outputs as nested dicts and lists, with a kind for each container."""
    if isinstance(tree, Marker):
        return {"leaf": flat[tree.place]}
    if isinstance(tree, dict) or hasattr(tree, "keys"):
        items = {str(key): structure(tree[key], flat) for key in tree.keys()}
        return {"kind": "dict", "items": items}
    if hasattr(tree, "_fields"):
        items = {name: structure(getattr(tree, name), flat) for name in tree._fields}
        return {"kind": "dict", "items": items}
    if isinstance(tree, (list, tuple)):
        return {"kind": "tuple", "items": [structure(item, flat) for item in tree]}
    if hasattr(tree, "__dataclass_fields__"):
        items = {k: structure(getattr(tree, k), flat) for k in tree.__dataclass_fields__}
        return {"kind": "dict", "items": items}
    return {"constant": plain(tree) if is_plain(tree) else str(tree)}
