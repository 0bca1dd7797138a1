"""The confusion matrix as inline SVG: a row a truth, a column a guess, the darker the larger its share of the row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from huashu.nlu.confusion import Pair

CELL, LEFT, TOP, PAD = 24.0, 132.0, 112.0, 8.0
UNHEARD = "没听出"


def svg(counted: Counter[Pair], titles: Mapping[str, str]) -> str:
    """The matrix of the names that occur, in the order of ``titles`` (name -> Chinese)."""
    occurring = {name for pair in counted for name in pair}
    rows = [each for each in titles if each in occurring]
    columns: list[str | None] = [*rows, None] if None in occurring else [*rows]
    width, height = LEFT + len(columns) * CELL + 40, TOP + len(rows) * CELL + PAD
    body = [*_heads(columns, titles), *_rows(counted, rows, columns, titles)]
    return (
        f'<svg class="matrix" viewBox="0 0 {width:.0f} {height:.0f}" style="min-width:{width:.0f}px" role="img"'
        f' aria-label="混淆图">{"".join(body)}</svg>'
    )


def _heads(columns: Sequence[str | None], titles: Mapping[str, str]) -> list[str]:
    found = []
    for place, name in enumerate(columns):
        x, y = LEFT + (place + 0.5) * CELL, TOP - 8
        words = escape(titles[name] if name else UNHEARD)
        found.append(f'<text x="{x:.1f}" y="{y:.1f}" transform="rotate(-60 {x:.1f} {y:.1f})">{words}</text>')
    return found


def _rows(
    counted: Counter[Pair], rows: Sequence[str], columns: Sequence[str | None], titles: Mapping[str, str]
) -> list[str]:
    found = []
    for place, truth in enumerate(rows):
        y = TOP + place * CELL
        found.append(f'<text x="{LEFT - 8:.1f}" y="{y + 16:.1f}" text-anchor="end">{escape(titles[truth])}</text>')
        found.append(f'<path class="grid" d="M{LEFT:.1f} {y:.1f}h{len(columns) * CELL:.1f}"/>')
        whole = sum(counted[truth, guess] for guess in columns)
        for column, guess in enumerate(columns):
            if count := counted[truth, guess]:
                found.append(_cell(LEFT + column * CELL, y, count, whole, truth, guess, titles))
    return found


def _cell(x: float, y: float, count: int, whole: int, truth: str, guess: str | None, titles: Mapping[str, str]) -> str:
    """The root of the share: a few lines among many are still seen."""
    kind = "right" if truth == guess else "wrong"
    shade = 0.12 + 0.88 * (count / whole) ** 0.5
    words = f"{titles[truth]} → {titles[guess] if guess else UNHEARD}：{whole} 句里 {count} 句（{count / whole:.0%}）"
    strong, side = " strong" if shade > 0.62 else "", CELL - 2
    return (
        f'<g><title>{escape(words)}</title><rect class="{kind}" x="{x + 1:.1f}" y="{y + 1:.1f}" width="{side:.1f}"'
        f' height="{side:.1f}" rx="3" fill-opacity="{shade:.2f}"/>'
        f'<text class="count{strong}" x="{x + CELL / 2:.1f}" y="{y + 16:.1f}" text-anchor="middle">{count}</text></g>'
    )
