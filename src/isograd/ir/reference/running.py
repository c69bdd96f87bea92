"""A whole program, run by the reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from isograd.ir.program import Node, Program, Ref, Size, Type, Weight, leaves
from isograd.ir.reference.dtypes import Array
from isograd.ir.reference.operations import evaluate
from isograd.ir.reference.sizes import size

Arrays = Mapping[str, Array]


class DisagreementError(Exception):
    """A value is not of the type that the program states: our fault, not the user's."""


@dataclass(frozen=True)
class Outcome:
    """What a run gave."""

    outputs: dict[str, Any]  # by the name of the leaf: arrays, and what the program has as constant
    values: dict[str, Array]  # every value of the program, inputs too
    statistics: dict[str, Array]  # running ones that were updated, by the first path of the tensor


def run(
    program: Program, inputs: Arrays, tensors: Arrays, *, training: bool, sizes: Mapping[str, int]
) -> Outcome:
    """Run ``program`` on ``inputs`` by name and ``tensors`` by path; ``sizes`` are of its axes.

    Where the program says float32 and is given float64, all of it computes in float64: what its
    operations name float32 is the type of its parameters, not a choice of its own.
    """
    return _Run(program, inputs, tensors, training, sizes).outcome()


class _Run:
    def __init__(
        self,
        program: Program,
        inputs: Arrays,
        tensors: Arrays,
        training: bool,
        sizes: Mapping[str, int],
    ) -> None:
        self._program, self._training, self._sizes = program, training, sizes
        given = [
            *((one.dtype, inputs[one.name]) for one in program.inputs),
            *((program.tensors[path].type.dtype, value) for path, value in tensors.items()),
        ]
        wide = any(said == "float32" and value.dtype == np.float64 for said, value in given)
        self._floating = "float64" if wide else "float32"
        self._values = {name: self._widened(value) for name, value in inputs.items()}
        self._tensors = {
            program.canonical(path): self._widened(value) for path, value in tensors.items()
        }
        self._paths: dict[str, str] = {}  # values that are tensors: of which path
        self._statistics: dict[str, Array] = {}

    def outcome(self) -> Outcome:
        for node in self._program.nodes():
            self._node(node)
        outputs = {name: self._value(leaf) for name, leaf in leaves(self._program.outputs)}
        return Outcome(outputs, self._values, self._statistics)

    def _node(self, node: Node) -> None:
        attributes = {name: self._value(value) for name, value in node.attributes.items()}
        if "dtype" in attributes:
            attributes["dtype"] = self._dtype(attributes["dtype"])
        operands = [self._value(value) for value in node.inputs]
        made = evaluate(
            node.op, operands, attributes, training=self._training, floating=self._floating
        )
        for name, kind, value in zip(node.results, node.types, made, strict=False):
            self._check(node, name, kind, value)
            self._values[name] = value
        if node.op == "read" and isinstance(node.inputs[0], Weight):
            self._paths[node.results[0]] = self._program.canonical(node.inputs[0].path)
        if node.op == "batch_norm":
            for operand, value in zip(node.inputs[3:], made[1:], strict=False):
                self._update(operand, value)

    def _update(self, operand: Any, value: Array) -> None:
        if isinstance(operand, Weight):
            path = self._program.canonical(operand.path)
        else:
            path = self._paths[operand.name]
        self._tensors[path] = self._statistics[path] = value

    def _value(self, value: Any) -> Any:
        """An operand or an attribute as numbers and arrays; everything else is as it is."""
        if isinstance(value, Ref) and value.name in self._paths:
            return self._tensors[self._paths[value.name]]  # an update shows at once
        if isinstance(value, Ref):
            return self._values[value.name]
        if isinstance(value, Weight):
            return self._tensors[self._program.canonical(value.path)]
        if isinstance(value, Size):
            return size(value.expression, self._sizes)
        if isinstance(value, (tuple, list)):
            return tuple(self._value(one) for one in value)
        return value

    def _dtype(self, name: str) -> str:
        return self._floating if name == "float32" else name

    def _widened(self, value: Array) -> Array:
        return value.astype(self._dtype(value.dtype.name), copy=False)

    def _check(self, node: Node, name: str, kind: Type, value: Array) -> None:
        stated = self._dtype(kind.dtype), self._value(kind.shape)
        if (value.dtype.name, value.shape) != stated:
            found = Type(value.dtype.name, value.shape)
            raise DisagreementError(f"{node.op} makes {name} {found}, where {kind} is stated")
