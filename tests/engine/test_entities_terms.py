"""Carriers, colours, products: the exact entities of a message, their words and values."""

from __future__ import annotations

import pytest
from test_entities_support import Row, count, found

TABLE: list[tuple[str, list[Row]]] = [
    ("发什么快递，能发顺丰吗", [("carrier", "顺丰", "顺丰")]),
    ("可以发顺风吗", [("carrier", "顺风", "顺丰")]),
    ("可以发EMS吗", [("carrier", "EMS", "EMS")]),
    ("走天天快递", [("carrier", "天天快递", "天天")]),
    ("能发京东吗", [("carrier", "京东", "京东")]),
    ("e邮宝能到吗", [("carrier", "e邮宝", "E邮宝")]),
    ("中通和韵达哪个快", [("carrier", "中通", "中通"), ("carrier", "韵达", "韵达")]),
    ("邮政平邮行吗", [("carrier", "邮政平邮", "平邮")]),
    ("换成极兔", [("carrier", "极兔", "极兔")]),
    ("JD快递", [("carrier", "JD快递", "京东")]),
    ("德邦物流", [("carrier", "德邦物流", "德邦")]),
    ("京东可以送吗", [("carrier", "京东", "京东")]),
    ("走小蜜蜂吧", [("carrier", "小蜜蜂", "本地快送")]),
    ("米白色连衣裙", [("colour", "米白色", "米白"), ("product", "连衣裙", "棉麻连衣裙")]),
    ("藏青的有吗", [("colour", "藏青", "藏青")]),
    ("要黑的", [("colour", "黑", "黑")]),
    ("黑色阔腿裤", [("colour", "黑色", "黑"), ("product", "阔腿裤", "高腰阔腿裤")]),
    ("雾霾蓝", [("colour", "雾霾蓝", "雾霾蓝色")]),
    ("奶咖的有货吗", [("colour", "奶咖", "奶咖")]),
    ("卡其色", [("colour", "卡其色", "卡其")]),
    ("三折伞还有吗", [("product", "三折伞", "晴雨三折伞")]),
    ("0.5中性笔100支", [("product", "0.5中性笔", "顺滑中性笔0.5mm"), ("quantity", "100支", count(100, "支"))]),
    ("a5笔记本两本", [("product", "a5笔记本", "A5活页笔记本"), ("quantity", "两本", count(2, "本"))]),
    ("Ａ５笔记本", [("product", "Ａ５笔记本", "A5活页笔记本")]),
    ("黑的换成白的", [("colour", "黑", "黑"), ("colour", "白", "白色")]),
]


@pytest.mark.parametrize(("message", "expected"), TABLE)
def test_terms_when_named(message: str, expected: list[Row]) -> None:
    assert found(message) == expected
