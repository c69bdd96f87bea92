"""PyTorch's leaf layers as layers of Keras, with the permutations of their weights."""

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
        units = w.slot(m.attributes["out_features"], "out_features")
        weights = {"weight": ("kernel", LINEAR), "bias": ("bias", PLAIN)}
        return Layer(f"layers.Dense({units}{_biased(m, w)})", _kept(m, weights))

    # --- convolutions -------------------------------------------------------------------------

    def _conv(self, m: Module, w: Writer, rank: int) -> Layer | None:
        a = m.attributes
        if a["padding_mode"] != "zeros":
            return None  # by its operations: a padding, then the convolution
        if max(a["stride"]) > 1 and max(a["dilation"]) > 1:
            raise UnsupportedError("strided_dilation")
        text = w.slot(a["out_channels"], "out_channels")
        text += f", {same(w, a['kernel_size'], 'kernel_size')}"
        text += w.optional(", strides=", _one(a["stride"]), 1, "stride")
        # Instances of one class are to be made alike, so that they can be one class here, too.
        every = [one.attributes for one in _alike(m, w)]
        name = f"layers.Conv{rank}D"
        if all(_pairs(one) == _totals(one) and max(one["stride"]) == 1 for one in every):
            if any(max(one["kernel_size"]) > 1 for one in every):
                text += ', padding="same"'
        elif any(map(any, (pair for one in every for pair in _pairs(one)))):
            name = w.need(f"PaddedConv{rank}D")
            pairs = _pairs(a)
            even = all(pair == (pairs[0][0],) * 2 for pair in pairs)
            text += f", margin={w.slot(pairs[0][0] if even else pairs, 'padding')}"
        text += w.optional(", dilation_rate=", _one(a["dilation"]), 1, "dilation")
        text += w.optional(", groups=", a["groups"], 1, "groups")
        weights = {"weight": ("kernel", conv_form(rank)), "bias": ("bias", PLAIN)}
        return Layer(f"{name}({text}{_biased(m, w)})", _kept(m, weights))

    def layer_Conv1d(self, m: Module, w: Writer) -> Layer | None:
        return self._conv(m, w, 1)

    def layer_Conv2d(self, m: Module, w: Writer) -> Layer | None:
        return self._conv(m, w, 2)

    def layer_Conv3d(self, m: Module, w: Writer) -> Layer | None:
        return self._conv(m, w, 3)

    def _transposed(self, m: Module, w: Writer, rank: int) -> Layer:
        a = m.attributes
        if a["groups"] != 1:
            raise UnsupportedError("transposed_groups")
        if any(one != 1 for one in a["dilation"]):
            raise UnsupportedError("transposed_dilation")
        text = w.slot(a["out_channels"], "out_channels")
        text += f", {same(w, a['kernel_size'], 'kernel_size')}"
        text += w.optional(", strides=", _one(a["stride"]), 1, "stride")
        name = f"layers.Conv{rank}DTranspose"
        # How much of the whole result of Keras is cut off at either end of each axis. Where the
        # stride is larger than the kernel, Keras makes the result longer by what is missing.
        cuts = tuple(
            (p, p - more + max(s - k, 0))
            for p, more, s, k in zip(
                a["padding"], a["output_padding"], a["stride"], a["kernel_size"], strict=True
            )
        )
        if any(high < 0 for _, high in cuts):
            raise UnsupportedError("output_padding")
        if any(cut != (0, 0) for cut in cuts):
            name = w.need(f"CroppedConv{rank}DTranspose")
            text += f", cropping={cuts}"
        weights = {"weight": ("kernel", conv_form(rank)), "bias": ("bias", PLAIN)}
        return Layer(f"{name}({text}{_biased(m, w)})", _kept(m, weights))

    def layer_ConvTranspose1d(self, m: Module, w: Writer) -> Layer:
        return self._transposed(m, w, 1)

    def layer_ConvTranspose2d(self, m: Module, w: Writer) -> Layer:
        return self._transposed(m, w, 2)

    # --- normalisation ------------------------------------------------------------------------

    def _batch_norm(self, m: Module, w: Writer) -> Layer:
        a = m.attributes
        if not a["track_running_stats"] or a["momentum"] is None:
            raise UnsupportedError("batch_statistics")
        parts = [f"momentum={w.slot(_complement(a['momentum']), 'momentum')}"]
        parts.append(f"epsilon={w.slot(a['eps'], 'eps')}")
        weights = {
            "weight": ("gamma", PLAIN),
            "bias": ("beta", PLAIN),
            "running_mean": ("moving_mean", PLAIN),
            "running_var": ("moving_variance", PLAIN),
        }
        make = f"{w.need('BatchNorm')}({', '.join(parts + _affine(m))})"
        return Layer(make, _kept(m, weights))

    layer_BatchNorm1d = layer_BatchNorm2d = layer_BatchNorm3d = _batch_norm

    def layer_LayerNorm(self, m: Module, w: Writer) -> Layer:
        a = m.attributes
        if len(a["normalized_shape"]) != 1:
            raise UnsupportedError("several_axes")
        parts = [f"epsilon={w.slot(a['eps'], 'eps')}", *_affine(m)]
        weights = {"weight": ("gamma", PLAIN), "bias": ("beta", PLAIN)}
        return Layer(f"layers.LayerNormalization({', '.join(parts)})", _kept(m, weights))

    def layer_RMSNorm(self, m: Module, w: Writer) -> Layer | None:
        a = m.attributes
        if len(a["normalized_shape"]) != 1 or not m.parameters:
            return None
        epsilon = w.slot(2.0**-23 if a["eps"] is None else a["eps"], "eps")
        weights = {"weight": ("scale", PLAIN)}
        return Layer(f"layers.RMSNormalization(epsilon={epsilon})", weights)

    def layer_GroupNorm(self, m: Module, w: Writer) -> Layer:
        a = m.attributes
        parts = [w.slot(a["num_groups"], "num_groups")]
        parts += [f"epsilon={w.slot(a['eps'], 'eps')}", *_affine(m)]
        weights = {"weight": ("gamma", PLAIN), "bias": ("beta", PLAIN)}
        return Layer(f"layers.GroupNormalization({', '.join(parts)})", _kept(m, weights))

    def _instance_norm(self, m: Module, w: Writer) -> Layer:
        if m.attributes["track_running_stats"]:
            raise UnsupportedError("instance_statistics")
        # One group a channel.
        parts = ["groups=-1", f"epsilon={w.slot(m.attributes['eps'], 'eps')}", *_affine(m)]
        weights = {"weight": ("gamma", PLAIN), "bias": ("beta", PLAIN)}
        return Layer(f"layers.GroupNormalization({', '.join(parts)})", _kept(m, weights))

    layer_InstanceNorm1d = layer_InstanceNorm2d = layer_InstanceNorm3d = _instance_norm

    # --- the rest -----------------------------------------------------------------------------

    def layer_Embedding(self, m: Module, w: Writer) -> Layer:
        a = m.attributes
        name = "layers.Embedding"
        parts = [w.slot(a[n], n) for n in ("num_embeddings", "embedding_dim")]
        if a["padding_idx"] is not None:
            name = w.need("PaddedEmbedding")
            parts.append(f"padding_index={w.slot(a['padding_idx'], 'padding_idx')}")
        return Layer(f"{name}({', '.join(parts)})", {"weight": ("embeddings", PLAIN)})

    def layer_PReLU(self, m: Module, w: Writer) -> Layer:
        # The layer of Keras has another gradient at 0 and a slope for every pixel.
        count = w.slot(m.attributes["num_parameters"], "num_parameters")
        return Layer(f"{w.need('PReLU')}({count})", {"weight": ("alpha", PLAIN)})

    def _recurrent(self, m: Module, w: Writer, name: str, unpack: str) -> Layer:
        a = m.attributes
        if a.get("proj_size"):
            raise UnsupportedError("projected_lstm")
        text = ", ".join(w.slot(a[n], n) for n in ("input_size", "hidden_size"))
        for option, default in (("num_layers", 1), ("bias", True), ("batch_first", False)):
            text += w.optional(f", {option}=", a[option], default, option)
        text += w.optional(", dropout=", float(a["dropout"]), 0.0, "dropout")
        text += w.optional(", bidirectional=", a["bidirectional"], False, "bidirectional")
        weights = {p: (p, PLAIN) for p in m.parameters}
        return Layer(f"{w.need(name)}({text})", weights, unpack=unpack)

    def layer_LSTM(self, m: Module, w: Writer) -> Layer:
        return self._recurrent(m, w, "LSTM", "{0}, ({1}, {2})")

    def layer_GRU(self, m: Module, w: Writer) -> Layer:
        return self._recurrent(m, w, "GRU", "{0}, {1}")

    def layer_Dropout(self, m: Module, w: Writer) -> Layer:
        return Layer(f"layers.Dropout({w.slot(m.attributes['p'], 'p')})", {})

    def layer_Dropout1d(self, m: Module, w: Writer) -> Layer:
        return Layer(f"layers.SpatialDropout1D({w.slot(m.attributes['p'], 'p')})", {})

    def layer_Dropout2d(self, m: Module, w: Writer) -> Layer:
        return Layer(f"layers.SpatialDropout2D({w.slot(m.attributes['p'], 'p')})", {})

    def layer_Dropout3d(self, m: Module, w: Writer) -> Layer:
        return Layer(f"layers.SpatialDropout3D({w.slot(m.attributes['p'], 'p')})", {})


