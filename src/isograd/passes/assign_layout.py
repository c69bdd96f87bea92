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

from dataclasses import dataclass, field, replace
from typing import Any

from isograd.ir.catalogue import BINARY, UNARY
from isograd.ir.program import Call, Dim, Node, Operand, Program, Ref, Type, Weight, leaves
from isograd.ir.spec import verify
from isograd.passes.sizes import groups

Order = tuple[int, ...]

SPATIAL = {
    "conv", "conv_transpose", "group_norm", "instance_norm", "max_pool", "average_pool",
    "adaptive_average_pool", "adaptive_max_pool", "resize", "pixel_shuffle",
}  # fmt: skip
ALIKE = {
    *UNARY, "gelu", "elu", "leaky_relu", "softplus", "hard_tanh", "clip", "cast", "stop_gradient",
    "dropout", "drop_path",
}  # fmt: skip
ONE_AXIS = {"softmax", "log_softmax", "cumsum", "slice", "repeat"}
REDUCTIONS = {"sum", "mean", "max", "min", "prod", "any", "all", "variance", "norm", "logsumexp"}
HEADS: Order = (0, 2, 1, 3)  # of attention: tokens before heads
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Mixed:
    """A flattened axis whose parts are stored in another order: ``parts`` are their sizes in the
    logical order, ``order`` the stored order of these."""

    axis: int
    parts: tuple[int, ...]
    order: Order


@dataclass
class Laid:
    """A program in stored terms. ``weights``: how tensors are permuted when loaded (split, axes,
    shape; None: as they are); ``inputs`` and ``outputs``: stored orders by name."""

    program: Program
    weights: dict[str, tuple[tuple[int, ...] | None, Order | None, tuple[int, ...] | None]]
    inputs: dict[str, Order]
    outputs: dict[str, Order]
    permutations: int = 0  # that had to be written


def last(rank: int) -> Order:
    """Channels last."""
    return (0, *range(2, rank), 1) if rank > 2 else tuple(range(rank))


def identity(rank: int) -> Order:
    return tuple(range(rank))


def assign_layout(program: Program) -> Laid:
    """The program with channels last; see the module."""
    laid = _Layout(program).run()
    verify(laid.program)
    return laid


