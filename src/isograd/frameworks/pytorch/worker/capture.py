"""Capture of a user's model: builds it, exports it in both modes, and writes down what it saw.

Runs in the worker environment, the only place where the user's code is executed. The document that
it leaves (``capture.json`` and ``tensors.npz`` in the folder it is given) is plain data: nodes of
the non-decomposed graph with their schema's argument names, the module tree, how each module was
constructed, and where each operation stands in the user's source. What it means is the host's
business.
"""

import copy
import importlib
import importlib.util
import inspect
import json
import os
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import numpy as np
import torch
import torch.fx.proxy
import torch.utils._pytree as pytree
from torch import nn

CONTAINERS = (nn.ModuleList, nn.ModuleDict, nn.ParameterList, nn.ParameterDict)
TORCH = os.path.dirname(torch.__file__) + os.sep
SIMPLE = (int, float, bool, str, type(None))


class CaptureError(Exception):
    """The model cannot be captured; the document says why."""

    def __init__(self, code: str, message: str, place: Optional[Dict[str, Any]] = None) -> None:
        super().__init__(message)
        self.code, self.place = code, place


def ask(
    model: str,
    inputs: List[Dict[str, Any]],
    scratch: str,
    arguments: Optional[List[Any]] = None,
    keywords: Optional[Dict[str, Any]] = None,
    weights: str = "",
) -> Dict[str, Any]:
    """Capture ``model`` (``FILE.py:NAME``, ``package.module:NAME`` or an importable factory).

    ``inputs``: name, dtype, shape (integers and names of dynamic axes), low and high of integers.
    Returns ``{"refused": [...]}``; the rest is in the folder ``scratch``.
    """
    torch.manual_seed(0)
    try:
        module, made = build(model, arguments or [], keywords or {})
        if weights:
            load_weights(module, weights)
        document = Capture(module, made, inputs).document()
    except CaptureError as error:
        return {"refused": [{"code": error.code, "message": str(error), "place": error.place}]}
    folder = Path(scratch)
    arrays = document.pop("arrays")
    np.savez(folder / "tensors.npz", **arrays)
    (folder / "capture.json").write_text(json.dumps(document), encoding="utf-8")
    return {"refused": []}


# --- building -------------------------------------------------------------------------------


def build(
    model: str, arguments: List[Any], keywords: Dict[str, Any]
) -> Tuple[nn.Module, Dict[int, Dict[str, Any]]]:
    """The module and, by identity, the arguments that each module was made with."""
    where, _, name = model.rpartition(":")
    if where.endswith(".py"):
        path = Path(where).resolve()
        sys.path.insert(0, str(path.parent))
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None or not path.exists():
            raise CaptureError("no_file", str(path))
        loaded = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = loaded
        spec.loader.exec_module(loaded)
    else:
        loaded = importlib.import_module(where)
    factory = loaded
    for part in name.split("."):
        if not hasattr(factory, part):
            raise CaptureError("no_name", name)
        factory = getattr(factory, part)
    if isinstance(factory, nn.Module):
        return factory, {}
    with constructions() as made:
        module = factory(*arguments, **keywords)
    if not isinstance(module, nn.Module):
        raise CaptureError("no_module", type(module).__name__)
    return module, made


