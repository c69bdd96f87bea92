"""What each operation of PyTorch's graph means as neutral operations.

A rule gets the reader and the captured node and returns what the node is: one neutral node, a value
that is already there (for what moves no data), or a refusal. Sizes stay symbolic, axes become
non-negative, in-place forms mean the same as the others (the reader has checked aliasing before).
"""

from collections.abc import Callable
from typing import Any, Protocol

from isograd.ir.program import Operand, Ref, Type, Weight

Made = tuple[str, list[Operand], dict[str, Any]]  # operation, operands, attributes


class NotPortableError(Exception):
    """A node that has no meaning here; ``code`` names why."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Reader(Protocol):
    """What rules may ask."""

    def value(self, raw: Any) -> Operand: ...
    def type_of(self, raw: Any) -> Type: ...


Rule = Callable[[Reader, dict[str, Any], list[Type]], Made | Operand]
RULES: dict[str, Rule] = {}


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Register a rule for operations of PyTorch (``relu.default``; the in-place form as well)."""

    def register(function: Rule) -> Rule:
        for name in names:
            RULES[name] = function
            base, _, overload = name.partition(".")
            RULES.setdefault(f"{base}_.{overload}", function)
        return function

    return register


def axis_of(reader: Reader, raw: Any, axis: int, extra: int = 0) -> int:
    """``axis`` counted from the front; ``extra`` for operations that add axes."""
    rank = reader.type_of(raw).rank + extra
    return axis % rank if rank else 0


def axes_of(reader: Reader, raw: Any, axes: Any) -> tuple[int, ...]:
    """Sorted non-negative axes; None or none: all."""
    rank = reader.type_of(raw).rank
    if axes is None or axes == []:
        return tuple(range(rank))
    if rank == 0:
        return ()
    return tuple(sorted(a % rank for a in (axes if isinstance(axes, list) else [axes])))


def unary(op: str, operand: str = "self") -> Rule:
    return lambda reader, a, types: (op, [reader.value(a[operand])], {})


def binary(op: str) -> Rule:
    return lambda reader, a, types: (op, [reader.value(a["self"]), reader.value(a["other"])], {})


for _name, _op in {
    "relu": "relu", "sigmoid": "sigmoid", "tanh": "tanh", "exp": "exp", "log": "log",
    "log1p": "log1p", "expm1": "expm1", "sqrt": "sqrt", "rsqrt": "rsqrt", "abs": "abs",
    "neg": "negative", "sin": "sin", "cos": "cos", "reciprocal": "reciprocal", "erf": "erf",
    "floor": "floor", "ceil": "ceil", "round": "round", "sign": "sign", "sgn": "sign",
    "silu": "silu", "mish": "mish", "relu6": "relu6", "hardsigmoid": "hard_sigmoid",
    "hardswish": "hard_swish", "selu": "selu", "log_sigmoid": "log_sigmoid",
    "logical_not": "logical_not", "square": "square",
    "detach": "stop_gradient",
}.items():  # fmt: skip
    rule(f"{_name}.default")(unary(_op))

for _name, _op in {
    "mul": "multiply", "div": "divide", "maximum": "maximum", "minimum": "minimum",
    "eq": "equal", "ne": "not_equal", "lt": "less", "le": "less_equal", "gt": "greater",
    "ge": "greater_equal", "logical_and": "logical_and", "logical_or": "logical_or",
    "floor_divide": "floor_divide", "remainder": "remainder",
}.items():  # fmt: skip
    rule(*(f"{_name}.{overload}" for overload in ("Tensor", "Scalar", "default")))(binary(_op))


def _bitwise(op: str) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        if types[0].dtype != "bool":
            raise NotPortableError("unsupported", operation="bitwise on integers")
        names = [name for name in ("self", "other") if name in a]
        return op, [reader.value(a[name]) for name in names], {}

    return made


