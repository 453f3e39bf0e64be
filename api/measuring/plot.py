"""Time against the number of vacancies, ours and the peers', on logarithmic axes: an SVG drawn by hand."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor, log10
from typing import Any
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 760, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 185, 50, 60
_COLOURS = {"volante": "#0b6e4f", "faiss": "#c1440e", "sparse_dot_topn": "#3a5a98", "pandas": "#8a6d3b"}
_OTHER = "#666666"


class _Axes:
    """Where a number of vacancies and a number of seconds lie in the picture."""

    def __init__(self, sizes: list[float], seconds: list[float]) -> None:
        self.x_low, self.x_high = log10(min(sizes)), log10(max(sizes))
        self.y_low, self.y_high = floor(log10(min(seconds))), ceil(log10(max(seconds)))
        self.y_high = max(self.y_high, self.y_low + 1)

    def x(self, size: float) -> float:
        share = (log10(size) - self.x_low) / max(self.x_high - self.x_low, 1e-9)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        share = (log10(seconds) - self.y_low) / (self.y_high - self.y_low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _text(x: float, y: float, words: str, *, anchor: str = "middle", size: int = 12, colour: str = "#222") -> str:
    style = f'text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _unit(power: int) -> str:
    return (
        f"{10**power:g} s"
        if power >= 0
        else f"{10 ** (power + 3):g} ms"
        if power >= -3
        else f"{10 ** (power + 6):g} µs"
    )


def _grid(axes: _Axes, sizes: list[float]) -> list[str]:
    drawn = []
    for power in range(axes.y_low, axes.y_high + 1):
        y = axes.y(10.0**power)
        drawn += [_line(_LEFT, y, _WIDTH - _RIGHT, y), _text(_LEFT - 8, y + 4, _unit(power), anchor="end")]
    for size in sizes:
        x = axes.x(size)
        drawn += [_line(x, _TOP, x, _HEIGHT - _BOTTOM), _text(x, _HEIGHT - _BOTTOM + 18, f"{size:,.0f}")]
    return drawn


def _apart(wanted: list[float], gap: float = 15) -> list[float]:
    """Heights of labels, moved down until none covers another; the order is kept."""
    placed: list[float] = []
    for y in wanted:
        placed.append(y if not placed else max(y, placed[-1] + gap))
    return placed


def growth(result: Mapping[str, Any]) -> str:
    """The picture of a growth figure: one curve for each contender, its exponent beside it."""
    points, exponents = result["points"], result["exponents"]
    names = list(dict.fromkeys(name for point in points for name in point["seconds"]))
    curves = {name: [(p["vacancies"], p["seconds"][name]) for p in points if name in p["seconds"]] for name in names}
    axes = _Axes([p["vacancies"] for p in points], [s for curve in curves.values() for _, s in curve])
    drawn = _grid(axes, [point["vacancies"] for point in points])
    ends = sorted(names, key=lambda name: axes.y(curves[name][-1][1]))
    heights = dict(zip(ends, _apart([axes.y(curves[name][-1][1]) for name in ends]), strict=True))
    for name in names:
        colour, curve = _COLOURS.get(name, _OTHER), curves[name]
        path = " ".join(f"{axes.x(size):.1f},{axes.y(seconds):.1f}" for size, seconds in curve)
        width = 3 if name == "volante" else 1.5
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
        drawn += [f'<circle cx="{axes.x(a):.1f}" cy="{axes.y(b):.1f}" r="3" fill="{colour}"/>' for a, b in curve]
        label = name + (f" ({exponents[name]:.2f})" if name in exponents else "")
        x = axes.x(curve[-1][0]) + 8
        drawn.append(_text(x, heights[name] + 4, label, anchor="start", colour=colour))
    title = f"{result['people']:,} people against all vacancies: time, two threads (exponent in brackets)"
    drawn += [_text(_LEFT, 24, title, anchor="start", size=15)]
    drawn += [_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 16, "vacancies")]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif">'
    return "\n".join([head, f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>', *drawn, "</svg>"]) + "\n"
