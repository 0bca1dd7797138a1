"""A fallback carrier for places that it does not reach either."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.domain.shop import Carrier
from huashu.scripts.checks.base import Book, Check, Finding


def useless_fallback(shop_id: str, book: Book) -> Iterator[Finding]:
    shop = book.library.shops[shop_id]
    default = shop.carriers.get(shop.default_carrier)
    missed = default.not_reached if default else ()
    for at, name in enumerate(shop.fallback_carriers):
        carrier = shop.carriers.get(name)
        if missed and carrier is not None and name != shop.default_carrier and not _helps(carrier, missed):
            message = f"{shop.default_carrier}不到的地方，{name}也都不到：{'、'.join(missed)}"
            fix = f"换一家送得到的；{name}其实送得到的话，改它的“不到:”"
            yield Finding(book.place(shop_id, "快递", "备选", at), message, fix)


def _helps(carrier: Carrier, missed: tuple[str, ...]) -> bool:
    """Whether it reaches at least a part of one of the places: only what lies in a listed place is not reached."""
    return any(not place.startswith(carrier.not_reached) for place in missed)


CHECK = Check("SC075", "备选快递帮不上忙", shop=useless_fallback)
