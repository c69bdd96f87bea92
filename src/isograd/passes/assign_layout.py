"""Decides once in which order the axes of every value are stored, from what operations mean.

PyTorch's images are channels-first; the other frameworks' are channels-last. Every value gets an
order: its logical axes as they are stored. Convolutions, pooling and their like want channels last,
so do attention's heads (tokens before heads). A permutation moves nothing: it renames axes. What
passes through (elementwise operations, reductions, slices, reshapes that keep groups of axes
together) takes the order of its input. Only where an operation needs another order than its input
has is a permutation written. Weights are permuted when they are loaded, also through a flattening
in front of a linear layer.

The result is a program in stored terms: shapes and axes are the stored ones, spatial operations
read channels-last, matrix products whose operands are stored otherwise have become einsums.
"""

from typing import Any

from isograd.ir.catalogue import BINARY
from isograd.ir.program import Node, Program, Ref, Weight, leaves
from isograd.ir.spec import verify
from isograd.passes.layout_values import Values
from isograd.passes.orders import (
    ALIKE,
    HEADS,
    LETTERS,
    ONE_AXIS,
    REDUCTIONS,
    SPATIAL,
    Laid,
    Mixed,
    Order,
    flat,
    identity,
    last,
    less,
    together,
    with_ones,
)
from isograd.passes.sizes import groups

__all__ = ["Laid", "assign_layout"]


def assign_layout(program: Program) -> Laid:
    """The program with channels last; see the module."""
    laid = _Layout(program).run()
    verify(laid.program)
    return laid