for _name, _op in {
    "bitwise_not.default": "logical_not", "__and__.Tensor": "logical_and",
    "__or__.Tensor": "logical_or", "bitwise_and.Tensor": "logical_and",
    "bitwise_or.Tensor": "logical_or",
}.items():  # fmt: skip
    rule(_name)(_bitwise(_op))


def _scaled(op: str, *, swapped: bool = False) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        if a.get("alpha", 1) != 1:
            raise NotPortableError("alpha")
        left, right = reader.value(a["self"]), reader.value(a["other"])
        return op, [right, left] if swapped else [left, right], {}

    return made


for _overload in ("Tensor", "Scalar"):
    for _name, _op in {"add": "add", "sub": "subtract"}.items():
        RULES[f"{_name}.{_overload}"] = RULES[f"{_name}_.{_overload}"] = _scaled(_op)
    rule(f"rsub.{_overload}")(_scaled("subtract", swapped=True))


rule("min.other")(binary("minimum"))
rule("max.other")(binary("maximum"))


@rule("pow.Tensor_Scalar", "pow.Tensor_Tensor")
def _power(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if a["exponent"] == 2:
        return "square", [reader.value(a["self"])], {}
    return "power", [reader.value(a["self"]), reader.value(a["exponent"])], {}


@rule("pow.Scalar")
def _power_of(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "power", [reader.value(a["self"]), reader.value(a["exponent"])], {}


@rule("div.Tensor_mode")
def _divide(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    operation = {"floor": "floor_divide", None: "divide"}.get(a["rounding_mode"])
    if operation is None:
        raise NotPortableError("rounding_mode")
    return operation, [reader.value(a["self"]), reader.value(a["other"])], {}


@rule("gelu.default")
def _gelu(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "gelu", [reader.value(a["self"])], {"approximate": a["approximate"] == "tanh"}


@rule("elu.default")
def _elu(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if a.get("scale", 1) != 1 or a.get("input_scale", 1) != 1:
        raise NotPortableError("scale")
    return "elu", [reader.value(a["self"])], {"alpha": a["alpha"]}


@rule("leaky_relu.default")
def _leaky_relu(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "leaky_relu", [reader.value(a["self"])], {"negative_slope": a["negative_slope"]}


@rule("prelu.default")
def _prelu(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "prelu", [reader.value(a["self"]), reader.value(a["weight"])], {}


@rule("softplus.default")
def _softplus(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    attributes = {"beta": a["beta"], "threshold": a["threshold"]}
    return "softplus", [reader.value(a["self"])], attributes


@rule("hardtanh.default")
def _hard_tanh(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    if (a["min_val"], a["max_val"]) == (0, 6):
        return "relu6", [reader.value(a["self"])], {}
    return "hard_tanh", [reader.value(a["self"])], {"low": a["min_val"], "high": a["max_val"]}


@rule("clamp.default", "clamp.Tensor", "clip.default")
def _clamp(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    low, high = reader.value(a.get("min")), reader.value(a.get("max"))
    if any(isinstance(bound, (Ref, Weight)) for bound in (low, high)):
        raise NotPortableError("unsupported", operation="clamp by tensors")
    return "clip", [reader.value(a["self"])], {"low": low, "high": high}


@rule("clamp_min.default")
def _clamp_min(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "clip", [reader.value(a["self"])], {"low": reader.value(a["min"]), "high": None}


@rule("clamp_max.default")
def _clamp_max(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "clip", [reader.value(a["self"])], {"low": None, "high": reader.value(a["max"])}


@rule("where.self", "where.ScalarOther", "where.ScalarSelf", "where.Scalar")
def _where(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    operands = [reader.value(a[name]) for name in ("condition", "self", "other")]
    return "where", operands, {}


@rule("masked_fill.Scalar", "masked_fill.Tensor")
def _masked_fill(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    value = reader.value(a["value"])
    if types[0].dtype == "bool" and isinstance(value, (int, float)):
        value = bool(value)
    return "where", [reader.value(a["mask"]), value, reader.value(a["self"])], {}


@rule("to.dtype", "to.dtype_layout", "to.device", "type_as.default", "_to_copy.default")
def _cast(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made | Operand:
    if reader.type_of(a["self"]).dtype == types[0].dtype:
        return reader.value(a["self"])
    return "cast", [reader.value(a["self"])], {"dtype": types[0].dtype}


@rule("softmax.int", "_softmax.default")
def _softmax(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "softmax", [reader.value(a["self"])], {"axis": axis_of(reader, a["self"], a["dim"])}


@rule("log_softmax.int")
def _log_softmax(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    axis = axis_of(reader, a["self"], a["dim"])
    return "log_softmax", [reader.value(a["self"])], {"axis": axis}


# --- creation ---------------------------------------------------------------------------------


def _filled(value: Any) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        filling = reader.value(a["fill_value"]) if value is None else value
        attributes = {"shape": types[0].shape, "value": filling, "dtype": types[0].dtype}
        return "full", [], attributes

    return made


for _prefix in ("", "new_"):
    for _name, _number in {"zeros": 0, "ones": 1, "full": None}.items():
        RULES[f"{_prefix}{_name}.default"] = _filled(_number)
for _name, _number in {"zeros_like": 0, "ones_like": 1, "full_like": None}.items():
    RULES[f"{_name}.default"] = _filled(_number)


@rule("scalar_tensor.default")
def _scalar_tensor(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "full", [], {"shape": (), "value": reader.value(a["s"]), "dtype": types[0].dtype}


@rule("arange.default", "arange.start", "arange.start_step")
def _arange(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    attributes = {
        "start": reader.value(a.get("start", 0)),
        "stop": reader.value(a["end"]),
        "step": reader.value(a.get("step", 1)),
        "dtype": types[0].dtype,
    }
    return "arange", [], attributes


# --- reductions -------------------------------------------------------------------------------


def _reduction(op: str) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        attributes = {
            "axes": axes_of(reader, a["self"], a.get("dim")),
            "keep": bool(a.get("keepdim", False)),
        }
        return op, [reader.value(a["self"])], attributes

    return made


for _name, _op in {
    "sum.dim_IntList": "sum", "sum.default": "sum", "mean.dim": "mean", "mean.default": "mean",
    "amax.default": "max", "max.default": "max", "amin.default": "min", "min.default": "min",
    "prod.default": "prod", "prod.dim_int": "prod", "any.dim": "any", "any.default": "any",
    "all.dim": "all", "all.default": "all", "logsumexp.default": "logsumexp",
}.items():  # fmt: skip
    RULES[_name] = _reduction(_op)


@rule("var.correction", "var.dim")
def _variance(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    correction = a.get("correction", 1 if a.get("unbiased", True) else 0)
    attributes = {
        "axes": axes_of(reader, a["self"], a.get("dim")),
        "keep": bool(a.get("keepdim", False)),
        "correction": 1 if correction is None else correction,
    }
    return "variance", [reader.value(a["self"])], attributes


@rule("linalg_vector_norm.default", "norm.ScalarOpt_dim")
def _norm(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    order = a.get("ord", a.get("p", 2))
    if order not in (1, 2):
        raise NotPortableError("norm_order")
    attributes = {
        "axes": axes_of(reader, a["self"], a.get("dim")),
        "keep": bool(a.get("keepdim", False)),
        "order": order,
    }
    return "norm", [reader.value(a["self"])], attributes


def _arg(op: str) -> Rule:
    def made(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
        if a["dim"] is None:
            raise NotPortableError("flat_argmax")
        attributes = {"axis": axis_of(reader, a["self"], a["dim"]), "keep": bool(a["keepdim"])}
        return op, [reader.value(a["self"])], attributes

    return made


RULES["argmax.default"], RULES["argmin.default"] = _arg("argmax"), _arg("argmin")


@rule("cumsum.default")
def _cumsum(reader: Reader, a: dict[str, Any], types: list[Type]) -> Made:
    return "cumsum", [reader.value(a["self"])], {"axis": axis_of(reader, a["self"], a["dim"])}
