"""The operations of a program as PyTorch writes them."""

from typing import Any, ClassVar

from isograd.emit.target import (
    Expr,
    UnsupportedError,
    Writer,
    number,
    tupled,
)
from isograd.frameworks.pytorch.targets.pytorch.shapes import Shapes
from isograd.ir.program import Node

_DTYPES = {"bool": "torch.bool", "int64": "torch.int64", "int32": "torch.int32"}


class Operations(Shapes):
    """Tables first; a method for what has attributes."""

    simple: ClassVar = {
        **{
            op: f"torch.{name}({{0}})"
            for op, name in {
                "sigmoid": "sigmoid", "tanh": "tanh", "exp": "exp", "log": "log", "log1p": "log1p",
                "expm1": "expm1", "sqrt": "sqrt", "rsqrt": "rsqrt", "abs": "abs",
                "negative": "neg", "sin": "sin", "cos": "cos", "reciprocal": "reciprocal",
                "erf": "erf", "floor": "floor", "ceil": "ceil", "round": "round", "sign": "sign",
                "logical_not": "logical_not", "square": "square",
            }.items()
        },
        **{
            op: f"F.{name}({{0}})"
            for op, name in {
                "relu": "relu", "silu": "silu", "mish": "mish", "relu6": "relu6",
                "hard_sigmoid": "hardsigmoid", "hard_swish": "hardswish", "selu": "selu",
                "log_sigmoid": "logsigmoid", "softsign": "softsign",
            }.items()
        },
        "maximum": "torch.maximum({0}, {1})",
        "minimum": "torch.minimum({0}, {1})",
        "logical_and": "torch.logical_and({0}, {1})",
        "logical_or": "torch.logical_or({0}, {1})",
        "where": "torch.where({0}, {1}, {2})",
        "stop_gradient": "{0}.detach()",
        "prelu": "F.prelu({0}, {1})",
        "power": "torch.pow({0}, {1})",
    }  # fmt: skip

    def op_gelu(self, node: Node, w: Writer) -> Expr:
        more = ', approximate="tanh"' if node.attributes["approximate"] else ""
        return Expr(f"F.gelu({self._x(node, w)}{more})")

    def op_elu(self, node: Node, w: Writer) -> Expr:
        alpha = node.attributes["alpha"]
        x = self._x(node, w)
        return Expr(f"F.elu({x})" if alpha == 1 else f"F.elu({x}, {w.slot(alpha, 'alpha')})")

    def op_leaky_relu(self, node: Node, w: Writer) -> Expr:
        x, slope = self._x(node, w), node.attributes["negative_slope"]
        return Expr(f"F.leaky_relu({x}, {w.slot(slope, 'negative_slope')})")

    def op_softplus(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        x = self._x(node, w)
        if (a["beta"], a["threshold"]) == (1, 20):
            return Expr(f"F.softplus({x})")
        return Expr(f"F.softplus({x}, {a['beta']!r}, {a['threshold']!r})")

    def op_hard_tanh(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        return Expr(f"F.hardtanh({self._x(node, w)}, {a['low']!r}, {a['high']!r})")

    def op_clip(self, node: Node, w: Writer) -> Expr:
        x = self._x(node, w)
        low, high = (w.operand(node.attributes[name]).text for name in ("low", "high"))
        return Expr(f"torch.clamp({x}, {low}, {high})")

    def op_cast(self, node: Node, w: Writer) -> Expr:
        return Expr(f"{self._method(node, w)}.to({self.dtype(node)})")

    def dtype(self, node: Node) -> str:
        """Floats are of the default type, so that the module can be run in another."""
        name = node.attributes["dtype"]
        if name == "float32":
            return "torch.get_default_dtype()"
        if name not in _DTYPES:
            raise UnsupportedError("dtype", name=name)
        return _DTYPES[name]

    def op_softmax(self, node: Node, w: Writer) -> Expr:
        return Expr(f"F.softmax({self._x(node, w)}, dim={self._dim(node)})")

    def op_log_softmax(self, node: Node, w: Writer) -> Expr:
        return Expr(f"F.log_softmax({self._x(node, w)}, dim={self._dim(node)})")

    def op_cumsum(self, node: Node, w: Writer) -> Expr:
        return Expr(f"torch.cumsum({self._x(node, w)}, dim={node.attributes['axis']})")

    def op_full(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        shape = tupled(w.size(dim) for dim in a["shape"]) if a["shape"] else "()"
        return Expr(f"torch.full({shape}, {number(a['value'])}, dtype={self.dtype(node)})")

    def op_arange(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        parts = [w.size(a["stop"])]
        if a["start"] != 0 or a["step"] != 1:
            parts.insert(0, w.size(a["start"]))
        if a["step"] != 1:
            parts.append(str(a["step"]))
        return Expr(f"torch.arange({', '.join(parts)}, dtype={self.dtype(node)})")

    def _reduced(self, function: str, node: Node, w: Writer, more: str = "") -> Expr:
        a = node.attributes
        axes = a["axes"]
        axis = axes[0] if len(axes) == 1 else axes
        keep = ", keepdim=True" if a["keep"] else ""
        return Expr(f"torch.{function}({self._x(node, w)}, dim={axis}{more}{keep})")

    def op_sum(self, node: Node, w: Writer) -> Expr:
        return self._reduced("sum", node, w)

    def op_mean(self, node: Node, w: Writer) -> Expr:
        return self._reduced("mean", node, w)

    def op_max(self, node: Node, w: Writer) -> Expr:
        return self._reduced("amax", node, w)

    def op_min(self, node: Node, w: Writer) -> Expr:
        return self._reduced("amin", node, w)

    def op_any(self, node: Node, w: Writer) -> Expr:
        return self._reduced("any", node, w)

    def op_all(self, node: Node, w: Writer) -> Expr:
        return self._reduced("all", node, w)

    def op_prod(self, node: Node, w: Writer) -> Expr:
        if len(node.attributes["axes"]) != 1:
            raise UnsupportedError("several_axes")
        return self._reduced("prod", node, w)

    def op_logsumexp(self, node: Node, w: Writer) -> Expr:
        return self._reduced("logsumexp", node, w)

    def op_variance(self, node: Node, w: Writer) -> Expr:
        return self._reduced("var", node, w, f", correction={node.attributes['correction']}")

    def op_norm(self, node: Node, w: Writer) -> Expr:
        return self._reduced("linalg.vector_norm", node, w, f", ord={node.attributes['order']}")

    def op_argmax(self, node: Node, w: Writer) -> Expr:
        return self._arg("argmax", node, w)

    def op_argmin(self, node: Node, w: Writer) -> Expr:
        return self._arg("argmin", node, w)

    def _arg(self, function: str, node: Node, w: Writer) -> Expr:
        keep = ", keepdim=True" if node.attributes["keep"] else ""
        axis = node.attributes["axis"]
        return Expr(f"torch.{function}({self._x(node, w)}, dim={axis}{keep})")

    def op_einsum(self, node: Node, w: Writer) -> Expr:
        return Expr(f'torch.einsum("{node.attributes["equation"]}", {self._several(node, w)})')

    def op_linear(self, node: Node, w: Writer) -> Expr:
        kept = [value for value in node.inputs if value is not None]
        return Expr(f"F.linear({', '.join(w.operand(value).text for value in kept)})")

    def op_conv(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if any(low != high for low, high in a["padding"]):
            raise UnsupportedError("uneven_padding")
        parts = [w.operand(value).text for value in node.inputs if value is not None]
        padding = tuple(low for low, _ in a["padding"])
        for name, value in (("stride", a["stride"]), ("padding", padding)):
            parts.append(f"{name}={value}")
        if any(one != 1 for one in a["dilation"]):
            parts.append(f"dilation={a['dilation']}")
        if a["groups"] != 1:
            parts.append(f"groups={w.slot(a['groups'], 'groups')}")
        return Expr(f"F.conv{len(a['stride'])}d({', '.join(parts)})")

    def op_conv_transpose(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        parts = [w.operand(value).text for value in node.inputs if value is not None]
        for name in ("stride", "padding", "output_padding", "groups", "dilation"):
            parts.append(f"{name}={a[name]}")
        return Expr(f"F.conv_transpose{len(a['stride'])}d({', '.join(parts)})")

    def op_embedding(self, node: Node, w: Writer) -> Expr:
        padding = node.attributes["padding_index"]
        more = "" if padding is None else f", padding_idx={w.slot(padding, 'padding_idx')}"
        return Expr(f"F.embedding({self._several(node, w)}{more})")

    def op_attention(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        parts = [w.operand(value).text for value in node.inputs[:3]]
        if node.inputs[3] is not None:
            parts.append(f"attn_mask={w.operand(node.inputs[3]).text}")
        if a["dropout"]:
            rate = w.slot(a["dropout"], "dropout")
            parts.append(f"dropout_p={rate} if self.training else 0.0")
        if a["causal"]:
            parts.append("is_causal=True")
        if a["scale"] is not None:
            parts.append(f"scale={w.slot(a['scale'], 'scale')}")
        if a["grouped"]:
            parts.append("enable_gqa=True")
        return Expr(f"F.scaled_dot_product_attention({', '.join(parts)})")

    def op_batch_norm(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        training = {"mode": "self.training", "always": "True", "never": "False"}[a["training"]]
        x, weight, bias, mean, variance = (
            "None" if value is None else w.operand(value).text for value in node.inputs
        )
        parts = [x, mean, variance, weight, bias, f"training={training}"]
        parts += [f"momentum={w.slot(a['momentum'], 'momentum')}"]
        parts += [f"eps={w.slot(a['epsilon'], 'eps')}"]
        return Expr(f"F.batch_norm({', '.join(parts)})")

    def _norm(self, function: str, node: Node, w: Writer) -> Expr:
        a = node.attributes
        shape = node.types[0].shape[a["axes"][0] :]
        values = ["None" if value is None else w.operand(value).text for value in node.inputs]
        x, rest = values[0], values[1:]
        parts = [x, tupled(w.size(size) for size in shape), *rest]
        parts.append(f"eps={w.slot(a['epsilon'], 'eps')}")
        return Expr(f"F.{function}({', '.join(parts)})")

    def op_layer_norm(self, node: Node, w: Writer) -> Expr:
        return self._norm("layer_norm", node, w)

    def op_rms_norm(self, node: Node, w: Writer) -> Expr:
        return self._norm("rms_norm", node, w)

    def op_group_norm(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        x, *rest = ("None" if v is None else w.operand(v).text for v in node.inputs)
        groups, epsilon = w.slot(a["groups"], "num_groups"), w.slot(a["epsilon"], "eps")
        return Expr(f"F.group_norm({', '.join([x, groups, *rest])}, eps={epsilon})")

    def op_instance_norm(self, node: Node, w: Writer) -> Expr:
        x, weight, bias = ("None" if v is None else w.operand(v).text for v in node.inputs)
        epsilon = w.slot(node.attributes["epsilon"], "eps")
        return Expr(f"F.instance_norm({x}, weight={weight}, bias={bias}, eps={epsilon})")

    def _pool(self, function: str, node: Node, w: Writer, *more: str) -> Expr:
        a = node.attributes
        parts = [self._x(node, w), _size(a["window"]), _size(a["stride"])]
        if any(a["padding"]):
            parts.append(f"padding={_size(a['padding'])}")
        if a["ceil"]:
            parts.append("ceil_mode=True")
        return Expr(f"F.{function}{len(a['window'])}d({', '.join([*parts, *more])})")

    def op_max_pool(self, node: Node, w: Writer) -> Expr:
        dilation = node.attributes["dilation"]
        more = [f"dilation={_size(dilation)}"] if any(one != 1 for one in dilation) else []
        return self._pool("max_pool", node, w, *more)

    def op_average_pool(self, node: Node, w: Writer) -> Expr:
        more = [] if node.attributes["count_padding"] else ["count_include_pad=False"]
        return self._pool("avg_pool", node, w, *more)

    def op_adaptive_average_pool(self, node: Node, w: Writer) -> Expr:
        size = node.attributes["size"]
        return Expr(f"F.adaptive_avg_pool{len(size)}d({self._x(node, w)}, {_size(size)})")

    def op_adaptive_max_pool(self, node: Node, w: Writer) -> Expr:
        size = node.attributes["size"]
        return Expr(f"F.adaptive_max_pool{len(size)}d({self._x(node, w)}, {_size(size)})")

    def op_resize(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        rank = len(a["size"])
        modes = {
            "nearest": "nearest",
            "linear": {1: "linear", 2: "bilinear", 3: "trilinear"}[rank],
            "cubic": "bicubic",
        }
        parts = [self._x(node, w)]
        if a["scale"]:
            parts.append(f"scale_factor={a['scale']}")
        else:
            parts.append(f"size={tupled(w.size(size) for size in a['size'])}")
        parts.append(f'mode="{modes[a["method"]]}"')
        if a["method"] != "nearest":
            parts.append(f"align_corners={a['align_corners']}")
        return Expr(f"F.interpolate({', '.join(parts)})")

    def op_pixel_shuffle(self, node: Node, w: Writer) -> Expr:
        factor = w.slot(node.attributes["factor"], "factor")
        return Expr(f"F.pixel_shuffle({self._x(node, w)}, {factor})")

    def op_dropout(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if a["rate"] == 0:
            return w.operand(node.inputs[0])
        training = "" if a["always"] else ", training=self.training"
        if a["always"]:
            training = ", training=True"
        function = "dropout2d" if a["whole_channels"] else "dropout"
        return Expr(f"F.{function}({self._x(node, w)}, {w.slot(a['rate'], 'rate')}{training})")

    def op_drop_path(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if not a["scaled"]:
            raise UnsupportedError("unscaled_drop_path")
        rate = w.slot(a["rate"], "rate")
        return Expr(f"{w.need('drop_path')}({self._x(node, w)}, {rate}, self.training)")


def _size(values: Any) -> str:
    return repr(values[0]) if len(set(values)) == 1 else repr(tuple(values))
