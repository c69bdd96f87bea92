"""What layers do, with tensors that are computed or the author's own; and what is random."""

from isograd.emit.target import SUM, Expr, Target, UnsupportedError, Writer
from isograd.frameworks.keras.targets.keras.layers import same
from isograd.ir.program import Node


class Functions(Target):
    """Products, convolutions, attention, normalisation, dropout."""

    def op_einsum(self, node: Node, w: Writer) -> Expr:
        items = ", ".join(w.operand(value).text for value in node.inputs)
        return Expr(f'ops.einsum("{node.attributes["equation"]}", {items})')

    def op_affine(self, node: Node, w: Writer) -> Expr:
        bias, a, b = (w.operand(value) for value in node.inputs)
        return Expr(f"ops.matmul({a.text}, {b.text}) + {bias.at(SUM + 1)}", SUM)

    def op_linear(self, node: Node, w: Writer) -> Expr:
        x, weight = (w.operand(value) for value in node.inputs[:2])
        text = f"ops.matmul({x.text}, ops.transpose({weight.text}))"
        if node.inputs[2] is None:
            return Expr(text)
        return Expr(f"{text} + {w.operand(node.inputs[2]).at(SUM + 1)}", SUM)

    def op_conv(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        strided, dilated = (any(one != 1 for one in a[n]) for n in ("stride", "dilation"))
        if strided and dilated:
            raise UnsupportedError("strided_dilation")
        parts = [w.operand(value).text for value in node.inputs[:2]]
        parts += [same(w, a["stride"], "stride"), f"padding={a['padding']}"]
        if dilated:
            parts.append(f"dilation={same(w, a['dilation'], 'dilation')}")
        text = f"{w.need('conv')}({', '.join(parts)})"
        if node.inputs[2] is None:
            return Expr(text)
        return Expr(f"{text} + {w.operand(node.inputs[2]).at(SUM + 1)}", SUM)

    def op_embedding(self, node: Node, w: Writer) -> Expr:
        if node.attributes["padding_index"] is not None:
            raise UnsupportedError("padding_index")
        indices, weight = (w.operand(value).text for value in node.inputs)
        return Expr(f"ops.take({weight}, {indices}, axis=0)")

    def op_attention(self, node: Node, w: Writer) -> Expr:
        a, mask = node.attributes, node.inputs[3]
        if node.types[0].rank != 4:
            raise UnsupportedError("attention_rank")
        if a["grouped"]:
            raise UnsupportedError("grouped_attention")
        function = "ops.dot_product_attention"
        parts = [w.operand(value).text for value in node.inputs[:3]]
        if mask is not None:
            kind, text = w.type_of(mask), w.operand(mask)
            if kind.rank < 4:
                text = Expr(f"{text.at(9)}[{', '.join(['None'] * (4 - kind.rank))}]")
            parts.append(f"{'mask' if kind.dtype == 'bool' else 'bias'}={text.text}")
            if kind.dtype == "bool":
                function = w.need("masked_attention")
        if a["scale"] is not None:
            parts.append(f"scale={w.slot(a['scale'], 'scale')}")
        if a["causal"]:
            parts.append("is_causal=True")
        if a["dropout"]:
            make = f"layers.Dropout({w.slot(a['dropout'], 'rate')})"
            function = w.need("attention_with_dropout")
            parts.append(f"dropout={w.part('attention_dropout', make)}")
        return Expr(f"{function}({', '.join(parts)})")

    def op_batch_norm(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if a["training"] == "always" or node.inputs[3] is None:
            raise UnsupportedError("batch_statistics")
        parts = ["None" if v is None else w.operand(v).text for v in node.inputs]
        momentum = w.slot(float(f"{1 - a['momentum']:.12g}"), "momentum")
        parts += [f"momentum={momentum}", f"epsilon={w.slot(a['epsilon'], 'epsilon')}"]
        parts.append(f"training={'training' if a['training'] == 'mode' else 'False'}")
        return Expr(f"{w.need('batch_norm')}({', '.join(parts)})")

    def _norm(self, function: str, node: Node, w: Writer) -> Expr:
        if len(node.attributes["axes"]) != 1:
            raise UnsupportedError("several_axes")
        parts = [w.operand(value).text if value is not None else "None" for value in node.inputs]
        epsilon = w.slot(node.attributes["epsilon"], "epsilon")
        return Expr(f"{w.need(function)}({', '.join(parts)}, epsilon={epsilon})")

    def op_layer_norm(self, node: Node, w: Writer) -> Expr:
        return self._norm("layer_norm", node, w)

    def op_rms_norm(self, node: Node, w: Writer) -> Expr:
        return self._norm("rms_norm", node, w)

    def op_group_norm(self, node: Node, w: Writer) -> Expr:
        parts = [w.operand(value).text if value is not None else "None" for value in node.inputs]
        groups = w.slot(node.attributes.get("groups", 0), "groups")
        epsilon = w.slot(node.attributes["epsilon"], "epsilon")
        call = f"{w.need('group_norm')}({', '.join(parts)}, groups={groups}, epsilon={epsilon})"
        return Expr(call)

    op_instance_norm = op_group_norm

    def op_pixel_shuffle(self, node: Node, w: Writer) -> Expr:
        factor = w.slot(node.attributes["factor"], "factor")
        return Expr(f"{w.need('pixel_shuffle')}({w.operand(node.inputs[0]).text}, {factor})")

    def op_drop_path(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if not a["scaled"]:
            raise UnsupportedError("unscaled_drop_path")
        ones = ", 1" * (node.types[0].rank - 1)
        make = f"layers.Dropout({w.slot(a['rate'], 'rate')}, noise_shape=(None{ones}))"
        x = w.operand(node.inputs[0]).text
        return Expr(f"{w.part('drop', make)}({x})")

    def op_dropout(self, node: Node, w: Writer) -> Expr:
        a, x = node.attributes, w.operand(node.inputs[0])
        if a["rate"] == 0:
            return x
        if a["always"]:
            raise UnsupportedError("dropout_in_eval")
        layer = f"SpatialDropout{node.types[0].rank - 2}D" if a["whole_channels"] else "Dropout"
        made = w.part("dropout", f"layers.{layer}({w.slot(a['rate'], 'rate')})")
        return Expr(f"{made}({x.text})")
