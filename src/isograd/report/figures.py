"""Figures as SVG text. Curves come from Vega-Lite; strips and bars inside tables are drawn here.

Colours are the page's CSS variables, so that one SVG serves light, dark and print.
"""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from markupsafe import Markup, escape

PALETTE = 8  # --series-1 … --series-8 in report.css
WIDTH, HEIGHT = 330, 215

# Colours that Vega passes through untouched and that we then replace by variables.
_VARIABLES = {f"#00000{n}": f"var(--series-{n})" for n in range(1, PALETTE + 1)} | {
    "#0000a0": "var(--ink)",
    "#0000a1": "var(--ink-2)",
    "#0000a2": "var(--rule)",
    "#0000a3": "var(--wrong)",
    "#0000a4": "var(--paper)",
}
_SENTINEL = re.compile("|".join(_VARIABLES))
_NUMBER = re.compile(r"-?\d+\.\d{2,}")


@dataclass(frozen=True)
class Curve:
    """One cell's line: ``values[k]`` belongs to step ``k + 1``; None leaves a gap."""

    cell: str
    series: int  # colour, 1 … PALETTE
    values: Sequence[float | None]
    group: str = ""
    emphasised: bool = False  # a cell that is not at parity
    pale: bool = False  # a cell that is expected to be apart from the others


def series_colour(index: int) -> str:
    """Sentinel colour of the ``index``-th framework (from 1); more than PALETTE share colours."""
    return f"#00000{(index - 1) % PALETTE + 1}"


def _points(curves: Iterable[Curve]) -> list[dict[str, Any]]:
    return [
        {"c": curve.cell, "g": curve.group, "x": step, "y": value}
        for curve in curves
        for step, value in enumerate(curve.values, start=1)
        if value is not None
    ]


def _config() -> dict[str, Any]:
    axis = {
        "domainColor": "#0000a2",
        "tickColor": "#0000a2",
        "gridColor": "#0000a2",
        "labelColor": "#0000a1",
        "titleColor": "#0000a1",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
    }
    return {
        "background": None,
        "font": "sans-serif",
        "aria": False,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -10,
                  "titleX": -34, "domain": False, "ticks": False, "gridOpacity": 0.7},
    }  # fmt: skip


def _spec(layers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "padding": {"left": 4, "right": 10, "top": 8, "bottom": 4},
        "autosize": {"type": "pad"},
        "config": _config(),
        "layer": layers,
    }


def _line(
    curves: Sequence[Curve], colour: str, y: dict[str, Any], x_title: str, **mark: Any
) -> dict[str, Any]:
    return {
        "data": {"values": _points(curves)},
        "mark": {"type": "line", "color": colour, "strokeJoin": "round", "clip": False, **mark},
        "encoding": {
            "x": {
                "field": "x",
                "type": "quantitative",
                "axis": {"title": x_title, "tickCount": 5},
                "scale": {"nice": False, "zero": False},
            },
            "y": {"field": "y", "type": "quantitative", **y},
            "detail": {"field": "c", "type": "nominal"},
        },
    }


def loss_spec(
    curves: Sequence[Curve], oracle: Sequence[float], x_title: str, y_title: str
) -> dict[str, Any]:
    """All loss curves over one another. Each framework's line is thinner than the one below, so
    that curves that coincide read as one striped cord; the oracle runs dashed on top."""
    y = {"axis": {"title": y_title, "tickCount": 5}, "scale": {"zero": True}}
    order = sorted({curve.series for curve in curves if not curve.emphasised})
    layers = []
    for place, series in enumerate(order):
        mine = [c for c in curves if c.series == series and not c.emphasised]
        # From the widest at the bottom to 2.2 px on top.
        width = 2.2 + 2.5 * (len(order) - 1 - place)
        layers.append(_line(mine, series_colour(series), y, x_title, strokeWidth=width))
    wrong = [curve for curve in curves if curve.emphasised]
    if wrong:
        layers.append(_line(wrong, "#0000a3", y, x_title, strokeWidth=1.4, strokeDash=[5, 3]))
    if oracle:
        reference = [Curve("oracle", 1, list(oracle))]
        layers.append(_line(reference, "#0000a4", y, x_title, strokeWidth=0.9, strokeDash=[2, 3]))
    return _spec(layers)


