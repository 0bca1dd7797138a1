"""Carriers (P6): which one, does it reach, another one on its terms, said before agreement."""

from __future__ import annotations

from typing import Any

from actions.base import ShopAction
from actions.handoff import hand_over
from actions.turn import Turn
from huashu.domain.address import province_of
from huashu.domain.carriers import Choice, ChoiceKind, Place, choose, needs_detail, resolve
from huashu.domain.dispatch import Dispatch, promise_dispatch
from huashu.domain.money import format_yuan
from huashu.scripts.locale_zh import day_text, days_text, list_text
from huashu.services.orders import change_carrier, dispatch_of
from huashu.services.records import Order

# What goes on once the carrier is settled, by the question that its terms came in between.
AFTERWARDS = {
    "order_confirm": "action_read_back_order",
    "order_fix": "action_read_back_order",
    "dispatch_ack": "action_finish_order",
}


class AnswerCarrier(ShopAction):
    action_name = "action_answer_carrier"
    resumes = True

    def act(self, turn: Turn) -> None:
        if turn.has("place"):
            answer_reach(turn)
        else:
            turn.answer("utter_carrier_default")


class AnswerReach(ShopAction):
    action_name = "action_answer_reach"
    resumes = True

    def act(self, turn: Turn) -> None:
        answer_reach(turn)


class AnswerShippingFee(ShopAction):
    action_name = "action_answer_shipping_fee"
    resumes = True

    def act(self, turn: Turn) -> None:
        named = resolve(str(turn.found("carrier")), turn.profile) if turn.has("carrier") else None
        if named is not None and named.name != turn.profile.default_carrier:
            request_carrier(turn)  # What another one costs is in its terms.
        else:
            turn.answer("utter_carrier_fee")


class RequestCarrier(ShopAction):
    action_name = "action_request_carrier"
    resumes = True

    def act(self, turn: Turn) -> None:
        request_carrier(turn)


class AgreeCarrier(ShopAction):
    """Yes to another carrier's terms: on the order at hand, or remembered for the order to come."""

    action_name = "action_agree_carrier"

    def act(self, turn: Turn) -> None:
        about = turn.slots.get("pending_about") or {}
        turn.ask(None)
        agree_on(turn, str(about["carrier"]))
        if about.get("then"):
            turn.then(str(about["then"]))


class KeepCarrier(ShopAction):
    action_name = "action_keep_carrier"

    def act(self, turn: Turn) -> None:
        about = turn.slots.get("pending_about") or {}
        turn.ask(None)
        if about.get("unreached"):
            _next_fallback(turn, about)
            return
        is_default = current_carrier(turn) == turn.profile.default_carrier
        turn.say("utter_carrier_kept" if is_default else "utter_carrier_is_default")
        if about.get("then"):
            turn.then(str(about["then"]))


def _next_fallback(turn: Turn, about: dict[str, Any]) -> None:
    """The fallbacks go in the shop's order; after the last one a person helps."""
    order = turn.order()
    place = place_of(turn, order) if order else turn.place()
    refused = (*about.get("refused", ()), str(about["carrier"]))
    choice = choose(turn.profile, place, refused=refused)
    if choice.kind is ChoiceKind.FALLBACK:
        tell_choice(turn, choice, place, "", about.get("then"), refused)
    else:
        turn.say("utter_carrier_refused_all")
        hand_over(turn, "carrier")


def current_carrier(turn: Turn) -> str:
    """Who takes the order at hand, or else the one to come, as things stand."""
    order = turn.order()
    return (order.carrier if order else "") or turn.slots.get("carrier") or turn.profile.default_carrier


def place_of(turn: Turn, order: Order) -> Place | None:
    """Where the order goes: as the shopper told, else by the province its address begins with."""
    told, province = turn.place(), province_of(order.address)
    if told is not None and province in ("", told.province):
        return told
    return Place(province) if province else told


def agree_on(turn: Turn, name: str) -> None:
    """This carrier it is: on the order, in the books, and said with the day it leaves."""
    turn.remember("carrier", name)
    order = change_carrier(turn.uow, turn.profile, turn.conversation_id, turn.order(), name, turn.now)
    dispatch = dispatch_of(turn.profile, order, turn.now) if order else dispatch_with(turn, name)
    day = _day(turn, dispatch.leaves_on)
    facts = {"carrier": name, "dispatch_at": dispatch.due_at.isoformat(), "dispatch_day": day}
    if fee := turn.profile.carriers[name].extra_fee_fen:
        turn.say("utter_carrier_agreed_fee", fee=format_yuan(fee), **facts)
    else:
        turn.say("utter_carrier_agreed", **facts)


def answer_reach(turn: Turn) -> None:
    """Does the named carrier, or else the usual one, reach the place?"""
    place = turn.place()
    if place is None:
        turn.answer("utter_carrier_ask_place")
        turn.ask("carrier_place", {"carrier": turn.found("carrier")})
        return
    wanted = turn.found("carrier") or (turn.slots.get("pending_about") or {}).get("carrier")
    choice = choose(turn.profile, place, str(wanted) if wanted else None)
    if choice.carrier is not None and needs_detail(choice.carrier, place):
        turn.answer("utter_carrier_ask_place")  # It goes there, but not everywhere there.
        turn.ask("carrier_place", {"carrier": turn.found("carrier")})
        return
    tell_choice(turn, choice, place, str(wanted or ""))


