"""Replies of a word or two, read as an answer to what we asked: a number, 「第二个」, 「都行」, a part of a colour."""

from __future__ import annotations

import re
from collections.abc import Sequence

DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "俩": 2, "仨": 3}
HEIGHT_CM = range(140, 200)
LEAST_JIN = 70  # below it a weight is meant in kilogrammes

_AROUND = re.compile(r"[\s，,。.!！~～]+|那就|就要|那|就|要|来|给我|选|拿|的|吧|呗|啊|呀|哦|嘛|个|款|件|条|码|号|色")
_NTH = re.compile(
    r"(?:那|就|要|选|我要|我选|给我)*(?:第([一二三四五六七八九1-9])(?:个|款|种|件|条|样)?|最后(?:一|那)?(?:个|款|种|件|条|样))"
)
_ANY = re.compile(
    r"随便(?:(?:哪|啥|什么|你|您).{0,3})?|随意|(?:发|选|要|用|走)?(?:(?:哪|啥|什么|怎么).{0,2})?都(?:行|可以|好|成|ok)|无所谓|"
    r"(?:你|您)?们?看着(?:办|选|来|发|给|弄)"
)
_TAIL = re.compile(r"[\s，,。.!！~～吧呗啊呀的啦了哦嘛]+$")
_ONE_OF = "红橙黄绿青蓝紫黑白灰粉棕咖米杏金银"
_BESIDE_NUMBERS = re.compile(
    r"[\s\d，,、。./和?？我她他穿啥的吗呢吧高重]|身高|体重|左右|大概|什么码?|多大码?|哪个码|合适"
)
_STEP = re.compile("(?:那|就|要|换|换成|改成?|拿|给我|来|我|再)*([大小])(?:[一1]?[号码]|[一1]个)码?")


def core(text: str) -> str:
    """What is left of a reply without the words around it: 「那就白的吧」 is 白, 「38码」 is 38."""
    return _AROUND.sub("", text).upper()


def is_any(text: str) -> bool:
    """The shopper leaves it to us: 随便, 都行, 你看着办."""
    return _ANY.fullmatch(_TAIL.sub("", text.strip().lower())) is not None


def nth_of(text: str, listed: Sequence[str]) -> str | None:
    """The one a reply points to in a list that we named: 第二个, 最后一个."""
    found = _NTH.fullmatch(_TAIL.sub("", text.strip()))
    if found is None or not listed:
        return None
    at = len(listed) if found[1] is None else DIGITS.get(found[1]) or int(found[1])
    return listed[at - 1] if at <= len(listed) else None


def count_of(text: str) -> int | None:
    """How many, where a bare number answers our question: 3, 一, 要俩."""
    bare = core(text)
    if bare.isascii() and bare.isdigit():
        return int(bare)
    return DIGITS.get(bare)


def named_by(text: str, names: Sequence[str]) -> str | None:
    """The name that a reply shortens to one character or writes bare: 白 for 米白色 where no other is white."""
    bare = core(text)
    same = [each for each in names if bare and core(each) == bare]
    near = [each for each in names if bare in tuple(_ONE_OF) and bare in each]
    fitting = same or (near if len(near) == 1 else [])
    return fitting[0] if fitting else None


def next_size(text: str, size: str, sizes: Sequence[str]) -> str | None:
    """大一号 and 小一号, seen from a size."""
    asked = _STEP.fullmatch(_TAIL.sub("", text.strip()))
    if asked is None or size not in sizes:
        return None
    at = sizes.index(size) + (1 if asked[1] == "大" else -1)
    return sizes[at] if 0 <= at < len(sizes) else None


def body_of(text: str, knows_height: bool) -> dict[str, int]:
    """Bare numbers after we asked for height and weight: 「165 110」, 「165」, 「55」 -> height_cm, weight_jin."""
    if _BESIDE_NUMBERS.sub("", text):
        return {}
    numbers = [int(each) for each in re.findall(r"\d{2,3}", text)][:2]
    body: dict[str, int] = {}
    for number in numbers:
        if number in HEIGHT_CM and not knows_height and "height_cm" not in body:
            body["height_cm"] = number
        elif number >= LEAST_JIN:
            body["weight_jin"] = number
        else:
            body["weight_jin"] = number * 2
    return body