def deviation_spec(curves: Sequence[Curve], x_title: str, y_title: str) -> dict[str, Any]:
    """|loss − oracle| on a log axis, one line a cell; each group (dtype) is named beside its band.
    Values of exactly zero have no place on a log axis and are left out."""
    y = {
        "scale": {"type": "log", "nice": True},
        "axis": {"title": y_title, "tickCount": 6, "format": "~e"},
    }
    drawn = [replace(c, values=[v if v else None for v in c.values]) for c in curves]
    layers = []
    for pale in (True, False):
        for series in sorted({c.series for c in drawn if not c.emphasised and c.pale == pale}):
            mine = [c for c in drawn if (c.series, c.emphasised, c.pale) == (series, False, pale)]
            opacity = 0.3 if pale else 0.9
            layers.append(
                _line(mine, series_colour(series), y, x_title, strokeWidth=1.1, opacity=opacity)
            )
    wrong = [curve for curve in drawn if curve.emphasised]
    if wrong:
        layers.append(_line(wrong, "#0000a3", y, x_title, strokeWidth=1.4, strokeDash=[5, 3]))
    labels = []
    for group in sorted({curve.group for curve in drawn}):
        mine = [c for c in drawn if c.group == group and not c.emphasised]
        # Over the end of the band; cells that stand apart name no band if others do.
        mine = [c for c in mine if not c.pale] or mine
        last = max((len(c.values) for c in mine), default=0)
        ends = [v for c in mine for v in c.values[-max(1, last // 5) :] if v]
        if ends:
            labels.append({"x": last, "y": max(ends), "t": group})
    if labels:
        text = _line([], "#0000a0", y, x_title)
        text["data"] = {"values": labels}
        text["mark"] = {"type": "text", "align": "right", "baseline": "bottom", "dy": -5,
                        "color": "#0000a0", "fontSize": 12, "fontWeight": 600}  # fmt: skip
        text["encoding"] = {"x": text["encoding"]["x"], "y": text["encoding"]["y"],
                            "text": {"field": "t"}}  # fmt: skip
        # A halo of paper keeps the label legible over lines.
        halo = {**text, "mark": {**text["mark"], "stroke": "#0000a4", "strokeWidth": 4,
                                 "strokeJoin": "round", "color": "#0000a4"}}  # fmt: skip
        layers += [halo, text]
    return _spec(layers)


def cost_spec(
    points: Sequence[dict[str, Any]], batches: Sequence[int], x_title: str, y_title: str
) -> dict[str, Any]:
    """Step time over batch size; ``points`` are {c: cell, s: series, x: batch, y: time}."""
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"type": "log", "nice": False},
        "axis": {"title": x_title, "values": list(batches), "format": "d"},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"type": "log", "nice": True},
        # Grid lines at powers of ten only: a log axis would draw nine of each.
        "axis": {"title": y_title, "values": _decades(points), "format": ",d"},
    }
    layers = []
    for series in sorted({int(point["s"]) for point in points}):
        mine = [point for point in points if point["s"] == series]
        layers.append(
            {
                "data": {"values": mine},
                "mark": {
                    "type": "line",
                    "point": {"size": 18, "color": series_colour(series)},
                    "color": series_colour(series),
                    "strokeWidth": 1.4,
                    "opacity": 0.85,
                },
                "encoding": {"x": x, "y": y, "detail": {"field": "c", "type": "nominal"}},
            }
        )
    return _spec(layers)


def _decades(points: Sequence[dict[str, Any]]) -> list[float]:
    values = [float(point["y"]) for point in points]
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**k for k in range(first, last + 1)]


@cache
def _render(spec: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(json.loads(spec), vl_version="5.21"))


def render(spec: dict[str, Any], identifier: str, title: str, description: str) -> Markup:
    """The spec as inline SVG with a text alternative; equal input gives equal bytes."""
    svg = _render(json.dumps(spec, sort_keys=True))
    svg = svg[svg.index("<svg") :].strip()
    view_box = re.search(r'viewBox="[^"]+"', svg)
    assert view_box is not None
    body = svg[svg.index(">") + 1 :]
    body = _SENTINEL.sub(lambda match: _VARIABLES[match.group()], body)
    body = _NUMBER.sub(lambda match: f"{float(match.group()):.1f}".removesuffix(".0"), body)
    # The page's own fonts, and identifiers that stay unique among several figures.
    body = re.sub(r' font-family="[^"]*"', "", body)
    body = re.sub(r'\b(id="|url\(#)', rf"\g<1>{identifier}-", body)
    body = _without_repeats(body)
    opening = (
        f'<svg class="figure-svg" xmlns="http://www.w3.org/2000/svg" {view_box.group()} '
        f'role="img" aria-labelledby="{identifier}-t {identifier}-d">'
        f'<title id="{identifier}-t">{escape(title)}</title>'
        f'<desc id="{identifier}-d">{escape(description)}</desc>'
    )
    return Markup(opening + body)


def _without_repeats(svg: str) -> str:
    """Leave out paths that repeat another one of the same colour to the tenth of a pixel."""
    seen: set[str] = set()

    def once(match: re.Match[str]) -> str:
        path = match.group()
        repeated = path in seen
        seen.add(path)
        return "" if repeated else path

    return re.sub(r"<path [^>]*/>", once, svg)


# --- inside tables --------------------------------------------------------------------------

STRIP_WIDTH = 260.0


