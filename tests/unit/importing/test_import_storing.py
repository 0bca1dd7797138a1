"""Importing into the books: all or nothing, again without change, and only forwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from import_help import DEMO, NOW, SHOPS, Books, counts, load

from huashu.services.import_store import EVERY
from huashu.services.importing import ImportErrors, ImportReport
from huashu.storage import SqlUnitOfWork

Write = Callable[..., Path]

GOODS = "货号,品名,标价,底价\nA1,阔腿裤,129,99\nA2,毛衣,159,119\n"
SKUS = "货号,SKU编号,颜色,库存\nA1,A1-B,黑色,3\nA1,A1-W,白色,0\nA2,A2-W,白色,7\n"
ORDERS = "订单号,顾客ID,状态,SKU编号,数量,成交单价,下单时间,付款时间,完成时间,取消时间\n"


def everything(uow: SqlUnitOfWork) -> list[object]:
    repos = (uow.products, uow.skus, uow.orders, uow.members)
    return [row for repo in repos for row in repo.find(limit=EVERY)]  # type: ignore[attr-defined]


# rows of the files; orders by number: six lines of five orders in qingmian, five of four in mobi
DEMO_COUNTS = {
    "qingmian": {"products": (9, 0, 0), "skus": (105, 0, 0), "orders": (5, 0, 0), "members": (2, 0, 0)},
    "mobi": {"products": (8, 0, 0), "skus": (17, 0, 0), "orders": (4, 0, 0), "members": (2, 0, 0)},
    "dengyu": {"products": (6, 0, 0), "skus": (12, 0, 0), "orders": (3, 0, 0), "members": (1, 0, 0)},
}


@pytest.mark.parametrize("shop", SHOPS)
def test_demo_is_loaded_and_nothing_changes_when_loaded_again(books: Books, shop: str) -> None:
    assert counts(load(books, shop, DEMO / shop)) == DEMO_COUNTS[shop]
    with books() as uow:
        before = everything(uow)
    again = counts(load(books, shop, DEMO / shop))
    assert again == {name: (0, 0, added) for name, (added, _, _) in DEMO_COUNTS[shop].items()}
    with books() as uow:
        assert everything(uow) == before


def test_three_shops_live_side_by_side_when_shoppers_have_the_same_id(books: Books) -> None:
    for shop in SHOPS:
        load(books, shop, DEMO / shop)
    with books() as uow:
        names = {each.shop: each.name for each in uow.members.find(shopper="demo-member")}
    assert names == {"qingmian": "沈知夏", "mobi": "林书白", "dengyu": "温如玉"}


def test_order_has_its_lines_and_total_when_in_several_rows(books: Books) -> None:
    load(books, "qingmian", DEMO / "qingmian")
    with books() as uow:
        order = uow.orders.one(shop="qingmian", order_no="QM20261106001")
    assert order is not None
    # 129.00 + 159.00
    assert (order.status, order.total_fen, order.source, order.phone) == ("completed", 28800, "import", "13800001001")
    sizes = {"size": "M", "quantity": 1}
    assert order.lines == [
        {"sku_no": "QM1001-BK-M", "name": "高腰阔腿裤", "colour": "黑色", "unit_price_fen": 12900, **sizes},
        {"sku_no": "QM1004-MW-M", "name": "圆领毛衣", "colour": "米白色", "unit_price_fen": 15900, **sizes},
    ]


def test_only_changed_rows_are_changed_when_stock_is_updated(books: Books, write: Write) -> None:
    load(books, "s", write(products=GOODS, skus=SKUS))
    stock = write(skus=SKUS.replace("白色,0", "白色,20"))
    (stock / "products.csv").unlink()
    assert counts(load(books, "s", stock)) == {"skus": (0, 1, 2)}
    with books() as uow:
        changed = uow.skus.one(shop="s", sku_no="A1-W")
    # no price in the file: the list price of the stored product
    assert changed is not None and (changed.stock, changed.price_fen) == (20, 12900)


def test_nothing_is_loaded_when_rows_do_not_fit_the_books(books: Books, write: Write, tmp_path: Path) -> None:
    load(books, "s", write(products=GOODS, skus=SKUS))
    late = tmp_path / "late"
    late.mkdir()
    (late / "skus.csv").write_text("货号,SKU编号,颜色,价格,库存\nA1,A1-R,红色,98,5\nA9,A9-R,红色,,5\nA2,A2-R,红色,,5\n")
    (late / "tiers.csv").write_text("货号,起订量,单价\nA2,10,118.5\nA2,5,160\n")
    orders = "N1,c1,未付款,A1-X,1,,2026-11-20,,,\nN2,c1,未付款,A1-B,0,,2026-11-20,,,\n"
    (late / "orders.csv").write_text(ORDERS + orders)
    with books() as uow:
        before = everything(uow)
    found = load(books, "s", late)
    assert isinstance(found, ImportErrors)
    assert str(found).splitlines() == [
        "orders.csv:2:SKU编号 没有SKU编号“A1-X”",
        "orders.csv:3:数量 不能小于1，写的是0",
        "skus.csv:2:价格 98低于底价99",
        "skus.csv:3:货号 没有货号“A9”",
        "tiers.csv:2:单价 118.5低于底价119",
        "tiers.csv:3:单价 160高于标价159",
    ]
    with books() as uow:
        assert everything(uow) == before


def test_alias_is_reported_when_a_stored_product_has_it(books: Books, write: Write) -> None:
    load(books, "s", write(products=GOODS))
    assert str(load(books, "s", write(products="货号,品名,别名,标价,底价\nA3,长裤,阔腿裤,129,99\n"))).splitlines() == [
        "products.csv:2:别名 “阔腿裤”已经是货号“A1”的叫法了",
    ]


def test_floor_is_reported_when_it_passes_a_stored_price(books: Books, write: Write) -> None:
    load(books, "s", write(products=GOODS, skus=SKUS))
    dear = write(products=GOODS.replace("129,99", "150,130"))
    (dear / "skus.csv").unlink()
    assert str(load(books, "s", dear)).splitlines() == [
        "products.csv:2:底价 库里规格“A1-B”卖129，低于底价，请一起更新规格",
        "products.csv:2:底价 库里规格“A1-W”卖129，低于底价，请一起更新规格",
    ]


def test_nothing_is_loaded_when_writing_fails_halfway(books: Books, write: Write) -> None:
    path = write(products=GOODS, skus=SKUS, orders=ORDERS + "N1,c1,未付款,A1-B,1,,2026-11-20,,,\n")

    class Broken(SqlUnitOfWork):
        def commit(self) -> None:
            raise RuntimeError("power cut")

    with books() as uow:
        engine = uow._engine
    with pytest.raises(RuntimeError, match="power cut"):
        load(lambda: Broken(engine), "s", path)
    with books() as uow:
        assert everything(uow) == []


def test_order_goes_forwards_only_when_loaded_again(books: Books, write: Write) -> None:
    placed = ORDERS + "N1,c1,未付款,A1-B,2,,2026-11-19 09:00,,,\n"
    paid = ORDERS + "N1,c1,已付款,A1-B,2,,2026-11-19 09:00,2026-11-19 09:05,,\n"
    load(books, "s", write(products=GOODS, skus=SKUS, orders=placed))
    assert counts(load(books, "s", write(orders=paid)))["orders"] == (0, 1, 0)
    assert counts(load(books, "s", write(orders=placed)))["orders"] == (0, 0, 1)
    with books() as uow:
        order = uow.orders.one(shop="s", order_no="N1")
    assert order is not None and order.status == "paid" and order.paid_at is not None
    cancelled = ORDERS + "N1,c1,已取消,A1-B,2,,2026-11-19 09:00,,,2026-11-19 12:00\n"
    load(books, "s", write(orders=cancelled))
    with books() as uow:
        order = uow.orders.one(shop="s", order_no="N1")
    # 2 x 129.00, and the paid time is not wiped out by the empty cell
    assert order is not None and (order.status, order.total_fen) == ("cancelled", 25800) and order.paid_at is not None


def test_what_the_books_know_is_kept_when_the_file_does_not_say(books: Books, write: Write) -> None:
    path = write(products=GOODS, skus=SKUS, orders=ORDERS + "N1,c1,未付款,A1-B,1,,2026-11-19,,,\n")
    load(books, "s", path)
    with books() as uow:
        order = uow.orders.one(shop="s", order_no="N1")
        assert order is not None
        known = uow.orders.change(replace(order, printed_at=NOW, address="桂雨巷18号", source="chat"))
        uow.commit()
    load(books, "s", path)
    with books() as uow:
        assert uow.orders.one(shop="s", order_no="N1") == known


def test_shopper_is_a_member_since_the_first_completed_order(books: Books, write: Write) -> None:
    orders = (
        "N1,c1,已完成,A1-B,1,,2026-10-01,2026-10-01,2026-10-09,\n"
        "N2,c1,已完成,A1-B,1,,2026-09-01,2026-09-01,2026-09-05,\n"
        "N3,c2,已付款,A1-B,1,,2026-09-01,2026-09-01,,\n"
    )
    members = "顾客ID,姓名,加入时间\nc3,甲,\n"
    path = write(products=GOODS, skus=SKUS, orders=ORDERS + orders, members=members)
    assert counts(load(books, "s", path))["members"] == (2, 0, 0)
    with books() as uow:
        joined = {each.shopper: each.joined_at.isoformat() for each in uow.members.find(shop="s")}
    # midnight in Beijing is 16:00 UTC the day before
    assert joined == {"c1": "2026-09-04T16:00:00+00:00", "c3": NOW.isoformat()}


def test_tiers_and_sizes_are_replaced_only_for_products_that_have_rows(books: Books, write: Write) -> None:
    tiers = "货号,起订量,单价\nA1,10,120\nA1,50,110\nA2,10,150\n"
    load(books, "s", write(products=GOODS, tiers=tiers, sizes="货号,尺码,体重\nA1,M,90-105\n"))
    load(books, "s", write(products=GOODS, tiers="货号,起订量,单价\nA1,20,115\n", sizes="货号,尺码\n"))
    with books() as uow:
        found = {each.product_no: (each.tiers, each.sizes) for each in uow.products.find(shop="s")}
    measures = {"size": "M", "height_cm": None, "weight_jin": [90, 105], "waist_cm": None}
    assert found == {"A1": ([[20, 11500]], [measures]), "A2": ([[10, 15000]], [])}


def test_report_is_readable(books: Books, write: Write) -> None:
    report = load(books, "s", write(products=GOODS, skus=SKUS))
    assert isinstance(report, ImportReport)
    assert str(report) == "商品：新增2，更新0，没变0\n规格：新增3，更新0，没变0"


def test_ten_thousand_rows_are_loaded_in_reasonable_time(books: Books, write: Write) -> None:
    products = "".join(f"P{each},商品{each},129,99\n" for each in range(500))
    skus = "".join(f"P{each % 500},K{each},色{each // 500},{each}\n" for each in range(10_000))
    path = write(products="货号,品名,标价,底价\n" + products, skus="货号,SKU编号,颜色,库存\n" + skus)
    started = time.process_time()
    assert counts(load(books, "s", path)) == {"products": (500, 0, 0), "skus": (10_000, 0, 0)}
    assert counts(load(books, "s", path)) == {"products": (0, 0, 500), "skus": (0, 0, 10_000)}
    assert time.process_time() - started < 30
