"""Keras 3: channels last, layers and `keras.ops` only, so that every backend can run it."""

import re
from pathlib import Path

from isograd.emit.target import PLAIN, ClassText, Form, UnsupportedError, docstring
from isograd.frameworks.keras.targets.keras.chains import Chains
from isograd.frameworks.keras.targets.keras.layers import LINEAR, Layers
from isograd.ir.program import Module, Tensor

# Properties of Keras that would refuse an attribute of the author's with their name.
_PROPERTIES = {
    "keras.Model": re.compile(r"self\.(input|layers|metrics|output|path) = "),
    "layers.Layer": re.compile(r"self\.(input|metrics|output|path) = "),
}
# The author's names may hide the imported ones: the longer path is the same thing.
_IMPORTED = {
    "layers": re.compile(r"(?<![\w.])layers\.(?=[A-Z])"),
    "ops": re.compile(r"(?<![\w.])ops\.(?=[a-z])"),
}


class Keras(Chains, Layers):
    """Keras 3 on any backend."""

    id = "keras"
    title = "Keras 3"
    imports = ("keras",)
    words = ("keras", "layers", "ops")
    framework = "keras"
    channels_last = True
    folder = Path(__file__).parent / "parts"
    size_of = "ops.shape({x})[{axis}]"
    list_of = "[{items}]"
    identity = "layers.Identity()"
    sequential = "keras.Sequential([{items}])"
    sequential_path = "layers."
    extra_argument = ""
    root = ""  # the class that the header was last asked for: a model, where others are layers

    def attribute(self, name: str) -> str:
        """Layers have properties of these names; a layer stored under one is lost."""
        return f"{name}_" if name in ("input", "metrics", "output", "path") else name

    def weight(self, path: str, name: str, tensor: Tensor) -> str:
        return path

    def make_weight(
        self, name: str, tensor: Tensor, shape: str, mean: float, deviation: float
    ) -> list[str]:
        parts = [f"shape={shape}"]
        dtype = tensor.type.dtype
        if dtype == "bool" or dtype.startswith("int"):
            parts += ['initializer="zeros"', f'dtype="{"bool" if dtype == "bool" else "int32"}"']
        elif tensor.kind == "parameter" and deviation > 0:
            parts.append(f"initializer=keras.initializers.RandomNormal(stddev={deviation:.2g})")
        elif mean in (0, 1):
            parts.append(f'initializer="{"zeros" if mean == 0 else "ones"}"')
        else:
            parts.append(f"initializer=keras.initializers.Constant({mean:.6g})")
        if tensor.kind != "parameter" or not tensor.trainable:
            parts.append("trainable=False")
        return [f'self.{name} = self.add_weight({", ".join(parts)}, name="{name}")']

    def layer_weight(self, module: Module, name: str) -> tuple[str, Form]:
        known: dict[str, tuple[str, Form]] = {
            "Embedding": ("embeddings", PLAIN),
            "Linear": ("kernel", LINEAR),
        }
        if name == "weight" and module.name in known:
            return known[module.name]
        if name == "bias":
            return "bias", PLAIN
        raise UnsupportedError("foreign_weight", name=f"{module.path}.{name}")

    def class_lines(self, made: ClassText) -> list[str]:
        base = "keras.Model" if made.name == self.root else "layers.Layer"
        lines = [f"class {made.name}({base}):"]
        if made.document:
            lines += [f"    {docstring(made.document)}", ""]
        matches = [_PROPERTIES[base].match(line) for line in made.init]
        hidden = [match[1] for match in matches if match]
        if hidden:
            lines += ["    # The author's own attributes, where Keras has properties."]
            lines += [f"    {' = '.join(hidden)} = None", ""]
        parameters = [f"{n}={d}" if d else n for n, d in made.parameters]
        names = [n for n, _ in made.parameters]
        lines += [f"    def __init__({', '.join(['self', *parameters, '**kwargs'])}):"]
        lines += ["        super().__init__(**kwargs)"]
        lines += [f"        {_visible(line, names)}" for line in made.init]
        if not made.forward:
            return lines
        asked = any("training=training" in line for line in made.forward)
        inputs = [*made.inputs, *(["training=None"] if asked else [])]
        lines += ["", f"    def call({', '.join(['self', *inputs])}):"]
        local = [name for line in made.forward for name in _bound(line)]
        lines += [f"        {_visible(line, [*made.inputs, *local])}" for line in made.forward]
        return lines

    def header(self, root: str, conventions: list[str]) -> list[str]:
        self.root = root
        inputs = "\n".join(conventions)
        return [
            f'"""{root} for Keras 3.\n\n{inputs}\n"""',
            "",
            "import keras",
            "from keras import layers, ops",
        ]

    def usage(self, root: str) -> str:
        return (
            f"from load_weights import load_weights\nfrom model import {root}\n\n"
            f"model = {root}()\n"
            "model(inputs)  # any batch: Keras makes the variables when a model is first called\n"
            "load_weights(model)"
        )


def _bound(line: str) -> list[str]:
    """The names that a statement binds."""
    found = re.match(r"\s*(?:for )?([\w, ]+?) (?:=|in) ", line)
    return [name.strip() for name in found[1].split(",")] if found else []


def _visible(line: str, names: list[str]) -> str:
    for name, pattern in _IMPORTED.items():
        if name in names:
            line = pattern.sub(f"keras.{name}.", line)
    return line


TARGET = Keras()
