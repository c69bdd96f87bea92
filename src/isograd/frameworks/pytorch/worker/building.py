"""Builds a user's model, and reads what its classes and its code say of themselves."""

import importlib
import importlib.util
import inspect
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import numpy as np
import torch
from torch import nn

SIMPLE = (int, float, bool, str, type(None))


class CaptureError(Exception):
    """The model cannot be captured; the document says why."""

    def __init__(self, code: str, message: str, place: Optional[Dict[str, Any]] = None) -> None:
        super().__init__(message)
        self.code, self.place = code, place


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
    """A state dict from an ``.npz`` file; every name has to be there and of the same shape."""
    with np.load(path) as stored:
        state = {name: torch.from_numpy(stored[name]) for name in stored.files}
    try:
        missing, unexpected = module.load_state_dict(state, strict=False)
    except RuntimeError as error:
        raise CaptureError("weights", str(error).split("\n")[-1].strip()) from error
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


def innermost(summary: Any) -> Optional[Dict[str, Any]]:
    """The last frame that is the user's."""
    library = str(Path(os.__file__).parent)
    here = str(Path(__file__).resolve().parent)
    for frame in reversed(list(summary)):
        file = str(Path(frame.filename).absolute())
        if "site-packages" in file or file.startswith((library, here)) or "<" in frame.filename:
            continue
        if f"{os.sep}isograd_worker{os.sep}" in file:
            continue
        return {"file": frame.filename, "line": frame.lineno, "text": frame.line or ""}
    return None


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
