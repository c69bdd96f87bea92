"""Elements of a `keras.Sequential` that are no layers in the source's graph: all have to be layers.

A layer of Keras where one is exact; any other function is wrapped.
"""

import re

from isograd.emit.target import Writer
from isograd.frameworks.keras.targets.keras.functions import Functions
from isograd.frameworks.keras.targets.keras.operations import Operations
from isograd.frameworks.keras.targets.keras.pooling import Pooling, margins, whole_windows, windows
from isograd.ir.program import Node

_ACTIVATIONS = {
    "sigmoid": "sigmoid", "tanh": "tanh", "silu": "silu", "mish": "mish", "selu": "selu",
    "hard_sigmoid": "hard_sigmoid", "hard_swish": "hard_silu", "log_sigmoid": "log_sigmoid",
    "softsign": "softsign", "exp": "exponential",
}  # fmt: skip


class Chains(Operations, Functions, Pooling):
    """`function` for chains of layers."""

    def function(self, node: Node, writer: Writer) -> str:
        a = node.attributes
        if node.op == "relu":
            return "layers.ReLU()"
        if node.op in _ACTIVATIONS:
            return f'layers.Activation("{_ACTIVATIONS[node.op]}")'
        if node.op == "gelu" and not a["approximate"]:
            return 'layers.Activation("gelu")'
        if node.op == "leaky_relu":
            slope = writer.slot(a["negative_slope"], "negative_slope")
            return f"{writer.need('LeakyReLU')}({slope})"
        if node.op == "elu":
            return f"layers.ELU({writer.slot(a['alpha'], 'alpha')})"
        if node.op == "softmax":
            axis = "" if a["axis"] == node.types[0].rank - 1 else f"axis={a['axis']}"
            return f"layers.Softmax({axis})"
        made = self._window(node, writer) or self._shape(node, writer)
        if made:
            return made
        text = _direct(super().function(node, writer))
        return f"{writer.need('FunctionLayer')}({text})"

    def _window(self, node: Node, w: Writer) -> str:
        """A layer that pools, if Keras's is exact."""
        rank = node.types[0].rank - 2
        if node.op in ("max_pool", "average_pool"):
            plain = not any(map(any, margins(node, w)))
            if plain and all(one == 1 for one in node.attributes.get("dilation", ())):
                name = "MaxPooling" if node.op == "max_pool" else "AveragePooling"
                return f"layers.{name}{rank}D({', '.join(windows(node.attributes, w))})"
        if node.op == "adaptive_average_pool" and set(node.attributes["size"]) == {1}:
            return f"layers.GlobalAveragePooling{rank}D(keepdims=True)"
        if node.op == "adaptive_max_pool":
            window = whole_windows(node, w)
            return f"layers.MaxPooling{rank}D({window})" if window else ""
        return ""

    def _shape(self, node: Node, w: Writer) -> str:
        """A layer that changes the shape behind the batch."""
        if node.op != "reshape":
            return ""
        before, after = w.type_of(node.inputs[0]).shape, node.types[0].shape
        rest = after[1:]
        if before[0] != after[0] or not all(isinstance(size, int) for size in rest):
            return ""
        return "layers.Flatten()" if len(rest) == 1 else f"layers.Reshape({w.shape(rest)})"


def _direct(text: str) -> str:
    """``lambda x: f(x)`` is ``f``."""
    found = re.fullmatch(r"lambda x: ([\w.]+)\(x\)", text)
    return found[1] if found else text
