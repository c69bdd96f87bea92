"""The rules of what moves data and computes nothing: shapes, slices, indices."""

from typing import Any

from isograd.frameworks.pytorch.source.aten import (
    RULES,
    Made,
    NotPortableError,
    Reader,
    Rule,
    axes_of,
    axis_of,
    rule,
)
from isograd.ir.program import Operand, Type


@rule(
    "reshape.default",
    "view.default",
    "flatten.using_ints",
    "unflatten.int",
    "_unsafe_view.default",
    "view_as.default",
    "reshape_as.default",
)
def _reshape(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
    if reader.type_of(a["self"]).shape == types[0].shape:
        return reader.value(a["self"])
    return "reshape", [reader.value(a["self"])], {"shape": types[0].shape}


@rule("permute.default")
def _permute(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    axes = tuple(axis_of(reader, a["self"], axis) for axis in a["dims"])
    return "permute", [reader.value(a["self"])], {"axes": axes}


def swapped(rank: int, first: int, second: int) -> tuple[int, ...]:
    """The permutation that exchanges two axes."""
    axes = list(range(rank))
    axes[first], axes[second] = axes[second], axes[first]
    return tuple(axes)


@rule("transpose.int", "swapaxes.default")
def _transpose(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    first, second = (a[name] for name in (("dim0", "dim1") if "dim0" in a else ("axis0", "axis1")))
    rank = types[0].rank
    return (
        "permute",
        [reader.value(a["self"])],
        {"axes": swapped(rank, first % rank, second % rank)},
    )


@rule("t.default", "numpy_T.default", "mT.default")
def _t(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    rank = types[0].rank
    return "permute", [reader.value(a["self"])], {"axes": swapped(rank, rank - 2, rank - 1)}


@rule("unsqueeze.default")
def _unsqueeze(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    axis = axis_of(reader, a["self"], a["dim"], extra=1)
    return "expand_dims", [reader.value(a["self"])], {"axis": axis}


@rule("squeeze.dim", "squeeze.dims", "squeeze.default")
def _squeeze(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
    shape = reader.type_of(a["self"]).shape
    wanted = axes_of(reader, a["self"], a.get("dim"))
    axes = tuple(axis for axis in wanted if shape[axis] == 1)
    if not axes:
        return reader.value(a["self"])
    return "squeeze", [reader.value(a["self"])], {"axes": axes}


@rule("expand.default", "expand_as.default", "broadcast_to.default")
def _expand(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
    if reader.type_of(a["self"]).shape == types[0].shape:
        return reader.value(a["self"])
    return "broadcast_to", [reader.value(a["self"])], {"shape": types[0].shape}


@rule("cat.default", "concat.default")
def _cat(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
    some = [one for one in a["tensors"] if reader.type_of(one).shape != (0,)]
    if not some:
        return reader.value(a["tensors"][0])
    values = [reader.value(one) for one in some]
    if len(values) == 1:
        return values[0]
    return "concatenate", values, {"axis": axis_of(reader, some[0], a["dim"])}


@rule("stack.default")
def _stack(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    axis = axis_of(reader, a["tensors"][0], a["dim"], extra=1)
    return "stack", [reader.value(one) for one in a["tensors"]], {"axis": axis}


@rule(
    "split.Tensor",
    "split_with_sizes.default",
    "split.sizes",
    "chunk.default",
    "tensor_split.sections",
)
def _split(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    axis = axis_of(reader, a["self"], a["dim"])
    sizes = tuple(one.shape[axis] for one in types)
    return "split", [reader.value(a["self"])], {"sizes": sizes, "axis": axis}


@rule("unbind.int")
def _unbind(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "unstack", [reader.value(a["self"])], {"axis": axis_of(reader, a["self"], a["dim"])}


@rule("select.int")
def _select(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    attributes = {
        "axis": axis_of(reader, a["self"], a["dim"]),
        "index": reader.value(a["index"]),
    }
    return "select", [reader.value(a["self"])], attributes


@rule("slice.Tensor")
def _slice(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
    source = reader.type_of(a["self"])
    axis = axis_of(reader, a["self"], a["dim"])
    if source.shape[axis] == types[0].shape[axis] and a["step"] == 1:
        return reader.value(a["self"])
    stop = a["end"]
    if isinstance(stop, int) and stop >= 2**31:
        stop = None
    attributes = {
        "axis": axis,
        "start": reader.value(a["start"]) or 0,
        "stop": reader.value(stop),
        "step": a["step"],
    }
    return "slice", [reader.value(a["self"])], attributes


@rule("narrow.default")
def _narrow(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if not isinstance(a["start"], int) or not isinstance(a["length"], int):
        raise NotPortableError("symbolic_slice")
    attributes = {
        "axis": axis_of(reader, a["self"], a["dim"]),
        "start": a["start"],
        "stop": a["start"] + a["length"],
        "step": 1,
    }
    return "slice", [reader.value(a["self"])], attributes


@rule("roll.default")
def _roll(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    rank = types[0].rank
    if not a["dims"] or not all(isinstance(shift, int) for shift in a["shifts"]):
        raise NotPortableError("unsupported", operation="roll of the flattened tensor")
    attributes = {
        "shifts": tuple(a["shifts"]),
        "axes": tuple(axis % rank for axis in a["dims"]),
    }
    return "roll", [reader.value(a["self"])], attributes


@rule("flip.default")
def _flip(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
    if not a["dims"]:
        return reader.value(a["self"])
    return "flip", [reader.value(a["self"])], {"axes": axes_of(reader, a["self"], a["dims"])}


@rule("repeat.default")
def _repeat(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    repeats = tuple(reader.value(one) for one in a["repeats"])
    return "tile", [reader.value(a["self"])], {"repeats": repeats}


@rule("repeat_interleave.self_int")
def _repeat_interleave(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if a["dim"] is None:
        raise NotPortableError("flat_repeat")
    if not isinstance(a["repeats"], int):
        raise NotPortableError("unsupported", operation="repeat_interleave by a size")
    attributes = {"repeats": a["repeats"], "axis": axis_of(reader, a["self"], a["dim"])}
    return "repeat", [reader.value(a["self"])], attributes


@rule("pad.default", "constant_pad_nd.default")
def _pad(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    mode = a.get("mode", "constant")
    if mode not in ("constant", "reflect", "replicate", "circular"):
        raise NotPortableError("pad_mode", mode=str(mode))
    rank = types[0].rank
    widths: list[tuple[Any, Any]] = [(0, 0)] * rank
    amounts = [reader.value(one) for one in a["pad"]]
    for place in range(len(amounts) // 2):
        widths[rank - 1 - place] = (amounts[2 * place], amounts[2 * place + 1])
    attributes = {
        "widths": tuple(widths),
        "mode": mode,
        "value": reader.value(a.get("value")) or 0.0,
    }
    return "pad", [reader.value(a["self"])], attributes


@rule("index.Tensor")
def _index(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    given = [(place, one) for place, one in enumerate(a["indices"]) if one is not None]
    if any(reader.type_of(one).dtype == "bool" for _, one in given):
        raise NotPortableError("boolean_mask")
    axes = tuple(axis for axis, _ in given)
    if len(given) != 1:
        if axes != tuple(range(axes[0], axes[0] + len(axes))):
            raise NotPortableError("several_indices")
        operands = [reader.value(a["self"]), *(reader.value(one) for _, one in given)]
        return "index", operands, {"axes": axes}
    axis, indices = given[0]
    return "take", [reader.value(a["self"]), reader.value(indices)], {"axis": axis}


@rule("gather.default")
def _gather(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    axis = axis_of(reader, a["self"], a["dim"])
    shapes = reader.type_of(a["self"]).shape, reader.type_of(a["index"]).shape
    others = [pair for place, pair in enumerate(zip(*shapes, strict=True)) if place != axis]
    if any(one != other for one, other in others):
        raise NotPortableError("unsupported", operation="gather by a smaller index")
    return "take_along", [reader.value(a["self"]), reader.value(a["index"])], {"axis": axis}


@rule("diff.default")
def _diff(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if a.get("n", 1) != 1 or a.get("append") is not None:
        raise NotPortableError("unsupported", operation="diff")
    axis = axis_of(reader, a["self"], a.get("dim", -1))
    return "difference", [reader.value(a["self"]), reader.value(a.get("prepend"))], {"axis": axis}


@rule("index_select.default")
def _index_select(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    axis = axis_of(reader, a["self"], a["dim"])
    return "take", [reader.value(a["self"]), reader.value(a["index"])], {"axis": axis}


def _triangular(lower: bool) -> Rule:
    return lambda reader, a, types: (
        "triangle",
        [reader.value(a["self"])],
        {"lower": lower, "diagonal": a["diagonal"]},
    )


RULES["tril.default"], RULES["triu.default"] = _triangular(True), _triangular(False)
