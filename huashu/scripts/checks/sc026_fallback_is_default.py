"""The default carrier among its own fallbacks: where it does not reach, it would be offered again."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding


def fallback_is_default(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    for at, name in enumerate(shop.fallback_carriers):
        if name == shop.default_carrier:
            yield Finding(book.place(shop_id, "快递", "备选", at), "默认快递又写在备选里", "从备选里去掉它")


CHECK = Check("SC026", "默认快递又写在备选里", shop=fallback_is_default)
