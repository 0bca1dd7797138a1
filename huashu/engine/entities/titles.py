"""Invoice titles: 个人, a firm after 抬头, 票 or 开, or a firm's full name beside any of them; values as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from huashu.engine.entities.found import Found

_FIRM = (
    "(?:有限责任公司|股份有限公司|有限公司|公司|工厂|集团|学校|小学|中学|大学|学院|"
    "幼儿园|医院|中心|事务所|工作室|研究院|研究所|合作社|经营部|商行|个体户)"
)
# What else a title ends with, if it also ends there.
_BODY = f"(?:{_FIRM}|设计院|协会|商会|委员会|银行|超市|客栈|民宿|酒楼|诊所|卫生所|派出所|[店厂院馆社局部厅坊铺])"
# 抬头写错了 改成…: the title comes a clause later.
_LATER = r"[一-鿿]{1,5}[\s,，]{1,2}(?:应该)?(?:改成|改为|换成|是|写)"
_SAID = r"(?:可以|能不能|能|帮我|给我|请|麻烦|就|用|填|要|换成?|一下|写(?:成(?!都))?|开成?|是|为|改成?|叫|的话|[:\s])"
_TITLE_AFTER = r"$|[\s,，。;；!！?？]|[的吧吗哈啊呢哦哟呀这]|就|行(?![政业])|可以|能(?!源)|不[是要行用]|谢谢|税号|邮箱"
_PAPER = "的?(?:增值税)?(?:电子|纸质|普通|专用|普|专)?(?:发票|票|抬头)"
# In the words before a firm's name, not in a name.
_CLAUSE = r"[^\s,，。;；!！?？:的了在我你他这那没到]"
TITLE = (
    re.compile(rf"抬头{_SAID}+(?P<title>[^,，。;；!！?？\n:]{{2,40}})"),
    re.compile(
        rf"抬头(?:{_LATER})?{_SAID}*(?P<title>个人(?!信息|还是|或)|[^\s,，。;；!！?？:]{{2,30}}?{_BODY})(?={_TITLE_AFTER})"
    ),
    re.compile(
        rf"票(?:信息|单位|上|里|写|给?开[给成]?|给|改成|的(?=\s)|[:\s,，])+(?!抬头)(?P<title>[^\s,，。;；!！?？:]{{2,30}}?{_BODY})(?={_TITLE_AFTER})"
    ),
    re.compile(rf"开(?:成|给)?(?P<title>个人)的?(?=$|[就吧,，\s]|{_PAPER}|电子|普票)"),
    re.compile("(?P<title>个人)的?抬头(?!还是|和|或|可以|能|吗)"),
    re.compile(
        rf"开(?:发?票|[普专]票|一?张|个|给|成|到|的是|[:\s])*(?!抬头|票)(?P<title>[^\s,，。;；!！?？:]{{2,30}}?{_FIRM})(?=(?:{_PAPER}|的?(?:可以|行[吗不])|$|[\s,，。;；!！]))"
    ),
    re.compile(
        r"(?:发票|票)[上里]?(?:就|请|麻烦|可以)?(?:写|开|抬头)(?:给|成|是|[:\s])*(?P<title>个人(?!信息))|发票(?P<plain>个人)(?=就|$|[\s,，])"
    ),
    re.compile(
        rf"(?:名称[:是\s]*|单位[:是]\s?|公司(?:名称?|全称)?[:是叫\s]+|公司名称?)(?P<title>[^\s,，。;；!！?？:]{{2,30}}?{_FIRM})"
    ),
)
# These count only where the message is about an invoice.
ABOUT_INVOICE = re.compile("票|抬头|税|报销|抵扣")
BESIDE_INVOICE = (
    re.compile(
        rf"(?<![打离公])开(?:发?票|[普专]票|一?张|个|给|成|[:\s])*(?!抬头|票|店|业)"
        rf"(?P<title>{_CLAUSE}{{3,24}}?{_BODY})(?={_PAPER}|{_TITLE_AFTER})"
    ),
    re.compile(
        rf"(?:名称|单位|发票)(?:[:是用要\s]|一下)*(?!抬头)(?P<title>{_CLAUSE}{{3,24}}?{_BODY})(?={_PAPER}|{_TITLE_AFTER})"
        rf"|写(?P<written>{_CLAUSE}{{3,24}}?{_BODY})(?=的抬头)"
    ),
    re.compile(rf"(?<=不是|来的|前的|来是|前是|改成)(?P<title>{_CLAUSE}{{3,24}}?{_FIRM})(?={_TITLE_AFTER})"),
)
# A firm at the head of a clause, taken only where nothing above says which one it is.
ALONE = re.compile(
    rf"(?:^|(?<=[\s,，]))(?![我要给开能发送寄到放在是就帮请麻买])(?P<title>(?:(?!寄|送|抬头|票){_CLAUSE}){{4,24}}?{_BODY})"
    rf"(?=$|[\s,，。]|{_PAPER})"
)
NOT_TITLE = re.compile(
    r"什么|怎么|哪|多少|还是|公司还|能不能|要不要|^(?:可以|个人还是)|[几一两]个|别的|其他|你们|^个(?!人)|小公司|^(?:我们?)?(?:公司|企业|单位|学校|公司名称?|全称)$|^错"
)
TITLE_END = re.compile(
    r"(?:[哈呀哦哟啦]?[\s的]*(?:税号|这[种样个]|重开|电话|地址|发?到?邮箱|发票|谢谢|可以[吗不]|行[吗不]|吗|吧|就行|就好|好了|名字)|[吗吧呢啊]).*$|[哈呀哦哟啦]$"
)
# Verbs that a rule left before the name; no name begins so, but for 开封 and its like.
_LEAD = re.compile(
    r"(?:麻烦|请|帮我|给我|我要|要|用(?!友)|给|[改换开](?:成(?!都)|[给到为])|开(?![封平滦化远原州阳江鲁县])|是|就|写|填|抬头|票|[:\s])+"
)
# 有限公司 备注…, 个人 原来的…: the title ends with its firm, or is 个人.
_WHOLE = re.compile(rf"个人(?=[\s的])|.{{2,}}?{_FIRM}(?=[哈呀哦哟啦]?(?:\s|$)|不[是要用]|这)")


def find(text: str, said: str) -> Iterator[Found]:
    """Every title; overlaps are settled elsewhere."""
    about = bool(ABOUT_INVOICE.search(text))
    found = list(_titles(text, said, (*TITLE, *BESIDE_INVOICE) if about else TITLE))
    return iter(found or (_titles(text, said, (ALONE,)) if about else ()))


def _titles(text: str, said: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[Found]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span(str(match.lastgroup))
            lead = _LEAD.match(text, start, end)
            start = lead.end() if lead else start
            title = _trimmed(text[start:end])
            if len(title) >= 2 and not NOT_TITLE.search(title):
                yield Found("invoice_title", start, start + len(title), said[start : start + len(title)])


def _trimmed(title: str) -> str:
    whole = _WHOLE.match(title)
    return whole[0] if whole else TITLE_END.sub("", title).rstrip()
