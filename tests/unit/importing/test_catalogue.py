"""Goods found by what shoppers call them, similar ones and fitting ones, over the demo shops."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from import_help import DEMO, SHOPS, Books, load

from huashu.domain.goods import SizeRow, Sku, Tier
from huashu.services.catalogue import cross_sell_for, find_product, product_of, products_of, similar_in_stock
from huashu.services.importing import export_lexicon
from huashu.storage import SqlUnitOfWork


@pytest.fixture
def uow(books: Books) -> Iterator[SqlUnitOfWork]:
    for shop in SHOPS:
        load(books, shop, DEMO / shop)
    with books() as uow:
        yield uow


def test_product_has_its_meaning_when_read_back(uow: SqlUnitOfWork) -> None:
    trousers = product_of(uow, "qingmian", "QM1001")
    assert trousers is not None
    assert (trousers.list_price_fen, trousers.floor_price_fen, trousers.member_price_fen) == (12900, 9900, 11500)
    assert (trousers.size_bias, len(trousers.skus), trousers.tiers) == (1, 15, ())
    assert trousers.skus[0] == Sku("QM1001-BK-S", "黑色", "S", 12900, 3)
    assert trousers.sizes[1] == SizeRow("M", (155, 163), (96, 108), (66, 69))
    pen = product_of(uow, "mobi", "MB2001")
    assert pen is not None and pen.tiers == (Tier(10, 1600), Tier(50, 1450), Tier(200, 1250))
    assert pen.quality == ("油墨无毒", "笔尖低铅", "出厂前经多道检测")


def test_product_is_none_when_another_shop_has_it(uow: SqlUnitOfWork) -> None:
    assert product_of(uow, "mobi", "QM1001") is None


FOUND = [
    ("qingmian", "高腰阔腿裤", "QM1001"),
    ("qingmian", "阔腿裤", "QM1001"),
    ("qingmian", "qm1001", "QM1001"),
    ("qingmian", "ａ字 半身裙", "QM1007"),
    ("qingmian", "那条针织连衣裙还有吗", "QM1008"),
    ("qingmian", "加绒", "QM1009"),
    ("qingmian", "阔腿裤和毛衣", "QM1001"),  # the longer name wins
    ("qingmian", "西裤和毛衣", None),
    ("qingmian", "针织", "QM1008"),
    ("qingmian", "台灯", None),
    ("qingmian", "", None),
    ("mobi", "彩色铅笔", "MB2005"),
    ("mobi", "铅笔", "MB2006"),
    ("dengyu", "床头灯", "DY3006"),
]


@pytest.mark.parametrize(("shop", "text", "product_no"), FOUND)
def test_product_is_found_by_what_the_shopper_says(
    uow: SqlUnitOfWork, shop: str, text: str, product_no: str | None
) -> None:
    found = find_product(uow, shop, text)
    assert (found.product_no if found else None) == product_no


def numbers(uow: SqlUnitOfWork, shop: str, product_no: str, colour: str = "", size: str = "") -> list[str]:
    product = product_of(uow, shop, product_no)
    assert product is not None
    return [each.product_no for each in similar_in_stock(uow, shop, product, colour, size)]


def test_similar_goods_are_of_the_group_and_can_be_bought(uow: SqlUnitOfWork) -> None:
    assert numbers(uow, "qingmian", "QM1008") == ["QM1007"]  # the only other skirt
    assert numbers(uow, "dengyu", "DY3001") == []  # the other reading lamp is sold out
    # 129: 139 is 10 away, 99 is 30 away
    assert numbers(uow, "qingmian", "QM1001") == ["QM1002", "QM1003"]


def test_similar_goods_in_the_wanted_colour_and_size_come_first(uow: SqlUnitOfWork) -> None:
    assert numbers(uow, "qingmian", "QM1001", size="L") == ["QM1003"]  # QM1002 comes in 36 to 44
    # 159: the sweatshirt at 139 is nearer, the shirt at 109.9 has the colour
    assert numbers(uow, "qingmian", "QM1004", colour="白色", size="L") == ["QM1005", "QM1006"]


CROSS = [
    ("qingmian", "QM1001", "QM1004"),
    ("mobi", "MB2004", "MB2001"),
    ("mobi", "MB2007", "MB2004"),
    ("dengyu", "DY3003", "DY3006"),  # nothing written: the next dearer of its group
    ("qingmian", "QM1009", None),  # nothing written and alone in its group
    ("dengyu", "DY3004", "DY3002"),
]


@pytest.mark.parametrize(("shop", "product_no", "expected"), CROSS)
def test_cross_sell_is_what_goes_with_it(
    uow: SqlUnitOfWork, shop: str, product_no: str, expected: str | None
) -> None:
    product = product_of(uow, shop, product_no)
    assert product is not None
    found = cross_sell_for(uow, shop, product)
    assert (found.product_no if found else None) == expected


def test_every_demo_product_can_be_named_by_each_of_its_names(uow: SqlUnitOfWork) -> None:
    named = {
        (shop, word): found.product_no if (found := find_product(uow, shop, word)) else None
        for shop in SHOPS
        for product in products_of(uow, shop)
        for word in (product.name, *product.aliases)
    }
    expected = {
        (shop, word): product.product_no
        for shop in SHOPS
        for product in products_of(uow, shop)
        for word in (product.name, *product.aliases)
    }
    assert named == expected and len(named) > 60


def test_lexicon_holds_the_words_of_all_shops(uow: SqlUnitOfWork, tmp_path: Path) -> None:
    path = tmp_path / "made" / "lexicon.json"
    export_lexicon(uow, path)
    words = json.loads(path.read_text(encoding="utf-8"))
    assert list(words) == ["product", "colour", "size"]
    assert [words["product"][each] for each in ("阔腿裤", "台灯", "彩铅", "彩铅")] == [
        "高腰阔腿裤", "长臂阅读台灯", "油性彩铅", "油性彩铅",
    ]
    assert words["size"] == [
        "110", "120", "130", "140", "150", "2B", "2XL", "36", "38", "40", "42", "44", "HB", "L", "M", "S", "XL",
    ]
    assert {"黑色", "马卡龙色", "暖白色"} <= set(words["colour"]) and "" not in words["colour"]
    assert [each.name for each in path.parent.iterdir()] == ["lexicon.json"]


def test_lexicon_leaves_a_word_as_it_is_when_shops_mean_different_goods(
    books: Books, write: Callable[..., Path], tmp_path: Path
) -> None:
    header = "货号,品名,别名,标价,底价\n"
    load(books, "one", write(products=header + "A1,长臂台灯,台灯,129,99\n"))
    load(books, "two", write(products=header + "B1,护眼台灯,台灯,129,99\n"))
    load(books, "three", write(products=header + "C1,台灯,,129,99\n"))
    with books() as uow:
        export_lexicon(uow, tmp_path / "lexicon.json")
    words = json.loads((tmp_path / "lexicon.json").read_text(encoding="utf-8"))
    assert words["product"] == {"台灯": "台灯", "护眼台灯": "护眼台灯", "长臂台灯": "长臂台灯"}


def test_old_lexicon_stays_when_writing_fails(
    uow: SqlUnitOfWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "words" / "lexicon.json"
    path.parent.mkdir()
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("huashu.disk.os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        export_lexicon(uow, path)
    assert [(each.name, each.read_text()) for each in path.parent.iterdir()] == [("lexicon.json", "old")]
