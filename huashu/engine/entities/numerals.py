"""Numbers as shoppers write them: ``120``, ``49.9``, ``1万``, 一百二十, 一百二 (120), 两千五 (2500), 俩."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3, "〇": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}
SCALE = {"百": 100, "千": 1000, "万": 10000}

CHINESE = "[零〇一二两三四五六七八九十百千万]"
# No digit before 两: 一百二两件 is 一百二 and 两件.
_RUN = "(?:[零〇一二三四五六七八九十百千万]|(?<![二三四五六七八九])两)"
_BEGINS = rf"(?:(?<!{CHINESE[:-1]}第])|(?<=[二三四五六七八九])(?=两))"
ARABIC = r"(?<![0-9.])[0-9]{1,7}(?:\.[0-9]{1,2})?"
# A number of either kind; not the tail of a longer one.
NUMBER = rf"(?:{ARABIC}[万千百]?|{_BEGINS}{CHINESE}{_RUN}{{0,8}})"
# A Chinese number that cannot be a stray 一 or 两 in a word.
LONG_CHINESE = rf"(?<!{CHINESE[:-1]}第])(?:十|{CHINESE}{_RUN}{{1,8}})"


def number(text: str) -> Decimal:
    """What ``text``, a match of ``NUMBER``, counts. ``一百二`` is 120, ``一百零二`` 102."""
    if text[0].isdigit() and text[0] in "0123456789":
        scale = SCALE.get(text[-1], 1)
        return Decimal(text.rstrip("百千万")) * scale
    return Decimal(_chinese(text))


def _chinese(text: str) -> int:
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    unit = 1
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            unit = 10 if digit == 0 else unit
        elif char == "万":
            total, section, digit, unit = (total + section + digit) * 10000, 0, 0, 10000
        else:
            unit = UNITS[char]
            section, digit = section + (digit or 1) * unit, 0
    return total + section + digit * max(unit // 10, 1)


def fen(yuan: Decimal) -> int:
    """Yuan as integer fen."""
    return int(yuan * 100)
