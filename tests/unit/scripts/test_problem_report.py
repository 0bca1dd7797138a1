"""How a problem is printed: place, code, excerpt with the caret in terminal cells, 改法."""

from __future__ import annotations

from pathlib import Path

import pytest
from script_making import EXAMPLES, folder_with_scene

from huashu.scripts import Problem, ScriptErrors, Span, load_library
from huashu.scripts.problems import describe, did_you_mean, display_width

SCENE = """场景: 催付
话术:
  utter_payment_remind:
    标题: 还没付款
    事实: [order_no, close_time]
    说法:
      - 角度: 提醒
        文: 亲，您的订单 {order_on} 还未付款哦
      - 角度: 再提醒
        文: 亲
"""
# The caret stands under the brace: 8 spaces + 文: (2 + 1 + 1) + 亲，您的订单 (6 glyphs * 2) + a space = 25 cells.
REPORT = """scripts_zh/scene.yml:8:19 错误 SC012 没有这个占位符：{order_on}
  8 |         文: 亲，您的订单 {order_on} 还未付款哦
    |                          ^^^^^^^^^^
  改法：您是不是想写 {order_no}？这里可以用："""


def test_report_shows_place_excerpt_and_fix_when_printed(tmp_path: Path) -> None:
    with pytest.raises(ScriptErrors) as caught:
        load_library(folder_with_scene(tmp_path, SCENE.encode()))
    assert str(caught.value).startswith(REPORT)
    assert "{order_no}、{close_time}、{shop_name}" in str(caught.value)


def test_report_lists_every_problem_when_there_are_several(tmp_path: Path) -> None:
    content = (EXAMPLES / "bad" / "unknown_placeholder.yml").read_bytes()
    with pytest.raises(ScriptErrors) as caught:
        load_library(folder_with_scene(tmp_path, content))
    assert str(caught.value).count("  改法：") == len(caught.value.problems) == 7


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("亲，", 4), ("é", 1), ("e\u0301", 1), ("Ａ", 2), ("…", 1)])
def test_width_counts_terminal_cells_when_glyphs_are_wide(text: str, cells: int) -> None:
    assert display_width(text) == cells


def test_excerpt_is_cut_around_the_place_when_the_line_is_long() -> None:
    line = "长" * 500 + "{bad}" + "长" * 500
    shown = describe(Problem(Span("a.yml", 1, 501, 5), "SC012", "没有", "改"), [line]).split("\n")
    # 50 characters before the place and 100 in all.
    assert shown[1] == "  1 | " + "长" * 50 + "{bad}" + "长" * 45
    assert shown[2] == "    | " + " " * 100 + "^^^^^"


def test_excerpt_hides_what_a_terminal_would_obey_when_printed() -> None:
    assert "\x1b" not in describe(Problem(Span("a.yml", 1, 1), "SC002", "控制字符", "删掉"), ["a\x1b[31m\tb"])


@pytest.mark.parametrize(
    ("word", "guess"), [("标提", "您是不是想写 标题？"), ("完全不同", ""), ("标题" * 100, "")]
)  # fmt: skip
def test_guess_is_made_when_a_known_word_is_near(word: str, guess: str) -> None:
    assert did_you_mean(word, ["标题", "说法"]) == guess
