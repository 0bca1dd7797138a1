"""The table of the names: how each fares, and what it is taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from huashu.nlu.confusion import Pair, confusions
from huashu.nlu.heard import Heard
from huashu.nlu.pages.matrix import UNHEARD
from huashu.nlu.scores import Score, scores

MOST_CONFUSIONS = 3
HEAD = "<tr><th>意图</th><th>句数</th><th>准</th><th>全</th><th>F1</th><th>最常听成</th></tr>"


def names_table(lines: Sequence[Heard], counted: Counter[Pair], titles: Mapping[str, str]) -> str:
    """A row a name, the most frequent first."""
    rows = "".join(_row(each, counted, titles) for each in scores(lines))
    return f'<div class="wide"><table class="names"><thead>{HEAD}</thead><tbody>{rows}</tbody></table></div>'


def _row(score: Score, counted: Counter[Pair], titles: Mapping[str, str]) -> str:
    taken = "、".join(
        f"{escape(titles[guess] if guess else UNHEARD)} {count}"
        for guess, count in confusions(counted, score.name)[:MOST_CONFUSIONS]
    )
    return (
        f"<tr><td>{escape(titles[score.name])} <code>{score.name}</code></td><td>{score.n}</td>"
        f"<td>{_share(score.precision)}</td><td>{_share(score.recall)}</td>"
        f'<td class="bar" style="--share:{score.f1:.1%}">{_share(score.f1)}</td><td>{taken}</td></tr>'
    )


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.0%}"
