"""What flows into and out of each call: the arguments and results of emitted methods."""

from dataclasses import dataclass

from isograd.ir.program import Call, Node, Program, Ref, leaves, refs


@dataclass(frozen=True)
class Ends:
    """Names of the values that a call takes from outside and hands to the outside."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


class Flow:
    """The ends of every call of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.users: dict[str, list[int]] = {}  # value -> identities of the nodes that use it
        for node in program.nodes():
            for name in refs(node):
                self.users.setdefault(name, []).append(id(node))
        self.final = {v.name for _, v in leaves(program.outputs) if isinstance(v, Ref)}
        self._ends: dict[int, Ends] = {}  # by the call's identity

    def ends(self, call: Call) -> Ends:
        """Inputs in order of use; outputs in order of definition."""
        if id(call) not in self._ends:
            self._ends[id(call)] = self._found(call)
        return self._ends[id(call)]

    def _found(self, call: Call) -> Ends:
        inside = list(call.nodes())
        identities = {id(node) for node in inside}
        defined = [name for node in inside for name in node.results]
        known = set(defined)
        inputs: dict[str, None] = {}
        for node in inside:
            for name in refs(node):
                if name not in known:
                    inputs[name] = None
        outputs = [
            name
            for name in defined
            if name in self.final or any(u not in identities for u in self.users.get(name, []))
        ]
        return Ends(tuple(inputs), tuple(outputs))


def first_node(item: "Node | Call") -> Node | None:
    """The first node of an item."""
    return item if isinstance(item, Node) else next(item.nodes(), None)
