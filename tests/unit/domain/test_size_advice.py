"""Size advice (P5)."""

from __future__ import annotations

from typing import Any

import pytest

from huashu.domain.goods import Product, SizeRow, Sku
from huashu.domain.sizes import SizeAdvice, SizeKind, advise, size_order

TABLE = (
    SizeRow("S", (150, 160), (80, 95), (60, 66)),
    SizeRow("M", (158, 166), (95, 110), (66, 72)),
    SizeRow("L", (164, 172), (110, 125), (72, 78)),
)


def product(sizes: tuple[SizeRow, ...] = TABLE, bias: int = 0, skus: tuple[str, ...] = ()) -> Product:
    variants = tuple(Sku(size, "", size, 5000, 3) for size in skus)
    return Product("P1", "trousers", (), 5000, 4000, None, (), (), "", (), bias, variants, (), sizes)


@pytest.mark.parametrize(("measures", "size", "kind"), [
    ({"height_cm": 155}, "S", "table"),
    ({"weight_jin": 95}, "M", "table"),  # the last of S and the first of M: the larger
    ({"height_cm": 159}, "M", "table"),  # S: 4 of 5 off the middle; M: 3 of 4 off: nearer
    ({"height_cm": 159, "weight_jin": 90}, "S", "table"),  # only S suits both
    ({"height_cm": 155, "weight_jin": 115}, "L", "table"),  # S and L: the larger
    ({"height_cm": 170, "waist_cm": 62}, "L", "table"),
    ({"height_cm": 165, "weight_jin": 100, "waist_cm": 70}, "M", "table"),
    ({"height_cm": 180}, "", "none"),
    ({"height_cm": 165, "weight_jin": 140}, "", "none"),  # one measure beyond every size
    ({}, "", "ask"),
    ({"height_cm": 162, "usual": "S"}, "M", "table"),  # measures go before the usual size
])
def test_advice_by_table(measures: dict[str, Any], size: str, kind: str) -> None:
    assert advise(product(), **measures) == SizeAdvice(size, SizeKind(kind))


@pytest.mark.parametrize(("bias", "usual", "size", "kind"), [
    (0, "M", "M", "usual"),
    (1, "M", "L", "bias_up"),
    (-1, "M", "S", "bias_down"),
    (2, "S", "M", "bias_up"),  # one step, however strong
    (1, "L", "", "none"),  # the next would be XL, which does not exist
    (-1, "S", "", "none"),
    (0, "XXXL", "", "none"),
    (0, " ｍ码", "M", "usual"),
])
def test_advice_by_usual_size(bias: int, usual: str, size: str, kind: str) -> None:
    assert advise(product(bias=bias), usual=usual) == SizeAdvice(size, SizeKind(kind))


def test_bias_does_not_move_what_the_table_says() -> None:
    assert advise(product(bias=1), height_cm=155) == SizeAdvice("S", SizeKind.TABLE)


@pytest.mark.parametrize(("usual", "size"), [("39", "40"), ("39码", "40"), ("38号", "39"), ("40", "")])
def test_advice_without_a_table_goes_by_the_variants(usual: str, size: str) -> None:
    shoes = product(sizes=(), bias=1, skus=("38", "39", "40", "38"))
    assert size_order(shoes) == ("38", "39", "40")
    assert advise(shoes, usual=usual).size == size


def test_measure_that_the_table_does_not_know_is_asked_otherwise() -> None:
    by_waist = product(sizes=(SizeRow("27", waist_cm=(66, 69)),))
    assert advise(by_waist, height_cm=165).kind is SizeKind.ASK
    assert advise(by_waist, height_cm=165, waist_cm=68) == SizeAdvice("27", SizeKind.TABLE)


@pytest.mark.parametrize("usual", ["XXL", "2XL", "2xl"])
def test_xxl_is_2xl(usual: str) -> None:
    assert advise(product(sizes=(), skus=("XL", "2XL", "3XL")), usual=usual).size == "2XL"


def test_product_without_sizes_is_free() -> None:
    assert advise(product(sizes=(), skus=("",)), height_cm=165) == SizeAdvice("", SizeKind.FREE)
