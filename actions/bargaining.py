"""Bargaining (P3): the ladder answers; this file only finds the words and facts for the rung."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from actions.base import ShopAction, resume
from actions.handoff import hand_over
from actions.turn import Turn
from huashu.domain.goods import Product
from huashu.domain.ladder import Ask, HaggleKind, Rung, next_tier
from huashu.domain.money import format_yuan
from huashu.scripts.locale_zh import list_text, minutes_text
from huashu.services.bargaining import (
    Bargained,
    Haggling,
    bargain,
    claim_campaign_gift,
    history_of,
    note_last_word,
    spoken_quantity,
    terms_of,
)
from huashu.services.offers import accept_offer, decline_offer, offer_text, pending_offer, products_in
from huashu.services.orders import dispatch_of, reprice
from huashu.services.records import Offer

KIND_OF = {
    "bargain_price": HaggleKind.PLAIN,
    "ask_bulk_discount": HaggleKind.BULK,
    "ask_repeat_discount": HaggleKind.REPEAT,
    "compare_cheaper_elsewhere": HaggleKind.ELSEWHERE,
}


class Bargain(ShopAction):
    action_name = "action_bargain"
    resumes = True

    def act(self, turn: Turn) -> None:
        if "改价" in turn.text and _claims_gift(turn):
            return
        haggle(turn, KIND_OF.get(turn.intent, HaggleKind.PLAIN))


class TellSupervisorAnswer(ShopAction):
    """Comes back from the supervisor: the offer, or an honest no. A question of ours that was open waits behind it."""

    action_name = "action_tell_supervisor_answer"
    resumes = True

    def act(self, turn: Turn) -> None:
        approval = turn.uow.approvals.get(int(turn.about["approval_id"]))
        assert approval is not None
        if approval.status != "answered":
            return  # Told already: once when it came, once more when a person gave the conversation back.
        if (turn.now - approval.due_at).total_seconds() > LATE_SECONDS:
            turn.say("utter_bargain_supervisor_late")
        offer = turn.uow.offers.get(approval.offer_id) if approval.offer_id else None
        if offer is None:
            name = _product_name(turn, approval.product_no)
            turn.say("utter_bargain_supervisor_refused", product_name=name, told_approval_id=approval.id)
            return
        facts = {**_offer_facts(turn, offer), "offer_id": offer.id, "told_approval_id": approval.id}
        turn.say(f"utter_bargain_offer_{offer.kind}", **facts)
        behind = [turn.pending, turn.slots.get("pending_about")] if turn.pending not in (None, "human") else None
        turn.ask("offer", {"offered": offer_text(turn.profile, offer), "behind": behind})


class AcceptOffer(ShopAction):
    action_name = "action_accept_offer"

    def act(self, turn: Turn) -> None:
        offer = pending_offer(turn.uow, turn.conversation_id)
        if offer is None or offer.id is None:
            turn.say("utter_bargain_offer_expired")
            _back_to_question(turn)
            return
        accepted = accept_offer(turn.uow, offer.id)
        order = turn.order()
        if order is not None:
            reprice(turn.uow, turn.profile, turn.conversation_id, order)
        due_at = dispatch_of(turn.profile, order, turn.now).due_at.isoformat()
        facts = {**_offer_facts(turn, accepted), "offer_id": accepted.id, "offer_due_at": due_at}
        turn.say(f"utter_bargain_{accepted.kind}_accepted", **facts)
        _back_to_question(turn)


class DeclineOffer(ShopAction):
    action_name = "action_decline_offer"

    def act(self, turn: Turn) -> None:
        offer = pending_offer(turn.uow, turn.conversation_id)
        if offer is None or offer.id is None:
            turn.say("utter_smalltalk_no")
            _back_to_question(turn)
            return
        decline_offer(turn.uow, offer.id)
        note_last_word(turn.uow, haggling(turn), offer.product_no)
        turn.say("utter_bargain_last_word", product_name=_product_name(turn, offer.product_no))
        if not _back_to_question(turn):
            turn.ask("human", {"reason": "bargaining"})


class TakeQuantity(ShopAction):
    """How many, after we asked because of the tier prices."""

    action_name = "action_take_quantity"

    def act(self, turn: Turn) -> None:
        turn.ask(None)
        if turn.has("quantity"):
            haggle(turn, HaggleKind.BULK)
        else:
            turn.then("action_take_information")


LATE_SECONDS = 60


def haggle(turn: Turn, kind: HaggleKind) -> None:
    """One step of the ladder for the product talked about."""
    product = turn.product()
    if product is None:
        turn.say("utter_bargain_which", product_names=list_text(turn.product_names()))
        turn.ask("which_product", {"intent": turn.intent})
        return
    ask = Ask(kind, _quantity(turn, product), target_fen(turn.found("money"), product))
    taken = bargain(turn.uow, turn.clock, turn.profile, product, haggling(turn), ask)
    SAY.get(taken.step.rung, _say_plain)(turn, product, ask, taken)


def _claims_gift(turn: Turn) -> bool:
    """拍好了，改价吧: the gift's link is on the order, as the campaign says; now the price is to be adjusted (P1)."""
    order, product = turn.order(), turn.product()
    product_no = product.product_no if product else next(iter(products_in(turn.uow, order)), "") if order else ""
    offer, is_new = claim_campaign_gift(
        turn.uow, turn.profile, turn.conversation_id, product_no, turn.turn_id, turn.now
    )
    if offer is None:
        return False
    gift = turn.profile.gifts[offer.gift_id or ""]
    if is_new:
        due_at = dispatch_of(turn.profile, order, turn.now).due_at.isoformat()
        turn.say("utter_campaign_gift_noted", gift_name=gift.name, offer_due_at=due_at, offer_id=offer.id)
    else:
        turn.answer("utter_bargain_already_offered", conceded=gift.name)
    return True


