"""Every module of the author's tree as a template: how it is made, what its forward does.

Bottom up: a module's own classes first, so that its constructor can hand them their arguments.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from isograd.emit import author
from isograd.emit.body import Body, Item
from isograd.emit.flow import Flow, first_node
from isograd.emit.slots import Slot, Slots, fill
from isograd.emit.target import PLAIN, Expr, Form, Target, UnsupportedError, tupled
from isograd.ir.program import Call, Module, Node, Operand, Program, Ref, Size, Type, Weight

LIST, ITEM, COMMA, END = "⟨", "¦", "‖", "⟩"  # marks of lists in templates


@dataclass
class Instance:
    """One module as a template with marks."""

    path: str
    init: list[tuple[str, str]] = field(default_factory=list)  # attribute, statement with marks
    drawn: dict[str, str] = field(default_factory=dict)  # own tensors: what matters besides a start
    sizes: list[str] = field(default_factory=list)  # dynamic axes that callers have to tell
    inputs: list[str] = field(default_factory=list)
    forward: list[str] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)  # the author's, of each line
    notes: list[str] = field(default_factory=list)  # the value of each line
    slots: Slots = field(default_factory=Slots)
    # Of this module and everything below: source path -> target path from here, form.
    weights: dict[str, tuple[str, Form]] = field(default_factory=dict)

    @property
    def skeleton(self) -> tuple[Any, ...]:
        """What two instances of one emitted class have in common."""
        init = tuple((name, self.drawn.get(name, line)) for name, line in self.init)
        return (init, tuple(self.inputs), tuple(self.forward))


@dataclass(frozen=True)
class Made:
    """An emitted class as its users see it: name, parameters, and an instance's arguments."""

    name: str
    parameters: tuple[str, ...]
    arguments: tuple[tuple[str, Any], ...]


class Refused(Exception):  # noqa: N818 (collected, never shown as such)
    """One thing the target cannot express, with its place."""

    def __init__(self, code: str, details: dict[str, str], place: Any) -> None:
        super().__init__(code)
        self.code, self.details, self.place = code, details, place


