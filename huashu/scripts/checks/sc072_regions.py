"""Provinces counted twice, and places whose names no address will ever match."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.domain.address import PROVINCES
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.problems import Span, did_you_mean

_FULL = re.compile("(省|市|自治区|特别行政区|自治州|自治县|自治旗|区|县|盟|旗|地区)$")


def regions(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    first: dict[str, str] = {}
    for region, provinces in shop.regions.items():
        for at, name in enumerate(provinces):
            place = book.place(shop_id, "地区", region, at)
            if name in first:
                yield Finding(place, f"{name}已经写在“{first[name]}”里了", "一个省只写在一个地区里")
            elif name not in PROVINCES:
                yield Finding(place, f"不是省的全名：{name}", f"{_whole(name)}地区里只写省、直辖市、自治区的全名")
            first.setdefault(name, region)
    for carrier in shop.carriers.values():
        for at, name in enumerate(carrier.not_reached):
            place = book.place(shop_id, "快递", "各家", carrier.name, "不到", at)
            yield from _not_reached(name, carrier.not_reached[:at], place)


def _not_reached(name: str, before: tuple[str, ...], place: Span) -> Iterator[Finding]:
    """Addresses are compared as province + city + district, each by its official name."""
    if name in before:
        yield Finding(place, f"{name}写了两次", "留一个")
    elif not name.startswith(PROVINCES) or not _FULL.search(name):
        fix = f"{_whole(name)}从省写起，写全名，例如 青海省玉树藏族自治州"
        yield Finding(place, f"地名没有写全，对不上任何地址：{name}", fix)


def _whole(name: str) -> str:
    whole = [each for each in PROVINCES if len(name) > 1 and each.startswith(name)]
    return f"您是不是想写 {whole[0]}？" if whole else did_you_mean(name, PROVINCES)


CHECK = Check("SC072", "地区写重了，或者没有写全名", shop=regions)
