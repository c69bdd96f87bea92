"""PyTorch itself as a target: the round trip that keeps the engine honest."""

from pathlib import Path

from isograd.emit.slots import frozen
from isograd.emit.target import PLAIN, ClassText, Form, Layer, UnsupportedError, Writer, docstring
from isograd.frameworks.pytorch.targets.pytorch.operations import Operations
from isograd.ir.program import Module, Node, Tensor

# How what a recurrent layer returns is bound.
RECURRENT = {"LSTM": "{0}, ({1}, {2})", "GRU": "{0}, {1}"}


class PyTorch(Operations):
    """PyTorch in its own layout, with its own layers made as the author made them."""

    id = "pytorch"
    title = "PyTorch"
    imports = ("torch",)
    words = ("torch", "nn", "F")
    framework = "pytorch"
    channels_last = False
    folder = Path(__file__).parent / "parts"
    list_of = "nn.ModuleList([{items}])"
    identity = "nn.Identity()"
    sequential = "nn.Sequential({items})"

    def layer(self, module: Module, writer: Writer) -> Layer | None:
        """Any leaf of torch.nn, made with the arguments that the author gave."""
        if module.role != "layer" or module.children:
            return None
        if module.name in RECURRENT:
            return self._recurrent(module, writer)
        if not module.arguments and module.parameters:
            return None
        text = ""
        positional = True
        for name, told in module.arguments.items():
            if "value" not in told:
                return None
            value = frozen(told["value"])
            if name in module.defaults:
                default = frozen(module.defaults[name])
                text += writer.optional(f", {name}=", value, default, name)
                positional = False
            else:
                marked = writer.slot(value, name)
                text += f", {marked}" if positional else f", {name}={marked}"
        text = text.removeprefix(", ")
        weights = {name: (name, PLAIN) for name in (*module.parameters, *module.buffers)}
        weights.pop("num_batches_tracked", None)
        return Layer(f"nn.{module.name}({text})", weights)

    def _recurrent(self, module: Module, writer: Writer) -> Layer:
        """Their constructors take anything (``*args``): what was made of it is in attributes."""
        a = module.attributes
        text = ", ".join(writer.slot(a[name], name) for name in ("input_size", "hidden_size"))
        defaults = {"num_layers": 1, "bias": True, "batch_first": False, "dropout": 0.0}
        for name, default in {**defaults, "bidirectional": False, "proj_size": 0}.items():
            value = float(a[name]) if name == "dropout" else a[name]
            text += writer.optional(f", {name}=", value, default, name)
        weights = {name: (name, PLAIN) for name in module.parameters}
        return Layer(f"nn.{module.name}({text})", weights, unpack=RECURRENT[module.name])

    def function(self, node: Node, writer: Writer) -> str:
        raise UnsupportedError("chain_of_operations")

    def weight(self, path: str, name: str, tensor: Tensor) -> str:
        return path

    def make_weight(
        self, name: str, tensor: Tensor, shape: str, mean: float, deviation: float
    ) -> list[str]:
        sizes = shape[1:-1].rstrip(",")
        if tensor.type.dtype == "bool":
            value = f"torch.zeros({shape}, dtype=torch.bool)"
        elif tensor.type.dtype.startswith("int"):
            value = f"torch.zeros({shape}, dtype=torch.{tensor.type.dtype})"
        elif tensor.kind == "parameter" and deviation > 0:
            value = f"{deviation:.2g} * torch.randn({sizes or '()'})"
        elif mean in (0, 1):
            value = f"torch.{'zeros' if mean == 0 else 'ones'}({sizes or '()'})"
        else:
            value = f"torch.full({shape}, {mean:.6g})"
        if tensor.kind == "parameter":
            more = "" if tensor.trainable else ", requires_grad=False"
            return [f"self.{name} = nn.Parameter({value}{more})"]
        return [f'self.register_buffer("{name}", {value})']

    def layer_weight(self, module: Module, name: str) -> tuple[str, Form]:
        return name, PLAIN

    def class_lines(self, made: ClassText) -> list[str]:
        lines = [f"class {made.name}(nn.Module):"]
        if made.document:
            lines += [f"    {docstring(made.document)}", ""]
        signature = ", ".join(["self", *(f"{n}={d}" if d else n for n, d in made.parameters)])
        lines += [f"    def __init__({signature}):", "        super().__init__()"]
        lines += [f"        {line}" for line in made.init]
        if not made.forward:
            return lines
        lines += ["", f"    def forward({', '.join(['self', *made.inputs])}):"]
        lines += [f"        {line}" for line in made.forward]
        return lines

    def header(self, root: str, conventions: list[str]) -> list[str]:
        inputs = "\n".join(conventions)
        return [
            f'"""{root} for PyTorch.\n\n{inputs}\n"""',
            "",
            "import torch",
            "import torch.nn as nn",
            "import torch.nn.functional as F",
        ]

    def usage(self, root: str) -> str:
        lines = [
            "from load_weights import load_weights",
            f"from model import {root}",
            "",
            f"model = load_weights({root}()).eval()",
        ]
        return "\n".join(lines)


TARGET = PyTorch()