class _Layout(Values):
    """One method an operation that has axes of its own."""

    def _visit(self, node: Node) -> None:
        op = node.op
        if op in SPATIAL or (op == "batch_norm" and node.types[0].rank > 2):
            order = last(node.types[0].rank)
            x = self._in(node.inputs[0], order)
            attributes = dict(node.attributes)
            self._emit(op, [x, *node.inputs[1:]], attributes, order)
        elif op in ALIKE:
            self._alike(node)
        elif op in BINARY or op == "where":
            self._broadcast(node)
        elif op in ONE_AXIS:
            order = self._order(node.inputs[0])
            axis = order.index(node.attributes["axis"])
            self._emit(
                op, [self._in(node.inputs[0], order)], {**node.attributes, "axis": axis}, order
            )
        elif op in REDUCTIONS:
            self._reduce(node)
        elif handler := getattr(self, f"_{op}", None):
            handler(node)
        else:
            self._plain(node)

    def _reduce(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        x = self._in(node.inputs[0], order)
        axes = node.attributes["axes"]
        attributes = {**node.attributes, "axes": tuple(sorted(order.index(a) for a in axes))}
        self._emit(
            node.op, [x], attributes, order if node.attributes["keep"] else less(order, axes)
        )

    def _argmax(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        axis = node.attributes["axis"]
        x = self._in(node.inputs[0], order)
        kept = order if node.attributes["keep"] else less(order, (axis,))
        self._emit(node.op, [x], {**node.attributes, "axis": order.index(axis)}, kept)

    _argmin = _argmax

    def _permute(self, node: Node) -> None:
        value, axes = node.inputs[0], node.attributes["axes"]
        if not isinstance(value, Ref):
            self._plain(node)
            return
        held = self._in(value, self.orders[value.name])
        order = tuple(axes.index(axis) for axis in self.orders[value.name])
        self._bind(node.results[0], held, node.types[0], order)

    def _reshape(self, node: Node) -> None:
        value, shape = node.inputs[0], node.attributes["shape"]
        order = self._order(value)
        found = groups(self._shape(value), shape) if isinstance(value, Ref) else None
        if order == identity(len(order)) or found is None:
            self._emit(
                "reshape",
                [self._in(value, identity(len(order)))],
                {"shape": shape},
                identity(len(shape)),
            )
            return
        whole = [g for g in found if not together(order, g[0], self._shape(value))]
        if whole:
            self._flatten(node, found, whole)
            return
        sequence = sorted(found, key=lambda group: order.index(group[0][0]))
        after = [axis for _, axes in sequence for axis in axes]
        target = with_ones(after, len(shape))
        stored = tuple(shape[axis] for axis in target)
        self._emit("reshape", [self._in(value, order)], {"shape": stored}, target)

    def _flatten(self, node: Node, found: list[Any], whole: list[Any]) -> None:
        """Axes that are stored apart become one: fine in front of a linear layer, whose weight is
        permuted instead; a permutation everywhere else."""
        value, shape = node.inputs[0], node.attributes["shape"]
        assert isinstance(value, Ref)
        order, sizes = self._order(value), self._shape(value)
        (before, after) = whole[0]
        parts = [sizes[axis] for axis in before]
        simple = len(whole) == 1 and len(after) == 1 and after[0] == len(shape) - 1
        first = [g for g in found if g is not whole[0]]
        in_front = all(order.index(a) < min(map(order.index, before)) for g in first for a in g[0])
        if simple and in_front and all(isinstance(p, int) for p in parts):
            if first and flat([g[0] for g in first]) != sorted(flat([g[0] for g in first])):
                simple = False
            if simple and self._only_linear(node.results[0]):
                axes = tuple(before.index(axis) for axis in order if axis in before)
                self.mixed[node.results[0]] = Mixed(after[0], tuple(parts), axes)
                held = self.stored[value.name]
                self._emit("reshape", [held], {"shape": shape}, identity(len(shape)))
                return
        x = self._in(value, identity(len(order)))
        self._emit("reshape", [x], {"shape": shape}, identity(len(shape)))

    def _only_linear(self, name: str) -> bool:
        users = self.users.get(name, [])
        if not users or any(
            isinstance(leaf, Ref) and leaf.name == name for _, leaf in leaves(self.source.outputs)
        ):
            return False
        for user in users:
            if user.op == "linear":
                weight = user.inputs[1]
                if user.inputs[0] != Ref(name) or not isinstance(weight, Weight):
                    return False
                if self.source.canonical(weight.path) != weight.path:
                    return False
            elif user.op not in ALIKE or not self._only_linear(user.results[0]):
                return False
        return True

    def _linear(self, node: Node) -> None:
        value = node.inputs[0]
        rank = self._rank(value)
        if isinstance(value, Ref) and value.name in self.mixed:
            found = self.mixed[value.name]
            weight = node.inputs[1]
            assert isinstance(weight, Weight)
            outputs = self._shape(weight)[0]
            assert isinstance(outputs, int)
            split = (outputs, *found.parts)
            axes = (0, *(1 + axis for axis in found.order))
            size = 1
            for part in found.parts:
                size *= part
            self._loaded(weight, (split, axes, (outputs, size)))
            self._emit("linear", [self.stored[value.name], *node.inputs[1:]], {}, identity(rank))
            return
        order = self._order(value)
        if order[-1] != rank - 1:
            order = identity(rank)
        rest = [self._in(one, identity(self._rank(one))) for one in node.inputs[1:]]
        self._emit("linear", [self._in(value, order), *rest], {}, order)

    def _layer_norm(self, node: Node) -> None:
        axes = node.attributes["axes"]
        order = self._order(node.inputs[0])
        if order[len(order) - len(axes) :] != tuple(axes):
            order = identity(len(order))
        self._emit(
            node.op,
            [self._in(node.inputs[0], order), *node.inputs[1:]],
            dict(node.attributes),
            order,
        )

    _rms_norm = _layer_norm

    def _prelu(self, node: Node) -> None:
        rank = node.types[0].rank
        order = last(rank)
        self._emit(node.op, [self._in(node.inputs[0], order), node.inputs[1]], {}, order)

    def _matmul(self, node: Node) -> None:
        a, b = node.inputs
        plain = all(self._order(v) == identity(self._rank(v)) for v in (a, b))
        rank = node.types[0].rank
        batch = self._shape(a)[:-2] == self._shape(b)[:-2]
        wanted = self._permuted_later(node.results[0], rank)
        if (plain and wanted == identity(rank)) or rank < 2 or not batch:
            self._plain(node)
            return
        left = LETTERS[: rank - 2] + LETTERS[rank - 2] + LETTERS[rank]
        right = LETTERS[: rank - 2] + LETTERS[rank] + LETTERS[rank - 1]
        self._contract(node, [left, right], LETTERS[:rank], wanted)

    def _einsum(self, node: Node) -> None:
        given, result = node.attributes["equation"].split("->")
        self._contract(
            node, given.split(","), result, self._permuted_later(node.results[0], len(result))
        )

    def _contract(self, node: Node, subscripts: list[str], result: str, wanted: Order) -> None:
        parts, inputs = [], []
        for value, letters in zip(node.inputs, subscripts, strict=True):
            order = self._order(value)
            inputs.append(self._in(value, order))
            parts.append("".join(letters[axis] for axis in order))
        equation = ",".join(parts) + "->" + "".join(result[axis] for axis in wanted)
        self._emit("einsum", inputs, {"equation": equation}, wanted)

    def _permuted_later(self, name: str, rank: int) -> Order:
        """The stored order that makes a permutation that follows the identity."""
        users = self.users.get(name, [])
        if len(users) == 1 and users[0].op == "permute":
            axes: Order = users[0].attributes["axes"]
            return axes
        return identity(rank)

    def _attention(self, node: Node) -> None:
        rank = node.types[0].rank
        if rank != 4:
            self._plain(node)
            return
        heads = [self._in(value, HEADS) for value in node.inputs[:3]]
        mask = node.inputs[3]
        mask = mask if mask is None else self._in(mask, identity(self._rank(mask)))
        self._emit("attention", [*heads, mask], dict(node.attributes), HEADS)

    def _expand_dims(self, node: Node) -> None:
        axis = node.attributes["axis"]
        order = self._order(node.inputs[0])
        held = self._in(node.inputs[0], order)
        place = order.index(axis) if axis < len(order) else len(order)
        grown = [a + (a >= axis) for a in order]
        grown.insert(place, axis)
        self._emit("expand_dims", [held], {"axis": place}, tuple(grown))

    def _stack(self, node: Node) -> None:
        axis = node.attributes["axis"]
        order = self._order(node.inputs[0])
        held = [self._in(value, order) for value in node.inputs]
        place = order.index(axis) if axis < len(order) else len(order)
        grown = [a + (a >= axis) for a in order]
        grown.insert(place, axis)
        self._emit("stack", held, {"axis": place}, tuple(grown))

    def _squeeze(self, node: Node) -> None:
        axes = node.attributes["axes"]
        order = self._order(node.inputs[0])
        stored = tuple(sorted(order.index(axis) for axis in axes))
        held = self._in(node.inputs[0], order)
        self._emit("squeeze", [held], {"axes": stored}, less(order, axes))

    def _select(self, node: Node) -> None:
        axis = node.attributes["axis"]
        order = self._order(node.inputs[0])
        held = self._in(node.inputs[0], order)
        attributes = {**node.attributes, "axis": order.index(axis)}
        self._emit("select", [held], attributes, less(order, (axis,)))

    def _unstack(self, node: Node) -> None:
        axis = node.attributes["axis"]
        order = self._order(node.inputs[0])
        held = self._in(node.inputs[0], order)
        self._emit("unstack", [held], {"axis": order.index(axis)}, less(order, (axis,)))

    def _split(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        attributes = {**node.attributes, "axis": order.index(node.attributes["axis"])}
        self._emit("split", [self._in(node.inputs[0], order)], attributes, order)

    def _concatenate(self, node: Node) -> None:
        first = next((v for v in node.inputs if isinstance(v, Ref)), node.inputs[0])
        order = self._order(first)
        held = [self._in(value, order) for value in node.inputs]
        self._emit("concatenate", held, {"axis": order.index(node.attributes["axis"])}, order)

    def _roll(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        axes = tuple(order.index(axis) for axis in node.attributes["axes"])
        held = self._in(node.inputs[0], order)
        self._emit(node.op, [held], {**node.attributes, "axes": axes}, order)

    _flip = _roll

    def _pad(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        widths = tuple(node.attributes["widths"][axis] for axis in order)
        held = self._in(node.inputs[0], order)
        self._emit("pad", [held], {**node.attributes, "widths": widths}, order)

    def _broadcast_to(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        if len(order) != node.types[0].rank:
            self._plain(node)
            return
        shape = tuple(node.attributes["shape"][axis] for axis in order)
        self._emit("broadcast_to", [self._in(node.inputs[0], order)], {"shape": shape}, order)

    def _take(self, node: Node) -> None:
        value, indices = node.inputs
        order = self._order(value)
        if self._rank(indices) != 1:
            self._plain(node)
            return
        held = [self._in(value, order), self._in(indices, (0,))]
        self._emit("take", held, {"axis": order.index(node.attributes["axis"])}, order)
