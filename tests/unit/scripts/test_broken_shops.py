"""One thing changed in a good shop file, and the whole list of problems that this makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from script_making import EXAMPLES, folder_with_shop

from huashu.scripts import ScriptErrors, load_library

CHANGES = [
    ("店铺: tea\n", "店铺: coffee\n", ["1:5 SC023 店铺编号和文件名不一样：coffee"]),
    ("店名: 山前茶铺\n", "", ["1:1 SC009 这里缺少 店名"]),
    ("  默认: 圆通\n", "", ["9:3 SC009 这里缺少 默认"]),
    ("行业: 茶叶\n", "行业: 茶叶\n主营: 绿茶\n", ["4:1 SC008 不认识这个键：主营"]),
    ("时区: Asia/Shanghai", "时区: 北京", ["6:5 SC011 应当是时区，写的是：北京"]),
    ("营业: 08:30-22:00", "营业: 8点半", ["7:5 SC011 应当是一段时间，写的是：8点半"]),
    ("营业: 08:30-22:00", "营业: 22:00-08:30", ["7:5 SC022 关门时间要晚于开门时间"]),
    ("截单: 16:00", "截单: 16：00", ["21:5 SC011 应当是截单时间，写的是：16：00"]),
    ("截单: 16:00", "截单: 19:30", ["21:5 SC022 截单比打包还晚，当天发不出去"]),
    ("打包: 19:00-21:00", "打包: 21:00-19:00", ["22:5 SC022 打包结束要晚于打包开始"]),
    ("单号: 23:00", "单号: 20:59", ["23:5 SC022 单号录入比打包结束还早"]),
    ("单号: 23:00", "单号: 24:00", ["23:5 SC011 应当是时间，写的是：24:00"]),
    ("  等候: 150秒", "  等候: 150", ["31:7 SC011 应当是时长，写的是：150"]),
    ("每日预算: 200元", "每日预算: 200块", ["33:9 SC011 应当是金额，写的是：200块"]),
    ("补差价: 0.5元", "补差价: 30分", ["17:12 SC011 应当是金额，写的是：30分"]),
    ("库存: 60", "库存: 六十", ["36:42 SC011 应当是整数，写的是：六十"]),
    ("分期: 否", "分期: no", ["47:5 SC011 应当是“是”或“否”，写的是：no"]),
    ("江浙沪: 1-2, 其他: 3-5", "江浙沪: 2-1, 其他: 3-5", ["15:17 SC011 应当是天数，写的是：2-1"]),
    ("开始: 2026-03-10 00:00", "开始: 2026-02-30 00:00", ["39:9 SC011 应当是日期和时间，写的是：2026-02-30 00:00"]),
    ("结束: 2026-03-13 00:00", "结束: 2026-03-10 00:00", ["40:9 SC022 活动结束要晚于活动开始"]),
    ("refuse, ask", "refuze, ask", ["25:24 SC011 应当是阶梯的一级，写的是：refuze"]),
    ("默认: 圆通", "默认: 圆通快递", ["9:7 SC021 快递里没有：圆通快递"]),
    ("备选: [申通]", "备选: [申通, 中通]", ["10:12 SC021 快递里没有：中通"]),
    ("备选: [申通]", "备选: [圆通]", ["10:8 SC026 默认快递又写在备选里"]),
    ("{其他: 3-5}", "{江浙沪: 3-5}", ["18:11 SC021 申通没有写其他地区要几天"]),
    ("江浙沪: 1-2", "江浙户: 1-2", ["15:17 SC021 地区里没有：江浙户"]),
    ("  每日预算: 200元\n  赠品: cup", "  每日预算: 200元\n  赠品: cap", ["34:7 SC021 赠品里没有：cap"]),
    ("    赠品: cup", "    赠品: mug", ["42:9 SC021 赠品里没有：mug"]),
    ("包邮: 59元\n", "", ["44:5 SC027 写了运费，却没有写满多少包邮"]),
    ("运费: 6元\n", "", ["44:5 SC027 写了满多少包邮，却没有写运费"]),
    ("新地址：{address}", "新地址：{adress}", ["51:13 SC012 没有这个占位符：{adress}"]),
    ("要求{content}---", "要求{old}---", ["52:10 SC012 没有这个占位符：{old}"]),
    ("  proofs: 营业执照\n", "", ["55:3 SC009 这里缺少 proofs"]),
    ("  proofs: 营业执照\n", "  proofs: 营业执照\n  wifi: 有\n", ["56:3 SC008 不认识这个键：wifi"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES, ids=[each[2][0].split(" ", 1)[1] for each in CHANGES])
def test_shop_has_exactly_this_problem_when_changed(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    with pytest.raises(ScriptErrors) as caught:
        load_library(folder_with_shop(tmp_path, old, new))
    assert [f"{p.span.line}:{p.span.column} {p.code} {p.message}" for p in caught.value.problems] == expected
    assert {each.span.path for each in caught.value.problems} == {"scripts_zh/shops/tea.yml"}


def test_good_examples_have_no_problem_when_loaded() -> None:
    library = load_library(EXAMPLES / "good")
    assert (sorted(library.shops), sorted(library.scripts)) == (
        ["lamp", "tea"],
        ["utter_bargain_offer_gift", "utter_order_changed"],
    )
