"""Checks over several rows or columns: each yields problems, never raises, and skips fields that could not be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from huashu.services.import_columns import MEMBERS, ORDER_LINE_FIELDS, ORDERS, PRODUCTS, SIZES, SKUS, TIERS
from huashu.services.import_tables import Line, Problem, Tables

MEASURES = ("height_cm", "weight_jin", "waist_cm")
TIMES = {"paid": ("paid_at",), "completed": ("paid_at", "completed_at"), "cancelled": ("cancelled_at",)}
WORDS = {"paid": "已付款", "completed": "已完成", "cancelled": "已取消"}


@dataclass(frozen=True)
class Known:
    """What lines may refer to, from the files and the books. ``goods``: product_no -> its values, the file's first."""

    goods: Mapping[str, Mapping[str, Any]]
    sku_nos: Set[str]

    @classmethod
    def by(cls, tables: Tables, goods: Mapping[str, Mapping[str, Any]], sku_nos: Iterable[str]) -> Known:
        """The files added to what the books hold; a row with a bad price still counts as a known product."""
        coming = {each.values["product_no"]: each.values for each in tables.of(PRODUCTS) if "product_no" in each.values}
        skus = {each.values["sku_no"] for each in tables.of(SKUS) if "sku_no" in each.values}
        return cls({**goods, **coming}, skus.union(sku_nos))


def repeated(tables: Tables) -> Iterator[Problem]:
    yield from _twice(tables.of(PRODUCTS), "product_no")
    yield from _twice(tables.of(SKUS), "sku_no")
    yield from _twice(tables.of(SKUS), "colour", "size", within="product_no")
    yield from _twice(tables.of(SIZES), "size", within="product_no")
    yield from _twice(tables.of(TIERS), "min_quantity", within="product_no")
    yield from _twice(tables.of(ORDERS), "sku_no", within="order_no")
    yield from _twice(tables.of(MEMBERS), "shopper")


def prices_in_order(tables: Tables) -> Iterator[Problem]:
    """Floor <= member price <= list price."""
    for line in tables.of(PRODUCTS):
        dear, floor, member = (line.values.get(f"{each}_price_fen") for each in ("list", "floor", "member"))
        if dear and floor and floor > dear:
            yield line.problem("floor_price_fen", f"底价{yuan(floor)}高于标价{yuan(dear)}")
        if member and floor and member < floor:
            yield line.problem("member_price_fen", f"会员价{yuan(member)}低于底价{yuan(floor)}")
        if member and dear and member > dear:
            yield line.problem("member_price_fen", f"会员价{yuan(member)}高于标价{yuan(dear)}")


def names_apart(tables: Tables, known: Known) -> Iterator[Problem]:
    """No name or alias may mean two products of the shop."""
    coming = {each.values.get("product_no") for each in tables.of(PRODUCTS)}
    owner: dict[str, Mapping[str, Any]] = {
        name: values for key, values in known.goods.items() if key not in coming for name in names_of(values)
    }
    for line in tables.of(PRODUCTS):
        for name in names_of(line.values):
            first = owner.setdefault(name, line.values)
            if first is not line.values:
                field = "name" if name == line.values.get("name") else "aliases"
                yield line.problem(field, f"“{name}”已经是货号“{first.get('product_no', '')}”的叫法了")


def names_of(values: Mapping[str, Any]) -> list[str]:
    named = [values["name"]] if "name" in values else []
    return list(dict.fromkeys([*named, *values.get("aliases", ())]))


def goes_with_known(tables: Tables, known: Known) -> Iterator[Problem]:
    for line in tables.of(PRODUCTS):
        for each in line.values.get("goes_with", ()):
            if each == line.values.get("product_no"):
                yield line.problem("goes_with", "不能搭配自己")
            elif each not in known.goods:
                yield line.problem("goes_with", f"没有货号“{each}”")


def goods_known(tables: Tables, known: Known) -> Iterator[Problem]:
    for line in (*tables.of(SKUS), *tables.of(SIZES), *tables.of(TIERS)):
        product_no = line.values.get("product_no")
        if product_no and product_no not in known.goods:
            yield line.problem("product_no", f"没有货号“{product_no}”")