class Instances:
    """Makes templates; asks ``made`` for the classes of children."""

    def __init__(
        self,
        program: Program,
        target: Target,
        forms: dict[str, Form],
        spreads: dict[str, tuple[float, float]],
        made: Callable[[str], Made],
    ) -> None:
        self.program, self.target = program, target
        self.forms, self.spreads, self.made = forms, spreads, made
        self.flow = Flow(program)
        self.helpers: dict[str, None] = {}
        self.calls: dict[str, list[Call]] = {"": [program.root]}
        for call in program.root.calls():
            self.calls.setdefault(call.path, []).append(call)
        self.templates: dict[str, Instance] = {}
        self._layers: dict[str, Any] = {}

    # --- kinds --------------------------------------------------------------------------------

    def kind(self, path: str) -> str:
        """How a module is written: layer, inline, chain, list or class."""
        module = self.program.modules[path]
        calls = self.calls.get(path, [])
        if path == "":
            return "class"
        if module.role in ("chain", "list", "dict"):
            whole = module.role == "chain" and bool(calls) and self._is_chain(calls)
            return "chain" if whole else "list"
        if module.role == "class":
            return "class" if calls or self._below(path) or self._holds(path) else "absent"
        if self._tied(path) and calls:
            return "inline"
        if self.layer(path) is not None:
            return "layer"
        if module.children and any(self._below(path)):
            return "class"
        if module.parameters:
            return "class" if calls else "absent"
        return "inline" if calls else "absent"

    def _holds(self, path: str) -> bool:
        """Whether a module that is never called has tensors that others use."""
        module = self.program.modules[path]
        return any(self._used(f"{path}.{name}") for name in (*module.parameters, *module.buffers))

    def _below(self, path: str) -> list[str]:
        prefix = f"{path}." if path else ""
        return [one for one in self.calls if one.startswith(prefix) and one != path]

    def _tied(self, path: str) -> bool:
        """Whether a leaf's tensor is another's: then it is written by its operations."""
        module = self.program.modules[path]
        names = [f"{path}.{name}" for name in module.parameters]
        return any(self.program.tensors[n].alias for n in names) and module.first == path

    def _is_chain(self, calls: list[Call]) -> bool:
        """A Sequential that hands one value from child to child."""
        for call in calls:
            ends = self.flow.ends(call)
            if len(ends.inputs) != 1 or len(ends.outputs) != 1:
                return False
            before = ends.inputs[0]
            for item in call.body:
                if isinstance(item, Node):
                    return False
                inner = self.flow.ends(item)
                if inner.inputs != (before,) or len(inner.outputs) != 1:
                    return False
                if self.kind(item.path) == "list":
                    return False
                if self.kind(item.path) == "inline" and len(list(item.nodes())) != 1:
                    return False
                before = inner.outputs[0]
        return True

    def layer(self, path: str) -> Any:
        """The target's layer of a leaf module with slots of its own, or None."""
        if path not in self._layers:
            slots = Slots()
            module = self.program.modules[path]
            calls = self.calls.get(path, [])
            single = all(_main(call) is not None for call in calls)
            try:
                writer = _Config(self.program, slots, self._need)
                found = self.target.layer(module, writer) if single else None
            except UnsupportedError as error:
                place = self._place(path)
                raise Refused(error.code, error.details, place) from error
            self._layers[path] = None if found is None else (found, slots)
        return self._layers[path]

    def _place(self, path: str) -> Any:
        for call in self.calls.get(path, []):
            node = first_node(call)
            if node is not None:
                return node.place
        return None

    def _need(self, helper: str) -> str:
        self.helpers[helper] = None
        return helper

    # --- templates ----------------------------------------------------------------------------

    def template(self, path: str) -> Instance:
        """The template of a module that becomes a class."""
        instance = Instance(path)
        self.templates[path] = instance
        module = self.program.modules[path]
        for name in (*module.parameters, *module.buffers):
            self._own(instance, name)
        for child in module.children:
            if child not in module.absent:
                self._child(instance, child)
        self._forward(instance)
        return instance

    def _own(self, instance: Instance, name: str) -> None:
        path = f"{instance.path}.{name}" if instance.path else name
        tensor = self.program.tensors[path]
        if tensor.alias or (tensor.kind == "buffer" and not self._used(path)):
            return
        form = self.forms.get(path) or PLAIN
        shape = formed(tensor.type, form)
        writer = _Config(self.program, instance.slots, self._need)
        sizes = tupled([writer.size(size) if size != 1 else "1" for size in shape])
        mean, deviation = self.spreads.get(path, (0.0, 0.0))
        for line in self.target.make_weight(name, tensor, sizes, mean, deviation):
            instance.init.append((name, line))
        instance.drawn[name] = f"{tensor.kind} {tensor.type.dtype} {sizes} {tensor.trainable}"
        instance.weights[path] = (name, form)

    def _used(self, path: str) -> bool:
        return any(
            isinstance(value, Weight) and self.program.canonical(value.path) == path
            for node in self.program.nodes()
            for value in node.inputs
        )

    def _child(self, instance: Instance, child: str) -> None:
        path = f"{instance.path}.{child}" if instance.path else child
        module = self.program.modules[path]
        if module.first != path:
            self._alias(instance, child, module.first)
            return
        text = self._make(instance, path, child)
        if text is not None:
            instance.init.append((child, f"self.{child} = {text}"))

    def _alias(self, instance: Instance, child: str, first: str) -> None:
        prefix = f"{instance.path}." if instance.path else ""
        if not first.startswith(prefix) or not self.calls.get(first):
            if self.kind(first) in ("inline", "absent"):
                return
            raise Refused("shared_module", {"name": child}, None)
        if self.kind(first) in ("class", "layer", "chain"):
            instance.init.append((child, f"self.{child} = self.{first[len(prefix) :]}"))

    def _make(self, instance: Instance, path: str, attribute: str) -> str | None:
        """The expression that makes a child; None: it needs none."""
        kind = self.kind(path)
        if kind == "layer":
            return self._make_layer(instance, path, attribute)
        if kind == "class":
            return self._make_class(instance, path)
        if kind in ("list", "chain"):
            return self._make_several(instance, path, attribute, kind)
        return None

    def _relative(self, instance: Instance, path: str) -> str:
        return path[len(instance.path) + 1 :] if instance.path else path

    def _make_layer(self, instance: Instance, path: str, attribute: str) -> str:
        found, slots = self.layer(path)
        callee = self.program.modules[path].name
        marked = [instance.slots.mark(replace(slot, callee=callee)) for slot in slots.items]
        text = fill(found.make, marked)
        for name, (variable, form) in found.weights.items():
            source = f"{path}.{name}"
            ours = self.forms.get(source) or PLAIN
            target = f"{self.target_path(instance, path)}.{variable}"
            instance.weights[source] = (
                target,
                combined(ours, form, self.program.tensors[source].type),
            )
        return text

    def target_path(self, instance: Instance, path: str) -> str:
        """The attribute path of a descendant in the target: chains may have a level of their own
        and no place for what vanishes."""
        parts: list[str] = []
        at = instance.path
        for part in self._relative(instance, path).split("."):
            holder = at
            at = f"{at}.{part}" if at else part
            if holder != instance.path and self.kind(holder) == "chain":
                part = f"{self.target.sequential_path}{self._chain_index(holder, part)}"
            parts.append(part)
        return ".".join(parts)

    def _chain_index(self, holder: str, child: str) -> int:
        return self._chain_children(holder).index(child)

    def _chain_children(self, path: str) -> list[str]:
        """The children of a chain that are called, in order."""
        body = self.calls[path][0].body
        return [item.path.rpartition(".")[2] for item in body if isinstance(item, Call)]

    def _make_class(self, instance: Instance, path: str) -> str:
        made = self.made(path)
        arguments = []
        for place, (name, value) in enumerate(made.arguments):
            text = instance.slots.mark(Slot(value, name, callee=self.program.modules[path].name))
            by_place = place < 2 and made.parameters[place] == name
            arguments.append(text if by_place else f"{name}={text}")
        if self.target.extra_argument:
            arguments.append(self.target.extra_argument)
        inner = self.templates[path]
        prefix = self.target_path(instance, path)
        for source, (target, form) in inner.weights.items():
            instance.weights[source] = (f"{prefix}.{target}", form)
        return f"{made.name}({', '.join(arguments)})"

    def _make_several(self, instance: Instance, path: str, attribute: str, kind: str) -> str | None:
        module = self.program.modules[path]
        if kind == "chain":
            items = [
                self._link(instance, path, item, attribute) for item in self.calls[path][0].body
            ]
            return self.target.sequential.format(items=", ".join(items))
        texts = []
        for child in module.children:
            inner = f"{path}.{child}"
            if self.program.modules[inner].first != inner:
                raise Refused("shared_module", {"name": inner}, None)
            text = self._make(instance, inner, attribute)
            if text is None and self.kind(inner) == "inline":
                text = "None"
            if text is None:
                text = "None"
            texts.append((child, text))
        if all(text == "None" for _, text in texts):
            return None
        if module.role == "dict":
            raise Refused("module_dict", {"name": path}, self._place(path))
        return self._listed(instance, self.target.list_of, [text for _, text in texts])

    def _listed(self, instance: Instance, form: str, items: list[str], star: bool = False) -> str:
        """A list whose equal neighbours can be told as one repetition once slots are filled."""
        count = instance.slots.mark(Slot(len(items), "depth"))
        inner = f"{LIST}{count}{COMMA if star else ITEM}{ITEM.join(items)}{END}"
        return form.replace("{items}", inner)

    def _link(self, instance: Instance, path: str, item: Any, attribute: str) -> str:
        """One element of a chain: a layer, an instance of a class, or a function."""
        text = self._make(instance, item.path, attribute)
        if text is not None:
            return text
        node = next(item.nodes())
        writer = _Config(self.program, instance.slots, self._need)
        try:
            return self.target.function(node, writer)
        except UnsupportedError as error:
            raise Refused(error.code, error.details, node.place) from error

    # --- forward ------------------------------------------------------------------------------

    def _forward(self, instance: Instance) -> None:
        calls = self.calls.get(instance.path, [])
        first: Instance | None = None
        for call in calls:
            probe = instance if first is None else Instance(instance.path, slots=Slots())
            self._body(probe, call)
            if first is None:
                first = probe
            elif probe.forward != first.forward or probe.inputs != first.inputs:
                node = first_node(call)
                raise Refused("called_differently", {"name": instance.path}, node and node.place)

    def _body(self, instance: Instance, call: Call) -> None:
        module = self.program.modules[instance.path]
        ends = self.flow.ends(call)
        outputs = ends.outputs
        items = self._items(instance, call, module)
        root = instance.path == ""
        names = self._parameters(module, items, ends.inputs, root)
        body = Body(
            part=lambda hint, make: self._part(instance, hint, make),
            program=self.program,
            target=self.target,
            slots=instance.slots,
            weight=lambda value: self._weight(instance, value),
            need=self._need,
            items=items,
            inputs=names,
            outputs=[v.name for v in _refs(self.program.outputs)] if root else outputs,
            lengths=self._lengths(instance),
            tells=not root,
        )
        try:
            instance.forward = body.write(self._result if root else None)
        except UnsupportedError as error:
            place = None
            if body.current is not None and body.current.statement is not None:
                at = body.current.statement
                place = (at.file, at.line)
            raise Refused(error.code, error.details, place) from error
        instance.places, instance.notes = body.places, body.notes
        instance.sizes = body.told
        instance.inputs = [*names.values(), *body.told]

    def _part(self, instance: Instance, hint: str, make: str) -> str:
        """A part that the author's class does not have, such as the layer of a function that is
        random or keeps state; its name."""
        taken = {name for name, _ in instance.init}
        name, number = hint, 2
        while name in taken or hasattr(self.program.modules[instance.path], name):
            name = f"{hint}_{number}"
            number += 1
        instance.init.append((name, f"self.{name} = {make}"))
        return f"self.{name}"

    def _result(self, body: Body) -> str:
        def written(tree: Any) -> str:
            if isinstance(tree, dict):
                items = tree["items"]
                if isinstance(items, dict):
                    inner = ", ".join(f"{key!r}: {written(v)}" for key, v in items.items())
                    return "{" + inner + "}"
                return "(" + ", ".join(map(written, items)) + ("," if len(items) == 1 else "") + ")"
            return body.operand(tree).text if isinstance(tree, (Ref, Weight)) else repr(tree)

        return written(self.program.outputs)

    def _lengths(self, instance: Instance) -> dict[str, int]:
        prefix = f"{instance.path}." if instance.path else ""
        found = {}
        for path, module in self.program.modules.items():
            if path.startswith(prefix) and module.role in ("chain", "list"):
                found[path[len(prefix) :]] = len(module.children)
        return found

    def _parameters(
        self, module: Module, items: list[Item], inputs: tuple[str, ...], root: bool
    ) -> dict[str, str]:
        """Names of the forward method's parameters, by value: the author's where they are clear."""
        if root:
            return {one.name: one.name for one in self.program.inputs}
        tree = author.class_tree(module.file, module.name, module.line)
        known = author.parameters(author.method(tree, "forward"))
        names: dict[str, str] = {}
        free = list(known)
        if len(inputs) == 1 and known:
            return {inputs[0]: known[0]}
        for value in inputs:
            guess = self._guess(value, items, free)
            if guess:
                names[value] = guess
                free.remove(guess)
        rest = iter([name for name in free if not name.startswith("*")])
        for value in inputs:
            if value not in names:
                names[value] = next(rest, f"x{len(names)}")
        order = {name: place for place, name in enumerate(known)}
        return dict(sorted(names.items(), key=lambda pair: order.get(pair[1], len(order))))

    def _guess(self, value: str, items: list[Item], free: list[str]) -> str:
        """The only free parameter that the statement which first uses a value reads."""
        for item in items:
            if Ref(value) in item.uses and item.statement is not None:
                read = author.loads(item.statement.file, item.statement.line)
                found = [name for name in free if name in read]
                return found[0] if len(found) == 1 else ""
        return ""

    def _items(self, instance: Instance, call: Call, module: Module) -> list[Item]:
        items: list[Item] = []
        for inner in call.body:
            if isinstance(inner, Node):
                items.append(self._operation(inner, module))
                continue
            kind = self.kind(inner.path)
            if kind in ("inline", "list"):
                items += self._items(instance, inner, module)
            else:
                items.append(self._called(instance, inner, module, kind))
        return items

    def _operation(self, node: Node, module: Module) -> Item:
        return Item(
            results=node.results,
            uses=[v for v in node.inputs if isinstance(v, Ref)],
            render=lambda body: self.target.expression(node, body),
            statement=self._statement(node, module),
            hint=node.op,
        )

    def _called(self, instance: Instance, call: Call, module: Module, kind: str) -> Item:
        ends = self.flow.ends(call)
        relative = self._relative(instance, call.path)
        order = list(ends.inputs)
        if kind == "class":
            inner = self.templates[call.path]
            if len(self.calls[call.path]) >= 1:
                order = self._ordered(call, inner)
        form, unpack, results = "{layer}({inputs})", "", list(ends.outputs)
        if kind == "layer":
            found, _ = self.layer(call.path)
            form, unpack = found.call, found.unpack
            main = _main(call)
            if unpack and main is not None:
                results = main.results
        same = self.made(call.path).name if kind == "class" else kind
        told = self.templates[call.path].sizes if kind == "class" else []
        values: list[Operand] = [Ref(name) for name in order]

        def render(body: Body) -> Expr:
            texts = [body.operand(value).text for value in values]
            texts += [f"{name}={body.size(Size(name))}" for name in told]
            return Expr(form.format(layer=access(relative), inputs=", ".join(texts)))

        node = first_node(call)
        return Item(
            results=results,
            uses=values,
            unpack=unpack,
            render=render,
            statement=self._statement(node, module) if node else None,
            hint=relative.rpartition(".")[2],
            child=relative,
            same=f"{same} {relative}" if told else same,
        )

    def _ordered(self, call: Call, inner: Instance) -> list[str]:
        """The call's inputs in the order of the emitted method's parameters."""
        ends = self.flow.ends(call)
        module = self.program.modules[call.path]
        names = self._parameters(module, self._items(inner, call, module), ends.inputs, False)
        return list(names)

    def _statement(self, node: Node, module: Module) -> author.Statement | None:
        tree = author.class_tree(module.file, module.name, module.line)
        for place in reversed(node.frames):
            inside = tree is not None and tree.lineno <= place.line <= (tree.end_lineno or 0)
            if place.file == module.file and inside:
                return author.statement(place.file, place.line)
        return None

    def _weight(self, instance: Instance, value: Weight) -> Expr:
        """A tensor as the forward method reads it."""
        path = self.program.canonical(value.path)
        prefix = f"{instance.path}." if instance.path else ""
        if not path.startswith(prefix):
            raise UnsupportedError("foreign_weight", name=path)
        relative = path[len(prefix) :]
        owner, _, name = relative.rpartition(".")
        tensor = self.program.tensors[path]
        if not owner:
            return Expr(self.target.weight(f"self.{name}", name, tensor))
        holder = f"{prefix}{owner}"
        if self.kind(holder) == "layer":
            variable, form = self.target.layer_weight(self.program.modules[holder], name)
            if form != PLAIN:
                raise UnsupportedError("foreign_weight", name=path)
            return Expr(self.target.weight(f"{access(owner)}.{variable}", name, tensor))
        if self.kind(holder) == "class":
            return Expr(self.target.weight(f"{access(owner)}.{name}", name, tensor))
        raise UnsupportedError("foreign_weight", name=path)


