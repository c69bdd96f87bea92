"""Capture of a user's model: builds it, exports it in both modes, and writes down what it saw.

Runs in the worker environment, the only place where the user's code is executed. The document that
it leaves (``capture.json`` and ``tensors.npz`` in the folder it is given) is plain data: nodes of
the non-decomposed graph with their schema's argument names, the module tree, how each module was
constructed, and where each operation stands in the user's source. What it means is the host's
business.
"""

import copy
import inspect
import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
import torch
from torch import nn

from isograd_worker.adapter import load_once

HERE = Path(__file__).resolve().parent
building = load_once(str(HERE / "building.py"))
tracing = load_once(str(HERE / "tracing.py"))
graph = load_once(str(HERE / "graph.py"))
CaptureError, plain, is_plain = building.CaptureError, building.plain, building.is_plain
SIZES = (3, 5, 7, 11, 13)  # of dynamic axes while tracing: all distinct, none of them 0 or 1


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
        module, made = building.build(model, arguments or [], keywords or {})
        if weights:
            building.load_weights(module, weights)
        document = Capture(module, made, inputs).document()
    except CaptureError as error:
        return {"refused": [{"code": error.code, "message": str(error), "place": error.place}]}
    folder = Path(scratch)
    arrays = document.pop("arrays")
    np.savez(folder / "tensors.npz", **arrays)
    (folder / "capture.json").write_text(json.dumps(document), encoding="utf-8")
    return {"refused": []}


class Capture:
    """One model, exported in train and in eval mode."""

    def __init__(self, module: nn.Module, made: Dict[int, Any], inputs: List[Dict[str, Any]]):
        building.check(module)
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
        file, line = building.source_of(kind)
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
            "defaults": building.defaults_of(kind),
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
        values = building.example(self.inputs, self.sizes)
        auto = torch.export.Dim.AUTO
        shapes = {
            one["name"]: {
                place: auto for place, axis in enumerate(one["shape"]) if isinstance(axis, str)
            }
            for one in self.inputs
        }
        positional = self._positional(values)
        patched = ExitStack()
        patched.enter_context(tracing.keep_frames())
        patched.enter_context(tracing.whole_recurrences())
        functions = patched.enter_context(tracing.autograd_functions())
        with patched:
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
                raise tracing.refused(error) from error
        if functions:
            name, place = functions[0]
            raise CaptureError("custom_backward", name, place)
        return graph.Graph(exported, self, document).read()

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