@dataclass(frozen=True)
class LogAxis:
    """A logarithmic axis from ``low`` to ``high``, both of the series 1, 2, 5, 10 …"""

    low: float
    high: float

    @classmethod
    def around(cls, values: Iterable[float]) -> "LogAxis":
        positive = [value for value in values if value > 0]
        low = _round_125(min(positive), up=False)
        high = _round_125(max(positive), up=True)
        return cls(low, high if high > low else low * 10)

    def place(self, value: float) -> float:
        """Horizontal position in the strip, to half a pixel."""
        share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return round(share * STRIP_WIDTH * 2) / 2

    def ticks(self) -> list[tuple[float, float]]:
        """(value, position) of the labelled marks: powers of ten, or 1-2-5 on a short axis."""
        decades = math.log10(self.high / self.low)
        steps = (1,) if decades > 2.3 else (1, 2, 5) if decades < 1.2 else (1, 3)
        first = math.floor(math.log10(self.low))
        last = math.ceil(math.log10(self.high))
        values = [m * 10.0**k for k in range(first, last + 1) for m in steps]
        slack = 1 + 1e-9
        return [
            (value, self.place(value))
            for value in values
            if self.low / slack <= value <= self.high * slack
        ]


def _round_125(value: float, *, up: bool) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    marks = [power * m for m in (1, 2, 5, 10)]
    if up:
        return next(mark for mark in marks if mark >= value * (1 - 1e-12))
    return next(mark for mark in reversed(marks) if mark <= value * (1 + 1e-12))


def _place(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def strip(axis: LogAxis, samples: Iterable[float], median: float, series: int) -> Markup:
    """Every sample as a thin stroke (samples on the same half pixel share one), the median bold."""
    places = sorted({axis.place(sample) for sample in samples})
    strokes = "".join(f"M{_place(x)} 4v10" for x in places)
    grid = "".join(f"M{_place(x)} 0v18" for _, x in axis.ticks())
    colour = (series - 1) % PALETTE + 1
    return Markup(
        f'<svg class="strip" viewBox="-3 0 {STRIP_WIDTH + 6:.0f} 18" aria-hidden="true">'
        f'<path class="strip-grid" d="{grid}"/>'
        f'<path class="strip-samples series-{colour}" d="{strokes}"/>'
        f'<path class="strip-median" d="M{_place(axis.place(median))} 1v16"/></svg>'
    )


def forest(
    axis: LogAxis, ratio: float, low: float, high: float, band: float, series: int
) -> Markup:
    """A ratio as a dot on its interval, over the band of no difference (1 ÷ band … band)."""
    left, right = axis.place(1.0 / band), axis.place(band)
    grid = "".join(f"M{_place(x)} 0v18" for _, x in axis.ticks())
    colour = (series - 1) % PALETTE + 1
    start, end = axis.place(low), axis.place(high)
    return Markup(
        f'<svg class="strip" viewBox="-3 0 {STRIP_WIDTH + 6:.0f} 18" aria-hidden="true">'
        f'<rect class="forest-band" x="{_place(left)}" y="0" '
        f'width="{_place(max(right - left, 1.0))}" height="18"/>'
        f'<path class="strip-grid" d="{grid}"/>'
        f'<path class="forest-one" d="M{_place(axis.place(1.0))} 0v18"/>'
        f'<path class="forest-line series-{colour}" d="M{_place(start)} 9H{_place(end)}'
        f'M{_place(start)} 6v6M{_place(end)} 6v6"/>'
        f'<circle class="forest-dot series-{colour}" cx="{_place(axis.place(ratio))}" cy="9" '
        f'r="3"/></svg>'
    )


def strip_axis(axis: LogAxis, labels: Sequence[tuple[str, float]]) -> Markup:
    """The labels over a column of strips."""
    texts = []
    for label, x in labels:
        anchor = "start" if x < 12 else "end" if x > STRIP_WIDTH - 12 else "middle"
        texts.append(f'<text x="{_place(x)}" y="12" text-anchor="{anchor}">{escape(label)}</text>')
    body = "".join(texts)
    return Markup(
        f'<svg class="strip strip-axis" viewBox="-3 0 {STRIP_WIDTH + 6:.0f} 18" '
        f'aria-hidden="true">{body}</svg>'
    )


def stacked(parts: Sequence[tuple[str, float]], largest: float) -> Markup:
    """Parts of a sum laid end to end, ``largest`` filling the width; ``parts``: (class, value)."""
    bars, x = [], 0.0
    for name, value in parts:
        width = value / largest * STRIP_WIDTH if largest > 0 else 0.0
        bars.append(
            f'<rect class="{name}" x="{x:.1f}" y="4" width="{max(width, 0):.1f}" height="10"/>'
        )
        x += width
    return Markup(
        f'<svg class="strip" viewBox="-3 0 {STRIP_WIDTH + 6:.0f} 18" aria-hidden="true">'
        f"{''.join(bars)}</svg>"
    )


def meter(share: float | None) -> Markup:
    """A ratio against its limit: the filled part is deviation ÷ tolerance, full at 1 and beyond."""
    filled = 40.0 if share is None else min(share, 1.0) * 40
    over = " over" if share is None or share > 1 else ""
    return Markup(
        f'<svg class="meter{over}" viewBox="0 0 40 4" aria-hidden="true">'
        f'<rect class="meter-limit" width="40" height="4"/>'
        f'<rect class="meter-fill" width="{filled:.1f}" height="4"/></svg>'
    )
