"""The weights maps of the pairs, written by hand: one for each pair and target."""

from typing import Any

Entry = dict[str, Any]
Document = dict[str, Any]

# target -> names of a layer's variables, by what they are called in the source
LAYER = {
    "pytorch": {},
    "flax": {"weight": "kernel"},
    "keras": {"weight": "kernel"},
}
NORM = {
    "pytorch": {},
    "flax": {"weight": "scale", "running_mean": "mean", "running_var": "var"},
    "keras": {
        "weight": "gamma",
        "bias": "beta",
        "running_mean": "moving_mean",
        "running_var": "moving_variance",
    },
}
# target -> axes of a linear layer's weight and of a convolution's
LINEAR = {"pytorch": None, "flax": [1, 0], "keras": [1, 0]}
CONV = {"pytorch": None, "flax": [2, 3, 1, 0], "keras": [2, 3, 1, 0]}


def entry(source: str, target: str, **form: Any) -> Entry:
    kind = "buffer" if source.endswith(("running_mean", "running_var", "scale")) else "parameter"
    return {
        "source": source,
        "target": target,
        "kind": kind,
        "split": form.get("split"),
        "axes": form.get("axes"),
        "shape": form.get("shape"),
    }


def renamed(path: str, names: dict[str, str]) -> str:
    """``path`` with its last component as the target calls it."""
    layer, _, name = path.rpartition(".")
    return f"{layer}.{names.get(name, name)}"


def cnn(target: str) -> Document:
    weights = [
        entry("stem.weight", renamed("stem.weight", LAYER[target]), axes=CONV[target]),
        entry("stem.bias", "stem.bias"),
    ]
    for block in ("blocks.0", "blocks.1"):
        path = f"{block}.conv.weight"
        weights.append(entry(path, renamed(path, LAYER[target]), axes=CONV[target]))
        for name in ("weight", "bias", "running_mean", "running_var"):
            path = f"{block}.norm.{name}"
            weights.append(entry(path, renamed(path, NORM[target])))
    # Flattened with the channels last: (out, C·H·W) becomes (H·W·C, out).
    weights += [
        entry(
            "hidden.weight",
            renamed("hidden.weight", LAYER[target]),
            split=[8, 6, 4, 4],
            axes=[0, 2, 3, 1] if target == "pytorch" else [2, 3, 1, 0],
            shape=[8, 96] if target == "pytorch" else [96, 8],
        ),
        entry("hidden.bias", "hidden.bias"),
    ]
    for layer in ("mixed", "head"):
        path = f"{layer}.weight"
        weights.append(entry(path, renamed(path, LAYER[target]), axes=LINEAR[target]))
        weights.append(entry(f"{layer}.bias", f"{layer}.bias"))
    return {
        "weights": weights,
        "inputs": [{"name": "image", "axes": [0, 2, 3, 1]}],
        "outputs": [{"name": "logits", "axes": [0, 1]}],
    }


def transformer(target: str) -> Document:
    embedding = {"pytorch": "weight", "flax": "embedding", "keras": "embeddings"}[target]
    second = {"pytorch": "2", "flax": "layers.2", "keras": "1"}[target]
    weights = [
        entry("embed.weight", f"embed.{embedding}"),
        entry("scale", "scale"),
    ]
    for block in ("blocks.0", "blocks.1"):
        layers = {"qkv": "qkv", "proj": "proj", "mlp.0": "mlp.0", "mlp.2": f"mlp.{second}"}
        for source, layer in layers.items():
            kernel = renamed(f"{block}.{layer}.weight", LAYER[target])
            weights.append(entry(f"{block}.{source}.weight", kernel, axes=LINEAR[target]))
            weights.append(entry(f"{block}.{source}.bias", f"{block}.{layer}.bias"))
        for norm in ("norm1", "norm2"):
            for name in ("weight", "bias"):
                path = f"{block}.{norm}.{name}"
                weights.append(entry(path, renamed(path, NORM[target])))
    for name in ("weight", "bias"):
        weights.append(entry(f"norm.{name}", renamed(f"norm.{name}", NORM[target])))
    return {"weights": weights, "inputs": [], "outputs": [{"name": "0", "axes": [0, 1, 2]}]}
