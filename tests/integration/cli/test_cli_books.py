"""The shop's books from the command line: what is done is in the books, what is refused is one line and exit 1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from huashu import bootstrap
from huashu.cli.main import app
from huashu.services.handoffs import request_handoff
from huashu.services.notices import tell_printing
from huashu.services.records import Promise
from huashu.settings import PROJECT
from huashu.storage import make_engine
from tests.integration.product_making import (
    NOW,
    SHOP,
    Product,
    UowFactory,
    ask_supervisor,
    later,
    make_product,
    talking,
)


@pytest.fixture
def product(
    database_url: str, uow_factory: UowFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Product]:
    """The books that the command line works on, through settings as a person has them."""
    monkeypatch.setenv("HUASHU_DATABASE_URL", database_url)
    monkeypatch.setenv("HUASHU_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    engines: list[Engine] = []
    monkeypatch.setattr(bootstrap, "make_engine", lambda url, **_: engines.append(make_engine(url)) or engines[-1])
    bootstrap.services.cache_clear()
    yield make_product(uow_factory)
    bootstrap.services.cache_clear()
    for each in engines:
        each.dispose()


def huashu(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_an_approval_is_listed_and_answered(product: Product) -> None:
    approval_id = ask_supervisor(product)
    listed = huashu("approvals", "list").output
    for words in (str(approval_id), "qingmian", "QM1001", "12900", "9900", "11-23 14:02:30"):
        assert words in listed
    answered = huashu("approvals", "answer", approval_id, "coupon", "8", "--by", "王主管")
    assert (answered.exit_code, answered.output) == (0, f"approval {approval_id}: coupon 8元, by 王主管\n")
    [offer] = product.rows("offers")
    assert (offer.kind, offer.amount_fen, offer.approver) == ("coupon", 800, "王主管")
    assert "nothing" in huashu("approvals", "list").output


# The words after the id, and the code that is told. 129 yuan a piece, floor 99.
REFUSALS = [
    (("price", "98.99"), "ANSWER_REFUSED: below_floor"),
    (("price", "129"), "ANSWER_REFUSED: not_lower"),
    (("price",), "ANSWER_REFUSED: bad_amount"),
    (("coupon", "30.01"), "ANSWER_REFUSED: below_floor"),
    (("gift", "--gift", "car"), "ANSWER_REFUSED: no_such_gift"),
]


@pytest.mark.parametrize(
    ("words", "told"), REFUSALS, ids=lambda each: " ".join(each) if isinstance(each, tuple) else ""
)
def test_what_the_books_refuse_is_one_line(product: Product, words: tuple[str, ...], told: str) -> None:
    approval_id = ask_supervisor(product)
    refused = huashu("approvals", "answer", approval_id, *words)
    assert (refused.exit_code, refused.output.count("\n"), refused.output.startswith(told)) == (1, 1, True)
    assert product.rows("offers") == product.waiting() == []


def test_a_sum_that_is_none_is_one_line(product: Product) -> None:
    refused = huashu("approvals", "answer", ask_supervisor(product), "price", "九十九")
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)


def test_an_answer_comes_once(product: Product) -> None:
    approval_id = ask_supervisor(product)
    assert huashu("approvals", "answer", approval_id, "refuse").exit_code == 0
    again = huashu("approvals", "answer", approval_id, "gift")
    assert (again.exit_code, again.output.startswith("ANSWERED: ")) == (1, True)
    assert huashu("approvals", "answer", 99, "gift").output.startswith("NO_APPROVAL: ")


def test_a_handoff_goes_through_its_steps(product: Product) -> None:
    product.receive("我要投诉")
    with product.services.uow() as uow:
        handoff, _ = request_handoff(uow, talking(uow), "complaint", NOW)
        uow.commit()
    assert "complaint" in huashu("handoffs", "list").output
    assert huashu("handoffs", "accept", handoff.id).exit_code == 2  # who?
    assert huashu("handoffs", "accept", handoff.id, "--by", "小周").output == f"handoff {handoff.id}: accepted, 小周\n"
    assert huashu("handoffs", "close", handoff.id, "--by", "小李").output.startswith("HANDOFF: ")
    assert huashu("handoffs", "return", handoff.id, "--by", "小周").exit_code == 0
    assert product.rows("conversations")[0].holder == "bot"


def test_promises_and_slips_are_listed(product: Product) -> None:
    with product.services.uow() as uow:
        mine = talking(uow).id
        assert mine is not None
        uow.promises.add(Promise(mine, SHOP, "gift", "送手缝香囊一份", "打单", later(60), NOW))
        tell_printing(uow, SHOP, "k", "红旗：送香囊", "TB1", NOW)
        uow.commit()
    assert "送手缝香囊一份" in huashu("promises").output
    assert "nothing" in huashu("promises", "--status", "kept").output
    [slip] = product.rows("notices")
    assert "红旗：送香囊" in huashu("slips", "list").output
    assert huashu("slips", "seen", slip.id).exit_code == 0
    assert "nothing" in huashu("slips", "list").output
    assert huashu("slips", "seen", 99).output.startswith("NO_NOTICE: ")


def test_a_shop_is_imported_and_its_lexicon_written(product: Product, tmp_path: Path) -> None:
    imported = huashu("import", PROJECT / "demo" / SHOP, "--shop", SHOP)
    assert (imported.exit_code, imported.output.startswith(f"{SHOP}: ")) == (0, True)
    assert "高腰阔腿裤" in (tmp_path / "lexicon.json").read_text(encoding="utf-8")
    assert {each.shop for each in product.rows("products")} == {SHOP}


def test_a_bad_table_loads_nothing(product: Product, tmp_path: Path) -> None:
    table = tmp_path / "products.csv"
    table.write_text("货号,名称,价格,底价\nQ1,裤子,一百,90\n", encoding="utf-8")
    refused = huashu("import", table, "--shop", SHOP)
    assert (refused.exit_code, "Traceback" in refused.output) == (1, False)
    assert product.rows("products") == []
    assert huashu("import", table, "--shop", "nowhere").exit_code == 2


def test_a_part_that_is_none_is_refused(product: Product) -> None:
    assert huashu("serve", "kitchen").exit_code == 2


@pytest.mark.parametrize(
    ("name", "value"), [("HUASHU_PORT", "many"), ("HUASHU_TIME_SCALE", "0"), ("HUASHU_BOT_SECONDS", "-1")]
)
def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    bootstrap.services.cache_clear()
    told = huashu("promises")
    assert (told.exit_code, told.output.count("\n")) == (1, 1)
    assert told.output.startswith(f"SETTING: {name} is '{value}'")


def test_a_database_that_is_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUASHU_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    bootstrap.services.cache_clear()
    told = huashu("promises")
    bootstrap.services.cache_clear()
    assert (told.exit_code, told.output.startswith("STORAGE_UNAVAILABLE: ")) == (1, True)
