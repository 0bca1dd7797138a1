"""A shop's own question takes over the product's line that says the same."""

from __future__ import annotations

import pytest

from huashu.engine.answered import without_answered

PHRASINGS = ["包安装吗", "发货地是哪", "怎么洗"]

# A line of the product, its intent; whether it stays beside the phrasings.
CASES = [
    ("包安装吗", "out_of_scope", False),
    ("请问包安装么？", "out_of_scope", False),
    ("包安装不", "out_of_scope", False),
    ("发货地是哪儿", "out_of_scope", False),
    ("发货地是哪儿", "ask_ship_time", True),
    ("你们怎么洗", "ask_product_info", False),
    ("怎么洗比较好", "ask_product_info", True),
    ("今天发货吗", "out_of_scope", True),
    ("安装视频发我", "out_of_scope", True),
    ("吗", "out_of_scope", True),
    ("", "out_of_scope", True),
]


@pytest.mark.parametrize(("text", "intent", "stays"), CASES, ids=[f"{text}-{intent}" for text, intent, _ in CASES])
def test_a_line_gives_way_when_it_says_the_same(text: str, intent: str, stays: bool) -> None:
    assert without_answered([(text, intent)], PHRASINGS) == ([(text, intent)] if stays else [])


def test_all_lines_stay_in_order_when_the_shop_asks_nothing() -> None:
    lines = [(text, intent) for text, intent, _ in CASES]
    assert without_answered(lines, []) == lines
