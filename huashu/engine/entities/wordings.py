"""Words the shopper dictates or names: invoice title, the text of a greeting card, a time window for delivery (P9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.engine.entities.found import Found

_FIRM = (
    "(?:有限责任公司|股份有限公司|有限公司|公司|工厂|集团|学校|小学|中学|大学|学院|"
    "幼儿园|医院|中心|事务所|工作室|研究院|研究所|合作社|经营部|商行|个体户)"
)
# What else a title ends with, if it also ends there.
_BODY = f"(?:{_FIRM}|设计院|协会|商会|委员会|银行|超市|[店厂院馆社局部])"
# 抬头写错了 改成…: the title comes a clause later.
_LATER = r"[一-鿿]{1,5}[\s,，]{1,2}(?:应该)?(?:改成|改为|换成|是|写)"
_SAID = r"(?:可以|能不能|能|帮我|请|麻烦|就|用|填|写(?:成(?!都))?|开成?|是|为|改成?|叫|的话|[:\s])"
_TITLE_AFTER = r"$|[\s,，。;；!！]|的|吧|吗|就|行|可以|谢谢|税号|邮箱"
TITLE = (
    re.compile(rf"抬头{_SAID}+(?P<title>[^,，。;；!！?？\n:]{{2,40}})"),
    re.compile(
        rf"抬头(?:{_LATER})?{_SAID}*(?P<title>个人(?!信息|还是|或)|[^\s,，。;；!！?？:]{{2,30}}?{_BODY})(?={_TITLE_AFTER})"
    ),
    re.compile(
        rf"票(?:信息|单位|写|开给|改成|[:\s,，])+(?!抬头)(?P<title>[^\s,，。;；!！?？:]{{2,30}}?{_BODY})(?={_TITLE_AFTER})"
    ),
    re.compile(r"开(?:成|给)?(?P<title>个人)(?=$|[就吧,，\s])"),
    re.compile(
        rf"开(?:发?票|[普专]票|一?张|个|给|成|到|的是|[:\s])*(?!抬头|票)(?P<title>[^\s,，。;；!！?？:]{{2,30}}?{_FIRM})(?=的?(?:增值税)?(?:专用|普通|电子|专|普)?(?:发票|票|抬头|$|[\s,，。;；!！]))"
    ),
    re.compile(
        r"(?:发票|票)(?:就|请|麻烦|可以)?(?:写|开|抬头)(?:给|成|是|[:\s])*(?P<title>个人(?!信息))|发票(?P<plain>个人)(?=就|$|[\s,，])"
    ),
    re.compile(rf"(?:(?:名称|单位)[:是]\s?|公司名称?[:是\s]*)(?P<title>[^\s,，。;；!！?？:]{{2,30}}?{_FIRM})"),
)
NOT_TITLE = re.compile(
    r"什么|怎么|哪|多少|还是|公司还|能不能|要不要|^(?:要|填|写|开|可以|个人还是)|[几一两]个|别的|其他|你们|^(?:我们?)?(?:公司|企业|单位|学校|公司名称?|全称)$|^错"
)
TITLE_END = re.compile(
    r"(?:[\s的]*(?:税号|电话|地址|发?到?邮箱|发票|谢谢|可以[吗不]|行[吗不]|吗|吧|就行|就好|好了|名字)|[吗吧呢啊]).*$"
)

CARD = re.compile(
    r"(?:贺卡|卡片|小卡|祝福卡|卡上|卡里)(?:上面?|里面?|内容)?(?:可以|能不能|能|就|请|麻烦|帮我|帮忙|给我|您|你)*"
    r"(?:[吗吧呗不]?[\s,，]{1,2}(?:就|上面|帮我|麻烦)*(?=写)|[吧要](?=写))?(?:写[上成下]?|印上?|留言|内容|的话)?(?:就|是|为|着|上|一?句|几个字)*(?P<mark>[:：“\"「『\s]*)"
    r"|(?P<top>写上|写一句|写句|附言|留言写?|祝福语)(?:就|是|为)?(?P<mark2>[:：“\"「『\s]*)"
    r"|写(?:着|的是)?(?P<quote>[“\"「『])"
)
CARD_VERB = re.compile('写|印|留言|内容|[:“"「『]|祝福语|附言')
CARD_END = re.compile(r"[”\"」』。！!?？\n]|$")
NOT_CARD = re.compile(
    r"^(?:什么|字|几个字|点|错|哪|啥|多少|吗|东西|好了|一下|了|的|不|有|吧|我的?名字吗|话|祝福(?:的话|语)?$|备注|单|地址|我的地址|$)"
)
NEXT_WISH = re.compile(
    r"[,，\s]+(?:请|麻烦|帮我|再)?(?:[发走寄](?!财)|快递|电话|手机|地址|收[件货]人|开?发?票|抬头|邮箱|[0-9]{2})"
)
COURTESY = re.compile(
    r"(?:[,，\s]+(?:谢谢|麻烦了?|多谢|辛苦了?|就行|就好)[您你啦啊~]*|[,，\s]*(?:可以吗|可以不|行吗|行不|好[吗吧]|行不行|可不可以|就行|就好|就可以|吗|吧)|(?<=[一-鿿]{4})谢谢)+$"
)

_DAY = (
    r"(?:今天|明天|后天|大后天|今晚|明晚|明早|(?:这个?|下个?)?周末|(?:这|下)?(?:周|星期|礼拜)(?:六日|六周日|[一二三四五六日天末])(?:到周?[一二三四五六日天])?|工作日|双休日"
    r"|节假日|[0-9]{1,2}月[0-9]{1,2}[日号]?|(?:[下这]个?月)?(?<![0-9])[0-9]{1,2}号)"
)
_PART = "(?<!一)(?:早上|上午|中午|下午|傍晚|晚上|夜里|白天|午后)"
_HOUR = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|[0-9]{2}分?)?"
_CLOCK = rf"{_HOUR}(?:(?:到|至|-|~){_HOUR})?(?:之?前|以前|之?后|以后|左右|过后)"
_SPAN = rf"{_HOUR}(?:到|至|-|~){_HOUR}"
_BY = (
    r"(?:的?时候|再|才|都|最好|只|方便|请|麻烦|帮我|别|不要|勿|不能|没法)*"
    r"(?:送货|送达|送来|派送|派件|配送|送(?!的|不|得|给|礼|到)|收货|签收|收件|在家|有人(?!在(?!家)|[吗么不回]|上班|值班)|没人(?![回理])|不在家)"
)
TIME = (
    re.compile(rf"{_DAY}{_PART}(?:{_CLOCK}|{_SPAN}|{_HOUR})?(?:{_BY})?(?!好)"),
    re.compile(rf"{_DAY}?{_PART}?(?:{_SPAN}(?:之间)?|{_CLOCK})(?:{_BY})?"),
    re.compile(rf"(?:{_DAY}|{_PART})(?:[之以]?[前后])?{_BY}"),
    re.compile(rf"{_DAY}(?:之?前|以前)"),
    re.compile(rf"(?:上班|下班|放学)[之以]?[前后]{_BY}"),
)
DELIVERY = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in TIME))
# The shop's own business at that hour (发货, 下单) is no wish for a delivery time.
NOT_TIME = re.compile(r"^(?:能|可以|会)?(?:发货|发出|下的?单|拍|付|上班|下班|买的|上新)")


def find(text: str, said: str) -> Iterator[Found]:
    """Invoice titles, card texts and time windows; values are as written in ``said``."""
    for pattern in TITLE:
        for match in pattern.finditer(text):
            said_as = str(match.lastgroup)
            title = TITLE_END.sub("", match[said_as]).rstrip()
            if len(title) >= 2 and not NOT_TITLE.search(title):
                start = match.start(said_as)
                yield Found("invoice_title", start, start + len(title), said[start : start + len(title)])
    yield from _cards(text, said)
    for pattern in TIME:
        for match in pattern.finditer(text):
            if not NOT_TIME.match(text[match.end() :]):
                yield Found(
                    "time_window", match.start(), match.end(), "".join(said[match.start() : match.end()].split())
                )


def _card_end(text: str, start: int) -> int:
    """Where a quote or sentence ends, or a comma before what no card says: 发顺丰, 周六送, a number."""
    end_match = CARD_END.search(text, start)
    ends = [end_match.start() if end_match else len(text)]
    ends += [match.start() for match in NEXT_WISH.finditer(text, start, ends[0])]
    for comma in re.finditer(r"[,，\s]+", text[start : ends[0]]):
        if (when := DELIVERY.match(text, start + comma.end())) and re.search("[送收]", when[0]):
            ends.append(start + comma.start())
    return min(ends)


def _cards(text: str, said: str) -> Iterator[Found]:
    for match in CARD.finditer(text):
        for_remark = match["top"] and "备注" in text[max(0, match.start() - 8) : match.start()]
        if for_remark or not CARD_VERB.search(match[0]):
            continue
        start = match.end()
        words = COURTESY.sub("", text[start : _card_end(text, start)]).rstrip(" ,，")
        if words and len(words) <= 200 and not NOT_CARD.match(words):
            yield Found("card_text", start, start + len(words), said[start : start + len(words)])
            return
