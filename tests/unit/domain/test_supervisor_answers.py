"""The supervisor: standing rule, and what a person cannot grant."""

from __future__ import annotations

import pytest
from bargain_making import terms

from huashu.domain.bargain import HaggleKind, History, Move, Rung, Terms
from huashu.domain.offers import Offered
from huashu.domain.shop import Supervisor
from huashu.domain.supervisor import (
    REFUSED,
    Answer,
    AnswerKind,
    Refusal,
    admit_answer,
    offer_of,
    standing_rule,
    wait_seconds,
)

GIFT = Answer(AnswerKind.GIFT, gift_id="sachet")
SACHET_OFFERED = History(offers=(Offered("gift", gift_id="sachet", status="declined"),))


def asked(quantity: int, *offers: Offered) -> History:
    return History((Move(HaggleKind.PLAIN, Rung.ASK_SUPERVISOR, quantity),), "open", offers)


def price(fen: int) -> Answer:
    return Answer(AnswerKind.PRICE, unit_price_fen=fen)


def coupon(fen: int) -> Answer:
    return Answer(AnswerKind.COUPON, amount_fen=fen)


@pytest.mark.parametrize(("under", "history", "kind"), [
    (terms(), History(), "gift"),
    (terms(gift_stock_left=1, budget_left_fen=400), History(), "gift"),  # the last one, and just enough
    (terms(gift_stock_left=0), History(), "refuse"),
    (terms(budget_left_fen=399), History(), "refuse"),
    (terms(gift=None), History(), "refuse"),
    (terms(), SACHET_OFFERED, "refuse"),
])
def test_standing_rule_gives_the_gift_while_it_lasts(under: Terms, history: History, kind: str) -> None:
    answer = standing_rule(under, history)
    assert (answer.kind, answer.cost_fen) == (kind, 400 if kind == "gift" else 0)


@pytest.mark.parametrize(("answer", "under", "history", "code"), [
    (price(3999), terms(), asked(1), "below_floor"),
    (price(5000), terms(), asked(1), "not_lower"),
    (price(4500), terms(), asked(1, Offered("member_price", unit_price_fen=4500, status="offered")), "not_lower"),
    (price(4700), terms(sku_price_fen=4600), asked(1), "not_lower"),
    (price(4500), terms(), asked(1, Offered("price", unit_price_fen=4500, status="declined")), "offered_before"),
    (price(0), terms(), asked(1), "bad_amount"),
    (Answer(AnswerKind.PRICE), terms(), asked(1), "bad_amount"),
    (coupon(1001), terms(), asked(1), "below_floor"),  # 50 - 10.01 < 40
    (coupon(3001), terms(), asked(3), "below_floor"),  # 150 - 30.01 < 120
    (coupon(501), terms(), asked(1, Offered("member_price", unit_price_fen=4500, status="offered")), "below_floor"),
    (price(4400), terms(), asked(1, Offered("coupon", amount_fen=500, status="accepted")), "below_floor"),
    # 60 - 15 would do, but the same coupon on the variant for 50 would not
    (coupon(1500), terms(sku_price_fen=6000), asked(1), "below_floor"),
    (coupon(0), terms(), asked(1), "bad_amount"),
    (coupon(500), terms(), asked(1, Offered("coupon", amount_fen=500, status="released")), "offered_before"),
    (GIFT, terms(gift_stock_left=0), asked(1), "gift_out_of_stock"),
    (GIFT, terms(gift=None), asked(1), "no_such_gift"),
    (Answer(AnswerKind.GIFT, gift_id="moon"), terms(), asked(1), "no_such_gift"),
    (GIFT, terms(), SACHET_OFFERED, "offered_before"),
])
def test_admit_refuses_what_is_impossible(answer: Answer, under: Terms, history: History, code: str) -> None:
    refusal = admit_answer(answer, under, history)
    assert isinstance(refusal, Refusal) and refusal.code == code
    assert refusal.reason.isascii()


@pytest.mark.parametrize(("answer", "history", "cost", "offer"), [
    (price(4000), asked(1), 1000, Offered("price", unit_price_fen=4000)),  # 50 - 40
    (price(4400), asked(3), 1800, Offered("price", unit_price_fen=4400, quantity=3)),  # 3 * 6
    (coupon(1000), asked(1), 1000, Offered("coupon", amount_fen=1000)),
    (coupon(3000), asked(3), 3000, Offered("coupon", amount_fen=3000, quantity=3)),  # 150 - 30 = 3 * 40
    (GIFT, asked(1), 400, Offered("gift", gift_id="sachet")),
])
def test_admit_fills_in_the_cost(answer: Answer, history: History, cost: int, offer: Offered) -> None:
    admitted = admit_answer(answer, terms(budget_left_fen=0), history)
    assert isinstance(admitted, Answer) and admitted.cost_fen == cost
    assert offer_of(admitted, history) == offer


def test_a_refusal_is_always_admitted_and_offers_nothing() -> None:
    assert admit_answer(REFUSED, terms(), asked(1)) == REFUSED
    assert offer_of(REFUSED, asked(1)) is None


@pytest.mark.parametrize(("wholesale", "seconds"), [(False, 150), (True, 300)])
def test_wholesalers_wait_longer(wholesale: bool, seconds: int) -> None:
    assert wait_seconds(Supervisor("boss", 150, 300, 20000, None), wholesale) == seconds
