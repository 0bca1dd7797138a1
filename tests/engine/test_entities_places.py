"""Places, the levels above filled in where certain: the exact entities of a message, their words and values."""

from __future__ import annotations

import pytest
from test_entities_support import Row, found, place

TABLE: list[tuple[str, list[Row]]] = [
    ("西藏", [("place", "西藏", place("西藏自治区"))]),
    ("杭州", [("place", "杭州", place("浙江省", "杭州市"))]),
    ("我在乌鲁木齐", [("place", "乌鲁木齐", place("新疆维吾尔自治区", "乌鲁木齐市"))]),
    ("新疆能到吗", [("place", "新疆", place("新疆维吾尔自治区"))]),
    ("浙江省杭州市西湖区", [("place", "浙江省杭州市西湖区", place("浙江省", "杭州市", "西湖区"))]),
    ("从杭州到北京几天", [("place", "杭州", place("浙江省", "杭州市")), ("place", "北京", place("北京市", "北京市"))]),
    ("北京、上海都发吗", [("place", "北京", place("北京市", "北京市")), ("place", "上海", place("上海市", "上海市"))]),
    ("内蒙能发吗", [("place", "内蒙", place("内蒙古自治区"))]),
    ("内蒙古呼和浩特", [("place", "内蒙古呼和浩特", place("内蒙古自治区", "呼和浩特市"))]),
    ("西双版纳能到吗", [("place", "西双版纳", place("云南省", "西双版纳傣族自治州"))]),
    ("阿坝州", [("place", "阿坝州", place("四川省", "阿坝藏族羌族自治州"))]),
    ("喀什能发吗", [("place", "喀什", place("新疆维吾尔自治区", "喀什地区"))]),
    ("香港发吗", [("place", "香港", place("香港特别行政区"))]),
    ("吉林长春朝阳区", [("place", "吉林长春朝阳区", place("吉林省", "长春市", "朝阳区"))]),
    ("吉林省吉林市", [("place", "吉林省吉林市", place("吉林省", "吉林市"))]),
    ("海南发货吗", [("place", "海南", place("海南省"))]),
    ("海口能到吗", [("place", "海口", place("海南省", "海口市"))]),
    ("深圳南山要多久", [("place", "深圳南山", place("广东省", "深圳市", "南山区"))]),
    ("杭州西湖", [("place", "杭州西湖", place("浙江省", "杭州市", "西湖区"))]),
    ("寄到西湖区", [("place", "西湖区", place("", "", "西湖区"))]),
    ("朝阳区", [("place", "朝阳区", place("", "", "朝阳区"))]),
    ("台州路桥区", [("place", "台州路桥区", place("浙江省", "台州市", "路桥区"))]),
    ("义乌能到吗", [("place", "义乌", place("浙江省", "金华市", "义乌市"))]),
    ("大方县", [("place", "大方县", place("贵州省", "毕节市", "大方县"))]),
    ("我在大方", [("place", "大方", place("贵州省", "毕节市", "大方县"))]),
    ("重庆市渝北区", [("place", "重庆市渝北区", place("重庆市", "重庆市", "渝北区"))]),
    ("广州那边几天", [("place", "广州", place("广东省", "广州市"))]),
    ("西藏那曲", [("place", "西藏那曲", place("西藏自治区", "那曲市"))]),
    ("苏州工业园区能到吗", [("place", "苏州工业园区", place("江苏省", "苏州市"))]),
    ("新疆和西藏包邮吗", [("place", "新疆", place("新疆维吾尔自治区")), ("place", "西藏", place("西藏自治区"))]),
    ("我在柳州 柳州螺蛳粉正宗不", [("place", "柳州", place("广西壮族自治区", "柳州市"))]),
]


@pytest.mark.parametrize(("message", "expected"), TABLE)
def test_places_when_named(message: str, expected: list[Row]) -> None:
    assert found(message) == expected
