"""Variants of a product as shoppers name them: shared by stock, order and change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.turn import Turn
from huashu.domain.goods import Product, Sku
from huashu.scripts.locale_zh import list_text, variant_text

FEW = 5


def named_choice(turn: Turn, product: Product, known: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Colour and size named now, on top of those known, as the product writes them."""
    choice = dict(known or {})
    colour, size = turn.last("colour"), turn.last("size")  # 「黑色的换成蓝色」 wants the last one
    if colour:
        choice["colour"] = _as_written(str(colour), {sku.colour for sku in product.skus})
    if size:
        choice["size"] = _as_written(str(size), {sku.size for sku in product.skus})
    return choice


def fitting(product: Product, choice: Mapping[str, str]) -> list[Sku]:
    """The product's variants that agree with what was chosen so far."""
    return [sku for sku in product.skus if all(getattr(sku, key) in (value, "") for key, value in choice.items())]


def item_text(product: Product, sku: Sku) -> str:
    """灯芯绒阔腿裤 黑色M码."""
    return f"{product.name} {variant_text(sku.colour, sku.size)}".strip()


def choices_text(product: Product, choice: Mapping[str, str]) -> str:
    """What is still to be chosen, of the variants in stock."""
    skus = [sku for sku in fitting(product, choice) if sku.stock > 0] or list(product.skus)
    keys = [key for key in ("colour", "size") if key not in choice]
    lists = [list_text(dict.fromkeys(getattr(sku, key) for sku in skus if getattr(sku, key))) for key in keys]
    return "；".join(each for each in lists if each)


def still_there(turn: Turn, product: Product) -> str:
    """What can be had instead of a variant that is not there: in the colour or size just named, else at all."""
    named = named_choice(turn, product)
    return choices_text(product, named if any(sku.stock > 0 for sku in fitting(product, named)) else {})


def colours_of(product: Product) -> str:
    return list_text(dict.fromkeys(sku.colour for sku in product.skus if sku.colour))


def sizes_of(product: Product) -> str:
    return list_text(dict.fromkeys(sku.size for sku in product.skus if sku.size))


def _as_written(said: str, written: set[str]) -> str:
    """黑 for 黑色, XL for xl: the product's own spelling where one fits, else what was said."""
    plain = said.upper().removesuffix("码").removesuffix("色")
    same = [each for each in written if each and each.upper().removesuffix("码").removesuffix("色") == plain]
    near = [each for each in written if each and plain in each.upper()]
    return (same or (near if len(near) == 1 else []) or [said])[0]
