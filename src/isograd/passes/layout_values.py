"""Values and their orders while a layout is assigned; the pass itself is `assign_layout`."""

from dataclasses import dataclass, field, replace
from typing import Any

from isograd.ir.catalogue import BINARY
from isograd.ir.program import Call, Dim, Node, Operand, Program, Ref, Type, Weight
from isograd.passes.orders import (
    ALIKE,
    SPATIAL,
    Laid,
    Mixed,
    Order,
    identity,
    last,
    same_storage,
)


@dataclass
class Values:
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

    def _visit(self, node: Node) -> None:
        raise NotImplementedError

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
        if same_storage(now, order, shape):
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

    def _wanted(self, name: str) -> str:
        """What the first use of a value that cares about the layout asks for."""
        for user in self.users.get(name, []):
            if user.op in SPATIAL or user.op == "batch_norm":
                return "spatial"
            passes = user.op in ALIKE or user.op in BINARY or user.op in {"pad", "concatenate"}
            if passes and self._wanted(user.results[0]) == "spatial":
                return "spatial"
        return ""
