"""A shop's file refers to a carrier, region or gift that it does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from huashu.domain.dispatch import OTHER_REGION
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.problems import Span, did_you_mean


def refers_to_nothing(shop_id: str, book: Book) -> Iterator[Finding]:
    yield from _carriers(shop_id, book)
    yield from _gifts(shop_id, book)


def _carriers(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    yield from _known(shop.default_carrier, shop.carriers, "快递", book.place(shop_id, "快递", "默认"))
    for at, name in enumerate(shop.fallback_carriers):
        yield from _known(name, shop.carriers, "快递", book.place(shop_id, "快递", "备选", at))
    for name, carrier in shop.carriers.items():
        days = ("快递", "各家", name, "天数")
        for region in carrier.days:
            yield from _known(region, (*shop.regions, OTHER_REGION), "地区", book.place(shop_id, *days, region))
        if OTHER_REGION not in carrier.days:
            fix = f"在天数里加上“{OTHER_REGION}: 3-5”"
            yield Finding(book.place(shop_id, *days), f"{name}没有写其他地区要几天", fix)


def _gifts(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    if shop.supervisor.gift_id is not None:
        yield from _known(shop.supervisor.gift_id, shop.gifts, "赠品", book.place(shop_id, "主管", "赠品"))
    for at, campaign in enumerate(shop.campaigns):
        if campaign.gift_id is not None:
            yield from _known(campaign.gift_id, shop.gifts, "赠品", book.place(shop_id, "活动", at, "赠品"))


def _known(name: str, known: Collection[str], what: str, span: Span) -> Iterator[Finding]:
    if name not in known:
        listed = "、".join(known) or "一个也没有"
        yield Finding(span, f"{what}里没有：{name}", f"{did_you_mean(name, known)}现在有：{listed}")


CHECK = Check("SC021", "店铺资料里提到了没有写的东西", shop=refers_to_nothing)
