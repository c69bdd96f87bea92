"""Both modes of a model are one program."""

from isograd.frameworks.pytorch.source.refusals import Refusal, RefusedError
from isograd.ir.program import Node, Operand, Place, Program, Ref

SWITCHED = {"dropout": "always", "batch_norm": "training", "attention": "dropout"}


def reconcile(train: Program, evaluated: Program) -> None:
    """Set the attributes that depend on the mode; refuse if anything else differs between them."""
    trained = [node for node in train.nodes() if node.op != "drop_path"]
    tested = list(evaluated.nodes())
    same: dict[str, str] = {one.name: one.name for one in train.inputs}
    passed = {}
    for node in train.nodes():
        if node.op == "drop_path":
            passed[node.results[0]] = node.inputs[0]

    def through(value: Operand) -> Operand:
        while isinstance(value, Ref) and value.name in passed:
            value = passed[value.name]
        return value

    def equal(ours: Operand, theirs: Operand) -> bool:
        ours = through(ours)
        if isinstance(ours, Ref) and isinstance(theirs, Ref):
            return same.get(ours.name) == theirs.name
        return ours == theirs

    if len(trained) != len(tested):
        place = _parting(trained, tested)
        raise RefusedError([Refusal("mode_dependent", {}, place)])
    for node, other in zip(trained, tested, strict=True):
        switch = SWITCHED.get(node.op, "")
        ours = {k: v for k, v in node.attributes.items() if k != switch}
        theirs = {k: v for k, v in other.attributes.items() if k != switch}
        alike = node.op == other.op and ours == theirs and len(node.inputs) == len(other.inputs)
        if not alike or not all(map(equal, node.inputs, other.inputs)):
            raise RefusedError([Refusal("mode_dependent", {}, node.place)])
        if node.op == "batch_norm":
            pair = (node.attributes["training"], other.attributes["training"])
            modes = {
                ("always", "never"): "mode",
                ("never", "never"): "never",
                ("always", "always"): "always",
            }
            node.attributes["training"] = modes[pair]
        elif node.op == "dropout":
            if not node.attributes["always"]:
                node.attributes["rate"] = 0.0
            node.attributes["always"] = bool(other.attributes["always"])
        elif node.op == "attention" and other.attributes["dropout"]:
            raise RefusedError([Refusal("mode_dependent", {}, node.place)])
        same.update(zip(node.results, other.results, strict=True))


def _parting(ours: list[Node], theirs: list[Node]) -> Place:
    for one, other in zip(ours, theirs, strict=False):
        if one.op != other.op:
            return one.place
    return (ours or [Node("", [], {}, [], [])])[-1].place
