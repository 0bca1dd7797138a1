"""Is an address complete (P8)?"""

from __future__ import annotations

import pytest

from huashu.domain.address import missing_parts, province_of


@pytest.mark.parametrize("text", [
    "浙江省杭州市西湖区文三路100号",
    "杭州市文三路100号3幢2单元501室",
    "上海浦东新区张杨路500弄12号",
    "广东深圳南山区科技园南区A栋1203",
    "北京市海淀区中关村大街27号",
    "河北省保定市清苑区望亭镇李家村",
    "四川省成都市双流区华府大道一段1号",
    "内蒙古呼和浩特市新华大街三号",
    "江苏省苏州市工业园区星湖街328号创意产业园5-2",
    "湖北武汉洪山区珞喻路１０３７号 13800138000",
    "重庆渝北区龙湖花园 3-1-502",
    "云南省大理白族自治州大理市古城人民路12号",
])
def test_address_is_complete(text: str) -> None:
    assert missing_parts(text) == ()


@pytest.mark.parametrize(("text", "missing"), [
    ("浙江省杭州市西湖区文三路", ("number",)),
    ("浙江省杭州市西湖区", ("street", "number")),
    ("文三路100号", ("region",)),
    ("文三路", ("region", "number")),
    ("杭州市100号", ("street",)),
    ("超市旁边文三路100号", ("region",)),
    ("杭州市文三路 13800138000", ("number",)),
    ("好的", ("region", "street", "number")),
    ("", ("region", "street", "number")),
    ("杭州市文一西路三毛服装店", ("number",)),
])
def test_what_an_address_lacks(text: str, missing: tuple[str, ...]) -> None:
    assert missing_parts(text) == missing


def test_region_may_be_known_from_elsewhere() -> None:
    assert missing_parts("西湖区文三路100号", region_known=True) == ()


@pytest.mark.parametrize(("address", "province"), [
    ("浙江省杭州市西湖区文三路1号", "浙江省"),
    ("浙江杭州文三路1号", "浙江省"),
    ("内蒙古呼和浩特市新城区1号", "内蒙古自治区"),
    ("中国上海市浦东新区1号", "上海市"),
    ("杭州市西湖区文三路1号", ""),
    ("", ""),
])
def test_province_is_the_one_the_address_begins_with(address: str, province: str) -> None:
    assert province_of(address) == province
