"""Every module of the author's tree as a template: how it is made, what its forward does.

Bottom up: a module's own classes first, so that its constructor can hand them their arguments.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from isograd.emit.config import Config, access, combined, formed
from isograd.emit.forwards import Forwards
from isograd.emit.instance import Instance, Refused
from isograd.emit.slots import Slot, fill
from isograd.emit.target import PLAIN, UnsupportedError, tupled
from isograd.ir.program import Call


class Instances(Forwards):
    """Makes templates; asks ``made`` for the classes of children."""

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
        writer = Config(self.program, instance.slots, self._need)
        sizes = tupled([writer.size(size) if size != 1 else "1" for size in shape])
        mean, deviation = self.spreads.get(path, (0.0, 0.0))
        own = self.target.attribute(name)
        for line in self.target.make_weight(own, tensor, sizes, mean, deviation):
            instance.init.append((name, line))
        instance.drawn[name] = f"{tensor.kind} {tensor.type.dtype} {sizes} {tensor.trainable}"
        instance.weights[path] = (own, form)

    def _child(self, instance: Instance, child: str) -> None:
        path = f"{instance.path}.{child}" if instance.path else child
        module = self.program.modules[path]
        if module.first != path:
            self._alias(instance, child, module.first)
            return
        text = self._make(instance, path, child)
        if text is not None:
            name = self.target.attribute(child)
            instance.init.append((child, f"self.{name} = {text}"))

    def _alias(self, instance: Instance, child: str, first: str) -> None:
        prefix = f"{instance.path}." if instance.path else ""
        if not first.startswith(prefix) or not self.calls.get(first):
            if self.kind(first) in ("inline", "absent"):
                return
            raise Refused("shared_module", {"name": child}, None)
        if self.kind(first) in ("class", "layer", "chain"):
            name = self.target.attribute(child)
            other = access(first[len(prefix) :], self.target.attribute)
            instance.init.append((child, f"self.{name} = {other}"))

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
            else:
                part = self.target.attribute(part)
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
        if module.role == "dict":
            raise Refused("module_dict", {"name": path}, self._place(path))
        makers: list[Callable[[], str | None]] = []
        if kind == "chain":
            for item in self.calls[path][0].body:
                makers.append(partial(self._link, instance, path, item, attribute))
            return self._listed(instance, self.target.sequential, makers)
        for child in module.children:
            inner = f"{path}.{child}"
            if self.program.modules[inner].first != inner:
                raise Refused("shared_module", {"name": inner}, None)
            makers.append(partial(self._make, instance, inner, attribute))
        if all(self.kind(f"{path}.{child}") in ("inline", "absent") for child in module.children):
            return None
        return self._listed(instance, self.target.list_of, makers)

    def _listed(self, instance: Instance, form: str, makers: list[Callable[[], str | None]]) -> str:
        """A list of children. Those that are made alike are told once, with their number."""
        slots = instance.slots.items
        made: list[tuple[str, list[Slot]]] = []
        begin = len(slots)
        for maker in makers:
            start = len(slots)
            text = maker() or "None"
            made.append((text, slots[start:]))
        first = made[0] if made else ("", [])
        alike = len(made) > 1 and "(" in first[0] and all(_alike(first, one) for one in made)
        if alike:
            del slots[begin + len(first[1]) :]
            count = instance.slots.mark(Slot(len(made), "depth"))
            inner = f"{first[0]} for _ in range({count})"
            starred = "[{items}]" not in form
            return form.replace("{items}", f"*[{inner}]" if starred else inner)
        return form.replace("{items}", ", ".join(text for text, _ in made))

    def _link(self, instance: Instance, path: str, item: Any, attribute: str) -> str:
        """One element of a chain: a layer, an instance of a class, or a function."""
        text = self._make(instance, item.path, attribute)
        if text is not None:
            return text
        node = next(item.nodes())
        writer = Config(self.program, instance.slots, self._need)
        try:
            return self.target.function(node, writer)
        except UnsupportedError as error:
            raise Refused(error.code, error.details, node.place) from error


def _alike(one: tuple[str, list[Slot]], other: tuple[str, list[Slot]]) -> bool:
    """Whether two elements differ in nothing: the same text but for marks, the same values."""
    blank = [""] * 10_000
    same = fill(one[0], blank) == fill(other[0], blank)
    values = [[(s.value, s.hint, s.prefix) for s in slots] for _, slots in (one, other)]
    return same and values[0] == values[1]
