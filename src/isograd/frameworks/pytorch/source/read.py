"""From the worker's document to one Program: both graphs are read and reconciled.

Whatever cannot be carried over is collected, all of it, each with its place in the user's source:
the caller refuses the model as a whole.
"""

import keyword
import re
from collections.abc import Iterator
from typing import Any

from isograd.frameworks.pytorch.source.aten import NotPortableError
from isograd.frameworks.pytorch.source.declared import input_of, module_of, tensor_of
from isograd.frameworks.pytorch.source.reconcile import reconcile
from isograd.frameworks.pytorch.source.refusals import Refusal, RefusedError
from isograd.frameworks.pytorch.source.rules import RULES
from isograd.ir.catalogue import OPERATIONS
from isograd.ir.program import (
    Call,
    Node,
    Operand,
    Place,
    Program,
    Ref,
    Size,
    Type,
    Weight,
)
from isograd.ir.spec import verify

VIEWS = {
    "select.int", "slice.Tensor", "view.default", "transpose.int", "permute.default",
    "unsqueeze.default", "squeeze.dim", "expand.default", "unbind.int", "narrow.default",
    "chunk.default", "split.Tensor", "split_with_sizes.default", "detach.default", "alias.default",
    "unflatten.int", "view_as.default", "t.default", "diagonal.default",
}  # fmt: skip
RANDOM_SOURCES = ("new_empty.default", "empty.memory_format", "empty_like.default")


def read(document: dict[str, Any]) -> Program:
    """The Program of a captured document; `RefusedError` with everything that stands against it."""
    hostile = list(_hostile(document))
    if hostile:
        raise RefusedError([Refusal("name", {"name": name}, Place()) for name in hostile])
    train, trained = _Graph(document, "train").read()
    evaluated, _ = _Graph(document, "eval").read()
    refusals = trained
    if refusals:
        raise RefusedError(refusals)
    reconcile(train, evaluated)
    verify(train)
    return train


def _hostile(document: dict[str, Any]) -> Iterator[str]:
    """Names that are no identifiers: they could not stand in source code as they are."""
    for path, module in document["modules"].items():
        names = [*path.split(".")] if path else []
        names += [*module["parameters"], *module["buffers"]]
        bad = [n for n in names if not (n.isidentifier() or n.isdigit()) or keyword.iskeyword(n)]
        if bad or not module["class"].isidentifier():
            yield path or module["class"]