def request_carrier(turn: Turn) -> None:
    """Another carrier is wanted: its terms come before the agreement; for the usual one there are none."""
    order, about = turn.order(), turn.slots.get("pending_about") or {}
    asked_about = about.get("carrier") if turn.pending == "carrier_terms" else None
    wanted = turn.found("carrier") or asked_about
    if order is not None and order.printed_at is not None:
        turn.say("utter_change_printed", order_no=order.order_no)
        hand_over(turn, "change_printed")
        return
    if wanted is None:
        ask_carrier(turn)
        return
    place = place_of(turn, order) if order else turn.place()
    choice = choose(turn.profile, place, str(wanted))
    name = choice.carrier.name if choice.carrier and choice.not_reached is None else None
    if name == current_carrier(turn):
        _stay(turn)
    elif choice.kind is ChoiceKind.DEFAULT:
        _go_back(turn, str(name), order)
    elif choice.kind is ChoiceKind.WANTED:
        _offer_terms(turn, choice)
    else:
        tell_choice(turn, choice, place, str(wanted), then=_afterwards(turn))


def ask_carrier(turn: Turn) -> None:
    """Which other carrier it should be."""
    others = [name for name in turn.profile.carriers if name != current_carrier(turn)]
    turn.say("utter_carrier_unknown", carrier="", carriers=list_text(others))
    turn.asked = True


def _stay(turn: Turn) -> None:
    """It is this one already; asked about another's terms, that is a no to them."""
    if turn.pending == "carrier_terms":
        turn.then("action_keep_carrier")
    else:
        turn.say("utter_carrier_is_default")


def _go_back(turn: Turn, name: str, order: Order | None) -> None:
    """Back to the usual carrier; whoever was told of another one, is told of this."""
    then = _afterwards(turn) if turn.pending in ("order_confirm", "order_fix", "carrier_terms") else None
    if turn.pending != "dispatch_ack":
        turn.ask(None)
    if order is not None and order.status != "draft":
        agree_on(turn, name)
    else:
        turn.remember("carrier", None)
        change_carrier(turn.uow, turn.profile, turn.conversation_id, order, name, turn.now)
        turn.say("utter_carrier_kept")
    if then:
        turn.then(then)


def _afterwards(turn: Turn) -> str | None:
    if turn.pending == "carrier_terms":
        return (turn.slots.get("pending_about") or {}).get("then")
    return AFTERWARDS.get(turn.pending or "")


def tell_choice(
    turn: Turn,
    choice: Choice,
    place: Place | None,
    wanted: str,
    then: str | None = None,
    refused: tuple[str, ...] = (),
) -> None:
    """Who can take it to the place, and on which terms; ``refused``: fallbacks already turned down."""
    where = _place_text(place)
    if choice.kind is ChoiceKind.UNKNOWN:
        turn.say("utter_carrier_unknown", carrier=wanted, carriers=list_text(turn.profile.carriers))
        turn.asked = True  # Which one instead: nothing else is asked behind it.
    elif choice.kind is ChoiceKind.NONE or choice.carrier is None:
        turn.say("utter_carrier_none_reaches", place=where)
        hand_over(turn, "carrier")
    elif (
        choice.kind is ChoiceKind.FALLBACK
        and choice.not_reached
        and choice.carrier.name == turn.profile.default_carrier
    ):
        turn.say("utter_carrier_reaches", carrier=choice.carrier.name, place=where)
    elif choice.kind is ChoiceKind.FALLBACK and choice.not_reached:
        facts = {"carrier": choice.not_reached.name, "place": where, "fallback": choice.carrier.name}
        if choice.extra_fee_fen:
            turn.say("utter_carrier_not_reached_fee", fee=format_yuan(choice.extra_fee_fen), **facts)
        else:
            turn.answer("utter_carrier_not_reached", **facts)
        turn.ask(
            "carrier_terms", {"carrier": choice.carrier.name, "unreached": True, "then": then, "refused": list(refused)}
        )
    else:
        turn.say("utter_carrier_reaches", carrier=choice.carrier.name, place=where)


def _offer_terms(turn: Turn, choice: Choice) -> None:
    assert choice.carrier is not None
    facts: dict[str, Any] = {"carrier": choice.carrier.name}
    if choice.to_post_office:
        slow = max((days for days in choice.carrier.days.values()), default=(7, 15))
        turn.say("utter_carrier_terms_postal", days=days_text(*slow), **facts)
    elif choice.extra_fee_fen:
        turn.answer("utter_carrier_terms_fee", fee=format_yuan(choice.extra_fee_fen), **facts)
    else:
        turn.answer("utter_carrier_terms", **facts)
    turn.ask("carrier_terms", {"carrier": choice.carrier.name, "then": _afterwards(turn)})


def dispatch_with(turn: Turn, carrier: str) -> Dispatch:
    """The dispatch promise for an order placed now with this carrier."""
    return promise_dispatch(turn.now, turn.profile, carrier)


def _day(turn: Turn, day: Any) -> str:
    return day_text(day, turn.now.astimezone(turn.profile.zone).date())


def _place_text(place: Place | None) -> str:
    return (
        "".join(dict.fromkeys(part for part in (place.province, place.city, place.district) if part)) if place else ""
    )
