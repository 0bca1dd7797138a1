"""One name for two carriers: the shopper says it and gets whichever stands first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from huashu.domain.shop import Carrier
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.problems import Span


def alias_of_two(shop_id: str, book: Book) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for carrier in book.library.shops[shop_id].carriers.values():
        for name, at in _names(shop_id, carrier, book):
            owner = owners.setdefault(_plain(name), carrier.name)
            if owner != carrier.name:
                yield Finding(at, f"“{name}”也是{owner}的名字", f"这个叫法只留给一家，顾客说“{name}”才知道发哪家")


def _names(shop_id: str, carrier: Carrier, book: Book) -> Iterator[tuple[str, Span]]:
    below = ("快递", "各家", carrier.name)
    yield carrier.name, book.place(shop_id, *below)
    for at, alias in enumerate(carrier.aliases):
        yield alias, book.place(shop_id, *below, "别名", at)


def _plain(name: str) -> str:
    """As :func:`huashu.domain.carriers.resolve` compares."""
    return "".join(unicodedata.normalize("NFKC", name).lower().split())


CHECK = Check("SC071", "一个别名两家快递", shop=alias_of_two)
