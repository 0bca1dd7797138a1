"""How to reach the shopper and which order is meant: phone, order number, e-mail, receiver's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from huashu.engine.entities.found import Found

_OPEN = r"(?<![a-z0-9.])"
PHONE = (
    re.compile(rf"{_OPEN}(?:\+?86[-\s]?)?(?P<n>1[3-9][0-9][-\s.]?[0-9]{{4}}[-\s.]?[0-9]{{4}})(?![0-9])"),
    re.compile(rf"{_OPEN}(?P<n>0[1-9][0-9]{{1,2}}[-\s][0-9]{{7,8}})(?![0-9])"),
    re.compile(rf"{_OPEN}(?P<n>1[3-9][0-9][-\s.][0-9]{{3,5}}[-\s.][0-9]{{2,5}})(?![0-9])"),
    re.compile(rf"{_OPEN}(?:\+?86[-\s]?)?(?P<n>[0-9]{{7,13}})(?![0-9a-z]|\s?[块元件个条双支套])"),
)
_SPOKEN = "[零〇一幺二三四五六七八九]"
_SPOKEN_DIGITS = str.maketrans("零〇一幺二三四五六七八九", "001123456789")
SPOKEN = re.compile(rf"(?<!{_SPOKEN})[一幺][三四五六七八九](?:[-\s.]?{_SPOKEN}){{9}}(?!{_SPOKEN})")
DATE = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])$")
PHONE_LABEL = re.compile(r"(?:电话|手机|手机号|联系方式|联系|号码|tel|phone)(?:号码?|改成|是|为|换成|[:\s])*$")
ORDER_LABEL = re.compile(r"(?:订单|单号|编号)(?:号|编号|号码|是|为|[:\s#])*$")
OTHER_LABEL = re.compile(
    r"(?:快递|物流|运|[通丰达兔]|ems|税|纳税人识别|银行卡?|账|卡|qq|微信|vx)(?:单号|号码?|号|账号)?(?:是|为|[:\s])*$"
)
ORDER = (
    re.compile(r"(?:订单号|订单编号|单号|订单)(?:是|为|[:\s#])*(?P<n>[a-z]{0,6}-?[0-9][a-z0-9-]{5,30})(?![a-z0-9])"),
    re.compile(rf"{_OPEN}(?P<n>[a-z]{{2,4}}[0-9]{{8,24}})(?![a-z0-9])"),
    re.compile(rf"{_OPEN}(?P<n>[0-9]{{12,32}})(?![a-z0-9])"),
)
EMAIL = re.compile(r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}(?![a-z0-9])")

_AFTER = r"(?=$|[^一-鿿]|电话|手机|地址|住|在|收|的|号码|是|先生|女士|小姐|吧|就|，|行|可以)"
NAME_LABEL = (
    r"(?:收[件货票]人?|收件姓名|姓名|联系人|名字|我叫|收货的?是|收件的?是)(?:改成|改为|换成|写|填|叫|是|就|[:\s])*"
)
# 名字写错了 叫钱多多: the name comes a clause after its label.
NAME_LATER = (
    r"(?:收件人|收货人|姓名|联系人|名字)[一-鿿]{1,6}[\s,，]{1,2}(?:应该)?(?:是|叫|改成|换成|写)"
    r"|(?:收件人|收货人|名字)[一-鿿]{0,3}[改换]一?下[\s,，:]{1,2}"
)
NOT_NAME = re.compile(
    "谢谢|高兴|[黄白金蓝米]色|方便|安排|安全|周[一二三四五六日天末]|贺卡|江[苏西南]|何时|任何|成[都功]|温[州度]|于是|石家|马上|包邮|常|单号|简单|"
    "封|关于|查|解决|路上|成品|平|文具|高[档级]|连衣|万一|方|项|麻烦|左右"
    "|[米月乳纯本灰奶]白|白的|现金|金[额属]|[路街巷号楼室镇村区县市省]|卫衣|毛衣|包裹|包装|施工|费|应该|惠|尚|管|宁|祝|文[化件]"
)
# What may end a message after an address and begins like a surname.
NOT_LAST = re.compile("[发到送吗了吧的呢快行能要不么谢就再有没]")
_TO_END = r"$|[\s,，。]|收|吧|就行"
TITLE_OF_PERSON = "先生|女士|小姐|老师|阿姨|师傅|[姐哥叔姨婶]"


def phones(text: str) -> Iterator[Found]:
    """Runs of 7–13 digits that look like a telephone number, wrong ones too, and 一三八…; value digits, without +86."""
    for match in SPOKEN.finditer(text):
        yield Found("phone", match.start(), match.end(), re.sub("[^0-9]", "", match[0].translate(_SPOKEN_DIGITS)))
    for place, pattern in enumerate(PHONE):
        for match in pattern.finditer(text):
            digits = re.sub("[^0-9]", "", match["n"])
            if place < 3 or _is_phone(text, match.start(), digits):
                yield Found("phone", match.start(), match.end(), _without_country(digits))


def _is_phone(text: str, start: int, digits: str) -> bool:
    before = text[max(0, start - 10) : start]
    if ORDER_LABEL.search(before) or OTHER_LABEL.search(before):
        return False
    if PHONE_LABEL.search(before):
        return True
    looks = bool(re.match("1[3-9]|861[3-9]|0[1-9]", digits))
    return looks if len(digits) > 11 else not DATE.match(digits)


def _without_country(digits: str) -> str:
    return digits[2:] if re.match("861[3-9]", digits) else digits


def order_numbers(text: str, found_phones: Iterable[Found]) -> Iterator[Found]:
    """Order numbers: after 订单号, a letter prefix with digits, or 12 and more digits; value upper case."""
    taken = list(found_phones)
    for place, pattern in enumerate(ORDER):
        for match in pattern.finditer(text):
            found = Found("order_no", match.start("n"), match.end("n"), match["n"].upper().strip("-"))
            other = OTHER_LABEL.search(text[max(0, found.start - 14) : found.start])
            if not other and (place == 0 or not any(found.overlaps(each) for each in taken)):
                yield found


def emails(text: str) -> Iterator[Found]:
    for match in EMAIL.finditer(text):
        yield Found("email", match.start(), match.end(), match[0])


class Names:
    """Receivers' names, by surname."""

    def __init__(self, surnames: Iterable[str]) -> None:
        known = sorted(set(surnames), key=len, reverse=True)
        family = "(?:" + "|".join(map(re.escape, known)) + ")"
        self._later = re.compile(rf"(?:{NAME_LATER})(?P<name>{family}[一-鿿]{{1,2}}?){_AFTER}")
        self._labelled = re.compile(
            rf"{NAME_LABEL}(?P<name>{family}[一-鿿·]{{1,2}}?(?:{TITLE_OF_PERSON})?|[小老]{family}){_AFTER}"
        )
        self._chunk = re.compile(
            rf"(?<![一-鿿a-z0-9])(?P<name>{family}(?:{TITLE_OF_PERSON}|[一-鿿]{{1,2}}))(?=收?(?:$|[^一-鿿a-z]|电话|手机))"
        )
        self._before_phone = re.compile(rf"(?P<name>{family}[一-鿿]{{1,2}})(?=收?[\s:,，]{{0,2}}[0-9+])")
        self._behind = re.compile(rf"[\s,，]{{1,2}}(?P<name>{family}[一-鿿]{{1,2}})(?:收(?=[\s,，。])|收?$)")
        # 寄给林晓峰, 给林晓峰收; 收件人就写小满.
        self._given = re.compile(
            rf"(?:寄给(?P<to>{family}[一-鿿]{{1,2}}?)(?={_TO_END})|给(?P<name>{family}[一-鿿]{{1,2}})收)"
            rf"|(?:收[件货]人|名字)(?:改成|就|写|填|叫)+(?P<nick>[小老阿][一-鿿]|{family}[姐哥叔姨婶])(?=$|[\s,，。吧])"
        )
        self._tail = re.compile(rf"给?(?P<name>{family}[一-鿿]{{1,2}})收?[\s:,，]*$")

    def find(self, text: str, said: str, others: Iterable[Found]) -> Iterator[Found]:
        """After a label anywhere; without one only beside a phone or behind an address."""
        around = [each for each in others if each.entity != "person"]
        for match in self._labelled.finditer(text):
            yield _name(match, said)
        for match in self._later.finditer(text):
            if not NOT_NAME.search(match["name"]):
                yield _name(match, said)
        for match in self._given.finditer(text):
            found = _name(match, said, str(match.lastgroup))
            if not NOT_NAME.search(found.value) and not any(found.overlaps(each) for each in around):
                yield found
        yield from self._standing_alone(text, said, around)

    def _standing_alone(self, text: str, said: str, around: list[Found]) -> Iterator[Found]:
        """A name without a label: last in the message behind an address, or anywhere beside a phone."""
        for each in around:
            last = self._behind.match(text, each.end) if each.entity == "address" else None
            if last and not NOT_NAME.search(last["name"]) and not NOT_LAST.search(last["name"]):
                yield _name(last, said)
        if any(each.entity == "phone" for each in around):
            behind = [self._before_phone.match(text, each.end) for each in around if each.entity == "address"]
            for match in (*filter(None, behind), *self._chunk.finditer(text)):
                found = _name(match, said)
                if not NOT_NAME.search(match["name"]) and not any(found.overlaps(each) for each in around):
                    yield found

    def tail(self, detail: str) -> int:
        """Where a name begins at the end of ``detail``; its length when there is none."""
        match = self._tail.search(detail, max(0, len(detail) - 8))
        return match.start() if match and not NOT_NAME.search(match["name"]) else len(detail)


def _name(match: re.Match[str], said: str, group: str = "name") -> Found:
    start, end = match.span(group)
    return Found("person", start, end, said[start:end])
