"""The words of all shops' goods, written out for the bot, which has no books of its own."""

from __future__ import annotations

import json
from pathlib import Path

from huashu.disk import replace_bytes
from huashu.services.import_store import EVERY
from huashu.services.ports import UnitOfWork
from huashu.services.records import CatalogueProduct


def export_lexicon(uow: UnitOfWork, path: Path) -> None:
    """Write ``{"product": {name or alias: canonical name}, "colour": [...], "size": [...]}`` over all shops.

    A word that two shops use for different goods stands for itself; the catalogue finds the shop's own by alias.
    A reader sees the old file or the new one, never a half.
    """
    skus = uow.skus.find(limit=EVERY)
    words = {
        "product": _product_words(uow.products.find(limit=EVERY)),
        "colour": sorted({each.colour for each in skus if each.colour}),
        "size": sorted({each.size for each in skus if each.size}),
    }
    replace_bytes(path, json.dumps(words, ensure_ascii=False, indent=1).encode())


def _product_words(products: list[CatalogueProduct]) -> dict[str, str]:
    words: dict[str, str] = {}
    for product in products:
        for word in (product.name, *product.aliases):
            words[word] = product.name if words.get(word, product.name) == product.name else word
    return dict(sorted(words.items()))
