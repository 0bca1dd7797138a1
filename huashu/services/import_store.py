"""Checked lines to rows of the books: added, changed or left as they are. The caller commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from huashu.services.import_columns import MEMBERS, ORDERS, PRODUCTS, SIZES, SKUS, TIERS
from huashu.services.import_tables import Counts, Line, Tables
from huashu.services.ports import Repo, UnitOfWork
from huashu.services.records import CatalogueProduct, CatalogueSku, Member, Order

EVERY = 10_000_000
RANK = {"placed": 0, "paid": 1, "completed": 2, "cancelled": 3}
HEAD = ("shopper", "status", "created_at", "receiver", "phone", "address", "carrier", "waybill_no")
TIMES = ("paid_at", "completed_at", "cancelled_at")


class Stored(Protocol):
    @property
    def id(self) -> int | None: ...


T = TypeVar("T", bound=Stored)


@dataclass(frozen=True)
class Shelf:
    """What the books hold of one shop, by key."""

    products: Mapping[str, CatalogueProduct]
    skus: Mapping[str, CatalogueSku]

    @classmethod
    def of(cls, uow: UnitOfWork, shop: str) -> Shelf:
        products = {each.product_no: each for each in uow.products.find(limit=EVERY, shop=shop)}
        return cls(products, {each.sku_no: each for each in uow.skus.find(limit=EVERY, shop=shop)})


def store(uow: UnitOfWork, shop: str, tables: Tables, now: datetime, before: Shelf) -> dict[str, Counts]:
    """Everything of ``tables``, in the order in which one refers to another. Counts by table name."""
    counts: dict[str, Counts] = {}
    products = _products(shop, tables, before.products)
    counts["products"] = _put(uow.products, before.products, products)
    skus = _skus(shop, tables, {**before.products, **products}, before.skus)
    counts["skus"] = _put(uow.skus, before.skus, skus)
    shelf = Shelf({**before.products, **products}, {**before.skus, **skus})
    stored_orders = {each.order_no: each for each in uow.orders.find(limit=EVERY, shop=shop)}
    orders = _orders(shop, tables, shelf, stored_orders)
    counts["orders"] = _put(uow.orders, stored_orders, orders)
    stored_members = {each.shopper: each for each in uow.members.find(limit=EVERY, shop=shop)}
    members = _members(shop, tables, orders.values(), stored_members, now)
    counts["members"] = _put(uow.members, stored_members, members)
    return {name: each for name, each in counts.items() if each != Counts()}


def _put(repo: Repo[T], before: Mapping[str, T], after: Mapping[str, T]) -> Counts:
    added = changed = 0
    for key, record in after.items():
        if key not in before:
            repo.add(record)
            added += 1
        elif record != before[key]:
            repo.change(record)
            changed += 1
    return Counts(added, changed, len(after) - added - changed)


def _products(shop: str, tables: Tables, before: Mapping[str, CatalogueProduct]) -> dict[str, CatalogueProduct]:
    """Tiers and size rows of a product replace all it had; without any in the files it keeps its own."""
    records = {line.values["product_no"]: _product(shop, line, before) for line in tables.of(PRODUCTS)}
    for product_no, lines in _grouped(tables.of(TIERS), "product_no").items():
        tiers = sorted([each.values["min_quantity"], each.values["unit_price_fen"]] for each in lines)
        records[product_no] = replace(records.get(product_no) or before[product_no], tiers=tiers)
    for product_no, lines in _grouped(tables.of(SIZES), "product_no").items():
        sizes = [{key: value for key, value in each.values.items() if key != "product_no"} for each in lines]
        records[product_no] = replace(records.get(product_no) or before[product_no], sizes=sizes)
    return records


def _product(shop: str, line: Line, before: Mapping[str, CatalogueProduct]) -> CatalogueProduct:
    old = before.get(line.values["product_no"])
    return replace(old, **line.values) if old else CatalogueProduct(shop=shop, **line.values)


def _skus(
    shop: str, tables: Tables, products: Mapping[str, CatalogueProduct], before: Mapping[str, CatalogueSku]
) -> dict[str, CatalogueSku]:
    """A SKU without a price of its own costs the product's list price."""
    records = {}
    for line in tables.of(SKUS):
        values = dict(line.values)
        values["price_fen"] = values["price_fen"] or products[values["product_no"]].list_price_fen
        old = before.get(values["sku_no"])
        records[values["sku_no"]] = replace(old, **values) if old else CatalogueSku(shop=shop, **values)
    return records


def _orders(shop: str, tables: Tables, shelf: Shelf, before: Mapping[str, Order]) -> dict[str, Order]:
    return {
        order_no: _order(shop, order_no, lines, shelf, before)
        for order_no, lines in _grouped(tables.of(ORDERS), "order_no").items()
    }


def _order(shop: str, order_no: str, lines: list[Line], shelf: Shelf, before: Mapping[str, Order]) -> Order:
    """An order never goes back (completed -> paid), and an empty cell does not wipe out what the books know."""
    head = {each: lines[0].values[each] for each in (*HEAD, *TIMES) if lines[0].values[each] not in (None, "")}
    goods = [_order_line(each.values, shelf) for each in lines]
    total_fen = sum(each["quantity"] * each["unit_price_fen"] for each in goods)
    old = before.get(order_no)
    if old is None:
        return Order(shop=shop, order_no=order_no, lines=goods, total_fen=total_fen, source="import", **head)
    if RANK[head["status"]] < RANK.get(old.status, 0):
        head["status"] = old.status
    return replace(old, lines=goods, total_fen=total_fen, **head)


def _order_line(values: Mapping[str, Any], shelf: Shelf) -> dict[str, Any]:
    sku = shelf.skus[values["sku_no"]]
    return {
        "sku_no": sku.sku_no,
        "name": shelf.products[sku.product_no].name,
        "colour": sku.colour,
        "size": sku.size,
        "quantity": values["quantity"],
        "unit_price_fen": values["unit_price_fen"] or sku.price_fen,
    }


def _members(
    shop: str, tables: Tables, orders: Iterable[Order], before: Mapping[str, Member], now: datetime
) -> dict[str, Member]:
    """Those listed, and everybody with a completed order, a member since the first one."""
    records: dict[str, Member] = {}
    for order in sorted(orders, key=lambda each: each.completed_at or now):
        if order.status == "completed" and order.shopper not in before:
            since = order.completed_at or now
            records.setdefault(order.shopper, Member(shop, order.shopper, since, name=order.receiver))
    for line in tables.of(MEMBERS):
        shopper, values = line.values["shopper"], {key: value for key, value in line.values.items() if value}
        old = before.get(shopper) or records.get(shopper)
        records[shopper] = replace(old, **values) if old else Member(**{"shop": shop, "joined_at": now, **values})
    return records


def _grouped(lines: list[Line], field: str) -> dict[str, list[Line]]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.values[field]].append(line)
    return groups
