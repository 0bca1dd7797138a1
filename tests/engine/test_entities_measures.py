"""Quantities and body measures: the exact entities of a message, their words and values.

2尺1 = 2.1 * 100 / 3 cm = 70; 27 inches = 27 * 2.54 cm = 69; 55.5 kg = 111 jin; 体重55 is taken as kg; a dozen = 12.
"""

from __future__ import annotations

import pytest
from test_entities_support import Row, amount, count, found

TABLE: list[tuple[str, list[Row]]] = [
    ("两件", [("quantity", "两件", count(2))]),
    ("3个", [("quantity", "3个", count(3, "个"))]),
    ("一打", [("quantity", "一打", count(12))]),
    ("半打", [("quantity", "半打", count(6))]),
    ("两打", [("quantity", "两打", count(24))]),
    ("十来个", [("quantity", "十来个", count(10, "个"))]),
    ("十几个", [("quantity", "十几个", count(10, "个"))]),
    ("2双", [("quantity", "2双", count(2, "双"))]),
    ("5盒", [("quantity", "5盒", count(5, "盒"))]),
    ("100支", [("quantity", "100支", count(100, "支"))]),
    ("来俩", [("quantity", "俩", count(2, "个"))]),
    ("要两百个", [("quantity", "两百个", count(200, "个"))]),
    ("一百二十件", [("quantity", "一百二十件", count(120))]),
    ("一百二个", [("quantity", "一百二个", count(120, "个"))]),
    ("两三件", [("quantity", "两三件", count(2))]),
    ("2-3件", [("quantity", "2-3件", count(2))]),
    ("几百个什么价", [("quantity", "几百个", count(200, "个"))]),
    ("要上百个", [("quantity", "上百个", count(100, "个"))]),
    ("1万个", [("quantity", "1万个", count(10000, "个"))]),
    ("2千支", [("quantity", "2千支", count(2000, "支"))]),
    ("两千五百个", [("quantity", "两千五百个", count(2500, "个"))]),
    ("数量50", [("quantity", "数量50", count(50))]),
    ("再加一件", [("quantity", "一件", count(1))]),
    ("要一个", [("quantity", "一个", count(1, "个"))]),
    ("就一个", [("quantity", "一个", count(1, "个"))]),
    ("来两套", [("quantity", "两套", count(2, "套"))]),
    ("三盒笔芯", [("quantity", "三盒", count(3, "盒"))]),
    ("三十一件卖吗", [("quantity", "三十一件", count(31))]),
    ("35块3件", [("money", "35块", amount(3500)), ("quantity", "3件", count(3))]),
    ("500本，定制logo", [("quantity", "500本", count(500, "本"))]),
    ("身高165", [("height", "身高165", {"cm": 165})]),
    ("身高一米六八", [("height", "身高一米六八", {"cm": 168})]),
    ("1米65", [("height", "1米65", {"cm": 165})]),
    ("一米七", [("height", "一米七", {"cm": 170})]),
    ("1.72米", [("height", "1.72米", {"cm": 172})]),
    ("165cm", [("height", "165cm", {"cm": 165})]),
    ("老公180，75公斤", [("height", "180", {"cm": 180}), ("weight", "75公斤", {"jin": 150})]),
    ("165 110斤", [("height", "165", {"cm": 165}), ("weight", "110斤", {"jin": 110})]),
    ("宝宝身高90，13公斤", [("height", "身高90", {"cm": 90}), ("weight", "13公斤", {"jin": 26})]),
    ("110斤", [("weight", "110斤", {"jin": 110})]),
    ("55公斤", [("weight", "55公斤", {"jin": 110})]),
    ("55.5kg", [("weight", "55.5kg", {"jin": 111})]),
    ("体重110", [("weight", "体重110", {"jin": 110})]),
    ("体重55", [("weight", "体重55", {"jin": 110})]),
    ("一百一十斤", [("weight", "一百一十斤", {"jin": 110})]),
    ("体重一百一十五", [("weight", "体重一百一十五", {"jin": 115})]),
    ("腰围68", [("waist", "腰围68", {"cm": 68})]),
    ("腰围27", [("waist", "腰围27", {"cm": 69})]),
    ("2尺1", [("waist", "2尺1", {"cm": 70})]),
    ("腰围二尺一", [("waist", "腰围二尺一", {"cm": 70})]),
    ("腰2尺", [("waist", "腰2尺", {"cm": 67})]),
    (
        "身高160体重50公斤平时穿M",
        [
            ("height", "身高160", {"cm": 160}),
            ("weight", "体重50公斤", {"jin": 100}),
            ("usual_size", "M", "M"),
        ],
    ),
    ("10个", [("quantity", "10个", count(10, "个"))]),
    ("24支", [("quantity", "24支", count(24, "支"))]),
    ("10~20件", [("quantity", "10~20件", count(10))]),
    ("三五个", [("quantity", "三五个", count(3, "个"))]),
    ("12双，要快", [("quantity", "12双", count(12, "双"))]),
    ("老婆165/50kg", [("height", "165", {"cm": 165}), ("weight", "50kg", {"jin": 100})]),
    ("腰围二尺三寸", [("waist", "腰围二尺三", {"cm": 77})]),
    ("170/140穿多大", [("height", "170", {"cm": 170}), ("weight", "140", {"jin": 140})]),
    ("158 腰围66", [("height", "158", {"cm": 158}), ("waist", "腰围66", {"cm": 66})]),
    ("数量改成3", [("quantity", "数量改成3", count(3))]),
    ("一百二两件", [("quantity", "两件", count(2))]),
    ("各来两个", [("quantity", "两个", count(2, "个"))]),
]


@pytest.mark.parametrize(("message", "expected"), TABLE)
def test_measures_when_named(message: str, expected: list[Row]) -> None:
    assert found(message) == expected
