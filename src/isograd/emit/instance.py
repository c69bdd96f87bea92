"""One module of the author's tree as a template, and what can go wrong while it is made."""

from dataclasses import dataclass, field
from typing import Any

from isograd.emit.slots import Slots
from isograd.emit.target import Form


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
