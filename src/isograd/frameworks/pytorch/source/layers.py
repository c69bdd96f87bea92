"""The rules of linear algebra, normalisation, pooling, attention and recurrent layers."""

from typing import Any

from isograd.frameworks.pytorch.source.aten import (
    RULES,
    Made,
    NotPortableError,
    Reader,
    Rule,
    rule,
)
from isograd.ir.program import Operand, Size, Type


@rule("matmul.default", "mm.default", "bmm.default")
def _matmul(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "matmul", [reader.value(a["self"]), reader.value(a.get("other", a.get("mat2")))], {}


@rule("addmm.default", "baddbmm.default")
def _addmm(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if a.get("alpha", 1) != 1 or a.get("beta", 1) != 1:
        raise NotPortableError("alpha")
    first, second = ("mat1", "mat2") if "mat1" in a else ("batch1", "batch2")
    return "affine", [reader.value(a[name]) for name in ("self", first, second)], {}


@rule("einsum.default")
def _einsum(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    equation = a["equation"].replace(" ", "")
    if "." in equation:
        raise NotPortableError("einsum_ellipsis")
    return "einsum", [reader.value(one) for one in a["tensors"]], {"equation": equation}


@rule("linear.default")
def _linear(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "linear", [reader.value(a[name]) for name in ("input", "weight", "bias")], {}


def _tuple(value: Any, rank: int) -> tuple[int, ...]:
    values = [value] if isinstance(value, int) else list(value)
    return tuple(values * rank if len(values) == 1 else values)


def _convolution(rank: int) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        dilation = _tuple(a["dilation"], rank)
        padding: tuple[Any, ...]
        if isinstance(a["padding"], str):
            padding = _same(reader, a, dilation) if a["padding"] == "same" else ((0, 0),) * rank
        else:
            padding = tuple((one, one) for one in _tuple(a["padding"], rank))
        attributes = {
            "stride": _tuple(a["stride"], rank),
            "padding": padding,
            "dilation": dilation,
            "groups": a["groups"],
        }
        return "conv", [reader.value(a[name]) for name in ("input", "weight", "bias")], attributes

    return made


def _same(reader: Reader, a: dict[str, Any], dilation: tuple[int, ...]) -> tuple[Any, ...]:
    """PyTorch's ``same``: the odd one goes to the end."""
    sizes = reader.type_of(a["weight"]).shape[2:]
    padding = []
    for size, spread in zip(sizes, dilation, strict=True):
        assert isinstance(size, int)
        total = spread * (size - 1)
        padding.append((total // 2, total - total // 2))
    return tuple(padding)


for _rank in (1, 2, 3):
    RULES[f"conv{_rank}d.default"] = RULES[f"conv{_rank}d.padding"] = _convolution(_rank)


def _transposed(rank: int) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        attributes = {
            "stride": _tuple(a["stride"], rank),
            "padding": _tuple(a["padding"], rank),
            "output_padding": _tuple(a["output_padding"], rank),
            "dilation": _tuple(a["dilation"], rank),
            "groups": a["groups"],
        }
        operands = [reader.value(a[name]) for name in ("input", "weight", "bias")]
        return "conv_transpose", operands, attributes

    return made


RULES["conv_transpose1d.default"] = _transposed(1)
RULES["conv_transpose2d.input"] = _transposed(2)
RULES["conv_transpose3d.input"] = _transposed(3)


@rule("embedding.default")
def _embedding(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if a.get("scale_grad_by_freq") or a.get("sparse"):
        raise NotPortableError("embedding_gradient")
    padding = a.get("padding_idx", -1)
    attributes = {"padding_index": padding if isinstance(padding, int) and padding >= 0 else None}
    return "embedding", [reader.value(a["indices"]), reader.value(a["weight"])], attributes


@rule("scaled_dot_product_attention.default")
def _attention(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    attributes = {
        "scale": a.get("scale"),
        "causal": bool(a.get("is_causal")),
        "grouped": bool(a.get("enable_gqa")),
        "dropout": a.get("dropout_p", 0.0),
    }
    names = ("query", "key", "value", "attn_mask")
    return "attention", [reader.value(a.get(name)) for name in names], attributes


@rule("batch_norm.default")
def _batch_norm(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    names = ("input", "weight", "bias", "running_mean", "running_var")
    attributes = {
        "epsilon": a["eps"],
        "momentum": a["momentum"],
        "training": "always" if a["training"] else "never",
    }
    return "batch_norm", [reader.value(a[name]) for name in names], attributes


def _smallest(kind: Type) -> float:
    """PyTorch's default ε of the root-mean-square norm: the type's relative spacing."""
    return 2.0**-52 if kind.dtype == "float64" else 2.0**-23


def _axes_norm(op: str) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        rank = types[0].rank
        count = len(a["normalized_shape"])
        epsilon = a["eps"]
        names = ("input", "weight", "bias") if op == "layer_norm" else ("input", "weight")
        attributes = {
            "axes": tuple(range(rank - count, rank)),
            "epsilon": _smallest(types[0]) if epsilon is None else epsilon,
        }
        return op, [reader.value(a[name]) for name in names], attributes

    return made


RULES["layer_norm.default"] = _axes_norm("layer_norm")
RULES["rms_norm.default"] = _axes_norm("rms_norm")


@rule("group_norm.default")
def _group_norm(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    operands = [reader.value(a[name]) for name in ("input", "weight", "bias")]
    return "group_norm", operands, {"groups": a["num_groups"], "epsilon": a["eps"]}


@rule("instance_norm.default")
def _instance_norm(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if a["running_mean"] is not None:
        raise NotPortableError("instance_statistics")
    operands = [reader.value(a[name]) for name in ("input", "weight", "bias")]
    return "instance_norm", operands, {"epsilon": a["eps"]}


def _pooling(op: str, rank: int) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        window = _tuple(a["kernel_size"], rank)
        attributes = {
            "window": window,
            "stride": _tuple(a["stride"], rank) if a.get("stride") else window,
            "padding": _tuple(a.get("padding", 0), rank),
            "ceil": bool(a.get("ceil_mode")),
        }
        if op == "max_pool":
            attributes["dilation"] = _tuple(a.get("dilation", 1), rank)
        else:
            if a.get("divisor_override") is not None:
                raise NotPortableError("divisor_override")
            attributes["count_padding"] = bool(a.get("count_include_pad", True))
        return op, [reader.value(a["self"])], attributes

    return made


def _adaptive(op: str, rank: int) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
        size = types[0].shape[-rank:]
        if any(isinstance(one, Size) for one in size):
            raise NotPortableError("symbolic_pool")
        if reader.type_of(a["self"]).shape == types[0].shape:
            return reader.value(a["self"])
        return op, [reader.value(a["self"])], {"size": size}

    return made


for _rank in (1, 2, 3):
    RULES[f"max_pool{_rank}d.default"] = _pooling("max_pool", _rank)
    RULES[f"avg_pool{_rank}d.default"] = _pooling("average_pool", _rank)
    RULES[f"adaptive_avg_pool{_rank}d.default"] = _adaptive("adaptive_average_pool", _rank)
    RULES[f"adaptive_max_pool{_rank}d.default"] = _adaptive("adaptive_max_pool", _rank)


def _resize(method: str) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
        size = types[0].shape[2:]
        scale = a.get("scale_factors") if a.get("output_size") is None else None
        attributes = {
            "size": size,
            "method": method,
            "align_corners": bool(a.get("align_corners", False)),
            "scale": tuple(scale) if scale else None,
        }
        return "resize", [reader.value(a["input"])], attributes

    return made


for _torch, _method in {
    "nearest1d": "nearest", "nearest2d": "nearest", "nearest3d": "nearest",
    "linear1d": "linear", "bilinear2d": "linear", "trilinear3d": "linear", "bicubic2d": "cubic",
}.items():  # fmt: skip
    RULES[f"upsample_{_torch}.vec"] = _resize(_method)


@rule("pixel_shuffle.default")
def _pixel_shuffle(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "pixel_shuffle", [reader.value(a["self"])], {"factor": a["upscale_factor"]}


def _dropout(whole: bool) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        attributes = {"rate": a["p"], "always": a["train"], "whole_channels": whole}
        return "dropout", [reader.value(a["input"])], attributes

    return made


rule("dropout.default")(_dropout(False))
rule("feature_dropout.default")(_dropout(True))


@rule("lstm.default")
def _lstm(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    operands = [reader.value(a["input"])]
    operands += [reader.value(one) for one in a["hx"]]
    return "lstm", operands + [reader.value(one) for one in a["params"]], _recurrent(a)


@rule("gru.default")
def _gru(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    operands = [reader.value(a["input"]), reader.value(a["hx"])]
    return "gru", operands + [reader.value(one) for one in a["params"]], _recurrent(a)


def _recurrent(a: dict[str, Any]) -> dict[str, Any]:
    return {
        "layers": a["num_layers"],
        "dropout": a["dropout"],
        "bidirectional": a["bidirectional"],
        "batch_first": a["batch_first"],
        "bias": a["has_biases"],
    }


# What changes neither the values nor what can be seen of them.
for _name in ("contiguous", "clone", "alias", "lift_fresh_copy", "_assert_tensor_metadata"):
    RULES[f"{_name}.default"] = lambda reader, a, types: reader.value(a.get("self", a.get("a")))
