"""What is due is done once: by whoever is there, again when it failed, by another when its worker died."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from huashu.services.ports import StorageUnavailable
from huashu.services.records import Message, Reminder
from huashu.services.turns import take_up_stale
from huashu.storage import SqlUnitOfWork, make_engine
from huashu.timers import due
from huashu.timers.due import LEASE_SECONDS, RETRY_SECONDS, do_due
from huashu.timers.loop import run_once
from tests.integration.product_making import NOW, SHOP, WAIT_SECONDS, Product, ask_supervisor, later, said, talking

OFFER_SECONDS = 24 * 3600


def test_the_standing_rule_answers_when_nobody_did_not_before(product: Product) -> None:
    ask_supervisor(product)
    product.clock.advance(WAIT_SECONDS - 1)
    assert do_due(product.services, "t1") == 0
    assert product.rows("offers") == []
    product.clock.advance(1)
    assert do_due(product.services, "t1") == 1
    [approval], [offer] = product.rows("approvals"), product.rows("offers")
    assert (approval.status, approval.answer, approval.answered_by) == ("answered", "gift", "standing rule")
    # A sachet is worth 15 yuan and costs the shop 4.
    assert (offer.kind, offer.gift_id, offer.status, offer.cost_fen) == ("gift", "sachet", "reserved", 400)
    assert product.waiting() == ["/supervisor_answered"]
    assert product.rows("reminders", kind="approval_due")[0].done_at == later(WAIT_SECONDS)


def test_a_due_reminder_is_done_once(product: Product) -> None:
    ask_supervisor(product)
    product.clock.advance(WAIT_SECONDS)
    assert [do_due(product.services, worker) for worker in ("t1", "t1", "t2")] == [1, 0, 0]
    assert len(product.rows("offers")) == len(product.waiting()) == 1


def test_many_timers_do_each_reminder_once(product: Product) -> None:
    for number in range(8):
        ask_supervisor(product, sender=f"顾客{number}")
    product.clock.advance(WAIT_SECONDS)
    with ThreadPoolExecutor(4) as threads:
        done = sum(threads.map(lambda worker: do_due(product.services, f"t{worker}"), range(4)))
    assert done == 8
    assert len(product.rows("offers")) == len(product.waiting()) == 8


def test_a_person_who_was_faster_is_not_overruled(product: Product) -> None:
    approval_id = ask_supervisor(product)
    with product.services.uow() as uow:
        approval = uow.approvals.get(approval_id)
        assert approval is not None
        uow.approvals.change(replace(approval, status="answered", answer="refuse", answered_by="王主管"))
        uow.commit()
    product.clock.advance(WAIT_SECONDS)
    assert do_due(product.services, "t1") == 1
    [approval] = product.rows("approvals")
    assert (approval.answer, approval.answered_by) == ("refuse", "王主管")
    assert product.rows("offers") == []
    assert product.waiting() == []


def test_the_day_s_budget_ends_the_gifts(product: Product) -> None:
    for number in range(51):
        ask_supervisor(product, sender=f"顾客{number}")
    product.clock.advance(WAIT_SECONDS)
    while do_due(product.services, "t1"):
        pass
    # 200 yuan a day, 4 yuan a sachet: 50 shoppers get one, the last one an honest no.
    answers = [each.answer for each in product.rows("approvals")]
    assert (answers.count("gift"), answers.count("refuse")) == (50, 1)


def test_a_failing_reminder_is_tried_again_and_stops_no_other(product: Product) -> None:
    with product.services.uow() as uow:
        for kind, payload in (("approval_due", {}), ("nobody knows", {}), ("offer_expiry", {})):
            uow.reminders.add(Reminder(kind, f"bad:{kind}", NOW, NOW, payload=payload))
        uow.commit()
    ask_supervisor(product)
    product.clock.advance(WAIT_SECONDS)
    assert do_due(product.services, "t1") == 1
    failed = [each for each in product.rows("reminders", done_at=None) if each.key.startswith("bad")]
    assert [(each.attempts, each.claimed_by, bool(each.last_error)) for each in failed] == [(1, None, True)] * 3
    assert {each.due_at for each in failed} == {later(WAIT_SECONDS + RETRY_SECONDS)}
    product.clock.advance(RETRY_SECONDS - 1)
    do_due(product.services, "t1")
    assert {each.attempts for each in product.rows("reminders", done_at=None) if each.key.startswith("bad")} == {1}
    product.clock.advance(1)
    do_due(product.services, "t1")
    assert {each.attempts for each in product.rows("reminders", done_at=None) if each.key.startswith("bad")} == {2}


def test_what_failed_once_is_done_the_second_time(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_supervisor(product)
    product.clock.advance(WAIT_SECONDS)
    rule = due.apply_standing_rule

    def break_after(*given: object) -> None:
        rule(*given)  # type: ignore[arg-type]
        raise ValueError("after everything was written")

    monkeypatch.setattr(due, "apply_standing_rule", break_after)
    assert do_due(product.services, "t1") == 0
    assert product.rows("offers") == product.waiting() == []
    monkeypatch.setattr(due, "apply_standing_rule", rule)
    product.clock.advance(RETRY_SECONDS)
    assert do_due(product.services, "t1") == 1
    assert len(product.rows("offers")) == len(product.waiting()) == 1


def test_what_a_dead_worker_claimed_is_taken_over_after_its_lease(product: Product) -> None:
    ask_supervisor(product)
    product.clock.advance(WAIT_SECONDS)
    with product.services.uow() as uow:
        assert len(uow.claim_reminders("dead", product.clock.now(), LEASE_SECONDS, 5)) == 1
        uow.commit()
    product.clock.advance(LEASE_SECONDS - 1)
    assert do_due(product.services, "t2") == 0
    product.clock.advance(1)
    assert do_due(product.services, "t2") == 1
    assert len(product.rows("offers")) == 1


def test_a_worker_whose_claim_was_taken_over_keeps_nothing(product: Product) -> None:
    ask_supervisor(product)
    product.clock.advance(WAIT_SECONDS)
    with product.services.uow() as uow:
        [late] = uow.claim_reminders("t1", product.clock.now(), LEASE_SECONDS, 5)
        uow.commit()
    product.clock.advance(LEASE_SECONDS)
    with product.services.uow() as uow:
        assert uow.claim_reminders("t2", product.clock.now(), LEASE_SECONDS, 5)
        uow.commit()
    assert due.do_one(product.services, "t1", late) is False
    assert product.rows("offers") == product.waiting() == []
    assert due.do_one(product.services, "t2", late) is True
    assert len(product.rows("offers")) == len(product.waiting()) == 1


def test_an_offer_that_ran_out_gives_the_gift_back(product: Product) -> None:
    ask_supervisor(product)
    product.clock.advance(WAIT_SECONDS)
    do_due(product.services, "t1")
    [offer] = product.rows("offers")
    with product.services.uow() as uow:
        uow.offers.change(replace(offer, status="offered"))
        assert uow.gift_used(SHOP, "sachet") == 1
        uow.commit()
    product.clock.advance(OFFER_SECONDS - 1)
    do_due(product.services, "t1")
    assert product.rows("offers")[0].status == "offered"
    product.clock.advance(1)
    assert do_due(product.services, "t1") == 1
    assert product.rows("offers")[0].status == "expired"
    with product.services.uow() as uow:
        assert uow.gift_used(SHOP, "sachet") == 0


def test_one_round_does_what_is_due_and_tells_it(product: Product) -> None:
    ask_supervisor(product)
    product.bot.plan = [said("批了一份赠品")]
    product.clock.advance(WAIT_SECONDS)
    assert run_once(product.services, stale_seconds=0) == 2  # the reminder, then the event that it posted
    assert run_once(product.services, stale_seconds=0) == 0
    [answer] = product.rows("messages", author="bot")
    assert (answer.text, answer.pushed) == ("批了一份赠品", True)


def test_a_conversation_of_a_shop_that_is_gone_stops_no_other(product: Product) -> None:
    with product.services.uow() as uow:
        gone = uow.lock_conversation("closed", "甲", NOW)
        assert gone.id is not None
        uow.messages.add(Message(gone.id, "shopper", "在吗", NOW))
        uow.commit()
    product.receive("在吗")
    assert take_up_stale(product.desk(), 0) == 1
    assert product.heard_by() == ["答：在吗"]


def test_a_database_that_is_away_is_named(product: Product) -> None:
    away = make_engine("postgresql://nobody@127.0.0.1:1/none")
    lost = replace(product.services, uow=lambda: SqlUnitOfWork(away))
    with pytest.raises(StorageUnavailable):
        run_once(lost)
    with product.services.uow() as uow:
        assert talking(uow).lease_by is None
