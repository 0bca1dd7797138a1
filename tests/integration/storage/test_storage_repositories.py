"""Every table keeps what it was given, and only what was committed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from book_rows import NOW, UowFactory, conversation_id, later, line, reminder

from huashu.domain.errors import NaiveTimeError
from huashu.services import records
from huashu.services.ports import AlreadyStored, AppendOnly, NotStored, RecordRefused

SHOP = {"shop": "qingmian", "created_at": NOW}
PRODUCT = {**SHOP, "product_no": "T100"}

# Table, the record without its conversation, whether it belongs to one.
ROWS: list[tuple[str, Any, dict[str, Any], bool]] = [
    ("conversations", records.Conversation, {**SHOP, "sender": "阿禾", "owner": "蔡蔡"}, False),
    ("messages", records.Message, {"author": "bot", "text": "亲", "created_at": NOW, "facts": {"a": [None]}}, True),
    (
        "orders",
        records.Order,
        {
            **SHOP,
            "order_no": "1",
            "shopper": "阿禾",
            "status": "placed",
            "lines": [{"sku_no": "a"}],
            "total_fen": 3**21,
        },
        False,
    ),
    ("remarks", records.Remark, {**SHOP, "flag": "red", "format": "wish", "text": "写上“生日快乐”"}, True),
    (
        "promises",
        records.Promise,
        {**SHOP, "kind": "gift", "text": "袜子", "owner": "desk", "due_at": NOW},
        True,
    ),
    (
        "approvals",
        records.Approval,
        {
            **PRODUCT,
            "asked": "再便宜点",
            "quantity": 2,
            "list_price_fen": 9900,
            "floor_price_fen": 8000,
            "status": "open",
            "due_at": later(150),
        },
        True,
    ),
    (
        "offers",
        records.Offer,
        {**PRODUCT, "kind": "gift", "status": "offered", "approver": "r"},
        True,
    ),
    (
        "bargain_moves",
        records.BargainMove,
        {"product_no": "T100", "kind": "plain", "rung": "refuse", "created_at": NOW, "turn_id": 7, "target_fen": 100},
        True,
    ),
    (
        "reminders",
        records.Reminder,
        {"kind": "a", "key": "k", "due_at": NOW, "created_at": NOW},
        True,
    ),
    ("handoffs", records.Handoff, {**SHOP, "reason": "asked", "status": "requested", "summary": {"rung": "x"}}, True),
    (
        "inquiries",
        records.Inquiry,
        {**SHOP, "shopper": "阿禾", "status": "open", "updated_at": NOW, "questions": [{"intent": "ask_stock"}]},
        True,
    ),
    (
        "unpaid_orders",
        records.UnpaidOrder,
        {**SHOP, "order_no": "1", "shopper": "阿禾", "amount_fen": 100, "status": "open", "asked": ["包邮吗"]},
        True,
    ),
    ("members", records.Member, {"shop": "qingmian", "shopper": "阿禾", "joined_at": NOW}, False),
    ("restock_requests", records.RestockRequest, {**SHOP, "shopper": "阿禾", "sku_no": "a", "told_at": None}, True),
    ("leads", records.Lead, {**SHOP, "stage": "consult", "intake": {"company": "某某公司", "a": "z"}}, True),
    ("notices", records.Notice, {**SHOP, "desk": "print", "key": "k", "text": "改地址"}, False),
    (
        "products",
        records.CatalogueProduct,
        {
            "shop": "mobi",
            "product_no": "P1",
            "name": "笔",
            "list_price_fen": 200,
            "floor_price_fen": 150,
            "group": "pens",
            "tiers": [[10, 180], [100, 160]],
            "sizes": [{"size": "S"}],
        },
        False,
    ),
    (
        "skus",
        records.CatalogueSku,
        {"shop": "mobi", "product_no": "P1", "sku_no": "a", "price_fen": 200, "stock": 0, "colour": "黑"},
        False,
    ),
]


@pytest.mark.parametrize(("table", "record", "values", "belongs"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_comes_back_as_it_was_written(
    uow_factory: UowFactory, table: str, record: Any, values: dict[str, Any], belongs: bool
) -> None:
    with uow_factory() as uow:
        owner = {"conversation_id": conversation_id(uow)} if belongs else {}
        stored = getattr(uow, table).add(record(**values, **owner))
        uow.commit()
    with uow_factory() as uow:
        repo = getattr(uow, table)
        assert stored == replace(record(**values, **owner), id=stored.id)
        assert repo.get(stored.id) == repo.lock(stored.id) == repo.one(id=stored.id) == stored


UNIQUE = [row for row in ROWS if row[0] in ("conversations", "orders", "bargain_moves", "reminders", "unpaid_orders")]
UNIQUE += [row for row in ROWS if row[0] in ("members", "notices", "products", "skus")]


@pytest.mark.parametrize(("table", "record", "values", "belongs"), UNIQUE, ids=[row[0] for row in UNIQUE])
def test_a_second_row_with_the_same_key_is_refused_or_left_out(
    uow_factory: UowFactory, table: str, record: Any, values: dict[str, Any], belongs: bool
) -> None:
    with uow_factory() as uow:
        row = record(**values, **({"conversation_id": conversation_id(uow)} if belongs else {}))
        first = getattr(uow, table).add_if_absent(row)
        assert getattr(uow, table).add_if_absent(row) is None
        uow.commit()
    with uow_factory() as uow:
        assert getattr(uow, table).one(id=first.id) == first
        with pytest.raises(AlreadyStored):
            getattr(uow, table).add(row)


def test_a_client_id_is_unique_within_its_conversation_and_may_be_missing(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine, other = conversation_id(uow), conversation_id(uow, "别人")
        first = uow.messages.add(line(mine, client_id="c1"))
        uow.messages.add(line(other, client_id="c1"))
        uow.messages.add(line(mine))
        uow.messages.add(line(mine))
        assert uow.messages.add_if_absent(line(mine, "又发了一次", client_id="c1")) is None
        assert uow.message_by_client_id(mine, "c1") == first
        assert uow.message_by_client_id(mine, "c2") is None
        with pytest.raises(AlreadyStored):
            uow.messages.add(line(mine, client_id="c1"))


def test_nothing_is_kept_without_commit(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        uow.reminders.add(reminder("forgotten"))
    with pytest.raises(ZeroDivisionError), uow_factory() as uow:
        uow.reminders.add(reminder("broken"))
        raise ZeroDivisionError
    with uow_factory() as uow:
        uow.reminders.add(reminder("kept"))
        uow.commit()
        uow.reminders.add(reminder("after the commit"))
    with uow_factory() as uow:
        assert [each.key for each in uow.reminders.find()] == ["kept"]


def test_rows_are_found_by_equal_columns_in_order_of_id(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        first, second, third = (uow.messages.add(line(mine, text, client_id=text)) for text in ("a", "b", "c"))
        loose = uow.messages.add(line(mine, "b"))
        assert uow.messages.find() == [first, second, third, loose]
        assert uow.messages.find(limit=2, newest_first=True) == [loose, third]
        assert uow.messages.find(text="b", conversation_id=mine) == [second, loose]
        assert uow.messages.find(client_id=None) == [loose]
        assert uow.messages.one(text="b") == second
        assert uow.messages.one(text="z") is uow.messages.get(0) is uow.messages.lock(0) is None


def test_a_change_writes_the_whole_row_of_its_id_only(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        one, two = (uow.members.add(records.Member("mobi", name, NOW)) for name in ("甲", "乙"))
        changed = uow.members.change(replace(one, name="王", joined_at=later(5)))
        assert changed == replace(one, name="王", joined_at=later(5))
        assert uow.members.find() == [changed, two]
        with pytest.raises(NotStored):
            uow.members.change(replace(one, id=10_000))


def test_an_old_copy_cannot_take_a_lease_away(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        before = uow.lock_conversation("mobi", "甲", NOW)
        waiting = uow.reminders.add(reminder("k"))
        assert before.id and uow.claim_turn(before.id, "w1", NOW, 30)
        [claimed] = uow.claim_reminders("w1", NOW, 30, 1)
        held = uow.conversations.change(replace(before, holder="agent"))
        assert held == replace(before, holder="agent", lease_by="w1", lease_until=later(30))
        assert uow.reminders.change(replace(waiting, last_error="x")) == replace(claimed, last_error="x")


def test_a_new_row_with_an_id_of_its_own_is_refused(uow_factory: UowFactory) -> None:
    with uow_factory() as uow, pytest.raises(RecordRefused):
        uow.members.add(records.Member("mobi", "甲", NOW, id=5))


def test_a_row_of_an_unknown_conversation_is_refused(uow_factory: UowFactory) -> None:
    with uow_factory() as uow, pytest.raises(RecordRefused):
        uow.messages.add(line(10_000))


@pytest.mark.parametrize("text", ["", "a" * 5000, "🙂🙂", "<b>'; DROP TABLE messages; --", "\\x00%s{}", "“亲”\n\t"])
def test_any_text_is_kept_to_the_letter(uow_factory: UowFactory, text: str) -> None:
    with uow_factory() as uow:
        stored = uow.messages.add(line(conversation_id(uow), text, facts={"text": text}))
        found = uow.messages.get(stored.id or 0)
        assert found and (found.text, found.facts) == (text, {"text": text})


def test_a_naive_datetime_is_refused(uow_factory: UowFactory) -> None:
    naive = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001
    with uow_factory() as uow:
        with pytest.raises(NaiveTimeError):
            uow.reminders.add(reminder("k", due_at=naive))
        with pytest.raises(NaiveTimeError):
            uow.claim_reminders("w", naive, 30, 1)


def test_times_of_another_zone_come_back_as_the_same_instant_in_utc(uow_factory: UowFactory) -> None:
    beijing = datetime(2026, 3, 2, 18, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    with uow_factory() as uow:
        stored = uow.reminders.add(reminder("k", due_at=beijing))
        found = uow.reminders.get(stored.id or 0)
        # 18:00 in Beijing is 10:00 UTC.
        assert found and found.due_at == NOW.replace(microsecond=123456)
        assert found.due_at.tzinfo is timezone.utc


def test_a_waiting_message_may_be_answered_and_understood_once(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        asked = uow.messages.add(line(conversation_id(uow)))
        understood = uow.messages.change(replace(asked, understood={"intent": "greet"}))
        answered = uow.messages.change(replace(understood, answered_at=later(1)))
        assert uow.messages.get(asked.id or 0) == answered
        assert answered == replace(asked, understood={"intent": "greet"}, answered_at=later(1))
        with pytest.raises(AppendOnly):
            uow.messages.change(replace(answered, answered_at=None))


@pytest.mark.parametrize(
    "changed", [{"text": "没说过"}, {"author": "bot"}, {"facts": {"a": 1}}, {"created_at": later(1)}]
)
def test_anything_else_of_a_message_stays_as_it_was_said(uow_factory: UowFactory, changed: dict[str, Any]) -> None:
    with uow_factory() as uow:
        asked = uow.messages.add(line(conversation_id(uow)))
        with pytest.raises(AppendOnly):
            uow.messages.change(replace(asked, answered_at=NOW, **changed))
        assert uow.messages.get(asked.id or 0) == asked


@pytest.mark.parametrize("author", ["bot", "agent"])
def test_what_the_shop_said_never_changes(uow_factory: UowFactory, author: str) -> None:
    with uow_factory() as uow:
        said = uow.messages.add(line(conversation_id(uow), author=author))
        with pytest.raises(AppendOnly):
            uow.messages.change(replace(said, answered_at=NOW))
        with pytest.raises(NotStored):
            uow.messages.change(replace(said, id=10_000))
