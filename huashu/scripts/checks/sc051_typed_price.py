"""A sum of money or a discount typed into wording: prices change, and shoppers hold us to what they read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import Find, finds, shown, without_quotes

_HAN = "[一二两三四五六七八九十百千万]"
_END = "(?=[，。！？；、~～]|$)"
_MONEY = re.compile(
    "[0-9]+(?:\\.[0-9]+)? ?(?:元(?!旦)|块(?!布|板|砖|糖|皂|橡皮|电池|表)|圆(?!形|领|珠|规|头|桌)|毛钱|角钱"
    "|[Rr][Mm][Bb]|人民币|刀(?!片))"
    "|[¥￥] ?[0-9]+(?:\\.[0-9]+)?"
    f"|{_HAN}+(?<![几数]{_HAN})(?:元(?!旦|素|里|上下|左右|以内的预)|块(?:钱"
    "|[一二三四五六七八九](?![块件条双盏支盒组排批])|(?=就|包邮|左右|起|差价|运费|邮费"
    "|[一二两三][件条双盏支盒])))"
    f"|[二两三四五六七八九十百千]+(?<![几数]{_HAN})块{_END}"
    f"|[0-9]+(?:\\.[0-9]+)?折|打{_HAN}{{1,2}}折|{_HAN}{{2}}折(?![叠痕线断])|[二三四五六七八九]折(?![叠痕线断就])"
    f"|(?<![几数{_HAN[1:-1]}]){_HAN}+[百千]{_HAN}*[多来几]?块(?!布|板|砖|地|牌)"
    "|半价|[0-9]+(?=一[件条双盏支盒个本瓶](?![0-9]))"
    "|[两二三四五2-9][件条双盏支盒个本瓶](?=[0-9]+(?:\\.[0-9]+)?(?:[，。！]|$))"
    f"|一[件条双盏支盒个本瓶](?=[一二两三四五六七八九]百|[0-9][0-9])"
    "|[二三四五六七八九]?十[来几多]块(?=[，。！钱]|$)|[0-9]+以内(?=的|，|。|$)"
    f"|[一二两三四五六七八九]毛(?=[，。！钱]|$)|{_HAN}百{_HAN}十{_HAN}?{_END}"
    "|[0-9]+(?:\\.[0-9]+)? ?(?=包邮|免邮)"
    "|满(?:[0-9]+|[二两三四五六七八九十百]+)(?:元|块)?(?=减|包邮|免|送|可|就|返|[，。])"
    "|(?:立减|直减|再减|减|便宜|优惠|返现?|抵扣?|运费|邮费|差价|只要|仅需|仅售|只卖|售价|卖价|现价|原价|定金"
    "|价格)(?:了|您|给您|是|就|：|:)?"
    "(?<!\\{)[0-9]+(?:\\.[0-9]+)?(?=[，。！？；、~～就哦啦]|$)"
)
_FACTS = ("price", "unit_price", "member_price", "tier_price", "total", "coupon", "fee", "list_price", "cross_price")


def typed_price(said: Said, book: Book) -> Iterator[Finding]:
    for find in finds(_MONEY, said.text, without_quotes(shown(said))):
        yield Finding(find.span, f"价钱写死了：{find.words}", f"写成 {_fact(find, said)}")


def _fact(find: Find, said: Said) -> str:
    around = find.clause
    if re.search("包邮|免邮|运费|邮费", around):
        return "{shipping_rule}，包邮的规矩由店铺资料定"
    if re.search("差价", around):
        return "{fee}元"
    if re.search("赠|礼品|礼物|价值", around):
        return "{gift_value}元"
    if re.search("折|半价", find.words):
        return "折好以后的价 {price}元，不写几折"
    if re.search("减|优惠|便宜|券|抵|返", around):
        return "{coupon}元，减多少由主管批"
    own = next((each for each in _FACTS if each in said.script.facts), "price")
    return f"{{{own}}}元，价钱由商品资料和主管定"


CHECK = Check("SC051", "价钱写死了", said=typed_price)
