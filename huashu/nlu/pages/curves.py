"""The two curves of a measurement as charts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from huashu.nlu.confusion import Cut
from huashu.nlu.learning import Point
from huashu.nlu.measures import Figures
from huashu.nlu.pages.chart import Chart, Mark, Series

MOST_CUTS = 240
FEWEST = 0.05  # of the lines: before that the curve is chance
SHIPPED = "现在的门槛"


def coverage_chart(cuts: Sequence[Cut], figures: Figures) -> Chart:
    """Accepted over coverage, and where the shipped thresholds stand."""
    seen = [each for each in cuts if each.coverage >= FEWEST]
    step = math.ceil(len(seen) / MOST_CUTS) or 1
    kept = [*seen[:-1:step], *seen[-1:]]
    line = Series("全都回答", [(each.coverage, each.accepted) for each in kept])
    mark = None
    if figures.accepted_on_answered is not None:
        words = f"{SHIPPED}：回答 {figures.coverage:.1%}，其中对 {figures.accepted_on_answered:.1%}"
        mark = Mark((figures.coverage, figures.accepted_on_answered), words)
    ticks = [(step / 5, f"{step / 5:.0%}") for step in range(6)]
    return Chart("回答多少，对多少", [line], ticks, "回答了的句子（从最有把握的算起）", mark)


def learning_chart(points: Sequence[Point]) -> Chart:
    """The figures over the number of training lines; every doubling is one step to the right."""
    ordered = sorted(points, key=lambda each: each.lines)
    few, many = math.log2(ordered[0].lines), math.log2(ordered[-1].lines)
    places = [(math.log2(each.lines) - few) / ((many - few) or 1) for each in ordered]
    figures = {
        "听对": [each.accepted for each in ordered],
        "前两个里有": [each.top2_accepted for each in ordered],
        "宏平均 F1": [each.macro_f1 for each in ordered],
    }
    series = [Series(title, list(zip(places, shares, strict=True)), dots=True) for title, shares in figures.items()]
    ticks = [(place, str(each.lines)) for place, each in zip(places, ordered, strict=True)]
    return Chart("学习曲线", series, ticks, "训练的句子（每一步翻一倍）")
