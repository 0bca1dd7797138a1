"""A carrier's name typed into wording: each shop has its own, and they change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import Find, finds, per_book, shown

# 店铺资料里没有、可是顾客和客服常说的快递。
_KNOWN = (
    "顺丰", "顺风快递", "圆通", "中通", "申通", "韵达", "极兔", "百世", "汇通", "德邦",
    "EMS", "邮政快递", "天天快递", "宅急送", "京东快递", "京东物流", "菜鸟裹裹",
    "安能", "优速", "丹鸟", "平邮",
)  # fmt: skip
# 有的店把这些写成别名，平常说话也用，不算快递的名字。
_ORDINARY = frozenset({"包裹", "快递", "快件", "邮政", "邮局", "邮寄"})
_WORDS_WITH_IT = {
    "中通": "(?<!集中通)(?<!其中通)(?![过知往行风])",
    "申通": "(?!过)",
    "顺风": "(?<!一路顺风)(?!车)",
    "百世": "(?!流)",
}


@per_book
def _carriers(book: Book) -> re.Pattern[str]:
    every = (each for shop in book.library.shops.values() for each in shop.carriers.values())
    names = {name for each in every for name in (each.name, *each.aliases) if len(name) > 1}
    longest_first = sorted({*names, *_KNOWN} - _ORDINARY, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_pattern, longest_first)))


def _pattern(name: str) -> str:
    if name.isascii():
        return f"{re.escape(name)}(?<![A-Za-z0-9]{re.escape(name)})(?![A-Za-z0-9])"
    return re.escape(name) + _WORDS_WITH_IT.get(name, "")


def typed_carrier(said: Said, book: Book) -> Iterator[Finding]:
    for find in finds(_carriers(book), said.text, shown(said)):
        yield Finding(find.span, f"快递名写死了：{find.words}", _fix(find, said))


def _fix(find: Find, said: Said) -> str:
    fact = next((each for each in ("carrier", "fallback") if each in said.script.facts), "default_carrier")
    return f"写成 {{{fact}}}，每家店用自己的快递"


CHECK = Check("SC049", "快递名写死了", said=typed_carrier)
