"""An operation on exactly the tensors of a leaf module below the caller becomes a call of it.

Authors (and PyTorch's own attention) sometimes hand a layer's tensors to a function instead of
calling the layer; the graph then shows no call. Computed is the same.
"""

from dataclasses import replace

from isograd.ir.program import Call, Node, Program, Weight
from isograd.ir.spec import verify

# Operation -> names of the tensors that follow its first operand, and the class of the leaf.
TENSORS = {
    "linear": (("weight", "bias"), "Linear"),
    "embedding": (("weight",), "Embedding"),
}


def recover_calls(program: Program) -> Program:
    """The program with such calls in it."""
    called = {call.path for call in program.root.calls()}

    def visit(call: Call) -> Call:
        made = Call(call.path, call.key)
        for item in call.body:
            if isinstance(item, Call):
                made.body.append(visit(item))
                continue
            path = _leaf(program, item, call.path)
            if path and path not in called:
                made.body.append(Call(path, f"{call.key}/{path}", [item]))
            else:
                made.body.append(item)
        return made

    recovered = replace(program, root=visit(program.root))
    verify(recovered)
    return recovered


def _leaf(program: Program, node: Node, caller: str) -> str:
    """Path of the leaf whose tensors these are; empty: there is none below the caller."""
    names, kind = TENSORS.get(node.op, ((), ""))
    held = [value for value in node.inputs if isinstance(value, Weight)]
    if not names or not held or not held[0].path.endswith(".weight"):
        return ""
    path = held[0].path.removesuffix(".weight")
    module = program.modules.get(path)
    prefix = f"{caller}." if caller else ""
    if module is None or module.role != "layer" or module.name != kind or path == caller:
        return ""
    own = [Weight(f"{path}.{name}") for name in names if name in module.parameters]
    tied = any(program.tensors[one.path].alias for one in own)
    return path if held == own and path.startswith(prefix) and not tied else ""
