"""A tensor that a module uses but does not own is read by the nearest caller that does, and handed
on as an argument: the author passed it along, or tied it to another module's."""

from dataclasses import replace

from isograd.ir.program import Call, Node, Operand, Program, Ref, Weight
from isograd.ir.spec import verify


def lift_weights(program: Program) -> Program:
    """The program with a ``read`` node for every tensor that is used outside its owner."""
    types = dict(program.types)

    def visit(call: Call, above: list[Call]) -> Call:
        made = Call(call.path, call.key)
        stack = [*above, made]
        for item in call.body:
            if isinstance(item, Call):
                inner = visit(item, stack)
                made.body.append(inner)
                continue
            inputs: list[Operand] = [
                lifted(value, item, stack) if isinstance(value, Weight) else value
                for value in item.inputs
            ]
            made.body.append(replace(item, inputs=inputs))
        return made

    def lifted(value: Weight, node: Node, stack: list[Call]) -> Operand:
        path = program.canonical(value.path)
        owners = [call for call in stack if not call.path or path.startswith(f"{call.path}.")]
        if owners[-1] is stack[-1]:
            return Weight(path)
        name = f"read_{len(types)}"
        kind = program.tensors[path].type
        types[name] = kind
        owners[-1].body.append(Node("read", [Weight(path)], {}, [name], [kind], node.frames))
        return Ref(name)

    root = visit(program.root, [])
    lifted_program = replace(program, root=root, types=types)
    verify(lifted_program)
    return lifted_program