def prices_in_reach(tables: Tables, known: Known) -> Iterator[Problem]:
    """No SKU's and no tier's price is below the product's floor price, no tier's price above its list price."""
    for field, lines in (("price_fen", tables.of(SKUS)), ("unit_price_fen", tables.of(TIERS))):
        for line in lines:
            goods = known.goods.get(line.values.get("product_no", ""), {})
            floor, dear, price = goods.get("floor_price_fen"), goods.get("list_price_fen"), line.values.get(field)
            if price and floor and price < floor:
                yield line.problem(field, f"{yuan(price)}低于底价{yuan(floor)}")
            if price and dear and price > dear and line.sheet is TIERS:
                yield line.problem(field, f"{yuan(price)}高于标价{yuan(dear)}")


def tiers_fall(tables: Tables) -> Iterator[Problem]:
    """More pieces never cost more each."""
    for lines in _by(tables.of(TIERS), "product_no").values():
        steps = [each for each in lines if {"min_quantity", "unit_price_fen"} <= each.values.keys()]
        steps.sort(key=lambda each: int(each.values["min_quantity"]))
        for before, line in pairwise(steps):
            if line.values["unit_price_fen"] > before.values["unit_price_fen"]:
                yield line.problem("unit_price_fen", f"买得多反而贵：比{before.values['min_quantity']}件起的还贵")


def sizes_apart(tables: Tables) -> Iterator[Problem]:
    """A size has a measure, and no body fits two sizes of one product by all the measures that both give."""
    for lines in _by(tables.of(SIZES), "product_no").values():
        for place, line in enumerate(lines):
            if all(line.values.get(each, ...) is None for each in MEASURES):
                yield line.problem("size", "身高、体重、腰围至少填一个")
            for other in lines[:place]:
                if line.values.get("size") != other.values.get("size") and _both_fit(line, other):
                    yield line.problem("size", f"和第{other.row}行的“{other.values.get('size')}”范围重叠，分不出穿哪个")


def sku_known(tables: Tables, known: Known) -> Iterator[Problem]:
    for line in tables.of(ORDERS):
        sku_no = line.values.get("sku_no")
        if sku_no and sku_no not in known.sku_nos:
            yield line.problem("sku_no", f"没有SKU编号“{sku_no}”")


def order_agrees(tables: Tables) -> Iterator[Problem]:
    """Rows of one order differ in their goods only."""
    for lines in _by(tables.of(ORDERS), "order_no").values():
        for line in lines[1:]:
            for field in (each for each in line.values if each not in ORDER_LINE_FIELDS):
                if line.values[field] != lines[0].values.get(field, line.values[field]):
                    yield line.problem(field, f"和同一订单的第{lines[0].row}行不一样")


def order_times(tables: Tables) -> Iterator[Problem]:
    """A status has its times, and nothing happened before the order was placed."""
    for line in tables.of(ORDERS):
        status, placed = line.values.get("status", ""), line.values.get("created_at")
        for field in TIMES.get(status, ()):
            if line.values.get(field, ...) is None:
                yield line.problem(field, f"状态是{WORDS[status]}，要填这个时间")
        for field in ("paid_at", "completed_at", "cancelled_at"):
            at: datetime | None = line.values.get(field)
            if at and placed and at < placed:
                yield line.problem(field, "早于下单时间")


def problems_in_files(tables: Tables) -> list[Problem]:
    checks = (repeated, prices_in_order, tiers_fall, sizes_apart, order_agrees, order_times)
    return [problem for check in checks for problem in check(tables)]


def problems_with_books(tables: Tables, known: Known) -> list[Problem]:
    checks = (names_apart, goes_with_known, goods_known, prices_in_reach, sku_known)
    return [problem for check in checks for problem in check(tables, known)]


def yuan(fen: int) -> str:
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}".rstrip("0")


def _by(lines: list[Line], field: str) -> dict[Any, list[Line]]:
    groups: dict[Any, list[Line]] = defaultdict(list)
    for line in lines:
        if field in line.values:
            groups[line.values[field]].append(line)
    return groups


def _twice(lines: list[Line], *fields: str, within: str = "") -> Iterator[Problem]:
    wanted = (within, *fields) if within else fields
    first: dict[tuple[Any, ...], int] = {}
    for line in lines:
        if all(each in line.values for each in wanted):
            key = tuple(line.values[each] for each in wanted)
            if first.setdefault(key, line.row) != line.row:
                shown = " ".join(str(line.values[each]) for each in fields if line.values[each] != "")
                yield line.problem(fields[0], f"“{shown or '空白'}”和第{first[key]}行重复")


def _both_fit(one: Line, other: Line) -> bool:
    shared = [each for each in MEASURES if one.values.get(each) and other.values.get(each)]
    return bool(shared) and all(_meet(one.values[each], other.values[each]) for each in shared)


def _meet(one: list[int], other: list[int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
