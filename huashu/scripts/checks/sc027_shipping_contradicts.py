"""Postage and the sum from which it is free belong together."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding


def shipping_contradicts(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    if shop.free_shipping_from_fen is None and shop.shipping_fee_fen:
        fix = "不写包邮就是全场包邮：去掉运费，或者加上“包邮: 59元”"
        yield Finding(book.place(shop_id, "运费"), "写了运费，却没有写满多少包邮", fix)
    if shop.free_shipping_from_fen is not None and not shop.shipping_fee_fen:
        yield Finding(book.place(shop_id, "包邮"), "写了满多少包邮，却没有写运费", "加上“运费: 6元”，或者去掉包邮")


CHECK = Check("SC027", "包邮和运费对不上", shop=shipping_contradicts)
