"""The tables a shop may import and their columns (docs/import.md). Field names are those of the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huashu.services import import_cells as cells

NUMBER = cells.text(64)
NAME = cells.text(255)
BIAS = {"偏小": 1, "正常": 0, "偏大": -1}
STATUS = {"未付款": "placed", "已付款": "paid", "已完成": "completed", "已取消": "cancelled"}


@dataclass(frozen=True)
class Column:
    """``empty``: the field's value when the cell is empty or the whole column is missing and it is not required."""

    header: str
    field: str
    read: cells.Reader
    required: bool = False
    empty: Any = None


@dataclass(frozen=True)
class Sheet:
    """One table. ``name`` is the file's stem, ``title`` its Chinese twin (file's stem or the sheet's name in XLSX)."""

    name: str
    title: str
    columns: tuple[Column, ...]

    def header_of(self, field: str) -> str:
        return next(each.header for each in self.columns if each.field == field)


PRODUCTS = Sheet("products", "商品", (
    Column("货号", "product_no", NUMBER, required=True),
    Column("品名", "name", NAME, required=True),
    Column("别名", "aliases", cells.texts(64), empty=[]),
    Column("标价", "list_price_fen", cells.money, required=True),
    Column("底价", "floor_price_fen", cells.money, required=True),
    Column("会员价", "member_price_fen", cells.money),
    Column("卖点", "features", cells.texts(255), empty=[]),
    Column("质量", "quality", cells.texts(255), empty=[]),
    Column("类别", "group", NUMBER, empty=""),
    Column("搭配", "goes_with", cells.texts(64), empty=[]),
    Column("偏码", "size_bias", cells.choice(BIAS), empty=0),
    Column("图片", "picture", cells.picture, empty=""),
))

SKUS = Sheet("skus", "规格", (
    Column("货号", "product_no", NUMBER, required=True),
    Column("SKU编号", "sku_no", NUMBER, required=True),
    Column("颜色", "colour", NUMBER, empty=""),
    Column("尺码", "size", NUMBER, empty=""),
    Column("价格", "price_fen", cells.money),
    Column("库存", "stock", cells.whole(0), required=True),
))

SIZES = Sheet("sizes", "尺码", (
    Column("货号", "product_no", NUMBER, required=True),
    Column("尺码", "size", NUMBER, required=True),
    Column("身高", "height_cm", cells.span),
    Column("体重", "weight_jin", cells.span),
    Column("腰围", "waist_cm", cells.span),
))

TIERS = Sheet("tiers", "阶梯价", (
    Column("货号", "product_no", NUMBER, required=True),
    Column("起订量", "min_quantity", cells.whole(2), required=True),
    Column("单价", "unit_price_fen", cells.money, required=True),
))

ORDERS = Sheet("orders", "订单", (
    Column("订单号", "order_no", NUMBER, required=True),
    Column("顾客ID", "shopper", NAME, required=True),
    Column("状态", "status", cells.choice(STATUS), required=True),
    Column("SKU编号", "sku_no", NUMBER, required=True),
    Column("数量", "quantity", cells.whole(1), required=True),
    Column("成交单价", "unit_price_fen", cells.money),
    Column("收货人", "receiver", NAME, empty=""),
    Column("电话", "phone", cells.phone, empty=""),
    Column("地址", "address", NAME, empty=""),
    Column("快递", "carrier", NUMBER, empty=""),
    Column("运单号", "waybill_no", NUMBER, empty=""),
    Column("下单时间", "created_at", cells.moment, required=True),
    Column("付款时间", "paid_at", cells.moment),
    Column("完成时间", "completed_at", cells.moment),
    Column("取消时间", "cancelled_at", cells.moment),
))

MEMBERS = Sheet("members", "会员", (
    Column("顾客ID", "shopper", NAME, required=True),
    Column("姓名", "name", NAME, empty=""),
    Column("加入时间", "joined_at", cells.moment),
))

SHEETS = (PRODUCTS, SKUS, SIZES, TIERS, ORDERS, MEMBERS)
ORDER_LINE_FIELDS = ("sku_no", "quantity", "unit_price_fen")
