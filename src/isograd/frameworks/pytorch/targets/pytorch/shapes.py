"""Shapes, slices and indices as PyTorch writes them."""

from isograd.emit.target import PRODUCT, SUM, Expr, Target, Writer, number, tupled
from isograd.ir.program import Node


class Shapes(Target):
    """What moves data, and nothing else."""

    def _x(self, node: Node, w: Writer) -> str:
        return w.operand(node.inputs[0]).text

    def _method(self, node: Node, w: Writer) -> str:
        return w.operand(node.inputs[0]).at(9)

    def _several(self, node: Node, w: Writer) -> str:
        return ", ".join(w.operand(value).text for value in node.inputs)

    def _dim(self, node: Node) -> int:
        axis: int = node.attributes["axis"]
        return -1 if axis == node.types[0].rank - 1 else axis

    def op_reshape(self, node: Node, w: Writer) -> Expr:
        x = self._method(node, w)
        shape = w.shape(node.attributes["shape"])
        return Expr(f"{x}.reshape({shape[1:-1].rstrip(',') or shape})")

    def op_permute(self, node: Node, w: Writer) -> Expr:
        x, axes = self._method(node, w), node.attributes["axes"]
        moved = [place for place, axis in enumerate(axes) if place != axis]
        if len(moved) == 2:
            rank = len(axes)
            first, second = moved
            if second == rank - 1:
                return Expr(f"{x}.transpose({first - rank}, {second - rank})")
            return Expr(f"{x}.transpose({first}, {second})")
        return Expr(f"{x}.permute({', '.join(map(str, axes))})")

    def op_expand_dims(self, node: Node, w: Writer) -> Expr:
        return Expr(f"{self._method(node, w)}.unsqueeze({node.attributes['axis']})")

    def op_squeeze(self, node: Node, w: Writer) -> Expr:
        axes = node.attributes["axes"]
        axis = axes[0] if len(axes) == 1 else axes
        return Expr(f"{self._method(node, w)}.squeeze({axis})")

    def op_broadcast_to(self, node: Node, w: Writer) -> Expr:
        x = self._method(node, w)
        sizes = ", ".join(w.size(dim) for dim in node.attributes["shape"])
        return Expr(f"{x}.expand({sizes})")

    def op_concatenate(self, node: Node, w: Writer) -> Expr:
        return Expr(f"torch.cat([{self._several(node, w)}], dim={self._dim(node)})")

    def op_stack(self, node: Node, w: Writer) -> Expr:
        return Expr(f"torch.stack([{self._several(node, w)}], dim={node.attributes['axis']})")

    def op_split(self, node: Node, w: Writer) -> Expr:
        x = self._method(node, w)
        sizes, axis = node.attributes["sizes"], node.attributes["axis"]
        if len(set(sizes)) == 1:
            return Expr(f"{x}.chunk({len(sizes)}, dim={axis})")
        inner = ", ".join(w.size(size) for size in sizes)
        return Expr(f"{x}.split([{inner}], dim={axis})")

    def op_unstack(self, node: Node, w: Writer) -> Expr:
        return Expr(f"{self._method(node, w)}.unbind({node.attributes['axis']})")

    def op_roll(self, node: Node, w: Writer) -> Expr:
        shifts = tupled(w.slot(one, "shift") for one in node.attributes["shifts"])
        return Expr(f"torch.roll({self._x(node, w)}, {shifts}, dims={node.attributes['axes']})")

    def op_flip(self, node: Node, w: Writer) -> Expr:
        return Expr(f"torch.flip({self._x(node, w)}, {node.attributes['axes']})")

    def op_tile(self, node: Node, w: Writer) -> Expr:
        x = self._method(node, w)
        return Expr(f"{x}.repeat({', '.join(w.size(one) for one in node.attributes['repeats'])})")

    def op_repeat(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        repeats = w.slot(a["repeats"], "repeats")
        return Expr(f"{self._method(node, w)}.repeat_interleave({repeats}, dim={a['axis']})")

    def op_pad(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        x = self._x(node, w)
        widths = list(reversed(a["widths"]))
        while len(widths) > 1 and widths[-1] == (0, 0):
            widths.pop()
        inner = ", ".join(f"{w.size(low)}, {w.size(high)}" for low, high in widths)
        if a["mode"] != "constant":
            return Expr(f'F.pad({x}, ({inner}), mode="{a["mode"]}")')
        value = "" if a["value"] == 0 else f", value={number(a['value'])}"
        return Expr(f"F.pad({x}, ({inner}){value})")

    def op_take(self, node: Node, w: Writer) -> Expr:
        x, indices = (w.operand(value) for value in node.inputs)
        return Expr(f"{x.at(9)}[{':, ' * node.attributes['axis']}{indices.text}]")

    def op_index(self, node: Node, w: Writer) -> Expr:
        x, *indices = (w.operand(value) for value in node.inputs)
        inner = ", ".join(one.text for one in indices)
        return Expr(f"{x.at(9)}[{':, ' * node.attributes['axes'][0]}{inner}]")

    def op_take_along(self, node: Node, w: Writer) -> Expr:
        x, indices = (w.operand(value) for value in node.inputs)
        return Expr(f"{x.at(9)}.gather({node.attributes['axis']}, {indices.text})")

    def op_difference(self, node: Node, w: Writer) -> Expr:
        x = w.operand(node.inputs[0]).text
        more = ""
        if node.inputs[1] is not None:
            more = f", prepend={w.operand(node.inputs[1]).text}"
        return Expr(f"torch.diff({x}, dim={node.attributes['axis']}{more})")

    def op_affine(self, node: Node, w: Writer) -> Expr:
        bias, a, b = (w.operand(value) for value in node.inputs)
        return Expr(f"{a.at(PRODUCT)} @ {b.at(PRODUCT + 1)} + {bias.at(SUM + 1)}", SUM)

    def op_triangle(self, node: Node, w: Writer) -> Expr:
        function = "tril" if node.attributes["lower"] else "triu"
        return Expr(f"torch.{function}({self._x(node, w)}, {node.attributes['diagonal']})")
