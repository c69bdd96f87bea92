"""PyTorch's leaf layers as layers of Flax, with the permutations of their weights."""

from typing import Any

from isograd.emit.target import (
    PLAIN,
    Form,
    Layer,
    Target,
    UnsupportedError,
    Writer,
    tupled,
)
from isograd.ir.program import Module

LINEAR: Form = (None, (1, 0), None)


def conv_form(rank: int) -> Form:
    """OIHW to HWIO, for any number of spatial axes."""
    return None, (*range(2, rank + 2), 1, 0), None


class Layers(Target):
    """One method a class of PyTorch's."""

    def layer_Linear(self, m: Module, w: Writer) -> Layer:
        a = m.attributes
        sizes = [w.slot(a[n], n) for n in ("in_features", "out_features")]
        bias = w.optional(", use_bias=", "bias" in m.parameters, True, "bias")
        weights = {"weight": ("kernel", LINEAR), "bias": ("bias", PLAIN)}
        return Layer(f"nnx.Linear({', '.join(sizes)}{bias}, rngs=rngs)", _kept(m, weights))

    def _conv(self, m: Module, w: Writer, rank: int) -> Layer:
        a = m.attributes
        if a["padding_mode"] != "zeros":
            raise UnsupportedError("pad_mode", mode=a["padding_mode"])
        parts = [w.slot(a[n], n) for n in ("in_channels", "out_channels")]
        parts.append(_sizes(w, a["kernel_size"], "kernel_size"))
        text = ", ".join(parts)
        text += w.optional(", strides=", _one(a["stride"]), 1, "stride")
        text += w.optional(", padding=", *self._padding(a, rank), "padding")
        text += w.optional(", kernel_dilation=", _one(a["dilation"]), 1, "dilation")
        text += w.optional(", feature_group_count=", a["groups"], 1, "groups")
        text += w.optional(", use_bias=", "bias" in m.parameters, True, "bias")
        weights = {"weight": ("kernel", conv_form(rank)), "bias": ("bias", PLAIN)}
        return Layer(f"nnx.Conv({text}, rngs=rngs)", _kept(m, weights))

    def _padding(self, a: dict[str, Any], rank: int) -> tuple[Any, str]:
        """The padding as one number or pairs; and the default, which no padding equals ("SAME")."""
        padding = a["padding"]
        if padding == "same":
            totals = [d * (k - 1) for d, k in zip(a["dilation"], a["kernel_size"], strict=True)]
            return tuple((t // 2, t - t // 2) for t in totals), "SAME"
        if padding == "valid":
            padding = [0] * rank
        if len(set(padding)) == 1:
            return padding[0], "SAME"
        return tuple((one, one) for one in padding), "SAME"

    def layer_Conv1d(self, m: Module, w: Writer) -> Layer:
        return self._conv(m, w, 1)

    def layer_Conv2d(self, m: Module, w: Writer) -> Layer:
        return self._conv(m, w, 2)

    def layer_Conv3d(self, m: Module, w: Writer) -> Layer:
        return self._conv(m, w, 3)

    def _transposed(self, m: Module, w: Writer, rank: int) -> Layer:
        a = m.attributes
        if a["groups"] != 1:
            raise UnsupportedError("transposed_groups")
        pads = []
        for k, p, out, d in zip(
            a["kernel_size"], a["padding"], a["output_padding"], a["dilation"], strict=True
        ):
            low = d * (k - 1) - p
            pads.append((low, low + out))
        parts = [w.slot(a[n], n) for n in ("in_channels", "out_channels")]
        parts.append(_sizes(w, a["kernel_size"], "kernel_size"))
        parts.append(f"strides={_sizes(w, a['stride'], 'strides')}")
        parts.append(f"padding={tuple(pads)}")
        if any(one != 1 for one in a["dilation"]):
            parts.append(f"kernel_dilation={_same(w, a['dilation'], 'dilation')}")
        if "bias" not in m.parameters:
            parts.append("use_bias=False")
        parts.append("transpose_kernel=True")
        form: Form = (None, (*range(2, rank + 2), 1, 0), None)
        weights = {"weight": ("kernel", form), "bias": ("bias", PLAIN)}
        return Layer(f"nnx.ConvTranspose({', '.join(parts)}, rngs=rngs)", _kept(m, weights))

    def layer_ConvTranspose1d(self, m: Module, w: Writer) -> Layer:
        return self._transposed(m, w, 1)

    def layer_ConvTranspose2d(self, m: Module, w: Writer) -> Layer:
        return self._transposed(m, w, 2)

    def _batch_norm(self, m: Module, w: Writer) -> Layer:
        a = m.attributes
        if not a["track_running_stats"] or a["momentum"] is None:
            raise UnsupportedError("batch_statistics")
        name = w.need("BatchNorm")
        parts = [w.slot(a["num_features"], "num_features")]
        parts.append(f"momentum={w.slot(_complement(a['momentum']), 'momentum')}")
        parts.append(f"epsilon={w.slot(a['eps'], 'epsilon')}")
        if not a["affine"]:
            parts.append("use_bias=False, use_scale=False")
        parts.append("use_fast_variance=False")
        weights = {
            "weight": ("scale", PLAIN),
            "bias": ("bias", PLAIN),
            "running_mean": ("mean", PLAIN),
            "running_var": ("var", PLAIN),
        }
        return Layer(f"{name}({', '.join(parts)}, rngs=rngs)", _kept(m, weights))

    layer_BatchNorm1d = layer_BatchNorm2d = layer_BatchNorm3d = _batch_norm

    def layer_LayerNorm(self, m: Module, w: Writer) -> Layer | None:
        a = m.attributes
        if len(a["normalized_shape"]) != 1:
            raise UnsupportedError("several_axes")
        parts = [w.slot(a["normalized_shape"][0], "num_features")]
        parts.append(f"epsilon={w.slot(a['eps'], 'epsilon')}")
        if not m.parameters:
            parts.append("use_bias=False, use_scale=False")
        elif "bias" not in m.parameters:
            parts.append("use_bias=False")
        parts.append("use_fast_variance=False")
        weights = {"weight": ("scale", PLAIN), "bias": ("bias", PLAIN)}
        return Layer(f"nnx.LayerNorm({', '.join(parts)}, rngs=rngs)", _kept(m, weights))

    def layer_RMSNorm(self, m: Module, w: Writer) -> Layer | None:
        a = m.attributes
        if len(a["normalized_shape"]) != 1 or not m.parameters:
            return None
        epsilon = 2.0**-23 if a["eps"] is None else a["eps"]
        size = w.slot(a["normalized_shape"][0], "num_features")
        parts = [size, f"epsilon={w.slot(epsilon, 'epsilon')}", "use_fast_variance=False"]
        return Layer(f"nnx.RMSNorm({', '.join(parts)}, rngs=rngs)", {"weight": ("scale", PLAIN)})

    def layer_GroupNorm(self, m: Module, w: Writer) -> Layer:
        a = m.attributes
        parts = [w.slot(a["num_channels"], "num_channels")]
        parts.append(f"num_groups={w.slot(a['num_groups'], 'num_groups')}")
        parts.append(f"epsilon={w.slot(a['eps'], 'epsilon')}")
        if not m.parameters:
            parts.append("use_bias=False, use_scale=False")
        parts.append("use_fast_variance=False")
        weights = {"weight": ("scale", PLAIN), "bias": ("bias", PLAIN)}
        return Layer(f"nnx.GroupNorm({', '.join(parts)}, rngs=rngs)", _kept(m, weights))

    def layer_Embedding(self, m: Module, w: Writer) -> Layer | None:
        a = m.attributes
        name = "nnx.Embed"
        sizes = [w.slot(a[n], n) for n in ("num_embeddings", "embedding_dim")]
        if a["padding_idx"] is not None:
            name = w.need("PaddedEmbed")
            sizes.append(f"padding_index={w.slot(a['padding_idx'], 'padding_index')}")
        weights = {"weight": ("embedding", PLAIN)}
        return Layer(f"{name}({', '.join(sizes)}, rngs=rngs)", weights)

    def _recurrent(self, m: Module, w: Writer, name: str, unpack: str) -> Layer:
        a = m.attributes
        if a["proj_size"]:
            raise UnsupportedError("projected_lstm")
        text = ", ".join(w.slot(a[n], n) for n in ("input_size", "hidden_size"))
        for option, default in (("num_layers", 1), ("bias", True), ("batch_first", False)):
            text += w.optional(f", {option}=", a[option], default, option)
        text += w.optional(", dropout=", float(a["dropout"]), 0.0, "dropout")
        text += w.optional(", bidirectional=", a["bidirectional"], False, "bidirectional")
        weights = {p: (p, PLAIN) for p in m.parameters}
        return Layer(f"{w.need(name)}({text}, rngs=rngs)", weights, unpack=unpack)

    def layer_LSTM(self, m: Module, w: Writer) -> Layer:
        return self._recurrent(m, w, "LSTM", "{0}, ({1}, {2})")

    def layer_GRU(self, m: Module, w: Writer) -> Layer:
        return self._recurrent(m, w, "GRU", "{0}, {1}")

    def layer_Dropout(self, m: Module, w: Writer) -> Layer | None:
        return Layer(f"nnx.Dropout({w.slot(m.attributes['p'], 'rate')}, rngs=rngs)", {})

    def layer_Dropout2d(self, m: Module, w: Writer) -> Layer:
        rate = w.slot(m.attributes["p"], "rate")
        return Layer(f"nnx.Dropout({rate}, broadcast_dims=(1, 2), rngs=rngs)", {})


def _kept(m: Module, weights: dict[str, tuple[str, Form]]) -> dict[str, tuple[str, Form]]:
    present = {*m.parameters, *m.buffers}
    return {name: found for name, found in weights.items() if name in present}


def _sizes(w: Writer, values: Any, hint: str) -> str:
    if len(set(values)) == 1 and len(values) > 1:
        one = w.slot(values[0], hint)
        return f"({', '.join([one] * len(values))})"
    return tupled(w.slot(v, hint) for v in values)


def _same(w: Writer, values: Any, hint: str) -> str:
    return w.slot(values[0], hint) if len(set(values)) == 1 else repr(tuple(values))


def _one(values: Any) -> Any:
    return values[0] if len(set(values)) == 1 else tuple(values)


def _complement(momentum: float) -> float:
    """1 - momentum, as it would be written."""
    return float(f"{1 - momentum:.12g}")
