"""Sizes, and sizes that the shopper usually wears: the exact entities of a message, their words and values."""

from __future__ import annotations

import pytest
from test_entities_support import Row, count, found

TABLE: list[tuple[str, list[Row]]] = [
    ("XL有吗", [("size", "XL", "XL")]),
    ("要m码", [("size", "m码", "M")]),
    ("2XL", [("size", "2XL", "2XL")]),
    ("xxl还有吗", [("size", "xxl", "XXL")]),
    ("ＸＬ码还有吗", [("size", "ＸＬ码", "XL")]),
    ("均码", [("size", "均码", "均码")]),
    ("大码", [("size", "大码", "大码")]),
    ("38码", [("size", "38码", "38")]),
    ("要38的", [("size", "38", "38")]),
    ("有没有38的", [("size", "38", "38")]),
    ("170的有吗", [("size", "170", "170")]),
    ("120码", [("size", "120码", "120")]),
    ("110码", [("size", "110码", "110")]),
    ("170/92A", [("size", "170/92A", "170/92A")]),
    ("尺码选L", [("size", "L", "L")]),
    ("换成XL", [("size", "XL", "XL")]),
    ("38码换成39码", [("size", "38码", "38"), ("size", "39码", "39")]),
    ("把M改成L", [("size", "M", "M"), ("size", "L", "L")]),
    ("平时穿M码", [("usual_size", "M码", "M")]),
    ("一般穿38", [("usual_size", "38", "38")]),
    ("我平时M", [("usual_size", "M", "M")]),
    ("一般都是L码", [("usual_size", "L码", "L")]),
    ("裤子平时穿27", [("usual_size", "27", "27")]),
    ("平时穿38，这次要39码", [("usual_size", "38", "38"), ("size", "39码", "39")]),
    ("黑色M两件", [("colour", "黑色", "黑"), ("size", "M", "M"), ("quantity", "两件", count(2))]),
    ("37还有货吗", [("size", "37", "37")]),
    ("平时牛仔裤穿29码", [("usual_size", "29码", "29")]),
    ("在别家穿M", [("usual_size", "M", "M")]),
    ("把38换成39", [("size", "38", "38"), ("size", "39", "39")]),
    ("上次买的41大了", [("size", "41", "41")]),
    ("41.5有没有 42有点紧", [("size", "41.5", "41.5"), ("size", "42", "42")]),
    ("37的断货了 37.5呢", [("size", "37", "37"), ("size", "37.5", "37.5")]),
    ("不要160的 换165", [("size", "160", "160"), ("size", "165", "165")]),
    ("这款选175行不", [("size", "175", "175")]),
    ("L码数准吗", [("size", "L", "L")]),
    ("平时裤子都是30的", [("usual_size", "30", "30")]),
    ("我穿m的多", [("usual_size", "m", "M")]),
    ("平时上衣穿s裤子穿27", [("usual_size", "s", "S"), ("usual_size", "27", "27")]),
    ("我脚39码", [("usual_size", "39码", "39")]),
]


@pytest.mark.parametrize(("message", "expected"), TABLE)
def test_sizes_when_named(message: str, expected: list[Row]) -> None:
    assert found(message) == expected
