"""Flax (NNX): channels last, the library's own layers where they are exact."""

from pathlib import Path

from isograd.emit.target import PLAIN, ClassText, Form, UnsupportedError, docstring
from isograd.frameworks.jax.targets.flax.layers import LINEAR, Layers
from isograd.frameworks.jax.targets.flax.operations import Operations
from isograd.ir.program import Module, Tensor


class Flax(Operations, Layers):
    """JAX through Flax NNX."""

    id = "flax"
    title = "Flax NNX"
    imports = ("flax", "jax", "jaxlib")
    words = ("jax", "jnp", "nnx")
    framework = "jax"
    channels_last = True
    folder = Path(__file__).parent / "parts"
    list_of = "nnx.List([{items}])"
    identity = "(lambda x: x)"
    sequential = "nnx.Sequential({items})"
    sequential_path = "layers."
    extra_argument = "rngs=rngs"

    def weight(self, path: str, name: str, tensor: Tensor) -> str:
        return f"{path}[...]"

    def make_weight(
        self, name: str, tensor: Tensor, shape: str, mean: float, deviation: float
    ) -> list[str]:
        kind = "nnx.Param" if tensor.kind == "parameter" and tensor.trainable else "nnx.Variable"
        if name in ("running_mean", "running_var"):
            kind = "nnx.BatchStat"
        if tensor.type.dtype == "bool":
            value = f"jnp.zeros({shape}, bool)"
        elif tensor.type.dtype.startswith("int"):
            value = f"jnp.zeros({shape}, jnp.int32)"
        elif tensor.kind == "parameter" and deviation > 0:
            value = f"{deviation:.2g} * jax.random.normal(rngs.params(), {shape})"
        elif mean in (0, 1):
            value = f"jnp.{'zeros' if mean == 0 else 'ones'}({shape})"
        else:
            value = f"jnp.full({shape}, {mean:.6g})"
        return [f"self.{name} = {kind}({value})"]

    def layer_weight(self, module: Module, name: str) -> tuple[str, Form]:
        known: dict[str, tuple[str, Form]] = {
            "Embedding": ("embedding", PLAIN),
            "Linear": ("kernel", LINEAR),
        }
        if name == "weight" and module.name in known:
            return known[module.name]
        if name == "bias":
            return "bias", PLAIN
        raise UnsupportedError("foreign_weight", name=f"{module.path}.{name}")

    def class_lines(self, made: ClassText) -> list[str]:
        lines = [f"class {made.name}(nnx.Module):"]
        if made.document:
            lines += [f"    {docstring(made.document)}", ""]
        parameters = [f"{n}={d}" if d else n for n, d in made.parameters]
        signature = ", ".join(["self", *parameters, "*", "rngs: nnx.Rngs"])
        lines += [f"    def __init__({signature}):"]
        lines += [f"        {line}" for line in made.init] or ["        pass"]
        if not made.forward:
            return lines
        lines += ["", f"    def __call__({', '.join(['self', *made.inputs])}):"]
        lines += [f"        {line}" for line in made.forward]
        return lines

    def header(self, root: str, conventions: list[str]) -> list[str]:
        inputs = "\n".join(conventions)
        return [
            f'"""{root} for Flax NNX.\n\n{inputs}\n"""',
            "",
            "import jax",
            "import jax.numpy as jnp",
            "from flax import nnx",
        ]

    def usage(self, root: str) -> str:
        lines = [
            "from flax import nnx",
            "from load_weights import load_weights",
            f"from model import {root}",
            "",
            f"model = load_weights({root}(rngs=nnx.Rngs(0)))",
            "model.eval()",
        ]
        return "\n".join(lines)


TARGET = Flax()
