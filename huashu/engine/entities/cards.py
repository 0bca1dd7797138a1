"""The words of a greeting card (P9), after 贺卡写 or around a mention of the card; the value is as written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.engine.entities.found import Found
from huashu.engine.entities.times import DELIVERY

_NAME = "(?:贺卡|卡片|小卡片?|(?<![行员通])卡(?=写)|(?:祝福|生日|节日|圣诞|新年|感谢|留言|心意)卡|(?<=张)卡|卡上|卡里)"
# What may stand between 写 and the words.
_LEAD = "(?:就|是|为|着|上|成|一?句|这?几个字|给[^\\s,，]{1,4}\\s|个(?!人|字|性)|祝福[\\s,，]+就?写)*"
_ASKING = "(?:可以|能不能|能|就|请|麻烦|帮我|帮忙|替我|给我|您|你)"
_CHANGED = "(?:改一?下|写错了?)?[\\s,，]{0,2}(?:改成|改为|换成)"
CARD = re.compile(
    rf"{_NAME}(?:上面?|里面?|面|内容)?{_ASKING}*"
    rf"(?:[吗吧呗不]?[\s,，]{{1,2}}(?:就|上面|帮我|麻烦)*(?=写|内容|印)|[吧要](?=写))?(?:手?写[上成下]?|印上?|留言|内容|文字|的话|{_CHANGED})?{_LEAD}(?P<mark>[:：“\"「『\s]*)"
    rf"|(?P<top>写上|写一句|写句|附言|留言写?|祝福语){_LEAD}(?P<mark2>[:：“\"「『\s]*)"
    r"|写(?:着|的是)?(?P<quote>[“\"「『])"
)
# Where 写 stands elsewhere: 写早日康复 卡片用粉色的, 写早日康复在卡片上, 卡片写啥好 就早日康复.
MENTION = re.compile(_NAME.replace("|卡里", ""))
AROUND = (
    re.compile(rf"写(?:一?张|个)?\s?(?P<words>[^\s,，]{{2,}}(?:\s[^\s,，]+)?)(?:\s?在{_NAME}上?|(?<!用)的{_NAME})"),
    re.compile(rf"{_NAME}写[啥什][^\s,，]{{0,4}}[\s,，?？]+就(?:写|是)?(?P<words>.+)"),
    re.compile(rf"(?:^|[\s,，])(?:{_ASKING}|再|上面|里面)*写(?:[上成下]|{_LEAD})(?P<words>(?![^\s,，]*{_NAME}).+)"),
)
WISH = (
    "快乐|大吉|平安|安康|健康|康复|幸福|百年好合|恭喜|如意|顺利|加油|辛苦|爱你|感恩|"
    "贵子|长命|长寿|白头|前程|岁岁|永远|愿|祝(?!福)|一路|生日|节"
)
# 卡片早日康复: a wish right behind the card.
BARE = re.compile(
    rf"(?<![一-鿿]的){_NAME}(?:上面?|里面?|就)*[\s:：]?(?P<words>(?=[^\s,，]{{0,12}}(?:{WISH}))(?:(?!多少)[^\s,，吗么呢?？的款]){{4,}})(?=$|[\s,，])"
)
# No pattern matches without one of these.
NEEDED = re.compile("卡|写|言|祝福语")
CARD_VERB = re.compile('写|印|文字|留言|内容|改成|改为|换成|[:“"「『]|祝福语|附言')
# A question ends the words where no sign does: 一帆风顺会不会太土.
CARD_END = re.compile(r"会不会|是不是|能不能|够不够|[”\"」』。！!?？\n]|$")
NOT_CARD = re.compile(
    r"^(?:什么|字|几个字|点|错|哪|啥|多少|吗|东西|好了|一下|了|的|不|有|吧|我的?名字吗|话|祝福(?:的话|语)?$|备注|单|地址|我的地址|"
    "[长短大小多少]一?点|收[件货]人|名字|一?张|别的|另|其他|手写|在|个|价格|贺卡|卡片|$)"
)
NEXT_WISH = re.compile(
    r"[,，\s]+(?:(?:请|麻烦|帮我|再)?(?:[发走寄](?!财)|快递|电话|手机|地址|收[件货]人|开?发?票|抬头|邮箱|[0-9]{2})"
    rf"|字(?:体|迹|好看|大|漂亮|工整|写)|(?:不要|别|勿)(?:写|放|印|附|带|塞|价)|放(?:[在进到])?小?{_NAME}|包[装好]|落款|(?:别|其他)的?(?:不|别)"
    rf"|[^\s,，]{{1,8}}(?:还是|吗|么)(?:[^\s,，]{{0,6}})?$|[一-鿿]{{1,4}}收(?:$|[\s,，])|{_NAME})"
)
_FINE = "(?:就行|就好|就可以|就够)[了啦哈呀吧嘛]*"
COURTESY = re.compile(
    rf"(?:[,，\s]+(?:谢谢|麻烦了?|多谢|辛苦了?|{_FINE})(?:老板|[您你啦啊哈了亲~])*|[,，\s]*(?:可[以不][吗么不]|行[吗么不]|好[吗吧]|好不好?|行不行|可不可以|成不|{_FINE}|吗|吧)|(?<=[一-鿿]{{4}})谢谢(?:老板|[亲啦了哈])*|[哈呗]|[一二三四五六七八九]个字|字(?:体|迹)?(?:写?大|好看|漂亮)一?点?)+$"
)


def find(text: str, said: str) -> Iterator[Found]:
    """The card's words, at most one card a message."""
    spans = [*_after_card(text), *_around(text)] if NEEDED.search(text) else []
    for start, end in spans[:1]:
        yield Found("card_text", start, end, said[start:end])


def _after_card(text: str) -> Iterator[tuple[int, int]]:
    for match in CARD.finditer(text):
        for_remark = match["top"] and "备注" in text[max(0, match.start() - 8) : match.start()]
        if not for_remark and CARD_VERB.search(match[0]):
            yield from _words(text, match.end())


def _around(text: str) -> Iterator[tuple[int, int]]:
    if MENTION.search(text):
        for pattern in (*AROUND, BARE):
            for match in pattern.finditer(text):
                yield from _words(text, *match.span("words"))


def _words(text: str, start: int, limit: int | None = None) -> Iterator[tuple[int, int]]:
    """The words that begin at ``start``, without courtesy, if they are any."""
    start += len(text[start:]) - len(text[start:].lstrip())
    words = COURTESY.sub("", text[start : min(_card_end(text, start), limit or len(text))]).rstrip(" ,，")
    if words and len(words) <= 200 and not NOT_CARD.match(words):
        yield start, start + len(words)


def _card_end(text: str, start: int) -> int:
    """Where a quote or sentence ends, or a comma before what no card says: 发顺丰, 周六送, a number."""
    end_match = CARD_END.search(text, start)
    ends = [end_match.start() if end_match else len(text)]
    ends += [match.start() for match in NEXT_WISH.finditer(text, start, ends[0])]
    for comma in re.finditer(r"[,，\s]+", text[start : ends[0]]):
        if (when := DELIVERY.match(text, start + comma.end())) and re.search("[送收]", when[0]):
            ends.append(start + comma.start())
    return min(ends)
