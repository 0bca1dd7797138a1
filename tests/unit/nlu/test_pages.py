"""The page: whole, from nowhere else, with the figures and the points where they belong."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from xml.etree import ElementTree

import pytest

from huashu.nlu.confusion import cuts, pairs
from huashu.nlu.heard import Heard
from huashu.nlu.labelled import Labelled
from huashu.nlu.learning import Point, point_of
from huashu.nlu.measures import figures
from huashu.nlu.pages import chart, matrix
from huashu.nlu.pages.curves import coverage_chart, learning_chart
from huashu.nlu.pages.page import Measured, page
from tests.unit.nlu.hearing import TAXONOMY, line, reading

LINES = [
    *[line("greet", reading("greet", 0.9))] * 3,
    line("greet", reading("thank", 0.6)),
    line("complain", reading("nlu_fallback", 0.35, ("nlu_fallback", 0.35), ("deny", 0.3))),
]
POINTS = [Point(128, 0.5, 0.7, 0.45), Point(512, 0.8, 0.9, 0.75), Point(256, 0.6, 0.8, 0.5)]


def html(lines: list[Heard] = LINES, points: list[Point] = POINTS) -> str:
    at = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
    return page(Measured("a<b>.tsv", "huashu-1.tar.gz", at, figures(lines), lines, points, TAXONOMY))


def svgs(text: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(each) for each in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert not re.search(r"https?:|\bsrc=|@import|url\(|<script|<link", html())


def test_the_page_has_figures_matrix_and_both_curves() -> None:
    text = html()
    assert "<b>60.0%</b><span>听对</span>" in text  # 3 of 5
    assert "<b>80.0%</b><span>回答</span>" in text  # 4 of 5
    assert [each.get("aria-label") for each in svgs(text)] == ["混淆图", "回答多少，对多少", "学习曲线"]
    assert "<td>打招呼 <code>greet</code></td><td>4</td><td>100%</td><td>75%</td>" in text
    assert "<td>道谢 1</td>" in text
    assert "prefers-color-scheme: dark" in text


def test_without_points_there_is_no_learning_curve() -> None:
    assert "学习曲线" not in html(points=[])


def test_what_shoppers_wrote_is_text() -> None:
    hostile = Heard("<script>alert(1)</script>", ("greet",), LINES[3].guesses, True, 0.5, "thank")
    text = html([hostile])
    assert "<script" not in text and "&lt;script&gt;alert(1)" in text
    assert "a&lt;b&gt;.tsv" in text


def test_a_cell_of_the_matrix_tells_what_it_counts() -> None:
    drawn = ElementTree.fromstring(matrix.svg(pairs(LINES), TAXONOMY.titles))
    assert sorted(each.text or "" for each in drawn.iter("title")) == [
        "打招呼 → 打招呼：4 句里 3 句（75%）", "打招呼 → 道谢：4 句里 1 句（25%）", "投诉 → 拒绝：1 句里 1 句（100%）",
    ]  # fmt: skip


def test_every_doubling_is_a_step_of_the_learning_curve() -> None:
    drawn = learning_chart(POINTS)
    assert drawn.ticks == [(0, "128"), (0.5, "256"), (1, "512")]
    assert drawn.series[0].points == [(0, 0.5), (0.5, 0.6), (1, 0.8)]
    assert drawn.floor == pytest.approx(0.4)  # below 0.45
    assert len(list(ElementTree.fromstring(chart.svg(drawn)).iter("circle"))) == 9


def test_a_learning_curve_of_one_point_is_drawn() -> None:
    assert learning_chart(POINTS[:1]).ticks == [(0, "128")]


def test_the_shipped_thresholds_are_marked_on_the_coverage_curve() -> None:
    drawn = coverage_chart(cuts(LINES), figures(LINES))
    assert drawn.mark is not None
    assert drawn.mark.at == (0.8, 0.75)  # 4 of 5 answered, 3 of those rightly
    assert drawn.series[0].points == [(0.6, 1), (0.8, 0.75), (1, 0.6)]


def test_a_point_is_measured_from_the_rankings_of_a_smaller_model() -> None:
    lines = [Labelled("在吗", ("greet",)), Labelled("骂", ("complain",))]
    ranking = [{"name": "greet", "confidence": 0.6}, {"name": "abuse", "confidence": 0.4}]
    # Both are heard as greet: 1 of 2 accepted, 2 of 2 among the first two; F1 of greet 2/3, of complain 0.
    assert point_of({"lines": 7, "rankings": [ranking, ranking]}, lines, TAXONOMY) == Point(7, 0.5, 1.0, 1 / 3)