class _Config:
    """The writer of constructors: literals only."""

    def __init__(self, program: Program, slots: Slots, need: Callable[[str], str]) -> None:
        self.program, self.slots, self.need = program, slots, need

    def slot(self, value: Any, hint: str) -> str:
        return self.slots.mark(Slot(value, hint))

    def optional(self, prefix: str, value: Any, default: Any, hint: str) -> str:
        return self.slots.mark(Slot(value, hint, prefix=prefix, default=default))

    def operand(self, value: Operand) -> Expr:
        if isinstance(value, (Ref, Weight)):
            raise UnsupportedError("chain_of_operations")
        return Expr(self.slot(value, "value"))

    def shape(self, dims: Any) -> str:
        dynamic = [dim for dim in dims if not isinstance(dim, int)]
        if len(dynamic) > 1:
            raise UnsupportedError("chain_of_operations")
        return tupled(["-1" if not isinstance(d, int) else self.slot(d, "size") for d in dims])

    def size(self, dim: Any) -> str:
        if not isinstance(dim, int):
            raise UnsupportedError("chain_of_operations")
        return self.slot(dim, "size")

    def type_of(self, value: Operand) -> Type:
        if isinstance(value, Ref):
            return self.program.types[value.name]
        return Type("float32", ())

    def part(self, hint: str, make: str) -> str:
        raise UnsupportedError("chain_of_operations")


