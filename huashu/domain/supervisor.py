"""Asking the supervisor (P3.6): what a person may answer, and the standing rule when nobody does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from huashu.domain.bargain import History, Terms, current_fen, is_new, stays_above_floor
from huashu.domain.names import Name
from huashu.domain.offers import Offered
from huashu.domain.shop import Supervisor


class AnswerKind(Name):
    GIFT = "gift"
    PRICE = "price"
    COUPON = "coupon"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Answer:
    """The supervisor's answer. ``unit_price_fen`` for price, ``amount_fen`` for coupon (on the whole order),
    ``gift_id`` for gift. ``cost_fen`` is what it costs the shop and counts against the day's budget."""

    kind: AnswerKind
    gift_id: str | None = None
    unit_price_fen: int | None = None
    amount_fen: int = 0
    cost_fen: int = 0


@dataclass(frozen=True)
class Refusal:
    """Why a person's answer is not let in: ``code`` for machines, ``reason`` in English for developers.

    Codes: below_floor, not_lower, bad_amount, no_such_gift, gift_out_of_stock, offered_before.
    """

    code: str
    reason: str


REFUSED = Answer(AnswerKind.REFUSE)


def wait_seconds(supervisor: Supervisor, wholesale: bool) -> int:
    """How long the shopper is asked to wait, in seconds."""
    return supervisor.wholesale_wait_seconds if wholesale else supervisor.wait_seconds


def standing_rule(terms: Terms, history: History) -> Answer:
    """The answer when nobody answers: the gift while stock and the day's budget last and none was offered, else no."""
    gift = terms.gift
    if gift is None or terms.gift_stock_left < 1 or gift.cost_fen > terms.budget_left_fen:
        return REFUSED
    if any(each.kind == "gift" for each in history.made()):
        return REFUSED
    return Answer(AnswerKind.GIFT, gift_id=gift.gift_id, cost_fen=gift.cost_fen)


def offer_of(answer: Answer, history: History) -> Offered | None:
    """The offer that an answer makes, for as many pieces as the supervisor was asked about; None for a refusal."""
    if answer.kind is AnswerKind.REFUSE:
        return None
    if answer.kind is AnswerKind.GIFT:
        return Offered("gift", gift_id=answer.gift_id)
    quantity = history.asked_quantity()
    if answer.kind is AnswerKind.PRICE:
        return Offered("price", unit_price_fen=answer.unit_price_fen, quantity=quantity)
    return Offered("coupon", amount_fen=answer.amount_fen, quantity=quantity)


def admit_answer(answer: Answer, terms: Terms, history: History) -> Answer | Refusal:
    """A person's answer with its cost filled in, or why it is impossible. ``terms.gift`` is the gift they named.

    Stock, floor and "not twice" bind a person too; the day's budget binds only the standing rule.
    """
    offer = offer_of(answer, history)
    if offer is None:
        return REFUSED
    check = {AnswerKind.GIFT: _check_gift, AnswerKind.PRICE: _check_price, AnswerKind.COUPON: _check_coupon}
    refusal = check[answer.kind](answer, terms, history)
    if refusal is None and not is_new(offer, history):
        refusal = Refusal("offered_before", "the same was offered to this shopper before")
    if refusal is None and not stays_above_floor(offer, terms, history):
        refusal = Refusal("below_floor", f"goes below the floor price of {terms.product.floor_price_fen} fen a piece")
    return refusal or replace(answer, cost_fen=_cost_fen(answer, terms, history))


def _check_gift(answer: Answer, terms: Terms, history: History) -> Refusal | None:
    if terms.gift is None or answer.gift_id != terms.gift.gift_id:
        return Refusal("no_such_gift", f"got gift {answer.gift_id!r}, which the shop does not have")
    if terms.gift_stock_left < 1:
        return Refusal("gift_out_of_stock", f"no {answer.gift_id!r} left")
    return None


def _check_price(answer: Answer, terms: Terms, history: History) -> Refusal | None:
    price, current = answer.unit_price_fen, current_fen(terms, history, history.asked_quantity())
    if price is None or price <= 0:
        return Refusal("bad_amount", f"got a price of {price} fen, expected more than 0")
    if price < terms.product.floor_price_fen:
        return Refusal("below_floor", f"{price} is below the floor price of {terms.product.floor_price_fen} fen")
    if price >= current:
        return Refusal("not_lower", f"{price} is not below the current price of {current} fen")
    return None


def _check_coupon(answer: Answer, terms: Terms, history: History) -> Refusal | None:
    if answer.amount_fen <= 0:
        return Refusal("bad_amount", f"got a coupon of {answer.amount_fen} fen, expected more than 0")
    return None


def _cost_fen(answer: Answer, terms: Terms, history: History) -> int:
    if answer.kind is AnswerKind.GIFT:
        return terms.gift.cost_fen if terms.gift else 0
    if answer.unit_price_fen is None:
        return answer.amount_fen
    quantity = history.asked_quantity()
    return (current_fen(terms, history, quantity) - answer.unit_price_fen) * quantity
