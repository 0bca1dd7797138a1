"""Sizes (P5): ``XL``, ``38``, ``均码``, ``170/92A``; after 平时, 一般 … ``usual_size``. Value: upper case, no 码."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.engine.entities.found import Found

_LETTERS = "[2-9]xl|x{1,5}l|xxs|xs|[sml]"
_SHOE = "(?:3[3-9]|4[0-8])(?:\\.5)?"
# After 165/110 it asks for a size: these are height and weight.
BODY_ASKED = r"\s?[,，]?(?:应该|该)?[穿选拍买要]?(?:啥|什么|哪|几码|几号|多大)"
_ANY = "(?:[2-4][0-9](?:\\.5)?|50|[89]0|1[0-9]0|[1-9][0-9]?5)"
# 39大了, 43有点紧: said of what was tried on.
_FITS = "(?:有点|有些|太|偏|稍微|还是)?(?:大|小|紧|松|长|短)(?:了|一?点|$)|(?:正好|刚好|合适|挤脚|穿不[下上进])"
# 平时裤子都是30的: what is worn, said without 穿 or after the garment.
_USUALLY = "(?:平时|平常|一般|通常|一直|向来|往常)"
_WEARING = r"[^\s,，。0-9这那要换拍选卖价才块元重高腰身]"
_OTHER_UNIT = "(?:[岁块元件年天次个双斤%号点分小多米度]|左右|cm|kg|公斤)"
# 36.5呢 behind another size.
AGAIN = re.compile(rf"(?<![0-9.])(?P<size>{_SHOE}|1[0-9][05])(?=呢|也行|也可以)")
PATTERNS = (
    re.compile(rf"(?<![a-z0-9.&'])(?P<size>{_LETTERS})(?![a-z0-9&'.]|型|形|级)(?:码(?!数|子)|号)?"),
    re.compile(rf"(?<![0-9.])(?P<size>{_ANY})(?:码|号码)(?!头|数|子)"),
    re.compile(rf"(?<![0-9.])(?P<size>{_ANY})(?=码数|码子|那个码)"),
    re.compile(rf"[一1两2][双件条](?P<size>{_SHOE})(?=$|[\s,，])"),
    re.compile(r"(?<![0-9.])(?P<size>(?:3[3-9]|4[0-8])\.5)(?=还|有|没|能[订买拍]|的有|断)"),
    re.compile(r"(?P<size>均码|均号|加大码|特大码|加大(?=的)|(?<!最)大码|中码|(?<!最)小码|大号|中号|小号)"),
    re.compile(
        rf"(?:(?<!只)要|有|换|拍|拿|来|没|选|换成|有没有|发|留)(?:[一个件双条]{{0,2}})(?P<size>{_SHOE})(?=的(?!话|价))"
    ),
    re.compile(rf"(?<![0-9.])(?P<size>{_SHOE}|1[4-9][05])(?=的(?:有|还有|没有?|断[码货]|缺货|卖完|能穿|穿))"),
    re.compile(r"(?:有|要|换|拍|留个?)(?P<size>1[0-9][05])(?=的(?!话|价|身高|个子))"),
    re.compile(
        rf"(?:尺码|码数|码子|鞋码|尺寸)(?:是|选|要|为|[:\s的])*(?P<size>{_ANY}|{_LETTERS})(?![0-9a-z]|\s?(?:cm|厘米|块|元|件))"
    ),
    re.compile(rf"(?<!可以)穿(?:的是|的|是|过)?(?P<size>{_SHOE}|1[4-9][05])(?![0-9]|\s?[岁块元件年天次个双])码?"),
    re.compile(
        rf"(?:平时|平常|一般|通常)(?:都|我|是)*穿(?:的是|的|是)?(?P<size>{_ANY})(?![0-9.]|\s?[岁块元件年天次个双])码?"
    ),
    re.compile(rf"{_USUALLY}{_WEARING}{{0,8}}(?P<size>{_SHOE}|1[0-9][05]|2[4-9]|3[0-2])(?![0-9.]|\s?{_OTHER_UNIT})码?"),
    re.compile(rf"把(?P<size>{_SHOE})(?=[换改])"),
    re.compile(rf"(?:拍|拍的|换|换成|改成|选|拿|(?<!只)要)(?P<size>{_SHOE})(?=$|[\s,，。!！吧])"),
    re.compile(
        rf"(?<![0-9.])(?P<size>{_SHOE})(?=还?有(?:吗|没(?!有)|货|么|不)|断[码货]?了|[缺没]货|有没有(?:$|[\s,，?？货了]))"
    ),
    re.compile(r"(?<![0-9.])(?P<size>1[0-9][05])(?=断[码货]|[缺没]货|还?有货)"),
    re.compile(rf"(?<![0-9.第])(?P<size>{_SHOE}|1[0-9][05])(?={_FITS})"),
    re.compile(r"(?:选|换|换成|改成)(?P<size>1[0-9][05])(?=$|[\s,，。吧]|行不|可以|合适|能穿|会不会|够)"),
    re.compile(rf"(?:拍|换成?|改成|选)(?P<size>{_SHOE})(?=行|可以|合适|能穿|会不会)"),
    re.compile(
        rf"(?<![0-9])(?P<size>1[0-9][05](?:/[0-9]{{2,3}}(?![0-9.]|\s?(?:kg|公斤|斤|千克))[abcy]?|\([0-9a-z/]{{1,6}}\)))(?![0-9]|{BODY_ASKED})"
    ),
)
_STANDARD = re.compile(rf"(?:{_LETTERS}|[0-9]{{1,2}}|[a-z])$")
USUAL = re.compile(
    r"(?:平时|平常|一般|通常|日常|习惯|以前|之前|往常|一直|向来|常)(?:我|都|是|也|就|的|衣服|鞋子?|裤子|上衣|买|穿)*$"
    rf"|{_USUALLY}{_WEARING}{{0,12}}(?:穿|买|拿)?(?:的|是|都)*$|(?:别家|别的店|其他家)都?穿的?$|我的?脚$"
)

# No pattern matches without one of these.
NEEDED = re.compile("[0-9a-z码号]|加大")
MOSTLY = ("的多", "的比较多", "比较多", "多一点", "多些", "居多", "的居多")


def find(text: str, said: str = "") -> Iterator[Found]:
    """Every size; overlaps are settled elsewhere."""
    if not NEEDED.search(text):
        return
    matches = [match for pattern in PATTERNS for match in pattern.finditer(text)]
    for match in (*matches, *(AGAIN.finditer(text) if matches else ())):
        start, end = match.start("size"), match.end()
        if text.startswith("码", end) and not text.startswith(("码数", "码子"), end):
            end += 1
        yield Found(kind(text, start, end), start, end, normal(match["size"]))


def is_own(size: str) -> bool:
    """Whether only the catalogue knows it: hb, 110, 均码; not l or 38."""
    return not _STANDARD.match(size)


def normal(size: str) -> str:
    """``xl码`` -> ``XL``, ``38码`` -> ``38``; 均码, 大码 stay."""
    upper = size.upper()
    return "均码" if upper == "均号" else upper if upper[0] in "均加特大中小" else upper.rstrip("码号")


def kind(text: str, start: int, end: int) -> str:
    mostly = text.startswith(MOSTLY, end) and text[:start].endswith("穿")
    return "usual_size" if mostly or USUAL.search(text[max(0, start - 18) : start]) else "size"