@dataclass
class _Layout:
    source: Program
    orders: dict[str, Order] = field(default_factory=dict)
    mixed: dict[str, Mixed] = field(default_factory=dict)
    stored: dict[str, Operand] = field(default_factory=dict)  # logical name -> stored value
    types: dict[str, Type] = field(default_factory=dict)  # stored types
    weights: dict[str, Any] = field(default_factory=dict)
    permutations: int = 0
    body: list[Any] = field(default_factory=list)
    sink: list[Any] = field(default_factory=list)  # where permutations are written
    node: Node = field(default_factory=lambda: Node("", [], {}, [], []))

    def run(self) -> Laid:
        self.users: dict[str, list[Node]] = {}
        for node in self.source.nodes():
            for value in node.inputs:
                if isinstance(value, Ref):
                    self.users.setdefault(value.name, []).append(node)
        inputs = {}
        for one in self.source.inputs:
            rank = len(one.shape)
            spatial = rank > 2 and self._wanted(one.name) == "spatial"
            inputs[one.name] = last(rank) if spatial else identity(rank)
            self._bind(one.name, Ref(one.name), one.type, inputs[one.name])
        root = self._call(self.source.root)
        outputs: dict[str, Order] = {}
        self.body = self.sink = root.body
        converted = self._outputs(self.source.outputs, outputs, "")
        declared = [
            replace(one, shape=tuple(one.shape[axis] for axis in inputs[one.name]))
            for one in self.source.inputs
        ]
        program = replace(
            self.source, root=root, inputs=declared, outputs=converted, types=self.types
        )
        return Laid(program, self.weights, inputs, outputs, self.permutations)

    def _outputs(self, tree: Any, orders: dict[str, Order], prefix: str) -> Any:
        if isinstance(tree, dict):
            items = tree["items"]
            pairs = list(items.items() if isinstance(items, dict) else enumerate(items))
            made = {
                key: self._outputs(value, orders, f"{prefix}.{key}" if prefix else str(key))
                for key, value in pairs
            }
            return {**tree, "items": made if isinstance(items, dict) else list(made.values())}
        if not isinstance(tree, Ref):
            return tree
        rank = self.source.types[tree.name].rank
        order = self.orders[tree.name]
        keep = last(rank) if rank > 3 and order == last(rank) else identity(rank)
        orders[prefix] = keep
        return self._in(tree, keep)

    def _call(self, call: Call, outside: list[Any] | None = None) -> Call:
        """``outside``: the body of the caller. What a call of one operation takes is permuted
        there, so that a layer stays a layer."""
        made = Call(call.path, call.key)
        alone = [node for node in call.nodes() if node.op != "full"]
        for item in call.body:
            self.body = made.body
            self.sink = made.body if outside is None or len(alone) > 1 else outside
            if isinstance(item, Call):
                made.body.append(self._call(item, made.body))
            else:
                self.node = item
                self._visit(item)
        return made

    # --- values -------------------------------------------------------------------------------

    def _bind(self, name: str, value: Operand, logical: Type, order: Order) -> None:
        self.orders[name] = order
        self.stored[name] = value
        if isinstance(value, Ref):
            shape = tuple(logical.shape[axis] for axis in order)
            self.types.setdefault(value.name, Type(logical.dtype, shape))

    def _emit(
        self, op: str, inputs: list[Operand], attributes: dict[str, Any], order: Order
    ) -> None:
        """The current node in stored terms; all results have the same order."""
        node = self.node
        for name, kind in zip(node.results, node.types, strict=True):
            self._bind(name, Ref(name), kind, order)
        types = [self.types[name] for name in node.results]
        self.body.append(Node(op, inputs, attributes, list(node.results), types, node.frames))

    def _order(self, value: Operand) -> Order:
        if isinstance(value, Ref):
            return self.orders[value.name]
        return identity(self._rank(value))

    def _rank(self, value: Operand) -> int:
        return len(self._shape(value))

    def _shape(self, value: Operand) -> tuple[Dim, ...]:
        if isinstance(value, Ref):
            return self.source.types[value.name].shape
        if isinstance(value, Weight):
            return self.source.tensors[value.path].type.shape
        return ()

    def _in(self, value: Operand, order: Order) -> Operand:
        """``value`` stored in ``order``: as it is, or through a permutation."""
        if not isinstance(value, Ref):
            return self._weight(value, order) if isinstance(value, Weight) else value
        if value.name in self.mixed:
            return self._unmixed(value)
        now = self.orders[value.name]
        held = self.stored[value.name]
        if now == order:
            return held
        shape = self._shape(value)
        if _same_storage(now, order, shape):
            # Only axes of size 1 change places: the elements stay where they are.
            return self._written("reshape", held, tuple(shape[a] for a in order), "shape", value)
        axes = tuple(now.index(axis) for axis in order)
        self.permutations += 1
        return self._written("permute", held, axes, "axes", value, tuple(shape[a] for a in order))

    def _written(
        self,
        op: str,
        held: Operand,
        attribute: tuple[Any, ...],
        name: str,
        value: Ref,
        shape: tuple[Dim, ...] | None = None,
    ) -> Ref:
        fresh = f"{value.name}_{op}_{len(self.types)}"
        kind = Type(self.source.types[value.name].dtype, shape or attribute)
        self.types[fresh] = kind
        self.sink.append(Node(op, [held], {name: attribute}, [fresh], [kind], self.node.frames))
        return Ref(fresh)

    def _unmixed(self, value: Ref) -> Operand:
        raise AssertionError(f"{value.name} is consumed by a linear layer only")

    def _weight(self, value: Weight, order: Order) -> Operand:
        if order == identity(len(order)):
            self.weights.setdefault(value.path, None)
            if self.weights[value.path] is None:
                return value
        return self._loaded(value, (None, order, None))

    def _loaded(self, value: Weight, form: Any) -> Operand:
        """A weight that is permuted when it is loaded; a second use must want the same."""
        known = self.weights.setdefault(value.path, form)
        if known is None and form[1] == identity(len(form[1])) and form[0] is None:
            return value
        if known != form:
            raise AssertionError(f"{value.path} is used in two layouts")
        return value

    # --- nodes --------------------------------------------------------------------------------

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

    def _plain(self, node: Node) -> None:
        """Everything in the logical order."""
        inputs = [self._in(value, identity(self._rank(value))) for value in node.inputs]
        for name, kind in zip(node.results, node.types, strict=True):
            self._bind(name, Ref(name), kind, identity(kind.rank))
        types = list(node.types)
        self.body.append(
            Node(node.op, inputs, node.attributes, list(node.results), types, node.frames)
        )

    def _alike(self, node: Node) -> None:
        value = node.inputs[0]
        if isinstance(value, Ref) and value.name in self.mixed:
            self.mixed[node.results[0]] = self.mixed[value.name]
            self._emit(
                node.op, [self.stored[value.name]], dict(node.attributes), self._order(value)
            )
            return
        order = self._order(value)
        if node.op == "drop_path" and order and order[0] != 0:
            order = identity(len(order))
        self._emit(node.op, [self._in(value, order)], dict(node.attributes), order)

    def _broadcast(self, node: Node) -> None:
        rank = node.types[0].rank
        own = [self._order(v) for v in node.inputs if isinstance(v, Ref) and self._rank(v) == rank]
        # Images stay channels-last; everything else prefers the logical order.
        wanted = [last(rank), identity(rank)] if rank > 3 else [identity(rank)]
        order = next((one for one in wanted if one in own), own[0] if own else identity(rank))
        self._emit(node.op, [self._against(v, order) for v in node.inputs], {}, order)

    def _against(self, value: Operand, order: Order) -> Operand:
        """``value`` so that it broadcasts against values stored in ``order``."""
        rank, full = self._rank(value), len(order)
        if not isinstance(value, (Ref, Weight)) or rank == 0:
            return self._in(value, ())
        if rank == full:
            return self._in(value, order)
        missing = full - rank
        inner = tuple(axis - missing for axis in order if axis >= missing)
        if order[:missing] == tuple(range(missing)):
            return self._in(value, inner)
        shape = (1,) * missing + self._shape(value)
        if isinstance(value, Weight):
            stored = [shape[axis] for axis in order]
            while len(stored) > 1 and stored[0] == 1:
                stored.pop(0)
            return self._loaded(value, (None, inner, tuple(stored)))
        held = self._in(value, inner)
        return self._written("reshape", held, tuple(shape[axis] for axis in order), "shape", value)

    def _reduce(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        x = self._in(node.inputs[0], order)
        axes = node.attributes["axes"]
        attributes = {**node.attributes, "axes": tuple(sorted(order.index(a) for a in axes))}
        self._emit(
            node.op, [x], attributes, order if node.attributes["keep"] else _less(order, axes)
        )

    def _argmax(self, node: Node) -> None:
        order = self._order(node.inputs[0])
        axis = node.attributes["axis"]
        x = self._in(node.inputs[0], order)
        kept = order if node.attributes["keep"] else _less(order, (axis,))
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
        whole = [g for g in found if not _together(order, g[0], self._shape(value))]
        if whole:
            self._flatten(node, found, whole)
            return
        sequence = sorted(found, key=lambda group: order.index(group[0][0]))
        after = [axis for _, axes in sequence for axis in axes]
        target = _with_ones(after, len(shape))
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
            if first and _flat([g[0] for g in first]) != sorted(_flat([g[0] for g in first])):
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
        self._emit("squeeze", [held], {"axes": stored}, _less(order, axes))

    def _select(self, node: Node) -> None:
        axis = node.attributes["axis"]
        order = self._order(node.inputs[0])
        held = self._in(node.inputs[0], order)
        attributes = {**node.attributes, "axis": order.index(axis)}
        self._emit("select", [held], attributes, _less(order, (axis,)))

    def _unstack(self, node: Node) -> None:
        axis = node.attributes["axis"]
        order = self._order(node.inputs[0])
        held = self._in(node.inputs[0], order)
        self._emit("unstack", [held], {"axis": order.index(axis)}, _less(order, (axis,)))

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

    def _wanted(self, name: str) -> str:
        """What the first use of a value that cares about the layout asks for."""
        for user in self.users.get(name, []):
            if user.op in SPATIAL or user.op == "batch_norm":
                return "spatial"
            passes = user.op in ALIKE or user.op in BINARY or user.op in {"pad", "concatenate"}
            if passes and self._wanted(user.results[0]) == "spatial":
                return "spatial"
        return ""


def _less(order: Order, gone: Any) -> Order:
    """The order without axes; the others count anew."""
    left = [axis for axis in order if axis not in gone]
    names = sorted(left)
    return tuple(names.index(axis) for axis in left)


def _together(order: Order, axes: list[int], shape: tuple[Dim, ...]) -> bool:
    """Whether axes are stored one after the other in their logical order, but for axes of one."""
    stored = [axis for axis in order if shape[axis] != 1]
    first = stored.index(axes[0])
    return stored[first : first + len(axes)] == axes


def _with_ones(order: list[int], rank: int) -> Order:
    """``order`` with the axes that it lacks, each behind the axis before it."""
    full = list(order)
    for axis in range(rank):
        if axis not in full:
            full.insert(full.index(axis - 1) + 1 if axis else 0, axis)
    return tuple(full)


def _flat(lists: list[list[int]]) -> list[int]:
    return [item for one in lists for item in one]


def _same_storage(now: Order, order: Order, shape: tuple[Dim, ...]) -> bool:
    return [a for a in now if shape[a] != 1] == [a for a in order if shape[a] != 1]
