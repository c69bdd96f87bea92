"""Two changes of shape in a row become one, or none: what functions of a library leave behind."""

from dataclasses import replace

from isograd.ir.program import Call, Node, Operand, Program, Ref, leaves, refs
from isograd.ir.spec import verify


def fold_shapes(program: Program) -> Program:
    """The program without reshapes of reshapes and without axes that come and go."""
    counts: dict[str, int] = {}
    for node in program.nodes():
        for name in refs(node):
            counts[name] = counts.get(name, 0) + 1
    for _, value in leaves(program.outputs):
        if isinstance(value, Ref):
            counts[value.name] = counts.get(value.name, 0) + 2
    same: dict[str, Operand] = {}

    def now(value: Operand) -> Operand:
        while isinstance(value, Ref) and value.name in same:
            value = same[value.name]
        return value

    def visit(call: Call) -> Call:
        made = Call(call.path, call.key)
        here: dict[str, Node] = {}
        for item in call.body:
            if isinstance(item, Call):
                made.body.append(visit(item))
                continue
            node = replace(item, inputs=[now(value) for value in item.inputs])
            source = node.inputs[0] if node.inputs else None
            before = here.get(source.name) if isinstance(source, Ref) else None
            if before is not None and counts.get(before.results[0]) == 1:
                joined = _joined(program, before, node)
                if joined is not None:
                    made.body.remove(before)
                    if not isinstance(joined, Node):
                        same[node.results[0]] = joined
                        counts[joined.name] = counts.get(node.results[0], 0)
                        continue
                    node = joined
            made.body.append(node)
            here.update(dict.fromkeys(node.results, node))
        return made

    root = visit(program.root)
    outputs = _renamed(program.outputs, same)
    folded = replace(program, root=root, outputs=outputs)
    verify(folded)
    return folded


def _joined(program: Program, before: Node, node: Node) -> Node | Ref | None:
    """What two nodes in a row are together: one node, a value that is there, or None."""
    source = before.inputs[0] if before.inputs else None
    if not isinstance(source, Ref):
        return None
    if (before.op, node.op) == ("reshape", "reshape"):
        if program.types[source.name].shape == node.types[0].shape:
            return source
        return replace(node, inputs=[source])
    if (before.op, node.op) == ("expand_dims", "squeeze"):
        return source if node.attributes["axes"] == (before.attributes["axis"],) else None
    if (before.op, node.op) == ("permute", "permute"):
        axes = tuple(before.attributes["axes"][axis] for axis in node.attributes["axes"])
        if axes == tuple(range(len(axes))):
            return source
        return replace(node, inputs=[source], attributes={"axes": axes})
    return None


def _renamed(outputs: object, same: dict[str, Operand]) -> object:
    if isinstance(outputs, dict):
        items = outputs["items"]
        if isinstance(items, dict):
            return {**outputs, "items": {k: _renamed(v, same) for k, v in items.items()}}
        return {**outputs, "items": [_renamed(one, same) for one in items]}
    while isinstance(outputs, Ref) and outputs.name in same:
        outputs = same[outputs.name]
    return outputs
