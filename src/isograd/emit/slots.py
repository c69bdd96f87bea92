"""Code with holes: literals that may become constructor arguments stand as numbered marks, so that
two instances of one class can be compared text by text and value by value."""

import re
from dataclasses import dataclass, field
from typing import Any

_MARK = re.compile("⟦(\\d+)⟧")


@dataclass(frozen=True)
class Slot:
    """One literal: its value, a name for an argument that it may become, and the author's lines
    (file and line numbers) where its expression may be found."""

    value: Any
    hint: str
    where: tuple[str, int] = ("", 0)  # file and line of the author's statement
    forward: bool = False  # in the body of the forward method rather than the constructor
    callee: str = ""  # the class whose constructor it is handed to, if any
    prefix: str = ""  # of an argument that is left out where it is ``default``: ", strides="
    default: Any = None


@dataclass
class Slots:
    """The slots of one instance, in the order of their marks."""

    items: list[Slot] = field(default_factory=list)

    def mark(self, slot: Slot) -> str:
        """A mark that stands for ``slot`` in code."""
        self.items.append(slot)
        return f"⟦{len(self.items) - 1}⟧"


def fill(text: str, values: list[str]) -> str:
    """``text`` with each mark replaced."""
    return _MARK.sub(lambda found: values[int(found[1])], text)


def written(slot: Slot, text: str) -> str:
    """What stands in the place of a slot that was resolved to ``text``."""
    if not slot.prefix:
        return text
    return "" if text == literal(slot.default) else f"{slot.prefix}{text}"


def marks(text: str) -> list[int]:
    """Numbers of the marks in ``text``."""
    return [int(found) for found in _MARK.findall(text)]


def literal(value: Any) -> str:
    """A value as source code; what is no plain literal is refused."""
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return f'float("{value}")'
    if isinstance(value, tuple):
        inner = ", ".join(map(literal, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, (bool, int, float, str, type(None))):
        return repr(value)
    raise TypeError(f"{type(value).__name__} is no literal")


def frozen(value: Any) -> Any:
    """Lists as tuples, all the way down: documents have lists where sources have tuples."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value
