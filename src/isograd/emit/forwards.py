"""The forward method of a template: what is called with what, under which names."""

from dataclasses import replace
from typing import Any

from isograd.emit import author
from isograd.emit.body import Body, Item
from isograd.emit.config import access, main_node, refs_of
from isograd.emit.flow import first_node
from isograd.emit.instance import Instance, Refused
from isograd.emit.kinds import Kinds
from isograd.emit.slots import Slots, marks
from isograd.emit.target import PLAIN, Expr, UnsupportedError
from isograd.ir.program import Call, Module, Node, Operand, Ref, Size, Weight


class Forwards(Kinds):
    """Makes the bodies of templates."""

    templates: dict[str, Instance]

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
            outputs=[v.name for v in refs_of(self.program.outputs)] if root else outputs,
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
        for mark in marks(make):  # they stand in the constructor now
            instance.slots.items[mark] = replace(instance.slots.items[mark], forward=False)
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
            main = main_node(call)
            if unpack and main is not None:
                results = main.results
        same = self.made(call.path).name if kind == "class" else kind
        told = self.templates[call.path].sizes if kind == "class" else []
        values: list[Operand] = [Ref(name) for name in order]

        def render(body: Body) -> Expr:
            texts = [body.operand(value).text for value in values]
            texts += [f"{name}={body.size(Size(name))}" for name in told]
            return Expr(
                form.format(layer=access(relative, self.target.attribute), inputs=", ".join(texts))
            )

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
        own = self.target.attribute(name)
        if not owner:
            return Expr(self.target.weight(f"self.{own}", name, tensor))
        holder = f"{prefix}{owner}"
        holder_text = access(owner, self.target.attribute)
        if self.kind(holder) == "layer":
            variable, form = self.target.layer_weight(self.program.modules[holder], name)
            if form != PLAIN:
                raise UnsupportedError("foreign_weight", name=path)
            return Expr(self.target.weight(f"{holder_text}.{variable}", name, tensor))
        if self.kind(holder) == "class":
            return Expr(self.target.weight(f"{holder_text}.{own}", name, tensor))
        raise UnsupportedError("foreign_weight", name=path)
