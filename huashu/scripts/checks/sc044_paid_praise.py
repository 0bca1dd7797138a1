"""Praise for money, or praise asked for at all: what may be asked is an honest review."""

from __future__ import annotations

import re

from huashu.scripts.checks.base import Check, Finding
from huashu.scripts.checks.spoken import Find, over_said, over_shop

# 反不正当竞争法第八条、电子商务法第十七条（不得编造、利诱用户评价），《网络反不正当竞争暂行规定》第九条点名“好评返现”。
_REVIEW = "好评|五星|5星|满星|晒图|晒单|买家秀|带图|评价|追评|评论|写评|点评|打分"
_REWARD = (
    "返现|返钱|返[0-9一二三四五六七八九十{您]|红包|送[您一个份小礼{精神惊]|赠|优惠券"
    "|[减抵][0-9一二三四五六七八九十{]|奖励|有礼|有奖|抽奖|领取|领[一个份]|换[一个份]"
    "|补贴|礼品|礼物|现金|免单|[0-9一二三五十]元|[0-9一二三五十]块|积分|退您|好处"
)
_NEAR = "[^。！？\n]{0,24}"
_WORDS = re.compile(
    f"好评返|(?:{_REVIEW}){_NEAR}?(?:{_REWARD})|(?:{_REWARD}){_NEAR}?(?:{_REVIEW})"
    "|(?:给|来|写|留|点|求|记得|麻烦|请|打|赏|手指|默认)[^。！？，\n]{0,6}(?:好评|五星|5星|满分|五分)|五分好评"
    "|好评截图|默认好评|(?:改|删|消)掉?[^。！？，\n]{0,4}差评"
)
_HONEST = re.compile("照实|真心|好坏")
_BOUGHT = re.compile("好评|五星|5星|返|红包")
_REFUSED = re.compile("不送|不返|没有|不做|不搞|不能|不行|违规")


def _judge(find: Find) -> Finding | None:
    if _REFUSED.search(find.clause) or (_HONEST.search(find.sentence) and not _BOUGHT.search(find.words)):
        return None
    if re.search(_REWARD, find.words) or "返" in find.words:
        return Finding(
            find.span, f"拿好处换评价是违法的：{find.words}", "去掉好处，只请顾客说真话，例如“评价好坏照实写”"
        )
    return Finding(find.span, f"不能要好评：{find.words}", "只请顾客说真话，例如“评价好坏照实写”")


CHECK = Check("SC044", "拿好处换好评，或者开口要好评", said=over_said(_WORDS, _judge), shop=over_shop(_WORDS, _judge))
