"""Amounts, something off, discounts, rounding off: the exact entities of a message, their words and values.

Money is in fen: 五块五 = 5 * 100 + 5 * 10 = 550; a discount is the percentage that is paid.
"""

from __future__ import annotations

import pytest
from test_entities_support import ROUND_OFF, Row, amount, count, discount, found, off

TABLE: list[tuple[str, list[Row]]] = [
    ("50块", [("money", "50块", amount(5000))]),
    ("五十元", [("money", "五十元", amount(5000))]),
    ("49.9元", [("money", "49.9元", amount(4990))]),
    ("五块五", [("money", "五块五", amount(550))]),
    ("5块5", [("money", "5块5", amount(550))]),
    ("一块五毛", [("money", "一块五毛", amount(150))]),
    ("35块一件", [("money", "35块一件", amount(3500))]),
    ("1块5一支", [("money", "1块5一支", amount(150))]),
    ("一毛一支", [("money", "一毛一支", amount(10))]),
    ("50一件卖吗", [("money", "50一件", amount(5000))]),
    ("30行不行", [("money", "30", amount(3000))]),
    ("50卖吗", [("money", "50", amount(5000))]),
    ("80包邮", [("money", "80", amount(8000))]),
    ("给你45", [("money", "45", amount(4500))]),
    ("最多30", [("money", "30", amount(3000))]),
    ("便宜到80", [("money", "80", amount(8000))]),
    ("凑个整100吧", [("money", "100", amount(10000))]),
    ("¥59", [("money", "¥59", amount(5900))]),
    ("300块钱两件", [("money", "300块钱", amount(30000)), ("quantity", "两件", count(2))]),
    ("一百二十块能拿下吗", [("money", "一百二十块", amount(12000))]),
    ("少10块", [("money", "少10块", off(1000))]),
    ("便宜5元", [("money", "便宜5元", off(500))]),
    ("减十块", [("money", "减十块", off(1000))]),
    ("便宜10", [("money", "便宜10", off(1000))]),
    ("便宜五毛", [("money", "便宜五毛", off(50))]),
    ("少三块五", [("money", "少三块五", off(350))]),
    ("能优惠20块吗", [("money", "优惠20块", off(2000))]),
    ("让我5块吧", [("money", "让我5块", off(500))]),
    ("打9折", [("money", "打9折", discount(90))]),
    ("九五折", [("money", "九五折", discount(95))]),
    ("打八折", [("money", "打八折", discount(80))]),
    ("8.5折", [("money", "8.5折", discount(85))]),
    ("打85折", [("money", "打85折", discount(85))]),
    ("八八折行吗", [("money", "八八折", discount(88))]),
    ("对折卖吗", [("money", "对折", discount(50))]),
    ("第二件半价吗", [("money", "半价", discount(50))]),
    ("抹零", [("money", "抹零", ROUND_OFF)]),
    ("抹个零吧", [("money", "抹个零", ROUND_OFF)]),
    ("零头去掉", [("money", "零头去掉", ROUND_OFF)]),
    ("零头抹了吧", [("money", "零头抹了", ROUND_OFF)]),
    ("120块抹个零", [("money", "120块", amount(12000)), ("money", "抹个零", ROUND_OFF)]),
    ("满100减10", [("money", "100", amount(10000)), ("money", "减10", off(1000))]),
    ("买2件便宜10块行吗", [("quantity", "2件", count(2)), ("money", "便宜10块", off(1000))]),
    ("３０元行吗", [("money", "３０元", amount(3000))]),
    ("才卖45", [("money", "45", amount(4500))]),
    ("预算5000", [("money", "5000", amount(500000))]),
    ("一万块以内", [("money", "一万块", amount(1000000))]),
    ("昨天买才75", [("money", "75", amount(7500))]),
    ("原价159", [("money", "159", amount(15900))]),
    ("能不能70给我", [("money", "70", amount(7000))]),
    ("一百五两条行吗", [("money", "一百五", amount(15000)), ("quantity", "两条", count(2, "条"))]),
    ("三百左右的", [("money", "三百", amount(30000))]),
    ("别家只要50", [("money", "50", amount(5000))]),
    ("满99减10还有没", [("money", "99", amount(9900)), ("money", "减10", off(1000))]),
    ("199的那个跟259的有啥区别", [("money", "199", amount(19900)), ("money", "259", amount(25900))]),
    ("这个39块 那个45 能便宜不", [("money", "39块", amount(3900)), ("money", "45", amount(4500))]),
    ("拍下怎么是139 不是119吗", [("money", "139", amount(13900)), ("money", "119", amount(11900))]),
    ("两百五？", [("money", "两百五", amount(25000))]),
    ("一百八能拿不", [("money", "一百八", amount(18000))]),
    ("降到89喊我", [("money", "89", amount(8900))]),
    ("69.9跟79.9的一样么", [("money", "69.9", amount(6990)), ("money", "79.9", amount(7990))]),
    ("隔壁家55一样的", [("money", "55", amount(5500))]),
    ("运费12太贵", [("money", "12", amount(1200))]),
    ("一共156对不", [("money", "156", amount(15600))]),
    ("500以内有没有", [("money", "500", amount(50000))]),
    ("给个8折吧", [("money", "8折", discount(80))]),
    ("一件119", [("quantity", "一件", count(1)), ("money", "119", amount(11900))]),
]


@pytest.mark.parametrize(("message", "expected"), TABLE)
def test_money_when_named(message: str, expected: list[Row]) -> None:
    assert found(message) == expected
