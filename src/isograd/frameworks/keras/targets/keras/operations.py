"""The operations of a program as `keras.ops` writes them."""

from typing import Any, ClassVar

from isograd.emit.target import (
    Expr,
    Target,
    UnsupportedError,
    Writer,
    number,
    tupled,
)
from isograd.ir.program import Node, Operand, Ref, Weight

# The function of an operator, for operands that backends do not bring to one type by themselves.
_FUNCTIONS = {
    "add": "add", "subtract": "subtract", "multiply": "multiply", "divide": "divide",
    "floor_divide": "floor_divide", "remainder": "mod", "matmul": "matmul", "equal": "equal",
    "not_equal": "not_equal", "less": "less", "less_equal": "less_equal", "greater": "greater",
    "greater_equal": "greater_equal",
}  # fmt: skip


class Operations(Target):
    """Tables first; a method for what has attributes."""

    simple: ClassVar = {
        "relu": "ops.relu({0})",
        "sigmoid": "ops.sigmoid({0})",
        "tanh": "ops.tanh({0})",
        "exp": "ops.exp({0})",
        "log": "ops.log({0})",
        "log1p": "ops.log1p({0})",
        "expm1": "ops.expm1({0})",
        "sqrt": "ops.sqrt({0})",
        "rsqrt": "ops.rsqrt({0})",
        "negative": "ops.negative({0})",
        "sin": "ops.sin({0})",
        "cos": "ops.cos({0})",
        "reciprocal": "ops.reciprocal({0})",
        "erf": "ops.erf({0})",
        "floor": "ops.floor({0})",
        "ceil": "ops.ceil({0})",
        "round": "ops.round({0})",
        "sign": "ops.sign({0})",
        "silu": "ops.silu({0})",
        "mish": "keras.activations.mish({0})",
        "hard_sigmoid": "ops.hard_sigmoid({0})",
        "hard_swish": "ops.hard_silu({0})",
        "selu": "ops.selu({0})",
        "log_sigmoid": "ops.log_sigmoid({0})",
        "softsign": "ops.softsign({0})",
        "logical_not": "ops.logical_not({0})",
        "square": "ops.square({0})",
        "power": "ops.power({0}, {1})",
        "maximum": "ops.maximum({0}, {1})",
        "minimum": "ops.minimum({0}, {1})",
        "logical_and": "ops.logical_and({0}, {1})",
        "logical_or": "ops.logical_or({0}, {1})",
        "where": "ops.where({0}, {1}, {2})",
        "stop_gradient": "ops.stop_gradient({0})",
    }

    def expression(self, node: Node, writer: Writer) -> Expr:
        if node.op in self.infix and not _plain(node, writer):
            left, right = (writer.operand(value).text for value in node.inputs)
            return Expr(f"ops.{_FUNCTIONS[node.op]}({left}, {right})")
        return super().expression(node, writer)

    # --- operations with attributes -----------------------------------------------------------

    def op_abs(self, node: Node, w: Writer) -> Expr:
        # ops.abs has derivative 1 at 0 on JAX, the source 0.
        return Expr(f"{w.need('absolute')}({w.operand(node.inputs[0]).text})")

    def op_relu6(self, node: Node, w: Writer) -> Expr:
        return Expr(f"{w.need('relu6')}({w.operand(node.inputs[0]).text})")

    def op_gelu(self, node: Node, w: Writer) -> Expr:
        approximate = node.attributes["approximate"]
        return Expr(f"ops.gelu({w.operand(node.inputs[0]).text}, approximate={approximate})")

    def op_elu(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        return Expr(f"ops.elu({x}, alpha={w.slot(node.attributes['alpha'], 'alpha')})")

    def op_leaky_relu(self, node: Node, w: Writer) -> Expr:
        slope = w.slot(node.attributes["negative_slope"], "negative_slope")
        return Expr(f"{w.need('leaky_relu')}({w.operand(node.inputs[0]).text}, {slope})")

    def op_softplus(self, node: Node, w: Writer) -> Expr:
        given = {"beta": 1, "threshold": 20}
        more = [f", {n}={node.attributes[n]}" for n, v in given.items() if node.attributes[n] != v]
        return Expr(f"{w.need('softplus')}({w.operand(node.inputs[0]).text}{''.join(more)})")

    def op_prelu(self, node: Node, w: Writer) -> Expr:
        x, slope = (w.operand(value).text for value in node.inputs)
        return Expr(f"{w.need('leaky_relu')}({x}, {slope})")

    def op_clip(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        low, high = (w.operand(node.attributes[name]).text for name in ("low", "high"))
        return Expr(f"{w.need('clip')}({x}, {low}, {high})")

    def op_hard_tanh(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        low, high = node.attributes["low"], node.attributes["high"]
        return Expr(f"{w.need('hard_tanh')}({x}, {low!r}, {high!r})")

    def op_cast(self, node: Node, w: Writer) -> Expr:
        return Expr(f"ops.cast({w.operand(node.inputs[0]).text}, {self.dtype(node)})")

    def dtype(self, node: Node) -> str:
        """Floats are of the layer's type, so that the model can be run in another."""
        name = node.attributes["dtype"]
        if name == "float32":
            return "self.compute_dtype"
        if name == "bool":
            return '"bool"'
        if name in ("int64", "int32"):
            return '"int32"'
        raise UnsupportedError("dtype", name=name)

    def op_softmax(self, node: Node, w: Writer) -> Expr:
        return self._axis("ops.softmax", node, w)

    def op_log_softmax(self, node: Node, w: Writer) -> Expr:
        return self._axis("ops.log_softmax", node, w)

    def op_cumsum(self, node: Node, w: Writer) -> Expr:
        return Expr(f"ops.cumsum({w.operand(node.inputs[0]).text}, axis={node.attributes['axis']})")

    def _axis(self, function: str, node: Node, w: Writer) -> Expr:
        axis = node.attributes["axis"]
        if axis == node.types[0].rank - 1:
            return Expr(f"{function}({w.operand(node.inputs[0]).text})")
        return Expr(f"{function}({w.operand(node.inputs[0]).text}, axis={axis})")

    # --- shapes -------------------------------------------------------------------------------

    def op_reshape(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        return Expr(f"ops.reshape({x}, {w.shape(node.attributes['shape'])})")

    def op_permute(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        return Expr(f"ops.transpose({x}, {tuple(node.attributes['axes'])})")

    def op_expand_dims(self, node: Node, w: Writer) -> Expr:
        return Expr(f"ops.expand_dims({w.operand(node.inputs[0]).text}, {node.attributes['axis']})")

    def op_squeeze(self, node: Node, w: Writer) -> Expr:
        x, axes = w.operand(node.inputs[0]).text, node.attributes["axes"]
        return Expr(f"ops.squeeze({x}, axis={_one(axes)})")

    def op_broadcast_to(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        shape = tupled(w.size(dim) for dim in node.attributes["shape"])
        return Expr(f"ops.broadcast_to({x}, {shape})")

    def op_concatenate(self, node: Node, w: Writer) -> Expr:
        items = ", ".join(w.operand(value).text for value in node.inputs)
        return Expr(f"ops.concatenate([{items}], axis={node.attributes['axis']})")

    def op_stack(self, node: Node, w: Writer) -> Expr:
        items = ", ".join(w.operand(value).text for value in node.inputs)
        return Expr(f"ops.stack([{items}], axis={node.attributes['axis']})")

    def op_split(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        sizes, axis = node.attributes["sizes"], node.attributes["axis"]
        if len(set(sizes)) == 1:
            return Expr(f"ops.split({x}, {len(sizes)}, axis={axis})")
        if not all(isinstance(size, int) for size in sizes):
            raise UnsupportedError("symbolic_split")
        ends = [sum(sizes[: n + 1]) for n in range(len(sizes) - 1)]
        marks = ", ".join(w.slot(end, "end") for end in ends)
        return Expr(f"ops.split({x}, [{marks}], axis={axis})")

    def op_unstack(self, node: Node, w: Writer) -> Expr:
        x, axis = w.operand(node.inputs[0]).text, node.attributes["axis"]
        return Expr(f"ops.unstack({x}, axis={axis})")

    def op_roll(self, node: Node, w: Writer) -> Expr:
        shifts, axes = node.attributes["shifts"], node.attributes["axes"]
        x = w.operand(node.inputs[0]).text
        if len(axes) == 1:
            return Expr(f"ops.roll({x}, {w.slot(shifts[0], 'shift')}, axis={axes[0]})")
        marks = tupled(w.slot(one, "shift") for one in shifts)
        return Expr(f"ops.roll({x}, {marks}, axis={axes})")

    def op_flip(self, node: Node, w: Writer) -> Expr:
        return Expr(f"ops.flip({w.operand(node.inputs[0]).text}, axis={node.attributes['axes']})")

    def op_tile(self, node: Node, w: Writer) -> Expr:
        repeats = tupled(w.size(one) for one in node.attributes["repeats"])
        return Expr(f"ops.tile({w.operand(node.inputs[0]).text}, {repeats})")

    def op_repeat(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        repeats = w.slot(a["repeats"], "repeats")
        return Expr(f"ops.repeat({w.operand(node.inputs[0]).text}, {repeats}, axis={a['axis']})")

    def op_pad(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        pairs = ", ".join(f"({w.size(low)}, {w.size(high)})" for low, high in a["widths"])
        x = w.operand(node.inputs[0]).text
        if a["mode"] == "constant":
            value = "" if a["value"] == 0 else f", constant_values={number(a['value'])}"
            return Expr(f"ops.pad({x}, ({pairs}){value})")
        if a["mode"] != "reflect":
            raise UnsupportedError("pad_mode", mode=a["mode"])  # TensorFlow has no other
        return Expr(f'ops.pad({x}, ({pairs}), mode="reflect")')

    def op_take(self, node: Node, w: Writer) -> Expr:
        x, indices = (w.operand(value).text for value in node.inputs)
        return Expr(f"ops.take({x}, {indices}, axis={node.attributes['axis']})")

    def op_index(self, node: Node, w: Writer) -> Expr:
        parts = [w.operand(value).text for value in node.inputs]
        first = node.attributes["axes"][0]
        if first:
            parts.append(f"axis={first}")
        return Expr(f"{w.need('index')}({', '.join(parts)})")

    def op_take_along(self, node: Node, w: Writer) -> Expr:
        x, indices = (w.operand(value).text for value in node.inputs)
        return Expr(f"ops.take_along_axis({x}, {indices}, axis={node.attributes['axis']})")

    def op_difference(self, node: Node, w: Writer) -> Expr:
        axis, before = node.attributes["axis"], node.inputs[1]
        x = w.operand(node.inputs[0]).text
        if before is not None:
            x = f"ops.concatenate([{w.operand(before).text}, {x}], axis={axis})"
        return Expr(f"ops.diff({x}, axis={axis})")

    def op_triangle(self, node: Node, w: Writer) -> Expr:
        function = "tril" if node.attributes["lower"] else "triu"
        x = w.operand(node.inputs[0]).text
        return Expr(f"ops.{function}({x}, k={node.attributes['diagonal']})")

    # --- creation -----------------------------------------------------------------------------

    def op_full(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        shape = tupled(w.size(dim) for dim in a["shape"]) if a["shape"] else "()"
        dtype = f"dtype={self.dtype(node)}"
        if a["value"] in (0, 1) and not isinstance(a["value"], bool):
            return Expr(f"ops.{'zeros' if a['value'] == 0 else 'ones'}({shape}, {dtype})")
        return Expr(f"ops.full({shape}, {number(a['value'])}, {dtype})")

    def op_arange(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        parts = [w.size(a["start"]), w.size(a["stop"])] if a["start"] != 0 else [w.size(a["stop"])]
        if a["step"] != 1:
            parts = [w.size(a["start"]) if a["start"] else "0", w.size(a["stop"]), str(a["step"])]
        return Expr(f"ops.arange({', '.join(parts)}, dtype={self.dtype(node)})")

    # --- reductions ---------------------------------------------------------------------------

    def _reduced(self, function: str, node: Node, w: Writer, more: str = "") -> Expr:
        a = node.attributes
        keep = ", keepdims=True" if a["keep"] else ""
        x = w.operand(node.inputs[0]).text
        return Expr(f"{function}({x}, axis={_one(a['axes'])}{more}{keep})")

    def op_sum(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.sum", node, w)

    def op_mean(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.mean", node, w)

    def op_max(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.max", node, w)

    def op_min(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.min", node, w)

    def op_prod(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.prod", node, w)

    def op_any(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.any", node, w)

    def op_all(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.all", node, w)

    def op_logsumexp(self, node: Node, w: Writer) -> Expr:
        return self._reduced("ops.logsumexp", node, w)

    def op_variance(self, node: Node, w: Writer) -> Expr:
        correction = node.attributes["correction"]
        if correction == 0:
            return self._reduced("ops.var", node, w)
        return self._reduced(w.need("variance"), node, w, f", correction={correction}")

    def op_norm(self, node: Node, w: Writer) -> Expr:
        if node.attributes["order"] != 2:
            raise UnsupportedError("norm_order")
        return self._reduced(w.need("vector_norm"), node, w)

    def op_argmax(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        keep = ", keepdims=True" if a["keep"] else ""
        return Expr(f"ops.{node.op}({w.operand(node.inputs[0]).text}, axis={a['axis']}{keep})")

    op_argmin = op_argmax


def _one(axes: Any) -> Any:
    return axes[0] if len(axes) == 1 else tuple(axes)


def _tensor(value: Operand) -> bool:
    return isinstance(value, (Ref, Weight))


def _plain(node: Node, w: Writer) -> bool:
    """Whether every backend takes these operands of an operator as they are: floating-point tensors
    among themselves and with numbers. Integers may be of two widths, and TensorFlow, which brings
    no tensors to one type, would divide them in float64."""
    if node.op == "matmul" and any(w.type_of(value).rank < 2 for value in node.inputs):
        return False
    tensors = [value for value in node.inputs if _tensor(value)]
    floats = all(w.type_of(value).dtype.startswith("float") for value in tensors)
    numbers = all(isinstance(v, (int, float)) for v in node.inputs if not _tensor(v))
    if floats:
        return numbers
    whole = all(isinstance(v, int) for v in node.inputs if not _tensor(v))
    return len(tensors) == 1 and whole and node.op != "divide"
