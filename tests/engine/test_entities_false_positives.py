"""Ordinary messages that name nothing: the recogniser must stay silent."""

from __future__ import annotations

import pytest
from test_entities_support import found

ORDINARY = [
    "亲，在吗", "你们是正品吗", "质量怎么样，会掉色吗", "能不能再便宜一点", "我买得多能优惠吗", "我是老顾客了，打个折呗", "别家比你便宜",
    "双十一有活动吗", "有一个问题想问一下", "这件衣服和那件一样吗", "第一次买", "三天能到吗", "7天无理由", "24小时内发货吗", "等了一个月",
    "换一个颜色", "一块发吧", "16点前下单今天发吗", "明天能发货吗", "晚上好", "天天开心", "在京东上看到更便宜", "我的包裹到哪了",
    "遇到顺风天", "您真大方", "祝平安", "合作愉快", "出海口", "中山装有吗", "大同小异", "开封了还能退吗", "北京时间几点", "北京路店有货吗",
    "新城里的店", "市区能到吗", "我俩一起买", "至少要便宜一点", "给个优惠呗", "抬头怎么写", "抬头写公司可以吗", "贺卡可以写字吗", "有贺卡吗",
    "A4纸", "3M胶", "500ml", "E27灯头", "2700K", "0.5mm的笔芯", "80cm的灯够大吗", "1米5的桌子", "税号91330100MA27XXXX1Y", "QQ 123456789",
    "快递单号YT1234567890123", "你好漂亮", "谢谢", "方便的话快点", "万一不合适怎么办", "和平时一样", "👍👍", "<b>hi</b>", "' OR 1=1; --", "",
]  # fmt: skip


@pytest.mark.parametrize("message", ORDINARY)
def test_nothing_is_found_when_nothing_is_named(message: str) -> None:
    assert found(message) == []
