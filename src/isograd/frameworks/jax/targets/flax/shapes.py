"""Shapes, slices and indices as JAX writes them."""

from isograd.emit.target import PRODUCT, SUM, Expr, Target, UnsupportedError, Writer, number, tupled
from isograd.ir.program import Node


class Shapes(Target):
    """What moves data, and nothing else."""

    def op_reshape(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0])
        shape = w.shape(node.attributes["shape"])
        inner = shape[1:-1].rstrip(",")
        return Expr(f"{x.at(9)}.reshape({inner or shape})")

    def op_permute(self, node: Node, w: Writer) -> Expr:
        axes = ", ".join(map(str, node.attributes["axes"]))
        return Expr(f"{w.operand(node.inputs[0]).at(9)}.transpose({axes})")

    def op_expand_dims(self, node: Node, w: Writer) -> Expr:
        return Expr(f"jnp.expand_dims({w.operand(node.inputs[0]).text}, {node.attributes['axis']})")

    def op_squeeze(self, node: Node, w: Writer) -> Expr:
        axes = node.attributes["axes"]
        axis = axes[0] if len(axes) == 1 else axes
        return Expr(f"jnp.squeeze({w.operand(node.inputs[0]).text}, axis={axis})")

    def op_broadcast_to(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        shape = tupled(w.size(dim) for dim in node.attributes["shape"])
        return Expr(f"jnp.broadcast_to({x}, {shape})")

    def op_concatenate(self, node: Node, w: Writer) -> Expr:
        items = ", ".join(w.operand(value).text for value in node.inputs)
        return Expr(f"jnp.concatenate([{items}], axis={node.attributes['axis']})")

    def op_stack(self, node: Node, w: Writer) -> Expr:
        items = ", ".join(w.operand(value).text for value in node.inputs)
        return Expr(f"jnp.stack([{items}], axis={node.attributes['axis']})")

    def op_split(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        sizes, axis = node.attributes["sizes"], node.attributes["axis"]
        if len(set(sizes)) == 1:
            return Expr(f"jnp.split({x}, {len(sizes)}, axis={axis})")
        if not all(isinstance(size, int) for size in sizes):
            raise UnsupportedError("symbolic_split")
        ends = [sum(sizes[: n + 1]) for n in range(len(sizes) - 1)]
        marks = tupled(w.slot(end, "end") for end in ends)
        return Expr(f"jnp.split({x}, {marks}, axis={axis})")

    def op_unstack(self, node: Node, w: Writer) -> Expr:
        x, axis = w.operand(node.inputs[0]).text, node.attributes["axis"]
        return Expr(f"jnp.unstack({x}, axis={axis})")

    def op_roll(self, node: Node, w: Writer) -> Expr:
        shifts = tupled(w.slot(one, "shift") for one in node.attributes["shifts"])
        x = w.operand(node.inputs[0]).text
        return Expr(f"jnp.roll({x}, {shifts}, axis={node.attributes['axes']})")

    def op_flip(self, node: Node, w: Writer) -> Expr:
        return Expr(f"jnp.flip({w.operand(node.inputs[0]).text}, axis={node.attributes['axes']})")

    def op_tile(self, node: Node, w: Writer) -> Expr:
        repeats = tupled(w.size(one) for one in node.attributes["repeats"])
        return Expr(f"jnp.tile({w.operand(node.inputs[0]).text}, {repeats})")

    def op_repeat(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        repeats = w.slot(a["repeats"], "repeats")
        return Expr(f"jnp.repeat({w.operand(node.inputs[0]).text}, {repeats}, axis={a['axis']})")

    def op_pad(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        pairs = ", ".join(f"({w.size(low)}, {w.size(high)})" for low, high in a["widths"])
        x = w.operand(node.inputs[0]).text
        if a["mode"] == "constant":
            value = "" if a["value"] == 0 else f", constant_values={number(a['value'])}"
            return Expr(f"jnp.pad({x}, ({pairs}){value})")
        mode = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}[a["mode"]]
        return Expr(f'jnp.pad({x}, ({pairs}), mode="{mode}")')

    def op_take(self, node: Node, w: Writer) -> Expr:
        x, indices = (w.operand(value) for value in node.inputs)
        axis = node.attributes["axis"]
        return Expr(f"{x.at(9)}[{':, ' * axis}{indices.text}]")

    def op_index(self, node: Node, w: Writer) -> Expr:
        x, *indices = (w.operand(value) for value in node.inputs)
        inner = ", ".join(one.text for one in indices)
        return Expr(f"{x.at(9)}[{':, ' * node.attributes['axes'][0]}{inner}]")

    def op_take_along(self, node: Node, w: Writer) -> Expr:
        x, indices = (w.operand(value).text for value in node.inputs)
        return Expr(f"jnp.take_along_axis({x}, {indices}, axis={node.attributes['axis']})")

    def op_difference(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        more = ""
        if node.inputs[1] is not None:
            more = f", prepend={w.operand(node.inputs[1]).text}"
        return Expr(f"jnp.diff({x}, axis={node.attributes['axis']}{more})")

    def op_affine(self, node: Node, w: Writer) -> Expr:
        bias, a, b = (w.operand(value) for value in node.inputs)
        return Expr(f"{a.at(PRODUCT)} @ {b.at(PRODUCT + 1)} + {bias.at(SUM + 1)}", SUM)

    def op_triangle(self, node: Node, w: Writer) -> Expr:
        function = "tril" if node.attributes["lower"] else "triu"
        x = w.operand(node.inputs[0]).text
        return Expr(f"jnp.{function}({x}, {node.attributes['diagonal']})")
