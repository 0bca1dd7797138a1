"""A conversation that does not go as written stops there and says what should be beside what is."""

from __future__ import annotations

from pathlib import Path

import pytest

from huashu.workshop.play.playing import play
from huashu.workshop.play.reading import read_conversations
from huashu.workshop.play.story import Played, Told
from huashu.workshop.play.telling import as_text
from huashu.workshop.stage import Stage

HEAD = "标题: 一句话\n店铺: qingmian\n时间: 2026-11-23 14:00\n对话:\n"
STOCK = "  - 顾客: 高腰阔腿裤有货吗\n"
ORDER = "拍一条高腰阔腿裤黑色L码，沈小禾 13800138000，浙江省杭州市西湖区文三路1号2单元301"


def played(stage: Stage, folder: Path, steps: str) -> Played:
    (folder / "a.yml").write_text(HEAD + steps, encoding="utf-8")
    [conversation] = read_conversations([folder / "a.yml"], stage.services.library())
    return play(stage, conversation)


def wrong(found: Played) -> list[tuple[str, str, str]]:
    """Who, what should be, and the last line of what is: a script's id."""
    return [(each.who, each.wanted, each.actual.splitlines()[-1]) for each in found.story if not each.right]


def test_a_conversation_that_goes_as_written_has_no_failure(stage: Stage, tmp_path: Path) -> None:
    found = played(stage, tmp_path, STOCK + "  - 客服: [“有|阔腿裤”, utter_product_cross_sell]\n")
    assert (found.failure, wrong(found)) == (None, [])
    assert found.story[0] == Told("顾客", "高腰阔腿裤有货吗", "高腰阔腿裤有货吗")


# Steps after the question, the line that fails, and what differs.
MISSED = [
    ("  - 客服: [utter_product_stock_in：没有这个字, utter_product_cross_sell]\n", 6,
     [("客服", "utter_product_stock_in：没有这个字", "utter_product_stock_in")]),
    ("  - 客服: [“没有这个字”, utter_product_cross_sell]\n", 6, [("客服", "“没有这个字”", "utter_product_stock_in")]),
    ("  - 客服: [utter_bargain_refuse, utter_product_cross_sell]\n", 6,
     [("客服", "utter_bargain_refuse", "utter_product_stock_in")]),
    ("  - 客服: utter_product_cross_sell\n", 6, [("客服", "（没有说）", "utter_product_stock_in")]),
    ("  - 客服: [utter_product_stock_in, utter_product_cross_sell, utter_handoff_offer]\n", 6,
     [("客服", "utter_handoff_offer", "（没有说）")]),
    ("", 5, [("客服", "（没有说）", "utter_product_stock_in"), ("客服", "（没有说）", "utter_product_cross_sell")]),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "line", "differs"), MISSED)
def test_lines_that_differ_stand_beside_each_other(
    stage: Stage, tmp_path: Path, steps: str, line: int, differs: list[tuple[str, str, str]]
) -> None:
    found = played(stage, tmp_path, STOCK + steps)
    assert (found.failure, found.line) == ("客服说的，和应当说的不一样", line)
    assert wrong(found) == differs


def test_rows_that_differ_stand_beside_each_other(stage: Stage, tmp_path: Path) -> None:
    steps = "  - 顾客: 转人工\n  - 客服: utter_handoff_requested\n  - 记录: {转人工: [accepted, requested], 备注: []}\n"
    found = played(stage, tmp_path, steps)
    assert found.failure == "写下的记录，和应当有的不一样"
    assert wrong(found) == [
        ("记录 转人工", "accepted", "requested request"),
        ("记录 转人工", "requested", "（没有）"),
    ]
    assert found.story[-1] == Told("记录 转人工", "requested", "（没有）", right=False)


# A step that is not possible at that moment, and what its owner is told.
IMPOSSIBLE = [
    ("  - 主管: 赠品\n", "这时没有在等主管回答的请示"),
    ("  - 同事: 接入\n", "这位顾客没有转人工，同事接不了"),
    ("  - 商城: 付款\n", "这位顾客还没有拍下的订单"),
]


@pytest.mark.parametrize(("step", "told"), IMPOSSIBLE)
def test_a_step_that_is_not_possible_is_told(stage: Stage, tmp_path: Path, step: str, told: str) -> None:
    assert played(stage, tmp_path, step).failure == told


def test_the_newest_order_of_the_shopper_is_paid_without_its_number(stage: Stage, tmp_path: Path) -> None:
    steps = f"""  - 顾客: {ORDER}
  - 客服: utter_order_read_back
  - 顾客: 对
  - 客服: utter_order_dispatch
  - 商城: 付款
  - 记录: {{订单: [paid QI|沈小禾], 未付款: [paid QI]}}
"""
    assert played(stage, tmp_path, steps).failure is None


def test_a_failure_is_shown_with_place_reason_and_both_sides(stage: Stage, tmp_path: Path) -> None:
    text = as_text(played(stage, tmp_path, STOCK + "  - 客服: utter_bargain_refuse\n"))
    assert text.startswith("a.yml 第 6 行：客服说的，和应当说的不一样\n")
    [row] = [each for each in text.splitlines() if "utter_bargain_refuse" in each]
    assert row.startswith("│✗ │ 客服 │ utter_bargain_refuse │ ")
    assert "应当" in text and "实际" in text
