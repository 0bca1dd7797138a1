"""Other shops run down: unfair competition, and the shopper asked about ours."""

from __future__ import annotations

import re

from huashu.scripts.checks.base import Check, Finding
from huashu.scripts.checks.spoken import Find, over_said, over_shop

# 反不正当竞争法第十一条（不得编造、传播误导性信息，损害竞争对手的商誉）、广告法第十三条（不得贬低其他经营者）。
_OTHERS = (
    "别家|别的店|别人家|其他店|其它店|其他家|其它家|其他商家|其他卖家|他家|她家|他们家|买别家|别处买的?|竞争对手"
    "|市面上|低价的|小店(?=没保障)|那家|那些店|隔壁|同行|对手|竞品|某宝|某店|某些店|外面|网上别的|网上那|山寨店"
    "|小店那"
    "|便宜的(?:都|那|大多|多半|基本)|价格低的(?:都|那)|那么便宜|这么便宜的"
)
_STRONG = (
    "假货|假(?![日期如设装])|次品|次货|残次|骗|坑|垃圾|烂|劣质|仿|山寨|冒牌|翻新|偷工|减料|以次充好|黑心|水货"
    "|瑕疵|忽悠|糊弄|套路|贴牌|猫腻|不正规|没保障|没有保障"
    "|无证|没有证|不靠谱|质量差|质量不|做工差|做工不|用料差|有毒|甲醛|便宜没好货|库存货|尾货|退货货|二手"
)
_WEAK = (
    "差(?![价不别几多少一额])|不行|不好(?!说|乱|比|判)|不如|比不[上过了]|比不了|不敢"
    "|缩水|太差|粗糙|堪忧|不能买|不保真|没有?售后|容易(?=掉|坏|褪|起|断)|上当|哪有我们|哪有咱"
)
_WORDS = re.compile(f"(?:{_OTHERS})(?:[^。！？；\n]{{0,16}}?(?:{_STRONG})|[^，。！？；\n]{{0,10}}?(?:{_WEAK}))")
_FAIR = re.compile("不好说|不好乱说|不评价|不乱说|不敢说|说不好|没摸过|没点亮过|不清楚|不比")


def _judge(find: Find) -> Finding | None:
    if _FAIR.search(find.sentence):
        return None
    fix = "只说自己的货，例如“别家的货我没摸过，不好乱说。咱家的货是{brand_source}”"
    return Finding(find.span, f"说了别家的坏话：{find.words}", fix)


CHECK = Check("SC046", "说别家的坏话", said=over_said(_WORDS, _judge), shop=over_shop(_WORDS, _judge))
