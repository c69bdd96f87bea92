"""A checkpoint from one side of a port to the other, exactly: only axes move.

``port.json`` keeps the source's shapes, its tied names, and the values of what has no place in the
target (counters of batches), so that a way there and back gives every tensor of the source again.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from isograd.errors import UsageError
from isograd.i18n import text
from isograd.port import weights as maps
from isograd.port.capture import Captured
from isograd.port.folder import spec_of

Arrays = dict[str, np.ndarray]


def push(folder: Path, file: Path, output: Path) -> list[str]:
    """The source's checkpoint ``file`` as ``output`` under the target's names; the names written.

    `UsageError` where a tensor is missing, unknown or of another shape; nothing is written then.
    """
    map_, told = _map(folder), spec_of(folder)[1]["tensors"]
    given = _load(file)
    wanted = {entry.source for entry in map_.weights}
    spare = {name for name, one in told.items() if one["alias"] or name not in wanted}
    missing = sorted(wanted - set(given))
    unknown = sorted(set(given) - wanted - spare)
    if missing or unknown:
        raise UsageError(
            text("port.names_differ", missing=_names(missing), unknown=_names(unknown))
        )
    for name, one in told.items():
        if one["alias"] and name in given and not np.array_equal(given[name], given[one["alias"]]):
            raise UsageError(text("port.tie_broken", name=name, other=one["alias"]))
        if name in given and list(given[name].shape) != one["shape"]:
            raise _shape(name, given[name], one["shape"])
    made = maps.push(map_.weights, given)
    _save(made, output)
    return list(made)


def pull(folder: Path, file: Path, output: Path) -> list[str]:
    """The target's checkpoint ``file`` as ``output`` under the source's names, tied ones too."""
    map_, told = _map(folder), spec_of(folder)[1]["tensors"]
    given = _load(file)
    wanted = {entry.target for entry in map_.weights}
    missing, unknown = sorted(wanted - set(given)), sorted(set(given) - wanted)
    if missing or unknown:
        raise UsageError(
            text("port.names_differ", missing=_names(missing), unknown=_names(unknown))
        )
    for entry in map_.weights:
        shape = list(entry.push(np.empty(told[entry.source]["shape"], np.int8)).shape)
        if list(given[entry.target].shape) != shape:
            raise _shape(entry.target, given[entry.target], shape)
    shapes = {name: one["shape"] for name, one in told.items()}
    made = maps.pull(map_.weights, given, shapes)
    for name, one in told.items():
        if one["alias"] in made:
            made[name] = made[one["alias"]].copy()
        elif "value" in one:
            made[name] = np.array(one["value"], one["dtype"])
    kept = {name: value for name, value in made.items() if told[name]["persistent"]}
    _save(kept, output)
    return list(kept)


def tensors(captured: Captured, placed: set[str]) -> dict[str, dict[str, Any]]:
    """What ``port.json`` keeps of the source's tensors; ``placed``: those with a place in the
    target."""
    found = {}
    for path, tensor in captured.program.tensors.items():
        if tensor.kind == "constant":
            continue
        one: dict[str, Any] = {
            "shape": list(tensor.type.shape),
            "dtype": tensor.type.dtype,
            "alias": tensor.alias,
            "persistent": tensor.persistent,
        }
        if not tensor.alias and path not in placed and captured.arrays[path].size == 1:
            one["value"] = captured.arrays[path].tolist()
        found[path] = one
    return found


def _map(folder: Path) -> maps.PortMap:
    spec_of(folder)  # tells what is wrong with a folder that is none of ours
    return maps.read(json.loads((folder / "weights_map.json").read_text(encoding="utf-8")))


def _load(file: Path) -> Arrays:
    try:
        found: Arrays = load_file(file)
    except (OSError, SafetensorError) as error:
        raise UsageError(text("port.bad_weights", path=file, why=str(error))) from error
    return found


def _save(arrays: Arrays, output: Path) -> None:
    """Written beside its place and moved there when it is whole."""
    handle, beside = tempfile.mkstemp(prefix=f".{output.name}-", dir=output.parent)
    os.close(handle)
    try:
        # `ascontiguousarray` would give an axis to an array that has none.
        save_file({name: a.copy(order="C") for name, a in arrays.items()}, beside)
        Path(beside).chmod(0o644)
        Path(beside).replace(output)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:5]) or "—"
    return f"{shown} … ({len(names)})" if len(names) > 5 else shown


def _shape(name: str, found: np.ndarray, wanted: list[int]) -> UsageError:
    return UsageError(
        text("port.other_shape", name=name, found=list(found.shape), wanted=list(wanted))
    )
