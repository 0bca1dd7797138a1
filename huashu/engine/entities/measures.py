"""How many, and the shopper's body: quantity, height (cm), weight (jin), waist (cm).

Quantity: ``{"n": int, "unit": str}``; a dozen (打) counts as 12 件; ``十来个`` is 10, ``两三件`` the lower 2,
``几百个`` 200.
Weight without a unit: under 75 it is taken as kilograms, else as jin. Waist 20–44 without a unit is inches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from huashu.engine.entities.found import Found
from huashu.engine.entities.numerals import ARABIC, DIGITS, LONG_CHINESE, NUMBER, number
from huashu.engine.entities.sizes import BODY_ASKED

_UNIT = (
    "件(?!事|套衫)|双(?!十|面|层|色|肩|排|人)|盒|套|条(?!信息|消息|短信|评论|路|件)|支|只(?![要有能剩是卖想会为看用因])|箱|包(?!邮|装|裹)"
    "|打(?!折|算|开|包|扰|[0-9一二三四五六七八九])|本(?!书上|人|来|店)|份(?!礼|心意|惊喜)|张(?!发票|图|照片|嘴|贺卡|小?卡)|把|瓶|盏|台(?!词)|组|副|袋"
    "|册|根|卷|罐|幅|顶|部(?!分)|款|对(?!折|吧|吗|不)|个(?!月|星期|礼拜|小时|钟头|人|问题|事|颜色|色|尺码|码|地址|地方|快递|订单|包裹|朋友|说法|"
    "工作日|省|世纪|学期|字|尺寸|牌子|名字|电话|意思|价|折|零|优惠|发票|礼|赠|红包|客服|主管|贺卡|卡片|头|样|款|多月|半月|人工|备注|活动|差评|好评|放心|愿意|解释|说法|交代|答复|公司)"
)
_NO = "(?<![第这哪每某另下上双半开几数写])(?<!那(?=[一1](?![0-9十百千])))"
QUANTITY = re.compile(
    rf"{_NO}(?:(?P<pair>一两|[两二]三|三[四五]|四五|五六|六七|七八|八九)|(?<![0-9.])(?P<low>[0-9]{{1,5}})[-~到至][0-9]{{1,5}}"
    rf"|几(?P<some>[十百千])|上(?P<over>[百千万])|(?P<n>{NUMBER})(?P<about>[多来几]|余)?)\s?(?P<unit>{_UNIT})(?!装)"
)
PAIR = re.compile(
    r"(?:^|要|买|拿|来|拍|订|定|下|换|加|共)了?(?P<n>[俩仨])(?!人)|(?P<half>半)打|数量(?:改成?|换成|是|为|[:\s])*(?P<count>[0-9]{1,6})(?![0-9])"
)
# A lone 一个 counts only after a verb of buying or before the end of the clause.
ONE_BEFORE = re.compile(r"(?:要|买|拿|拍|来|订|定|下单|加|各|再|就)了?$")
# 一盒几支, 12支一盒: what a pack holds. 一人一个: shared out among others.
_ONE = f"[一1](?:{_UNIT})"
PACK = re.compile(rf"(?:{NUMBER}|几)(?:{_UNIT}){_ONE}|{_ONE}(?=[有是]?(?:几|多少)(?:{_UNIT}))|[一每]人{_ONE}")
PRICE_ASKED = re.compile("(?:多少钱|多少|几块钱?|几元|几毛|怎么卖|什么价|换|赞)$")
ONE_AFTER = re.compile(r"^(?:$|[\s,，。.!！?？~、;；吧的也行可能多包])")

_CM = r"\s?(?:cm|厘米|公分)"
_BODY = rf"(?:{ARABIC}(?![0-9])|{LONG_CHINESE})"
HEIGHT = (
    re.compile(
        rf"(?:身高|个子|(?<![最提较很不够挺更])高)(?:是|大概|有|约|差不多|[:\s])*(?P<cm>{_BODY})(?!\s?[块元件米m斤])(?:{_CM})?"
    ),
    re.compile(
        r"(?:身高[:是约]?\s?)?(?<![0-9.长宽径深厚])(?P<m>[12一])\s?(?:米|m)(?P<rest>[0-9]{1,2}|[零一二三四五六七八九]{1,2})(?![0-9.]|长|宽|的?[灯桌床线绳布])"
    ),
    re.compile(
        r"(?:身高[:是约]?\s?)?(?<![0-9.长宽径深厚])(?P<metres>[12]\.[0-9]{1,2})\s?(?:米|m)(?!长|宽|的?[灯桌床线绳布])"
    ),
    re.compile(r"(?<![0-9.围长宽径肩])(?P<cm>1[3-9][0-9]|20[0-9])\s?(?:cm|厘米|公分)(?!长|宽|的?[灯桌床线绳布])"),
    re.compile(
        r"(?<![0-9.])(?P<cm>1[3-9][0-9])(?=[,，、/\s和]{1,2}(?:(?:体重)?(?:[0-9]{2,3}(?:\.[0-9])?|[一二两三四五六七八九十百]{2,5})\s?(?:斤|公斤|kg|千克)|腰围?[0-9]))"
    ),
    re.compile(r"(?<![0-9.])(?P<cm>1[3-9][0-9])(?=的?(?:身高|个子|的个))"),
)
# 165/110穿什么码: the second is the weight.
BODY = re.compile(
    rf"(?<![0-9.])(?P<cm>1[3-9][0-9])[/\s,，]{{1,2}}(?P<n>[4-9][0-9]|1[0-9]{{2}}|2[0-4][0-9])(?![0-9.])(?={BODY_ASKED})"
)
WEIGHT = re.compile(
    rf"(?:体重|(?<![严尊])重)(?:是|大概|有|约|差不多|[:\s])*(?P<n>{_BODY})(?!\s?[块元件c])[多来]?(?P<unit>\s?(?:斤|公斤|kg|千克))?"
    rf"|(?P<bare>{NUMBER})[多来]?(?P<bare_unit>\s?(?:斤|公斤|kg|千克))"
)
WAIST = (
    re.compile(rf"腰围?(?:是|大概|有|约|[:\s])*(?P<n>{_BODY})(?!\s?尺)(?P<unit>{_CM}|\s?寸|\s?英寸)?"),
    re.compile(r"(?:腰围?(?:是|[:\s])*)?(?<![0-9.])(?P<chi>[1-4一二两三])尺(?P<cun>[0-9一二三四五六七八九])(?![0-9])"),
    re.compile(r"腰围?(?:是|[:\s])*(?P<chi>[1-4一二两三](?:\.[0-9])?)尺(?P<cun>半)?"),
)


def find(text: str, said: str = "") -> Iterator[Found]:
    """Quantities and body measures; overlaps are settled elsewhere."""
    heights = list(_heights(text))
    yield from (*_quantities(text), *heights)
    for match in WEIGHT.finditer(text):
        if 10 <= (jin := _jin(match)) <= 500 and (match["n"] or heights or jin >= 50):
            yield Found("weight", match.start(), match.end(), {"jin": jin})
    for match in BODY.finditer(text):
        yield Found("height", *match.span("cm"), {"cm": int(match["cm"])})
        yield Found("weight", *match.span("n"), {"jin": _jin_of(Decimal(match["n"]))})
    for pattern in WAIST:
        for match in pattern.finditer(text):
            if 40 <= (cm := _waist(match)) <= 160:
                yield Found("waist", match.start(), match.end(), {"cm": cm})


def _heights(text: str) -> Iterator[Found]:
    for pattern in HEIGHT:
        for match in pattern.finditer(text):
            if 50 <= (cm := _height(match)) <= 230:
                yield Found("height", match.start(), match.end(), {"cm": cm})


def _quantities(text: str) -> Iterator[Found]:
    packs = {at for match in PACK.finditer(text) for at in range(*match.span())}
    for match in QUANTITY.finditer(text):
        if match.start() in packs:
            continue
        count = _counted(match)
        if count == int(count) and count and not _is_stray(text, match):
            dozen = match["unit"] == "打"
            value = {"n": int(count) * (12 if dozen else 1), "unit": "件" if dozen else match["unit"]}
            yield Found("quantity", match.start(), match.end(), value)
    for match in PAIR.finditer(text):
        start = match.start("n") if match["n"] else match.start()
        count = DIGITS[match["n"]] if match["n"] else 6 if match["half"] else int(match["count"])
        yield Found("quantity", start, match.end(), {"n": count, "unit": "个" if match["n"] else "件"})


def _is_stray(text: str, match: re.Match[str]) -> bool:
    """The 一个 of everyday speech, the unit whose price is asked (多少钱一个), or 换一个."""
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 1]
    asked = match[0].startswith("一") and PRICE_ASKED.search(before)
    return bool(asked) or (match[0] == "一个" and not ONE_BEFORE.search(before) and not ONE_AFTER.match(after))


def _counted(match: re.Match[str]) -> Decimal:
    if match["pair"]:
        return number(match["pair"][0])
    if match["some"]:
        return 2 * number(match["some"])
    return number(match["low"] or match["over"] or match["n"])


def _height(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("cm"):
        return int(number(groups["cm"]))
    if groups.get("metres"):
        return int(Decimal(groups["metres"]) * 100)
    rest = "".join(str(DIGITS.get(char, char)) for char in groups["rest"])
    return int(number(groups["m"])) * 100 + int(rest) * (10 if len(rest) == 1 else 1)


def _jin(match: re.Match[str]) -> int:
    count, unit = number(match["n"] or match["bare"]), (match["unit"] or match["bare_unit"] or "").strip()
    return _jin_of(count, unit)


def _jin_of(count: Decimal, unit: str = "") -> int:
    in_kg = unit in ("公斤", "kg", "千克") or (not unit and count < 75)
    return round(count * 2 if in_kg else count)


def _waist(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("chi"):
        tenths = 5 if groups["cun"] == "半" else int(number(groups["cun"])) if groups["cun"] else 0
        return round((number(groups["chi"]) * 10 + tenths) * 10 / 3)
    count, unit = number(groups["n"]), (groups["unit"] or "").strip()
    inches = unit in ("寸", "英寸") or (not unit and 20 <= count <= 44)
    return round(count * Decimal("2.54")) if inches else round(count)
