"""Variants of a product as shoppers name them: shared by stock, order and change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.turn import Turn
from huashu.domain.goods import Product, Sku
from huashu.domain.replies import core, named_by, next_size, nth_of
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
    return {**choice, **_meant(turn.text, product, choice, bool(colour), bool(size))}


def _meant(text: str, product: Product, choice: Mapping[str, str], colour: bool, size: bool) -> dict[str, str]:
    """What a bare reply names of this product's colours and sizes: 「那就白的吧」, 「38」, 「黑m」, 「大一号的」."""
    sizes = list(dict.fromkeys(sku.size for sku in product.skus if sku.size))
    found = {"size": next_size(text, choice["size"], sizes)} if "size" in choice and not size else {}
    rest = core(text)
    if size and choice["size"].upper() in rest:
        rest = rest.replace(choice["size"].upper(), "", 1)
    elif not size:
        found["size"] = found.get("size") or named_by(rest, sizes)
    if not colour:
        found["colour"] = named_by(rest, list(dict.fromkeys(sku.colour for sku in product.skus if sku.colour)))
    return {key: value for key, value in found.items() if value}


def pointed_at(text: str, product: Product, choice: Mapping[str, str]) -> dict[str, str]:
    """第二个, of what we listed: the colours first, the sizes once the colour is known (:func:`choices_text`)."""
    key = "size" if "colour" in choice or not any(sku.colour for sku in product.skus) else "colour"
    there = [getattr(sku, key) for sku in fitting(product, choice) if sku.stock > 0 and getattr(sku, key)]
    found = nth_of(text, list(dict.fromkeys(there)))
    return {key: found} if found else {}


def any_colour(product: Product, choice: Mapping[str, str]) -> dict[str, str]:
    """Left to us: the colour that there is most of. A size is nobody's to choose but the shopper's."""
    there = [sku for sku in fitting(product, choice) if sku.stock > 0 and sku.colour]
    best = max(there, key=lambda sku: sku.stock, default=None)
    return {"colour": best.colour} if best is not None and "colour" not in choice else {}


def names_variant(turn: Turn) -> bool:
    """A bare reply names a colour or a size of the goods talked about; in a form that is the form's."""
    product = None if turn.form else turn.product()
    return product is not None and bool(_meant(turn.text, product, {}, False, False))


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
