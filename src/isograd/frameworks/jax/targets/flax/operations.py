"""The operations of a program as JAX and Flax write them."""

from typing import Any, ClassVar

from isograd.emit.target import (
    PRODUCT,
    SUM,
    Expr,
    UnsupportedError,
    Writer,
    number,
    tupled,
)
from isograd.frameworks.jax.targets.flax.shapes import Shapes
from isograd.ir.program import Node


class Operations(Shapes):
    """Tables first; a method for what has attributes."""

    simple: ClassVar = {
        "relu": "nnx.relu({0})",
        "sigmoid": "nnx.sigmoid({0})",
        "tanh": "jnp.tanh({0})",
        "exp": "jnp.exp({0})",
        "log": "jnp.log({0})",
        "log1p": "jnp.log1p({0})",
        "expm1": "jnp.expm1({0})",
        "sqrt": "jnp.sqrt({0})",
        "rsqrt": "jax.lax.rsqrt({0})",
        "negative": "jnp.negative({0})",
        "sin": "jnp.sin({0})",
        "cos": "jnp.cos({0})",
        "reciprocal": "jnp.reciprocal({0})",
        "erf": "jax.lax.erf({0})",
        "floor": "jnp.floor({0})",
        "ceil": "jnp.ceil({0})",
        "round": "jnp.round({0})",
        "sign": "jnp.sign({0})",
        "silu": "nnx.silu({0})",
        "mish": "jax.nn.mish({0})",
        "relu6": "nnx.relu6({0})",
        "hard_sigmoid": "nnx.hard_sigmoid({0})",
        "hard_swish": "nnx.hard_swish({0})",
        "selu": "nnx.selu({0})",
        "log_sigmoid": "nnx.log_sigmoid({0})",
        "softsign": "nnx.soft_sign({0})",
        "logical_not": "jnp.logical_not({0})",
        "square": "jnp.square({0})",
        "maximum": "jnp.maximum({0}, {1})",
        "minimum": "jnp.minimum({0}, {1})",
        "logical_and": "jnp.logical_and({0}, {1})",
        "logical_or": "jnp.logical_or({0}, {1})",
        "where": "jnp.where({0}, {1}, {2})",
        "stop_gradient": "jax.lax.stop_gradient({0})",
    }

    # --- operations with attributes -----------------------------------------------------------

    def op_power(self, node: Node, w: Writer) -> Expr:
        base, exponent = (w.operand(value) for value in node.inputs)
        return Expr(f"jnp.power({base.text}, {exponent.text})")

    def op_abs(self, node: Node, w: Writer) -> Expr:
        # jnp.abs has derivative 1 at 0, the source 0.
        x = w.operand(node.inputs[0])
        return Expr(f"{w.need('absolute')}({x.text})")

    def op_gelu(self, node: Node, w: Writer) -> Expr:
        approximate = node.attributes["approximate"]
        return Expr(f"nnx.gelu({w.operand(node.inputs[0]).text}, approximate={approximate})")

    def op_elu(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        return Expr(f"nnx.elu({x}, alpha={w.slot(node.attributes['alpha'], 'alpha')})")

    def op_leaky_relu(self, node: Node, w: Writer) -> Expr:
        slope = w.slot(node.attributes["negative_slope"], "negative_slope")
        return Expr(f"nnx.leaky_relu({w.operand(node.inputs[0]).text}, negative_slope={slope})")

    def op_softplus(self, node: Node, w: Writer) -> Expr:
        if node.attributes["beta"] != 1:
            raise UnsupportedError("softplus_beta")
        return Expr(f"nnx.softplus({w.operand(node.inputs[0]).text})")

    def op_prelu(self, node: Node, w: Writer) -> Expr:
        x, weight = (w.operand(value).text for value in node.inputs)
        return Expr(f"jnp.where({x} > 0, {x}, {weight} * {x})")

    def op_clip(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        low, high = (w.operand(node.attributes[name]).text for name in ("low", "high"))
        return Expr(f"{w.need('clip')}({x}, {low}, {high})")

    def op_hard_tanh(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        low, high = node.attributes["low"], node.attributes["high"]
        return Expr(f"{w.need('hard_tanh')}({x}, {low!r}, {high!r})")

    def op_cast(self, node: Node, w: Writer) -> Expr:
        return Expr(f"{w.operand(node.inputs[0]).at(9)}.astype({self.dtype(node, w)})")

    def dtype(self, node: Node, w: Writer) -> str:
        """Floats are of the parameters' type, so that the module can be run in another."""
        name = node.attributes["dtype"]
        if name == "float32":
            return w.need("float_type") + "()"
        if name == "bool":
            return "jnp.bool_"
        if name in ("int64", "int32"):
            return "jnp.int32"
        raise UnsupportedError("dtype", name=name)

    def op_softmax(self, node: Node, w: Writer) -> Expr:
        return self._axis("nnx.softmax", node, w)

    def op_log_softmax(self, node: Node, w: Writer) -> Expr:
        return self._axis("nnx.log_softmax", node, w)

    def op_cumsum(self, node: Node, w: Writer) -> Expr:
        return Expr(f"jnp.cumsum({w.operand(node.inputs[0]).text}, axis={node.attributes['axis']})")

    def _axis(self, function: str, node: Node, w: Writer) -> Expr:
        axis = node.attributes["axis"]
        if axis == node.types[0].rank - 1:
            return Expr(f"{function}({w.operand(node.inputs[0]).text})")
        return Expr(f"{function}({w.operand(node.inputs[0]).text}, axis={axis})")

    def op_full(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        shape = tupled(w.size(dim) for dim in a["shape"]) if a["shape"] else "()"
        value = number(a["value"])
        if a["value"] in (0, 1) and not isinstance(a["value"], bool):
            name = "zeros" if a["value"] == 0 else "ones"
            return Expr(f"jnp.{name}({shape}, {self.dtype(node, w)})")
        return Expr(f"jnp.full({shape}, {value}, {self.dtype(node, w)})")

    def op_arange(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        parts = [w.size(a["start"]), w.size(a["stop"])] if a["start"] != 0 else [w.size(a["stop"])]
        if a["step"] != 1:
            parts = [w.size(a["start"]) if a["start"] else "0", w.size(a["stop"]), str(a["step"])]
        return Expr(f"jnp.arange({', '.join(parts)}, dtype={self.dtype(node, w)})")

    def _reduced(self, function: str, node: Node, w: Writer, more: str = "") -> Expr:
        a = node.attributes
        axes = a["axes"]
        axis = axes[0] if len(axes) == 1 else axes
        keep = ", keepdims=True" if a["keep"] else ""
        return Expr(f"{function}({w.operand(node.inputs[0]).text}, axis={axis}{keep}{more})")

    def op_sum(self, node: Node, w: Writer) -> Expr:
        return self._reduced("jnp.sum", node, w)

    def op_mean(self, node: Node, w: Writer) -> Expr:
        return self._reduced("jnp.mean", node, w)

    def op_max(self, node: Node, w: Writer) -> Expr:
        return self._reduced("jnp.max", node, w)

    def op_min(self, node: Node, w: Writer) -> Expr:
        return self._reduced("jnp.min", node, w)

    def op_prod(self, node: Node, w: Writer) -> Expr:
        return self._reduced("jnp.prod", node, w)

    def op_any(self, node: Node, w: Writer) -> Expr:
        return self._reduced("jnp.any", node, w)

    def op_all(self, node: Node, w: Writer) -> Expr:
        return self._reduced("jnp.all", node, w)

    def op_logsumexp(self, node: Node, w: Writer) -> Expr:
        return self._reduced("nnx.logsumexp", node, w)

    def op_variance(self, node: Node, w: Writer) -> Expr:
        correction = node.attributes["correction"]
        more = "" if correction == 0 else f", ddof={correction}"
        return self._reduced("jnp.var", node, w, more)

    def op_norm(self, node: Node, w: Writer) -> Expr:
        if node.attributes["order"] != 2:
            raise UnsupportedError("norm_order")
        return self._reduced(w.need("vector_norm"), node, w)

    def op_argmax(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        keep = ", keepdims=True" if a["keep"] else ""
        return Expr(f"jnp.argmax({w.operand(node.inputs[0]).text}, axis={a['axis']}{keep})")

    def op_argmin(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        keep = ", keepdims=True" if a["keep"] else ""
        return Expr(f"jnp.argmin({w.operand(node.inputs[0]).text}, axis={a['axis']}{keep})")

    def op_einsum(self, node: Node, w: Writer) -> Expr:
        items = ", ".join(w.operand(value).text for value in node.inputs)
        return Expr(f'jnp.einsum("{node.attributes["equation"]}", {items})')

    def op_linear(self, node: Node, w: Writer) -> Expr:
        x, weight = (w.operand(value) for value in node.inputs[:2])
        text = f"{x.at(PRODUCT)} @ {weight.at(9)}.T"
        if node.inputs[2] is None:
            return Expr(text, PRODUCT)
        return Expr(f"{text} + {w.operand(node.inputs[2]).at(SUM + 1)}", SUM)

    def op_conv(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        parts = [w.operand(value).text for value in node.inputs[:2]]
        parts += [f"strides={a['stride']}", f"padding={a['padding']}"]
        if any(one != 1 for one in a["dilation"]):
            parts.append(f"dilation={a['dilation']}")
        if a["groups"] != 1:
            parts.append(f"groups={w.slot(a['groups'], 'groups')}")
        text = f"{w.need('conv')}({', '.join(parts)})"
        if node.inputs[2] is None:
            return Expr(text)
        return Expr(f"{text} + {w.operand(node.inputs[2]).at(SUM + 1)}", SUM)

    def op_embedding(self, node: Node, w: Writer) -> Expr:
        if node.attributes["padding_index"] is not None:
            raise UnsupportedError("padding_index")
        indices, weight = (w.operand(value) for value in node.inputs)
        return Expr(f"{weight.at(9)}[{indices.text}]")

    def op_attention(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if node.types[0].rank != 4:
            raise UnsupportedError("attention_rank")
        parts = [w.operand(value).text for value in node.inputs[:3]]
        function = "jax.nn.dot_product_attention"
        if node.inputs[3] is not None:
            boolean = w.type_of(node.inputs[3]).dtype == "bool"
            parts.append(f"{'mask' if boolean else 'bias'}={w.operand(node.inputs[3]).text}")
            if boolean:
                function = w.need("masked_attention")
        if a["scale"] is not None:
            parts.append(f"scale={w.slot(a['scale'], 'scale')}")
        if a["causal"]:
            parts.append("is_causal=True")
        if a["dropout"]:
            rate = w.slot(a["dropout"], "rate")
            dropout = w.part("attention_dropout", f"nnx.Dropout({rate}, rngs=rngs)")
            function = w.need("attention_with_dropout")
            parts.append(f"dropout={dropout}")
        return Expr(f"{function}({', '.join(parts)})")

    def op_batch_norm(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        x, *rest = ("None" if v is None else w.operand(v).text for v in node.inputs)
        if a["training"] == "always":
            raise UnsupportedError("batch_statistics")
        train = "False"
        if a["training"] == "mode":
            train = f"not {w.part('use_running_average', 'False')}"
        scale, bias = rest[:2]
        mean, variance = (text.removesuffix("[...]") for text in rest[2:])
        momentum = w.slot(float(f"{1 - a['momentum']:.12g}"), "momentum")
        epsilon = w.slot(a["epsilon"], "epsilon")
        parts = [x, scale, bias, mean, variance, f"momentum={momentum}", f"epsilon={epsilon}"]
        return Expr(f"{w.need('batch_norm')}({', '.join(parts)}, train={train})")

    def _norm(self, function: str, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if len(a["axes"]) != 1:
            raise UnsupportedError("several_axes")
        parts = [w.operand(value).text if value is not None else "None" for value in node.inputs]
        epsilon = w.slot(a["epsilon"], "epsilon")
        return Expr(f"{w.need(function)}({', '.join(parts)}, epsilon={epsilon})")

    def op_layer_norm(self, node: Node, w: Writer) -> Expr:
        return self._norm("layer_norm", node, w)

    def op_rms_norm(self, node: Node, w: Writer) -> Expr:
        return self._norm("rms_norm", node, w)

    def op_group_norm(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        parts = [w.operand(value).text if value is not None else "None" for value in node.inputs]
        groups, epsilon = w.slot(a["groups"], "groups"), w.slot(a["epsilon"], "epsilon")
        call = f"{w.need('group_norm')}({', '.join(parts)}, groups={groups}, epsilon={epsilon})"
        return Expr(call)

    def op_max_pool(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if any(one != 1 for one in a["dilation"]):
            raise UnsupportedError("pool_dilation")
        x = w.operand(node.inputs[0]).text
        text = f"nnx.max_pool({x}, {a['window']}, strides={a['stride']}"
        return Expr(text + self._pool_padding(a, node, w, max_pool=True) + ")")

    def op_average_pool(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        x = w.operand(node.inputs[0]).text
        text = f"nnx.avg_pool({x}, {a['window']}, strides={a['stride']}"
        padding = self._pool_padding(a, node, w, max_pool=False)
        if padding and not a["count_padding"]:
            padding += ", count_include_pad=False"
        return Expr(text + padding + ")")

    def _pool_padding(self, a: dict[str, Any], node: Node, w: Writer, *, max_pool: bool) -> str:
        pairs = [(one, one) for one in a["padding"]]
        if a["ceil"]:
            before = w.type_of(node.inputs[0]).shape[1:-1]
            after = node.types[0].shape[1:-1]
            for place, (size, out) in enumerate(zip(before, after, strict=True)):
                if not isinstance(size, int) or not isinstance(out, int):
                    raise UnsupportedError("symbolic_ceil")
                low, high = pairs[place]
                need = (out - 1) * a["stride"][place] + a["window"][place] - size - low
                if need > high and not max_pool and a["count_padding"]:
                    raise UnsupportedError("average_ceil")
                pairs[place] = (low, max(need, high))
        if all(pair == (0, 0) for pair in pairs):
            return ""
        return f", padding={tuple(pairs)}"

    def op_adaptive_average_pool(self, node: Node, w: Writer) -> Expr:
        size = node.attributes["size"]
        x = w.operand(node.inputs[0])
        axes = tuple(range(1, 1 + len(size)))
        if all(one == 1 for one in size):
            axis = axes[0] if len(axes) == 1 else axes
            return Expr(f"jnp.mean({x.text}, axis={axis}, keepdims=True)")
        return Expr(f"{w.need('adaptive_average_pool')}({x.text}, {size})")

    def op_adaptive_max_pool(self, node: Node, w: Writer) -> Expr:
        size = node.attributes["size"]
        if any(one != 1 for one in size):
            raise UnsupportedError("adaptive_max_pool")
        axes = tuple(range(1, 1 + len(size)))
        return Expr(f"jnp.max({w.operand(node.inputs[0]).text}, axis={axes}, keepdims=True)")

    def op_resize(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        x = w.operand(node.inputs[0]).text
        # A program in stored terms keeps the spatial sizes in the middle.
        size = tupled(w.size(dim) for dim in a["size"])
        parts = [x, size, f'"{a["method"]}"']
        if a["align_corners"]:
            parts.append("align_corners=True")
        if a["scale"]:
            parts.append(f"scale={a['scale']}")
        return Expr(f"{w.need('resize')}({', '.join(parts)})")

    def op_pixel_shuffle(self, node: Node, w: Writer) -> Expr:
        factor = w.slot(node.attributes["factor"], "factor")
        return Expr(f"{w.need('pixel_shuffle')}({w.operand(node.inputs[0]).text}, {factor})")

    def op_drop_path(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if not a["scaled"]:
            raise UnsupportedError("unscaled_drop_path")
        x = w.operand(node.inputs[0]).text
        axes = tuple(range(1, node.types[0].rank))
        rate, dims = w.slot(a["rate"], "rate"), w.slot(axes, "broadcast_dims")
        make = f"nnx.Dropout({rate}, broadcast_dims={dims}, rngs=rngs)"
        return Expr(f"{w.part('drop', make)}({x})")

    def op_dropout(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if a["rate"] == 0:
            return w.operand(node.inputs[0])
        x = w.operand(node.inputs[0]).text
        more = f", broadcast_dims={tuple(range(1, node.types[0].rank - 1))}"
        more = more if a["whole_channels"] else ""
        if a["always"]:
            raise UnsupportedError("dropout_in_eval")
        make = f"nnx.Dropout({w.slot(a['rate'], 'rate')}{more}, rngs=rngs)"
        return Expr(f"{w.part('dropout', make)}({x})")