def _main(call: Call) -> Node | None:
    """The one node of a call that matters: initial states are made beside it."""
    nodes = [node for node in call.nodes() if node.op != "full"]
    return nodes[0] if len(nodes) == 1 else None


def access(relative: str) -> str:
    """The expression of a descendant: ``self.blocks[0].norm``."""
    text = "self"
    for part in relative.split("."):
        text += f"[{part}]" if part.isdigit() else f".{part}"
    return text


def formed(kind: Type, form: Form) -> tuple[int, ...]:
    """The shape of a tensor after its form."""
    shape = tuple(size for size in kind.shape if isinstance(size, int))
    split, axes, after = form
    shape = split or shape
    if axes is not None:
        shape = tuple(shape[axis] for axis in axes)
    return after or shape


def combined(first: Form, second: Form, kind: Type) -> Form:
    """``first``, then ``second``."""
    if first == PLAIN:
        return second
    if second == PLAIN:
        return first
    split, axes, shape = first
    if (
        second[0] is None
        and second[2] is None
        and second[1] == (1, 0)
        and shape is not None
        and split
    ):
        # A weight whose inputs were reordered, then transposed.
        order = axes or tuple(range(len(split)))
        return split, (*order[1:], order[0]), (shape[1], shape[0])
    raise UnsupportedError("weight_form", shape=str(kind))


def _refs(tree: Any) -> list[Ref]:
    if isinstance(tree, dict):
        items = tree["items"]
        values = items.values() if isinstance(items, dict) else items
        return [ref for one in values for ref in _refs(one)]
    return [tree] if isinstance(tree, Ref) else []
