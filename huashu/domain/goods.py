"""Goods as the dialogue needs them: product, variants on sale, size table, tier prices. Money is integer fen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tier:
    """One price by quantity: from ``min_quantity`` pieces on each costs ``unit_price_fen``."""

    min_quantity: int
    unit_price_fen: int


@dataclass(frozen=True)
class SizeRow:
    """One size with the body it fits; both ends inclusive. Height and waist in cm, weight in jin (斤, 0.5 kg)."""

    size: str
    height_cm: tuple[int, int] | None = None
    weight_jin: tuple[int, int] | None = None
    waist_cm: tuple[int, int] | None = None


@dataclass(frozen=True)
class Sku:
    """A variant on sale. ``colour`` or ``size`` is "" where the product has no such choice."""

    sku_no: str
    colour: str
    size: str
    price_fen: int
    stock: int


@dataclass(frozen=True)
class Product:
    """A product of one shop.

    ``size_bias``: +1 the cut is small (take one size up), 0 true to size, -1 it is large.
    ``features`` and ``quality`` are short true facts; ``goes_with`` and ``group`` serve cross-sell and similar goods.
    ``picture``: an https address or a path on the app's own host; "" where there is none.
    """

    product_no: str
    name: str
    aliases: tuple[str, ...]
    list_price_fen: int
    floor_price_fen: int
    member_price_fen: int | None
    features: tuple[str, ...]
    quality: tuple[str, ...]
    group: str
    goes_with: tuple[str, ...]
    size_bias: int
    skus: tuple[Sku, ...]
    tiers: tuple[Tier, ...] = ()
    sizes: tuple[SizeRow, ...] = ()
    picture: str = ""