def _kept(m: Module, weights: dict[str, tuple[str, Form]]) -> dict[str, tuple[str, Form]]:
    present = {*m.parameters, *m.buffers}
    return {name: found for name, found in weights.items() if name in present}


def _biased(m: Module, w: Writer) -> str:
    return w.optional(", use_bias=", "bias" in m.parameters, True, "bias")


def _affine(m: Module) -> list[str]:
    """Which of scale and offset a normalisation lacks."""
    lacks = {"weight": "scale=False", "bias": "center=False"}
    return [text for name, text in lacks.items() if name not in m.parameters]


def _alike(m: Module, w: Writer) -> list[Module]:
    """The modules that hold the same place as ``m`` in other instances of the author's class."""
    # Writers know the program; what is only a `Writer` need not.
    modules: dict[str, Module] = getattr(getattr(w, "program", None), "modules", {})

    def place(path: str) -> tuple[str, str, str]:
        owner = path
        while owner:
            owner = owner.rpartition(".")[0]
            if owner in modules and modules[owner].role == "class":
                break
        found = modules.get(owner)
        inner = path[len(owner) + 1 :] if owner else path
        return (found.library, found.name, inner) if found else ("", "", inner)

    wanted = place(m.path)
    found = [one for one in modules.values() if one.name == m.name and place(one.path) == wanted]
    return found or [m]


def _pairs(a: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """The padding of a convolution, by axis: at its start and at its end."""
    if a["padding"] == "same":
        return _totals(a)
    if a["padding"] == "valid":
        return ((0, 0),) * len(a["kernel_size"])
    return tuple((one, one) for one in a["padding"])


def _totals(a: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """The padding that keeps the size where nothing is strided."""
    totals = [d * (k - 1) for d, k in zip(a["dilation"], a["kernel_size"], strict=True)]
    return tuple((total // 2, total - total // 2) for total in totals)


def same(w: Writer, values: Any, hint: str) -> str:
    """Sizes by axis as one number where they are alike."""
    if len(set(values)) == 1:
        return w.slot(values[0], hint)
    return tupled(w.slot(value, hint) for value in values)


def _one(values: Any) -> Any:
    return values[0] if len(set(values)) == 1 else tuple(values)


def _complement(momentum: float) -> float:
    """1 - momentum, as it would be written."""
    return float(f"{1 - momentum:.12g}")
