"""A time window for delivery (P9) that the shopper names; the value is as written, without spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.engine.entities.found import Found

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
    """Every time; overlaps are settled elsewhere."""
    for pattern in TIME:
        for match in pattern.finditer(text):
            if not NOT_TIME.match(text[match.end() :]):
                words = "".join(said[match.start() : match.end()].split())
                yield Found("time_window", match.start(), match.end(), words)