class _Graph:
    """Reads one of the two graphs."""

    def __init__(self, document: dict[str, Any], mode: str) -> None:
        self.document, self.graph = document, document[mode]
        self.train = mode == "train"
        self.values: dict[str, Any] = {}  # captured name -> operand, or a list of them
        self.raw_types: dict[str, Any] = {}
        self.types: dict[str, Type] = {}
        self.refusals: list[Refusal] = []
        self.masks: dict[str, dict[str, Any]] = {}  # random masks of stochastic depth
        self.current: dict[str, str] = {}  # captured name -> what an in-place operation made of it
        self.views: dict[str, str] = {}  # captured name of a view -> that of its base
        self.root = Call("", "L__self__")
        self.open: list[Call] = [self.root]
        inputs = [input_of(one) for one in document["inputs"]]
        self.inputs = inputs
        for one in inputs:
            self.types[one.name] = one.type
        nodes = self.graph["nodes"]
        self.last_use: dict[str, int] = {}
        for place, node in enumerate(nodes):
            for name in _names(node["args"]):
                self.last_use[name] = place
        for name in _names(self.graph["outputs"]):
            self.last_use[name] = len(nodes)

    # --- what rules ask -----------------------------------------------------------------------

    def value(self, raw: Any) -> Operand:
        if isinstance(raw, dict):
            if "node" in raw:
                found = self.values.get(self._now(raw["node"]))
                if found is None or isinstance(found, list):
                    raise NotPortableError("depends", name=raw["node"])
                return found  # type: ignore[no-any-return]
            if "tensor" in raw:
                return Weight(raw["tensor"])
            if "input" in raw:
                return Ref(raw["input"])
            if "size" in raw:
                return Size(self.named(raw["size"]))
            if "float" in raw:
                return float(raw["float"])
            raise NotPortableError("argument", value=str(raw))
        if raw is None or isinstance(raw, (bool, int, float)):
            return raw
        raise NotPortableError("argument", value=str(raw))

    def type_of(self, raw: Any) -> Type:
        value = self.value(raw)
        if isinstance(value, Ref):
            return self.types[value.name]
        if isinstance(value, Weight):
            told = self.document["tensors"][value.path]
            return Type(told["dtype"], tuple(told["shape"]))
        kind = (
            "bool" if isinstance(value, bool) else "int64" if isinstance(value, int) else "float32"
        )
        return Type(kind, ())

    def named(self, expression: str) -> str:
        """torch's names of sizes in an expression become the user's."""
        symbols = self.graph["symbols"]
        return re.sub(r"\b[su]\d+\b", lambda m: symbols.get(m.group(), m.group()), expression)

    def _now(self, name: str) -> str:
        while name in self.current:
            name = self.current[name]
        return name

    # --- reading ------------------------------------------------------------------------------

    def read(self) -> tuple[Program, list[Refusal]]:
        for place, raw in enumerate(self.graph["nodes"]):
            try:
                self._node(raw, place)
            except NotPortableError as error:
                self.values[raw["name"]] = None
                if error.code != "depends":
                    self.refusals.append(Refusal(error.code, error.details, self._place(raw)))
        outputs: Any = None
        try:
            outputs = self._outputs(self.graph["outputs"])
        except NotPortableError:
            if not self.refusals:
                raise
        program = Program(
            root=self.root,
            modules={path: module_of(path, m) for path, m in self.document["modules"].items()},
            tensors={path: tensor_of(t) for path, t in self.document["tensors"].items()},
            inputs=self.inputs,
            outputs=outputs,
            types=self.types,
        )
        return program, self.refusals

    def _node(self, raw: dict[str, Any], place: int) -> None:
        operation = raw["op"].removeprefix("aten.").removeprefix("isograd.")
        name = raw["name"]
        if operation == "getitem":
            whole = self.values.get(self._now(raw["args"]["0"]["node"]))
            if not isinstance(whole, list):
                raise NotPortableError("depends", name=name)
            self.values[name] = whole[raw["args"]["1"]]
            self.views[name] = raw["args"]["0"]["node"]
            return
        if self._random(raw, operation):
            return
        if operation.partition(".")[0].endswith("_") and not operation.startswith("__"):
            if self._counter(raw):
                return
            self._in_place(raw, place)
        if operation in VIEWS and "node" in raw["args"].get("self", {}):
            self.views[name] = raw["args"]["self"]["node"]
        rule = RULES.get(operation)
        if rule is None:
            raise NotPortableError("unsupported", operation=operation.removesuffix(".default"))
        types = self._types(raw["outputs"])
        made = rule(self, raw["args"], types)
        if not isinstance(made, tuple):
            self.values[name] = made
        else:
            op, operands, attributes = made
            several = isinstance(raw["outputs"], list)
            results = [f"{name}_{n}" for n in range(len(types))] if several else [name]
            kept = OPERATIONS[op].results or len(results)
            node = Node(op, operands, attributes, results[:kept], types[:kept], self._frames(raw))
            self._add(node, raw)
            # Results that the operation does not have (indices of a maximum) are nobody's.
            refs = [Ref(r) if place < kept else None for place, r in enumerate(results)]
            self.values[name] = refs if several else Ref(name)
        if operation.partition(".")[0].endswith("_") and "node" in raw["args"].get("self", {}):
            self.current[self._now(raw["args"]["self"]["node"])] = name

    def _types(self, raw: Any) -> list[Type]:
        if raw is None:
            return []
        every = raw if isinstance(raw, list) else [raw]
        return [self._type(one) for one in every]

    def _type(self, raw: dict[str, Any]) -> Type:
        shape = tuple(
            Size(self.named(one["size"])) if isinstance(one, dict) else one for one in raw["shape"]
        )
        return Type(raw["dtype"], shape)

    def _add(self, node: Node, raw: dict[str, Any]) -> None:
        self._enter(raw["call"])
        self.open[-1].body.append(node)
        for name, kind in zip(node.results, node.types, strict=True):
            self.types[name] = kind

    def _enter(self, stack: list[list[str]]) -> None:
        """Open and close calls until the innermost is the one that this node belongs to."""
        wanted = [(key, path) for key, path in stack if key != "L__self__"]
        wanted = [("L__self__", ""), *wanted]
        depth = 0
        while depth < min(len(wanted), len(self.open)) and self.open[depth].key == wanted[depth][0]:
            depth += 1
        del self.open[max(depth, 1) :]
        for key, path in wanted[len(self.open) :]:
            call = Call(path, key)
            self.open[-1].body.append(call)
            self.open.append(call)

    def _place(self, raw: dict[str, Any]) -> Place:
        frames = self._frames(raw)
        return frames[-1] if frames else Place()

    def _frames(self, raw: dict[str, Any]) -> tuple[Place, ...]:
        return tuple(Place(file, line, function) for file, line, function in raw["frames"])

    def _outputs(self, raw: Any) -> Any:
        if "leaf" in raw:
            leaf = raw["leaf"]
            return leaf if isinstance(leaf, str) else self.value(leaf)
        if "constant" in raw:
            return raw["constant"]
        items = raw["items"]
        if isinstance(items, dict):
            return {"kind": "dict", "items": {k: self._outputs(v) for k, v in items.items()}}
        return {"kind": "tuple", "items": [self._outputs(one) for one in items]}

    # --- what is random, counted, or written in place -----------------------------------------

    def _random(self, raw: dict[str, Any], operation: str) -> bool:
        """Stochastic depth: a mask of one number a sample, kept with probability 1 - rate and
        usually divided by it, that multiplies a branch."""
        arguments = raw["args"]
        if operation in RANDOM_SOURCES:
            shape = self._types(raw["outputs"])[0].shape
            self.masks[raw["name"]] = {"shape": shape}
            return True
        source = arguments.get("self")
        name = source.get("node") if isinstance(source, dict) else None
        mask = self.masks.get(name or "")
        if operation == "bernoulli_.float" and mask is not None:
            if any(size != 1 for size in mask["shape"][1:]):
                raise NotPortableError("random", operation="bernoulli_")
            self.masks[raw["name"]] = {**mask, "keep": arguments["p"], "scaled": False}
            return True
        if operation in ("div_.Tensor", "div_.Scalar", "div.Tensor") and mask and "keep" in mask:
            if arguments["other"] != mask["keep"]:
                raise NotPortableError("random", operation="bernoulli_")
            self.masks[raw["name"]] = {**mask, "scaled": True}
            return True
        if operation == "mul.Tensor":
            other = arguments["other"]
            second = self.masks.get(other.get("node", "") if isinstance(other, dict) else "")
            if (mask or second) and (mask or second or {}).get("keep") is not None:
                found = mask or second
                assert found is not None
                x = self.value(other if mask else source)
                rate = float(f"{1 - found['keep']:.12g}")  # as it was written, before 1 - rate
                attributes = {"rate": rate, "scaled": found["scaled"]}
                types = self._types(raw["outputs"])
                self._add(
                    Node("drop_path", [x], attributes, [raw["name"]], types, self._frames(raw)), raw
                )
                self.values[raw["name"]] = Ref(raw["name"])
                return True
        if any(name in self.masks for name in _names(arguments)):
            raise NotPortableError("random", operation=operation)
        return False

    def _counter(self, raw: dict[str, Any]) -> bool:
        """``num_batches_tracked`` counts for nobody: the other frameworks have no such buffer."""
        target = raw["args"].get("self")
        path = target.get("tensor", "") if isinstance(target, dict) else ""
        return path.endswith("num_batches_tracked")

    def _in_place(self, raw: dict[str, Any], place: int) -> None:
        target = raw["args"].get("self") or raw["args"].get("input")
        if not isinstance(target, dict):
            raise NotPortableError("in_place")
        if "tensor" in target:
            raise NotPortableError("buffer_update", name=target["tensor"])
        if "input" in target:
            raise NotPortableError("input_mutation", name=target["input"])
        name = target["node"]
        base = name
        while base in self.views:
            base = self.views[base]
        family = {base} | {view for view in self.views if self._base(view) == base}
        family.discard(name)
        if any(self.last_use.get(one, -1) > place for one in family):
            raise NotPortableError("view_write")

    def _base(self, name: str) -> str:
        while name in self.views:
            name = self.views[name]
        return name


def _names(raw: Any) -> set[str]:
    """Captured nodes that a raw value mentions."""
    if isinstance(raw, dict):
        if set(raw) == {"node"}:
            return {raw["node"]}
        return set().union(*map(_names, raw.values())) if raw else set()
    if isinstance(raw, list):
        return set().union(*map(_names, raw)) if raw else set()
    return set()
