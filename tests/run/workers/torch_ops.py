"""A program that calls operations of PyTorch with given arguments and keeps what they return."""

from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]


def ask(calls: list[dict[str, Any]], arrays: str, scratch: str) -> dict[str, Any]:
    """Each call is ``{"op": "conv2d.default", "args": {…}}``, an array among its arguments
    ``{"array": key of the file arrays}``.

    Call n leaves its results as ``n.0``, ``n.1`` … in ``results.npz``, and each array that it was
    given and changed as ``n.key``. Told are all its arguments, those by default too.
    """
    torch.set_num_threads(1)
    results: dict[str, Any] = {}
    told = []
    with np.load(arrays) as file, torch.no_grad():
        for place, call in enumerate(calls):
            keys = _keys(call["args"])
            tensors = {key: torch.from_numpy(file[key]) for key in keys}
            made, arguments = _called(call["op"], call["args"], tensors)
            told.append(arguments)
            several = isinstance(made, (list, tuple))
            for number, value in enumerate(made if several else [made]):
                results[f"{place}.{number}"] = value.numpy()
            for key, tensor in tensors.items():
                if not np.array_equal(
                    tensor.numpy(), file[key], equal_nan=file[key].dtype.kind == "f"
                ):
                    results[f"{place}.{key}"] = tensor.numpy()
    np.savez(Path(scratch) / "results.npz", **results)
    return {"arguments": told}


def _called(name: str, given: dict[str, Any], tensors: dict[str, Any]) -> Any:
    """What the operation returns, and its arguments as a graph would hold them."""
    packet, _, overload = name.partition(".")
    operation = getattr(getattr(torch.ops.aten, packet), overload)
    positional, keywords, arguments = [], {}, {}
    for one in operation._schema.arguments:
        if one.name in given:
            arguments[one.name] = given[one.name]
        elif one.has_default_value():
            arguments[one.name] = one.default_value
        value = _value(arguments[one.name], tensors)
        if one.kwarg_only:
            keywords[one.name] = value
        else:
            positional.append(value)
    return operation(*positional, **keywords), arguments


def _value(raw: Any, tensors: dict[str, Any]) -> Any:
    if isinstance(raw, list):
        return [_value(one, tensors) for one in raw]
    if isinstance(raw, dict):
        if "array" in raw:
            return tensors[raw["array"]]
        return float(raw["float"]) if "float" in raw else getattr(torch, raw["dtype"])
    return raw


def _keys(raw: Any) -> list[str]:
    if isinstance(raw, dict):
        return [raw["array"]] if "array" in raw else _keys(list(raw.values()))
    return [key for one in raw for key in _keys(one)] if isinstance(raw, list) else []
