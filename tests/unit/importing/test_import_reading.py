"""Reading tables: every problem of every file in one run, whole lists compared."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest
from import_help import DEMO, SHOPS, Books, problems
from openpyxl import Workbook

from huashu.services import import_cells as cells
from huashu.services.import_columns import SHEETS
from huashu.services.importing import Tables, read_tables

Write = Callable[..., Path]

GOODS = "货号,品名,标价,底价\nA1,阔腿裤,129,99\n"
SKUS = "货号,SKU编号,颜色,尺码,库存\nA1,A1-M,黑色,M,3\n"
ORDER = "订单号,顾客ID,状态,SKU编号,数量,下单时间,付款时间\n"


HEADERS = [
    ("货号,品名,标价,低价\n", [
        "products.csv:1:低价 不认识的列，是不是“底价”？",
        "products.csv:1:底价 缺少这一列",
    ]),
    ("货号,品名,标价,底价,xyz\n", [
        "products.csv:1:xyz 不认识的列，能用的有："
        "货号、品名、别名、标价、底价、会员价、卖点、质量、类别、搭配、偏码、图片",
    ]),
    ("货号,品名,标价,底价,标价\n", ["products.csv:1:标价 这一列写了两次"]),
    ("", ["products.csv:1:表头 没有表头，第一行要写列名"]),
    ("货号,品名,标价,底价,\nA1,裤,9,8,x,y\n", [
        "products.csv:2:第5格 “x”没有对应的列名",
        "products.csv:2:第6格 “y”没有对应的列名",
    ]),
    ('货号,品名,标价,底价\nA1,"裤,9,8\n', [
        "products.csv:1:文件 不是完整的CSV，多半是引号没有配对（unexpected end of data）",
    ]),
]


@pytest.mark.parametrize(("text", "expected"), HEADERS)
def test_header_is_reported_when_it_is_not_the_documented_one(
    books: Books, write: Write, text: str, expected: list[str]
) -> None:
    assert problems(books, write(products=text)) == expected


ROWS = [
    (",裤,9,8", ["products.csv:2:货号 没有填"]),
    ("A1,裤,便宜,8", ["products.csv:2:标价 应该是金额，例如 129 或 12.5，写的是“便宜”"]),
    ("A1,裤,9.999,-8", [
        "products.csv:2:标价 应该是金额，例如 129 或 12.5，写的是“9.999”",
        "products.csv:2:底价 应该是金额，例如 129 或 12.5，写的是“-8”",
    ]),
    ("A1,裤,0,8", ["products.csv:2:标价 金额要大于0"]),
    ("A1,裤,129,129.5", ["products.csv:2:底价 底价129.5高于标价129"]),
    ("A1,裤,129,99,98", ["products.csv:2:会员价 会员价98低于底价99"]),
    ("A1,裤,129,99,130", ["products.csv:2:会员价 会员价130高于标价129"]),
    ("A1,裤,129,99,,A1|A9", ["products.csv:2:搭配 不能搭配自己", "products.csv:2:搭配 没有货号“A9”"]),
    ("A1,裤,129,99,,,很小", ["products.csv:2:偏码 只能写偏小、正常、偏大，写的是“很小”"]),
    (f"{'A' * 65},裤,129,99", ["products.csv:2:货号 太长了，有65个字，最多64个字"]),
    ('A1,"裤\n子",129,99', ["products.csv:2:品名 里面有换行或看不见的控制字符，请删掉"]),
    ("A1,裤,129,99\nA1,裙,129,99", ["products.csv:3:货号 “A1”和第2行重复"]),
    ("A1,裤,129,99\n\nA2,裙,129,99,,,,裙子|裤", ["products.csv:4:别名 “裤”已经是货号“A1”的叫法了"]),
]


@pytest.mark.parametrize(("rows", "expected"), ROWS)
def test_product_row_is_reported_with_its_place_when_bad(
    books: Books, write: Write, rows: str, expected: list[str]
) -> None:
    assert problems(books, write(products=f"货号,品名,标价,底价,会员价,搭配,偏码,别名\n{rows}\n")) == expected


def test_all_problems_of_all_files_come_in_one_run(books: Books, write: Write) -> None:
    path = write(
        products="货号,品名,标价,底价\nA1,阔腿裤,99,129\nA2,毛衣,一百,80\n",
        skus="货号,SKU编号,颜色,尺码,价格,库存\nA1,S1,黑色,M,128,三件\nA9,S1,黑色,M,,-1\nA2,S2,红色,M,79,1\nA2,S3,红色,M,,1.5\n",
        sizes="货号,尺码,身高,体重\nA1,M,155-165,90-105\nA1,L,165-175,105-120\nA1,XL,170-160,\nA1,M,176-180,\nA8,S,高,\n",
        tiers="货号,起订量,单价\nA2,1,90\nA2,10,85\nA2,50,86\nA2,200,79\nA2,10,84\n",
        orders="订单号,顾客ID,状态,SKU编号,数量,电话,下单时间,付款时间,完成时间\n"
        "N1,c1,已付款,S9,0,1380000,2026-11-20 10:00,,\n"
        "N1,c2,已付款,S2,1,13800000001,2026-11-20 10:00,2026-11-19,\n"
        "N2,c1,付了,S2,1,,昨天,,\n"
        "N3,c1,已完成,S2,1,,2026-11-20,2026-11-20,\n",
        members="顾客ID,姓名\nc1,甲\nc1,乙\n",
    )
    assert problems(books, path) == [
        "members.csv:3:顾客ID “c1”和第2行重复",
        "orders.csv:2:数量 不能小于1，写的是0",
        "orders.csv:2:电话 手机号应该是11位数字、1开头，写的是“1380000”",
        "orders.csv:2:付款时间 状态是已付款，要填这个时间",
        "orders.csv:2:SKU编号 没有SKU编号“S9”",
        "orders.csv:3:顾客ID 和同一订单的第2行不一样",
        "orders.csv:3:付款时间 和同一订单的第2行不一样",
        "orders.csv:3:付款时间 早于下单时间",
        "orders.csv:4:状态 只能写未付款、已付款、已完成、已取消，写的是“付了”",
        "orders.csv:4:下单时间 应该是时间，例如 2026-11-20 10:35，写的是“昨天”",
        "orders.csv:5:完成时间 状态是已完成，要填这个时间",
        "products.csv:2:底价 底价129高于标价99",
        "products.csv:3:标价 应该是金额，例如 129 或 12.5，写的是“一百”",
        "sizes.csv:3:尺码 和第2行的“M”范围重叠，分不出穿哪个",
        "sizes.csv:4:身高 范围反了，170比160大",
        "sizes.csv:5:尺码 “M”和第2行重复",
        "sizes.csv:6:身高 应该是范围，例如 155-165，写的是“高”",
        "sizes.csv:6:货号 没有货号“A8”",
        "skus.csv:2:库存 应该是整数，写的是“三件”",
        "skus.csv:2:价格 128低于底价129",
        "skus.csv:3:库存 不能小于0，写的是-1",
        "skus.csv:3:SKU编号 “S1”和第2行重复",
        "skus.csv:3:货号 没有货号“A9”",
        "skus.csv:4:价格 79低于底价80",
        "skus.csv:5:库存 应该是整数，写的是“1.5”",
        "skus.csv:5:颜色 “红色 M”和第4行重复",
        "tiers.csv:2:起订量 不能小于2，写的是1",
        "tiers.csv:4:单价 买得多反而贵：比10件起的还贵",
        "tiers.csv:5:单价 79低于底价80",
        "tiers.csv:6:起订量 “10”和第3行重复",
    ]


def test_tier_is_reported_when_dearer_than_the_list_price(books: Books, write: Write) -> None:
    path = write(products=GOODS, tiers="货号,起订量,单价\nA1,10,130\n")
    assert problems(books, path) == ["tiers.csv:2:单价 130高于标价129"]


def test_size_is_reported_when_it_has_no_measure(books: Books, write: Write) -> None:
    path = write(products=GOODS, sizes="货号,尺码,身高\nA1,M,\n")
    assert problems(books, path) == ["sizes.csv:2:尺码 身高、体重、腰围至少填一个"]


def test_sizes_are_apart_when_one_shared_measure_tells_them(books: Books, write: Write) -> None:
    sizes = "货号,尺码,身高,体重\nA1,M,155-165,90-105\nA1,L,160-170,106-120\n"
    assert problems(books, write(products=GOODS, sizes=sizes)) == []


def test_files_are_reported_when_nobody_knows_what_they_are(books: Books, write: Write) -> None:
    path = write(product=GOODS, skus=SKUS)
    (path / "sizes.csv").write_bytes("货号,尺码".encode("gb18030"))
    (path / "orders.xlsx").write_bytes(b"PK no workbook")
    (path / "members.xls").write_bytes(b"old")
    (path / "~$skus.xlsx").write_bytes(b"lock of an open workbook")
    (path / "readme.txt").write_text("no table")
    assert problems(books, path) == [
        "members.xls:1:文件 只认 .csv 和 .xlsx，请在表格软件里另存一份",
        "orders.xlsx:1:文件 打不开这个表格文件（BadZipFile）",
        "product.csv:1:文件 不认识的文件名“product”，是不是“products”？",
        "sizes.csv:1:文件 不是UTF-8编码，请在表格软件里另存为“CSV UTF-8”",
    ]


def test_path_is_reported_when_there_is_nothing(books: Books, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert problems(books, tmp_path / "none") == ["none:1:文件 没有这个文件或文件夹"]
    assert problems(books, tmp_path / "empty") == ["empty:1:文件 文件夹里没有 .csv 或 .xlsx 表格"]


def test_table_is_reported_when_given_twice(books: Books, write: Write) -> None:
    path = write(products=GOODS, 商品=GOODS)
    assert problems(books, path) == ["商品.csv:1:文件 商品这张表给了两次"]


def test_demo_tables_are_read_without_a_problem(books: Books) -> None:
    assert {shop: problems(books, DEMO / shop) for shop in SHOPS} == {"qingmian": [], "mobi": [], "dengyu": []}


def test_workbook_says_the_same_as_the_files_it_was_made_from(books: Books, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in SHEETS:
        source = DEMO / "qingmian" / f"{sheet.name}.csv"
        page = book.create_sheet(sheet.title)
        text = source.read_text(encoding="utf-8-sig") if source.exists() else ""
        for row in csv.reader(text.splitlines()):
            page.append([_typed(each) for each in row])
    book.save(tmp_path / "全部.xlsx")
    (tmp_path / "pictures").symlink_to(DEMO / "qingmian" / "pictures")
    from_files, from_book = read_tables(DEMO / "qingmian"), read_tables(tmp_path / "全部.xlsx")
    assert isinstance(from_files, Tables) and isinstance(from_book, Tables), str(from_book)
    assert _values(from_book) == _values(from_files)


def _typed(cell: str) -> object:
    """As a spreadsheet keeps it: numbers as numbers, clock times as dates."""
    if cell.replace(".", "", 1).isdecimal():
        return float(cell)
    return datetime.strptime(cell, "%Y-%m-%d %H:%M") if cell[:3] == "202" and ":" in cell else cell  # noqa: DTZ007


def _values(tables: Tables) -> dict[str, list[object]]:
    return {name: [dict(each.values) for each in lines] for name, lines in tables.lines.items()}


def test_workbook_problem_names_the_sheet(books: Books, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "规格"
    for row in (["货号", "SKU编号", "库存"], ["A1", "S1", 2.5], ["A2", "S2", "=1/0"]):
        book.worksheets[0].append(row)
    book.create_sheet("阶梯")["A1"] = "货号"
    book.save(tmp_path / "我的表.xlsx")
    assert problems(books, tmp_path / "我的表.xlsx") == [
        "我的表.xlsx[规格]:2:库存 应该是整数，写的是“2.5”",
        "我的表.xlsx[规格]:3:库存 没有填",
        "我的表.xlsx[阶梯]:1:文件 不认识的工作表名“阶梯”，是不是“阶梯价”？",
    ]


def test_rows_are_not_blamed_when_the_table_they_refer_to_has_no_keys(books: Books, write: Write) -> None:
    assert problems(books, write(products="品名,标价,底价\n裤,129,99\n", skus=SKUS)) == [
        "products.csv:1:货号 缺少这一列",
    ]


MONEY = [("129", 12900), ("12.5", 1250), ("12.05", 1205), ("¥1,299.00", 129900), ("１２９元", 12900), (" 0.01 ", 1)]


@pytest.mark.parametrize(("cell", "fen"), MONEY)
def test_money_is_read_in_fen(cell: str, fen: int) -> None:
    assert cells.money(cell) == fen


@pytest.mark.parametrize("cell", ["12,5", "1e3", "9.", "12345678", "١٢", "12 元整", "nan"])
def test_money_is_refused_when_it_may_mean_something_else(cell: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.money(cell)


@pytest.mark.parametrize("cell", ["2026-11-20 10:35", "2026/11/20 10:35:00", "2026-11-20  10:35"])
def test_moment_is_beijing_time(cell: str) -> None:
    # 10:35 in Beijing is 02:35 UTC
    assert cells.moment(cell) == datetime(2026, 11, 20, 2, 35, tzinfo=timezone.utc)


def test_phone_keeps_its_digits_only() -> None:
    assert cells.phone("138-0000 1001") == "13800001001"


def test_texts_are_split_and_each_comes_once() -> None:
    assert cells.texts(64)(" 裤子|阔腿裤｜|裤子 ") == ["裤子", "阔腿裤"]
