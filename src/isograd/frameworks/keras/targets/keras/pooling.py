"""Pooling and resizing: Keras knows "valid" and "same", the source any padding."""

from typing import Any

from isograd.emit.target import Expr, Target, UnsupportedError, Writer, tupled
from isograd.frameworks.keras.targets.keras.layers import same
from isograd.ir.program import Node

Pairs = tuple[tuple[int, int], ...]


class Pooling(Target):
    """The operations that look at windows."""

    def op_max_pool(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        if any(one != 1 for one in a["dilation"]):
            raise UnsupportedError("pool_dilation")
        margin = margins(node, w)
        parts = [w.operand(node.inputs[0]).text, *windows(a, w)]
        if not any(map(any, margin)):
            return Expr(f"ops.max_pool({', '.join(parts)})")
        parts = [parts[0], same(w, a["window"], "window"), same(w, a["stride"], "stride")]
        even = set(margin) == {(margin[0][0],) * 2}
        return Expr(
            f"{w.need('max_pool')}({', '.join(parts)}, margin={margin[0][0] if even else margin})"
        )

    def op_average_pool(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        margin = margins(node, w)
        parts = [w.operand(node.inputs[0]).text, *windows(a, w)]
        if not any(map(any, margin)):
            return Expr(f"ops.average_pool({', '.join(parts)})")
        parts = [parts[0], same(w, a["window"], "window"), same(w, a["stride"], "stride")]
        counted = tuple((p, p) if a["count_padding"] else (0, 0) for p in a["padding"])
        if counted == margin:
            parts[0] = f"ops.pad({parts[0]}, ((0, 0), {', '.join(map(str, margin))}, (0, 0)))"
            return Expr(f"ops.average_pool({', '.join(parts)})")
        name = w.need("average_pool")
        return Expr(f"{name}({', '.join(parts)}, margin={margin}, counted={counted})")

    def op_adaptive_average_pool(self, node: Node, w: Writer) -> Expr:
        size = node.attributes["size"]
        x = w.operand(node.inputs[0])
        if all(one == 1 for one in size):
            axes = tuple(range(1, 1 + len(size)))
            axis = axes[0] if len(axes) == 1 else axes
            return Expr(f"ops.mean({x.text}, axis={axis}, keepdims=True)")
        sizes = tupled(w.slot(one, "size") for one in size)
        return Expr(f"{w.need('adaptive_average_pool')}({x.text}, {sizes})")

    def op_adaptive_max_pool(self, node: Node, w: Writer) -> Expr:
        window = whole_windows(node, w)
        if window is None:
            raise UnsupportedError("adaptive_max_pool")
        return Expr(f"ops.max_pool({w.operand(node.inputs[0]).text}, {window})")

    def op_resize(self, node: Node, w: Writer) -> Expr:
        a = node.attributes
        known = sizes(node, w)
        if known is None:
            raise UnsupportedError("symbolic_resize")
        before, after = known
        x = w.operand(node.inputs[0]).text
        if a["method"] == "nearest":
            factors = [new // old for old, new in zip(before, after, strict=True)]
            if [f * old for f, old in zip(factors, before, strict=True)] != after:
                return self._resized(node, w, x, after)
            for axis, factor in enumerate(factors, start=1):
                if factor != 1:
                    x = f"ops.repeat({x}, {factor}, axis={axis})"
            return Expr(x)
        scaled = a["scale"] is None or all(
            old * s == new for old, s, new in zip(before, a["scale"], after, strict=True)
        )
        if a["method"] != "linear" or not (scaled or a["align_corners"]):
            return self._resized(node, w, x, after)
        more = ", align_corners=True" if a["align_corners"] else ""
        size = tupled(w.slot(one, "size") for one in after)
        return Expr(f"{w.need('linear_resize')}({x}, {size}{more})")

    def _resized(self, node: Node, w: Writer, x: str, after: list[int]) -> Expr:
        """By a function that has all methods."""
        a = node.attributes
        parts = [x, tupled(w.slot(one, "size") for one in after), f'"{a["method"]}"']
        if a["align_corners"]:
            parts.append("align_corners=True")
        if a["scale"]:
            parts.append(f"scale={a['scale']}")
        return Expr(f"{w.need('resize')}({', '.join(parts)})")


def sizes(node: Node, w: Writer) -> tuple[list[int], list[int]] | None:
    """The spatial sizes in front of and behind a node, if they are known."""
    before, after = w.type_of(node.inputs[0]).shape[1:-1], node.types[0].shape[1:-1]
    known = [[one for one in some if isinstance(one, int)] for some in (before, after)]
    return (known[0], known[1]) if [*map(len, known)] == [len(before), len(after)] else None


def windows(a: dict[str, Any], w: Writer) -> list[str]:
    """Window and strides, these only where they are not the window."""
    parts = [same(w, a["window"], "window")]
    if tuple(a["stride"]) != tuple(a["window"]):
        parts.append(f"strides={same(w, a['stride'], 'stride')}")
    return parts


def margins(node: Node, w: Writer) -> Pairs:
    """What a pooling pads, by axis; rounding up pads more at the end, as far as windows reach."""
    a = node.attributes
    pairs = [(one, one) for one in a["padding"]]
    if a["ceil"]:
        before, after = w.type_of(node.inputs[0]).shape[1:-1], node.types[0].shape[1:-1]
        for place, (size, out) in enumerate(zip(before, after, strict=True)):
            if not isinstance(size, int) or not isinstance(out, int):
                raise UnsupportedError("symbolic_ceil")
            low, high = pairs[place]
            need = (out - 1) * a["stride"][place] + a["window"][place] - size - low
            pairs[place] = (low, max(need, high))
    return tuple(pairs)


def whole_windows(node: Node, w: Writer) -> Any:
    """The window of an adaptive pooling whose windows do not overlap; None: they do, or may."""
    known = sizes(node, w)
    pairs = [] if known is None else list(zip(*known, strict=True))
    if not pairs or any(old % new for old, new in pairs):
        return None
    window = tuple(old // new for old, new in pairs)
    return window[0] if len(set(window)) == 1 else window
