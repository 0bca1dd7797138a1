"""The whole page: figures, names, matrix, curves, and the lines that were misunderstood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from huashu.nlu.confusion import cuts, pairs
from huashu.nlu.heard import Heard
from huashu.nlu.learning import Point
from huashu.nlu.measures import Figures
from huashu.nlu.misses import told
from huashu.nlu.pages import chart, matrix
from huashu.nlu.pages.curves import coverage_chart, learning_chart
from huashu.nlu.pages.names import names_table
from huashu.nlu.pages.style import STYLE
from huashu.nlu.taxonomy import Taxonomy

SHARES = {
    "accepted": ("听对", "猜的第一个是标注里的任何一个"),
    "accuracy": ("正中", "猜的第一个就是标注的第一个"),
    "top2_accepted": ("前两个里有", "猜的前两个里有一个对"),
    "macro_f1": ("宏平均 F1", "每个意图一样重"),
    "coverage": ("回答", "门槛以上，不说没听懂"),
    "accepted_on_answered": ("回答里对的", "回答了的句子里，听对的"),
    "oos_precision": ("范围外：准", "说不归这里管的，真是这样"),
    "oos_recall": ("范围外：全", "不归这里管的，听出来或者没硬答"),
}
ABOUT = {
    "每个意图": "准：听成它的句子里，真是它的。全：是它的句子里，听成它的。标注有几个都算对的，听成哪个就算哪个的。",
    "混淆图": "一行是应当听成的，一列是听成了的，绿的对，红的错；颜色越深，占这一行越多。指着格子看细数。不管门槛。",
    "回答多少，对多少": "只答有把握的，答得少，对得多。门槛在 config.yml 的 FallbackClassifier；前两名太接近的也不答，"
    "所以红点可以不在线上。",
    "学习曲线": "只用一部分训练句子，单独训练意图分类器。右边还在往上走，就值得多写句子。",
    "没听对的句子": "错得最有把握的在前。写着 nlu_fallback 的没有硬答。",
}


@dataclass(frozen=True)
class Measured:
    """What the page is about. ``source``: name of the labelled file; ``model``: of the model; ``made_at``: aware."""

    source: str
    model: str
    made_at: datetime
    figures: Figures
    lines: Sequence[Heard]
    points: Sequence[Point]
    taxonomy: Taxonomy


def page(measured: Measured) -> str:
    """The file's text."""
    title = f"听得准不准：{escape(measured.source)}"
    return "\n".join([
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{STYLE}</style></head><body><main>",
        f"<header><h1>{title}</h1><p>{measured.figures.n} 句 · 模型 {escape(measured.model)} · "
        f"{measured.made_at:%Y-%m-%d %H:%M}</p></header>",
        *_sections(measured), "</main></body></html>", "",
    ])  # fmt: skip


def _sections(measured: Measured) -> Iterator[str]:
    titles, counted = measured.taxonomy.titles, pairs(measured.lines)
    yield f'<section class="figures">{"".join(_figures(measured.figures))}</section>'
    yield _section("每个意图", names_table(measured.lines, counted, titles))
    yield _section("混淆图", f'<div class="wide">{matrix.svg(counted, titles)}</div>')
    yield _section("回答多少，对多少", chart.svg(coverage_chart(cuts(measured.lines), measured.figures)))
    if measured.points:
        yield _section("学习曲线", chart.svg(learning_chart(measured.points)))
    yield _section("没听对的句子", _misses(measured))


def _section(title: str, body: str) -> str:
    return f"<section><h2>{title}</h2><p>{ABOUT[title]}</p>{body}</section>"


def _figures(figures: Figures) -> Iterator[str]:
    values = figures.rounded()
    for key, (title, words) in SHARES.items():
        value = values[key]
        shown = "—" if value is None else f"{value:.1%}"
        yield f'<div title="{key}"><b>{shown}</b><span>{title}</span><small>{words}</small></div>'
    yield (
        f'<div title="p50_ms, p95_ms"><b>{values["p50_ms"]:.1f} ms</b><span>一句话要多久</span>'
        f"<small>95% 的句子不到 {values['p95_ms']:.1f} ms</small></div>"
    )


def _misses(measured: Measured) -> str:
    wrong = sorted((each for each in measured.lines if not each.accepts()), key=lambda each: -each.confidence)
    rows = "".join(
        f"<tr><td>{escape(each.text)}</td><td>{escape(_called(each, measured.taxonomy))}</td>"
        f"<td>{escape(told(each, measured.taxonomy.titles.__getitem__))}</td></tr>"
        for each in wrong
    )
    return (
        f'<details><summary>{len(wrong)} 句</summary><div class="wide"><table class="misses"><thead><tr>'
        f"<th>顾客的话</th><th>应当听成</th><th>听成了</th></tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _called(line: Heard, taxonomy: Taxonomy) -> str:
    return "、".join(taxonomy.titles[each] for each in line.names)