@contextmanager
def constructions() -> Iterator[Dict[int, Dict[str, Any]]]:
    """The arguments of every module that is constructed meanwhile, by the module's identity. The
    first frame of an object is its own class's ``__init__``; the objects are kept alive, since an
    identity may be used again."""
    made: Dict[int, Dict[str, Any]] = {}
    alive: List[Any] = []

    def watch(frame: Any, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or code.co_name != "__init__" or not code.co_varnames:
            return
        me = frame.f_locals.get(code.co_varnames[0])
        if not isinstance(me, nn.Module) or id(me) in made:
            return
        alive.append(me)
        count = code.co_argcount + code.co_kwonlyargcount
        names = [name for name in code.co_varnames[1:count] if name in frame.f_locals]
        made[id(me)] = {name: frame.f_locals[name] for name in names}

    sys.setprofile(watch)
    try:
        yield made
    finally:
        sys.setprofile(None)


def load_weights(module: nn.Module, path: str) -> None:
    """A state dict from a safetensors file; every name has to be there and of the same shape."""
    from safetensors.numpy import load_file

    state = {name: torch.from_numpy(array) for name, array in load_file(path).items()}
    missing, unexpected = module.load_state_dict(state, strict=False)
    tied = {name for group in tied_names(module) for name in group}
    if [name for name in missing if name not in tied] or unexpected:
        raise CaptureError("weights", ", ".join([*missing, *unexpected][:5]))


def tied_names(module: nn.Module) -> List[List[str]]:
    """Names of one and the same parameter or buffer, the first one first."""
    groups: Dict[int, List[str]] = {}
    everything = list(module.named_parameters(remove_duplicate=False))
    everything += list(module.named_buffers(remove_duplicate=False))
    for name, tensor in everything:
        groups.setdefault(id(tensor), []).append(name)
    return [names for names in groups.values() if len(names) > 1]


# --- inputs ---------------------------------------------------------------------------------

SIZES = (3, 5, 7, 11, 13)  # of dynamic axes while tracing: all distinct, none of them 0 or 1


def example(inputs: List[Dict[str, Any]], sizes: Dict[str, int], seed: int = 0) -> Dict[str, Any]:
    """Seeded tensors of the stated shapes."""
    generator = np.random.default_rng(seed)
    made = {}
    for one in inputs:
        shape = [sizes[axis] if isinstance(axis, str) else axis for axis in one["shape"]]
        if one["dtype"].startswith("float"):
            array = generator.standard_normal(shape).astype(one["dtype"])
        elif one["dtype"] == "bool":
            array = generator.random(shape) < 0.5
        else:
            high = one.get("high") or 2
            array = generator.integers(one.get("low") or 0, high, shape).astype(one["dtype"])
        made[one["name"]] = torch.from_numpy(np.asarray(array))
    return made


# --- capture --------------------------------------------------------------------------------


class Capture:
    """One model, exported in train and in eval mode."""

    def __init__(self, module: nn.Module, made: Dict[int, Any], inputs: List[Dict[str, Any]]):
        check(module)
        self.module, self.made, self.inputs = module, made, inputs
        names = sorted({axis for one in inputs for axis in one["shape"] if isinstance(axis, str)})
        self.sizes = {name: SIZES[place % len(SIZES)] for place, name in enumerate(names)}
        self.training = {path: child.training for path, child in module.named_modules()}
        self.frozen = {
            path
            for path, child in module.named_modules()
            if path and not child.training and module.training
        }

    def document(self) -> Dict[str, Any]:
        modules = dict(self.module.named_modules(remove_duplicate=False))
        paths = {id(child): path for path, child in reversed(list(modules.items()))}
        arrays, tensors = self._tensors()
        document = {
            "root": type(self.module).__qualname__,
            "modules": {path: self._module(path, m, paths) for path, m in modules.items()},
            "tensors": tensors,
            "inputs": self.inputs,
            "sizes": self.sizes,
            "sources": {},
            "versions": {"torch": torch.__version__},
            "arrays": arrays,
        }
        for mode in ("train", "eval"):
            document[mode] = self._graph(mode == "train", document)
        self._constants(document)
        return document

    def _tensors(self) -> Tuple[Dict[str, np.ndarray], Dict[str, Any]]:
        arrays, tensors, seen = {}, {}, {}
        persistent = set(self.module.state_dict(keep_vars=True))
        parameters = list(self.module.named_parameters(remove_duplicate=False))
        buffers = list(self.module.named_buffers(remove_duplicate=False))
        for kind, named in (("parameter", parameters), ("buffer", buffers)):
            for name, tensor in named:
                alias = seen.setdefault(id(tensor), name)
                tensors[name] = {
                    "kind": kind,
                    "persistent": name in persistent,
                    "shape": list(tensor.shape),
                    "dtype": str(tensor.dtype)[6:],
                    "trainable": bool(tensor.requires_grad),
                    "alias": alias if alias != name else "",
                }
                if alias == name:
                    arrays[name] = tensor.detach().numpy().copy()
        return arrays, tensors

    def _module(self, path: str, module: nn.Module, paths: Dict[int, str]) -> Dict[str, Any]:
        kind = type(module)
        attributes = {
            name: plain(value)
            for name, value in vars(module).items()
            if not name.startswith("_") and name != "training" and is_plain(value)
        }
        functions = {
            name: value.__qualname__
            for name, value in vars(module).items()
            if inspect.isfunction(value) or inspect.isbuiltin(value)
        }
        arguments = {
            name: self._argument(value, paths)
            for name, value in self.made.get(id(module), {}).items()
        }
        file, line = source_of(kind)
        return {
            "class": kind.__name__,
            "module": kind.__module__,
            "file": file,
            "line": line,
            "bases": [f"{b.__module__}.{b.__qualname__}" for b in kind.__mro__[1:-1]],
            "first": paths[id(module)],
            "training": self.training.get(path, True),
            "children": list(module._modules),
            "parameters": [name for name, value in module._parameters.items() if value is not None],
            "buffers": [name for name, value in module._buffers.items() if value is not None],
            "empty": [name for name, value in module._modules.items() if value is None],
            "attributes": attributes,
            "functions": functions,
            "arguments": arguments,
            "defaults": defaults_of(kind),
            "document": inspect.cleandoc(kind.__dict__.get("__doc__") or ""),
            "hooked": bool(module._forward_hooks or module._forward_pre_hooks),
        }

    def _argument(self, value: Any, paths: Dict[int, str]) -> Any:
        if is_plain(value):
            return {"value": plain(value)}
        if isinstance(value, nn.Module):
            return {"module": paths.get(id(value), "")}
        if inspect.isclass(value) or inspect.isfunction(value):
            return {"name": f"{value.__module__}.{value.__qualname__}"}
        return {"other": type(value).__name__}

    def _graph(self, train: bool, document: Dict[str, Any]) -> Dict[str, Any]:
        module = copy.deepcopy(self.module)
        module.train(train)
        for path in self.frozen:
            module.get_submodule(path).training = False
        values = example(self.inputs, self.sizes)
        auto = torch.export.Dim.AUTO
        shapes = {
            one["name"]: {
                place: auto for place, axis in enumerate(one["shape"]) if isinstance(axis, str)
            }
            for one in self.inputs
        }
        positional = self._positional(values)
        with keep_frames(), whole_recurrences(), autograd_functions() as functions:
            try:
                exported = torch.export.export(
                    module,
                    positional[0],
                    positional[1],
                    dynamic_shapes=self._shapes(shapes),
                    strict=False,
                )
            except CaptureError:
                raise
            except Exception as error:
                raise refused(error) from error
        if functions:
            name, place = functions[0]
            raise CaptureError("custom_backward", name, place)
        return Graph(exported, self, document).read()

    def _signature(self) -> List[inspect.Parameter]:
        return list(inspect.signature(self.module.forward).parameters.values())

    def _positional(self, values: Dict[str, Any]) -> Tuple[Tuple[Any, ...], Dict[str, Any]]:
        """Arguments as the signature takes them. Names that it lacks go in order."""
        names = [p.name for p in self._signature()]
        given = list(values)
        if any(name not in names for name in given):
            return tuple(values.values()), {}
        ordered: List[Any] = []
        rest = dict(values)
        for name in names:
            if name not in rest:
                break
            ordered.append(rest.pop(name))
        return tuple(ordered), rest

    def _shapes(self, shapes: Dict[str, Any]) -> Any:
        names = [p.name for p in self._signature()]
        if all(name in names for name in shapes):
            return shapes
        taken = names[: len(shapes)]
        if any(p.kind is p.VAR_POSITIONAL for p in self._signature()):
            return (tuple(shapes.values()),)
        return dict(zip(taken, shapes.values()))

    def _constants(self, document: Dict[str, Any]) -> None:
        for name, array in document.pop("constants", {}).items():
            document["arrays"][name] = array


class Graph:
    """Reads one exported program."""

    def __init__(self, exported: Any, capture: Capture, document: Dict[str, Any]) -> None:
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
        self._walk(self.exported.graph_module, False)
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

    def _walk(self, graph_module: Any, no_grad: bool) -> Any:
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
                self._call(node, no_grad)
        return result

    def _call(self, node: Any, no_grad: bool) -> None:
        target = node.target
        name = getattr(target, "__name__", str(target))
        if name == "wrap_with_set_grad_enabled":
            enabled, inner, *args = node.args
            graph = self.values[inner]
            holders = [n for n in graph.graph.nodes if n.op == "placeholder"]
            for holder, value in zip(holders, args):
                self.values[holder] = self._value(value)
            outputs = self._walk(graph, no_grad or not enabled)
            self.values[node] = [self._value(one) for one in outputs]
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
            "group": (node.meta.get("torch_fn") or [""])[0],
            "no_grad": no_grad,
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


# --- what export does not tell --------------------------------------------------------------


def check(module: nn.Module) -> None:
    """What export would fail on with an obscure message, or drop in silence."""
    for path, child in module.named_modules():
        kind = type(child)
        if isinstance(child, torch.jit.ScriptModule):
            raise CaptureError("torchscript", path, place_of(kind))
        if isinstance(child, nn.modules.lazy.LazyModuleMixin) and child.has_uninitialized_params():
            raise CaptureError("lazy", path, place_of(kind))
        if kind.__module__.startswith("torch.ao.nn.quantized"):
            raise CaptureError("quantised", path, place_of(kind))
        if child._backward_hooks or child._backward_pre_hooks:
            raise CaptureError("backward_hook", path, place_of(kind))
    for name, parameter in module.named_parameters():
        if parameter._backward_hooks:
            raise CaptureError("backward_hook", name)


@contextmanager
def keep_frames() -> Iterator[None]:
    """Traces keep every frame of the user's below the first ``forward``, helper methods too:
    torch itself keeps only functions of that name."""
    base = torch.fx.proxy.TracerBase
    kept = base._filter_traceback_frames

    def keep(_: Any, summary: Any) -> Any:
        every = list(summary)
        first = next((n for n, frame in enumerate(every) if frame.name == "forward"), len(every))
        mine = [frame for frame in every[first:] if not frame.filename.startswith(TORCH)]
        return traceback.StackSummary.from_list(mine)

    base._filter_traceback_frames = keep
    try:
        yield
    finally:
        base._filter_traceback_frames = kept


@torch.library.custom_op("isograd::lstm", mutates_args=())
def whole_lstm(
    input: torch.Tensor, hx: List[torch.Tensor], params: List[torch.Tensor], has_biases: bool,
    num_layers: int, dropout: float, train: bool, bidirectional: bool, batch_first: bool,
) -> Tuple[torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    raise NotImplementedError("only traced")


@whole_lstm.register_fake
def _lstm_shapes(
    input: Any, hx: Any, params: Any, has_biases: Any, num_layers: Any, dropout: Any, train: Any,
    bidirectional: Any, batch_first: Any,
) -> Any:  # fmt: skip
    features = hx[0].shape[-1] * (2 if bidirectional else 1)
    outputs = input.new_empty((*input.shape[:-1], features))
    return outputs, torch.empty_like(hx[0]), torch.empty_like(hx[1])


@torch.library.custom_op("isograd::gru", mutates_args=())
def whole_gru(
    input: torch.Tensor, hx: torch.Tensor, params: List[torch.Tensor], has_biases: bool,
    num_layers: int, dropout: float, train: bool, bidirectional: bool, batch_first: bool,
) -> Tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
    raise NotImplementedError("only traced")


@whole_gru.register_fake
def _gru_shapes(
    input: Any, hx: Any, params: Any, has_biases: Any, num_layers: Any, dropout: Any, train: Any,
    bidirectional: Any, batch_first: Any,
) -> Any:  # fmt: skip
    features = hx.shape[-1] * (2 if bidirectional else 1)
    return input.new_empty((*input.shape[:-1], features)), torch.empty_like(hx)


@contextmanager
def whole_recurrences() -> Iterator[None]:
    """Recurrent layers stay one operation: torch's own would be traced for one length only."""
    kept = torch._VF.lstm, torch._VF.gru

    def lstm(*args: Any) -> Any:
        if isinstance(args[3], (tuple, list)):
            raise CaptureError("packed_sequence", "LSTM")
        return whole_lstm(args[0], list(args[1]), list(args[2]), *args[3:])

    def gru(*args: Any) -> Any:
        if isinstance(args[3], (tuple, list)):
            raise CaptureError("packed_sequence", "GRU")
        return whole_gru(args[0], args[1], list(args[2]), *args[3:])

    torch._VF.lstm, torch._VF.gru = lstm, gru
    try:
        yield
    finally:
        torch._VF.lstm, torch._VF.gru = kept


@contextmanager
def autograd_functions() -> Iterator[List[Tuple[str, Optional[Dict[str, Any]]]]]:
    """Custom backwards that are applied meanwhile: the graph shows only their forward."""
    seen: List[Tuple[str, Optional[Dict[str, Any]]]] = []
    kept = torch.autograd.Function.__dict__["apply"]

    def apply(cls: Any, *args: Any, **kwargs: Any) -> Any:
        if not cls.__module__.startswith("torch."):
            seen.append((cls.__qualname__, innermost(traceback.extract_stack())))
        return kept.__get__(None, cls)(*args, **kwargs)

    torch.autograd.Function.apply = classmethod(apply)
    try:
        yield seen
    finally:
        torch.autograd.Function.apply = kept


def refused(error: Exception) -> CaptureError:
    """torch's own error, in our words and at the user's line."""
    place = innermost(traceback.extract_tb(error.__traceback__))
    name, message = type(error).__name__, str(error)
    if "DataDependent" in name or "data-dependent" in message:
        return CaptureError("data_dependent", message.split("\n")[0], place)
    if ".numpy() is not supported" in message:
        return CaptureError("numpy_in_forward", message.split("\n")[0], place)
    if "Constraints violated" in message:
        return CaptureError("static_axis", message.split("\n")[0], place)
    return CaptureError("not_captured", f"{name}: {message.split(chr(10))[0]}", place)


def innermost(summary: Any) -> Optional[Dict[str, Any]]:
    """The last frame that is the user's."""
    library = os.path.dirname(os.__file__)
    here = os.path.dirname(os.path.abspath(__file__))
    for frame in reversed(list(summary)):
        file = os.path.abspath(frame.filename)
        if "site-packages" in file or file.startswith((library, here)) or "<" in frame.filename:
            continue
        if f"{os.sep}isograd_worker{os.sep}" in file:
            continue
        return {"file": frame.filename, "line": frame.lineno, "text": frame.line or ""}
    return None


def frames(text: Optional[str]) -> List[List[Any]]:
    """File, line and function of each frame of a node's trace, the innermost last."""
    found = []
    for line in (text or "").split("\n"):
        line = line.strip()
        if line.startswith('File "') and ", line " in line:
            file, _, rest = line[6:].partition('", line ')
            number, _, function = rest.partition(", in ")
            found.append([file, int(number), function])
    return found[-12:]


def source_of(kind: type) -> Tuple[str, int]:
    """File and line of a class; empty where it has no source."""
    try:
        return inspect.getsourcefile(kind) or "", inspect.getsourcelines(kind)[1]
    except (OSError, TypeError):
        return "", 0


def defaults_of(kind: type) -> Dict[str, Any]:
    """Plain defaults of a class's constructor."""
    try:
        parameters = inspect.signature(kind.__init__).parameters
    except (TypeError, ValueError):
        return {}
    return {
        name: plain(one.default)
        for name, one in parameters.items()
        if one.default is not one.empty and is_plain(one.default)
    }


def place_of(kind: type) -> Dict[str, Any]:
    file, line = source_of(kind)
    return {"file": file, "line": line, "text": ""}


def is_plain(value: Any) -> bool:
    if isinstance(value, (torch.Size, torch.dtype)):
        return True
    if isinstance(value, (list, tuple)):
        return all(is_plain(item) for item in value)
    if isinstance(value, dict):
        return all(isinstance(k, str) and is_plain(v) for k, v in value.items())
    return isinstance(value, SIMPLE)


def plain(value: Any) -> Any:
    if isinstance(value, torch.dtype):
        return str(value)[6:]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {"float": str(value)}
    return value
