"""Inputs, tensors and modules as the document declares them."""

from typing import Any

from isograd.ir.program import Input, Module, Tensor, Type


def input_of(raw: dict[str, Any]) -> Input:
    low, high = raw.get("low") or 0, raw.get("high") or 0
    return Input(raw["name"], raw["dtype"], tuple(raw["shape"]), low, high)


def tensor_of(raw: dict[str, Any]) -> Tensor:
    kind = Type(raw["dtype"], tuple(raw["shape"]))
    return Tensor(raw["kind"], kind, raw["trainable"], raw["persistent"], raw["alias"])


CONTAINERS = {
    "Sequential": "chain", "ModuleList": "list", "ModuleDict": "dict",
    "ParameterList": "list", "ParameterDict": "dict",
}  # fmt: skip


# Classes of the library that differ from another in nothing that a port sees.
SAME = {"NonDynamicallyQuantizableLinear": "Linear"}


def _role(raw: dict[str, Any]) -> str:
    if raw["module"] == "torch.nn.modules.container":
        return CONTAINERS.get(raw["class"], "class")
    return "layer" if raw["module"].startswith("torch.nn.") else "class"


def module_of(path: str, raw: dict[str, Any]) -> Module:
    return Module(
        path=path,
        name=SAME.get(raw["class"], raw["class"]),
        library=raw["module"],
        role=_role(raw),
        file=raw["file"],
        line=raw["line"],
        bases=tuple(raw["bases"]),
        first=raw["first"],
        training=raw["training"],
        children=tuple(raw["children"]),
        parameters=tuple(raw["parameters"]),
        buffers=tuple(raw["buffers"]),
        absent=tuple(raw["empty"]),
        attributes=raw["attributes"],
        functions=raw["functions"],
        arguments=raw["arguments"],
        defaults=raw["defaults"],
        document=raw["document"],
    )