def haggling(turn: Turn) -> Haggling:
    return Haggling(turn.conversation_id, turn.conversation.sender, turn.turn_id, turn.part, turn.now)


def _quantity(turn: Turn, product: Product) -> int:
    """Named now, or in the order form, or before in this bargain."""
    now = (turn.found("quantity") or {}).get("n")
    if now and int(now) < turn.profile.ladder.bulk_from_quantity:
        turn.remember("order_quantity", str(now))  # An order that follows is for so many.
    named = now or turn.slots.get("order_quantity")
    return max(1, int(named or spoken_quantity(turn.uow, turn.profile, turn.conversation_id, product.product_no)))


def target_fen(money: Mapping[str, Any] | None, product: Product) -> int | None:
    """The unit price the shopper names: 50块, 少10块, 打9折; None for 抹零 or none."""
    if not money:
        return None
    price, form = product.list_price_fen, money.get("form")
    if form == "discount" and money.get("rate"):
        return price * int(money["rate"]) // 100
    if form in ("amount", "off") and money.get("fen"):
        return int(money["fen"]) if form == "amount" else price - int(money["fen"])
    return None


def _say_plain(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    turn.say(f"utter_bargain_{taken.step.rung}", product_name=product.name)


def _say_price(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    """A price of the price list: granted at once, so its promise is due when the order leaves."""
    assert taken.offer is not None and taken.offer.unit_price_fen is not None
    due_at = dispatch_of(turn.profile, turn.order(), turn.now).due_at.isoformat()
    price = format_yuan(taken.offer.unit_price_fen)
    total = format_yuan(taken.offer.unit_price_fen * ask.quantity)
    turn.say(
        f"utter_bargain_{taken.step.rung}", product_name=product.name, quantity=ask.quantity, unit_price=price,
        member_price=price, total=total, list_price=format_yuan(product.list_price_fen), offer_due_at=due_at,
        offer_id=taken.offer.id,
    )  # fmt: skip


def _say_tier_hint(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    terms = terms_of(turn.uow, turn.profile, product, turn.conversation.sender, turn.now)
    tier = next_tier(ask, terms, history_of(turn.uow, turn.conversation_id, product.product_no))
    assert tier is not None
    turn.say("utter_bargain_tier_hint", tier_quantity=tier.min_quantity, tier_price=format_yuan(tier.unit_price_fen))
    if not turn.form:
        turn.ask("tier_quantity")


def _say_member_later(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    if product.member_price_fen is None:
        turn.say("utter_bargain_member_later_plain")
    else:
        turn.say("utter_bargain_member_later", member_price=format_yuan(product.member_price_fen))


def _say_refusal(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    """A present is refused as a present, a price as a price."""
    if ask.kind is HaggleKind.GIFT:
        turn.say("utter_campaign_gift_none")
    else:
        _say_plain(turn, product, ask, taken)


def _say_closed(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    turn.answer("utter_bargain_closed", product_name=product.name)


def _say_conceded(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    conceded = offer_text(turn.profile, taken.conceded) if taken.conceded else product.name
    turn.say(f"utter_bargain_{taken.step.rung}", conceded=conceded, product_name=product.name)


def _say_asking(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    assert taken.approval is not None
    wait = (taken.approval.due_at - taken.approval.created_at).total_seconds() * turn.here.settings.time_scale
    turn.say(
        "utter_bargain_ask_supervisor", supervisor=turn.profile.supervisor.name, wait_minutes=minutes_text(wait),
        product_name=product.name, approval_due_at=taken.approval.due_at.isoformat(),
    )  # fmt: skip


def _say_still_asking(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    tell_still_asking(turn)


def tell_still_asking(turn: Turn) -> bool:
    """How long the supervisor's answer will still take; False when nobody is being asked."""
    waiting = turn.uow.approvals.find(conversation_id=turn.conversation_id, status="open")
    waiting += turn.uow.approvals.find(conversation_id=turn.conversation_id, status="answered")
    if not waiting:
        return False
    left = max(0.0, (waiting[-1].due_at - turn.now).total_seconds()) * turn.here.settings.time_scale
    supervisor = turn.profile.supervisor.name
    turn.say("utter_bargain_still_asking", supervisor=supervisor, minutes_left=max(1, math.ceil(left / 60)))
    return True


def _say_last_word(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    turn.say("utter_bargain_last_word", product_name=product.name)
    turn.ask("human", {"reason": "bargaining"})


def _say_human(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    hand_over(turn, "bargaining")


def _say_bulk(turn: Turn, product: Product, ask: Ask, taken: Bargained) -> None:
    turn.say("utter_bargain_bulk", quantity=ask.quantity)
    turn.remember("bulk_goods", product.name)
    turn.remember("bulk_quantity", str(ask.quantity))
    turn.then("bulk_form")


SAY: Mapping[Rung, Callable[[Turn, Product, Ask, Bargained], None]] = {
    Rung.TIER_PRICE: _say_price,
    Rung.MEMBER_PRICE: _say_price,
    Rung.TIER_HINT: _say_tier_hint,
    Rung.MEMBER_LATER: _say_member_later,
    Rung.REFUSE: _say_refusal,
    Rung.CLOSED: _say_closed,
    Rung.REGULARS_PRICE: _say_conceded,
    Rung.ALREADY_OFFERED: _say_conceded,
    Rung.ASK_SUPERVISOR: _say_asking,
    Rung.STILL_ASKING: _say_still_asking,
    Rung.LAST_WORD: _say_last_word,
    Rung.HUMAN: _say_human,
    Rung.BULK_INTAKE: _say_bulk,
}


def _offer_facts(turn: Turn, offer: Offer) -> dict[str, Any]:
    gift = turn.profile.gifts.get(offer.gift_id or "")
    return {
        "product_name": _product_name(turn, offer.product_no),
        "gift_name": gift.name if gift else "",
        "gift_value": format_yuan(gift.value_fen) if gift else "",
        "unit_price": format_yuan(offer.unit_price_fen or 0),
        "coupon": format_yuan(offer.amount_fen),
    }


def _back_to_question(turn: Turn) -> bool:
    """The offer is settled: back to the question that it interrupted. False when there was none."""
    behind = (turn.slots.get("pending_about") or {}).get("behind")
    turn.ask(None)
    if not behind:
        return False
    if behind[0] == "order_confirm":
        turn.then("action_read_back_order")  # Its total may be another one now.
    else:
        turn.ask(*behind)
        resume(turn)
    return True


def _product_name(turn: Turn, product_no: str) -> str:
    stored = turn.uow.products.one(shop=turn.profile.shop_id, product_no=product_no)
    return stored.name if stored else product_no
