"""A chart of lines as inline SVG: shares from bottom to top, its colours from the page's variables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720.0, 340.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 118.0, 18.0, 46.0
LABEL_GAP = 15.0  # between two series' names
Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """``points``: (x from 0 to 1, share from 0 to 1), from left to right; ``dots``: each is marked and told."""

    title: str
    points: Sequence[Point]
    dots: bool = False


@dataclass(frozen=True)
class Mark:
    """A place worth pointing at, with a word about it."""

    at: Point
    words: str


@dataclass(frozen=True)
class Chart:
    """``ticks``: (x from 0 to 1, label)."""

    title: str
    series: Sequence[Series]
    ticks: Sequence[tuple[float, str]]
    axis: str
    mark: Mark | None = None

    @property
    def floor(self) -> float:
        """The share at the bottom: a round tenth below everything."""
        shares = [share for each in self.series for _, share in each.points] + ([self.mark.at[1]] if self.mark else [])
        return min(0.9, max(0.0, math.floor(min(shares, default=0.0) * 10 - 0.2) / 10))


def svg(chart: Chart) -> str:
    """The chart as an ``<svg>`` element."""
    body = [*_grid(chart), *_ticks(chart), *_lines(chart), *_names(chart), *_mark(chart)]
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{escape(chart.title)}">'
        f"{''.join(body)}</svg>"
    )


def _place(chart: Chart, point: Point) -> Point:
    x = LEFT + point[0] * (WIDTH - LEFT - RIGHT)
    high = (point[1] - chart.floor) / (1 - chart.floor)
    return x, HEIGHT - BOTTOM - high * (HEIGHT - TOP - BOTTOM)


def _grid(chart: Chart) -> list[str]:
    steps = [step / 10 for step in range(round(chart.floor * 10), 11)]
    found = []
    for share in steps:
        x, y = _place(chart, (0, share))
        found.append(f'<path class="grid" d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT:.1f}"/>')
        found.append(f'<text class="faint" x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{share:.0%}</text>')
    return found


def _ticks(chart: Chart) -> list[str]:
    low = HEIGHT - BOTTOM
    found = [
        f'<text class="faint" x="{_place(chart, (x, 1))[0]:.1f}" y="{low + 18:.1f}" text-anchor="middle">'
        f"{escape(words)}</text>"
        for x, words in chart.ticks
    ]
    middle = (LEFT + WIDTH - RIGHT) / 2
    axis = f'<text class="faint" x="{middle:.1f}" y="{low + 38:.1f}" text-anchor="middle">{escape(chart.axis)}</text>'
    return [*found, axis]


def _lines(chart: Chart) -> list[str]:
    return [_line(chart, each, number) for number, each in enumerate(chart.series)]


def _line(chart: Chart, series: Series, number: int) -> str:
    places = [_place(chart, each) for each in series.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [
        f'<circle class="dot s{number}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{escape(series.title)} {share:.1%}'
        "</title></circle>"
        for (x, y), (_, share) in zip(places, series.points, strict=True)
        if series.dots
    ]
    return f'<polyline class="line s{number}" points="{path}"/>{"".join(dots)}'


def _names(chart: Chart) -> list[str]:
    """Each at the end of its line, kept apart from the others."""
    ends = sorted((_place(chart, each.points[-1])[1], number) for number, each in enumerate(chart.series))
    found, lowest = [], -math.inf
    for y, number in ends:
        lowest = max(y, lowest + LABEL_GAP)
        series = chart.series[number]
        words = escape(f"{series.title} {series.points[-1][1]:.1%}")
        at = f'x="{WIDTH - RIGHT + 9:.1f}" y="{lowest + 4:.1f}"'
        found.append(f'<text class="name s{number}" {at}>{words}</text>')
    return found


def _mark(chart: Chart) -> list[str]:
    if chart.mark is None:
        return []
    x, y = _place(chart, chart.mark.at)
    return [
        f'<path class="mark" d="M{x:.1f} {TOP:.1f}V{HEIGHT - BOTTOM:.1f}"/>',
        f'<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>',
        f'<text class="said" x="{x - 9:.1f}" y="{HEIGHT - BOTTOM - 10:.1f}" text-anchor="end">'
        f"{escape(chart.mark.words)}</text>",
    ]
