"""Carriers (P6): which one, does it reach, another one on its terms, said before agreement."""

from __future__ import annotations

from typing import Any, Optional

from actions.base import ShopAction, Turn
from actions.handoff import hand_over
from huashu.domain.carriers import Choice, ChoiceKind, Place, choose, resolve
from huashu.domain.dispatch import Dispatch, promise_dispatch
from huashu.domain.money import format_yuan
from huashu.scripts.locale_zh import day_text, days_text, list_text
from huashu.services.orders import correct_order, dispatch_of


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
        name = str(about["carrier"])
        turn.ask(None)
        turn.remember("carrier", name)
        order = turn.order()
        if order is not None:
            order = correct_order(turn.uow, turn.profile, turn.conversation_id, order, {"carrier": name})
        dispatch = dispatch_of(turn.profile, order, turn.now) if order else dispatch_with(turn, name)
        facts = {"carrier": name, "dispatch_at": dispatch.due_at.isoformat(), "dispatch_day": _day(turn, dispatch.leaves_on)}
        if fee := turn.profile.carriers[name].extra_fee_fen:
            turn.say("utter_carrier_agreed_fee", fee=format_yuan(fee), **facts)
        else:
            turn.say("utter_carrier_agreed", **facts)
        if about.get("then"):
            turn.then(str(about["then"]))


class KeepCarrier(ShopAction):
    action_name = "action_keep_carrier"

    def act(self, turn: Turn) -> None:
        about = turn.slots.get("pending_about") or {}
        turn.ask(None)
        if about.get("unreached"):
            turn.say("utter_carrier_refused_all")
            hand_over(turn, "carrier")
            return
        turn.say("utter_carrier_kept")
        if about.get("then"):
            turn.then(str(about["then"]))


def answer_reach(turn: Turn) -> None:
    """Does the named carrier, or else the usual one, reach the place?"""
    place = turn.place()
    if place is None:
        turn.answer("utter_carrier_ask_place")
        turn.ask("carrier_place", {"carrier": turn.found("carrier")})
        return
    wanted = turn.found("carrier") or (turn.slots.get("pending_about") or {}).get("carrier")
    tell_choice(turn, choose(turn.profile, place, str(wanted) if wanted else None), place, str(wanted or ""))


def request_carrier(turn: Turn) -> None:
    """Another carrier is wanted: its terms come before the agreement."""
    wanted = turn.found("carrier")
    if wanted is None:
        others = [name for name in turn.profile.carriers if name != turn.profile.default_carrier]
        turn.say("utter_carrier_unknown", carrier="", carriers=list_text(others))
        return
    place = turn.place()
    choice = choose(turn.profile, place, str(wanted))
    carrier = resolve(str(wanted), turn.profile)
    if choice.kind is ChoiceKind.DEFAULT or (carrier and carrier.name == turn.slots.get("carrier")):
        turn.say("utter_carrier_is_default")
    elif choice.kind is ChoiceKind.WANTED and choice.carrier:
        _offer_terms(turn, choice)
    else:
        tell_choice(turn, choice, place, str(wanted))


def tell_choice(turn: Turn, choice: Choice, place: Optional[Place], wanted: str, then: Optional[str] = None) -> None:
    """Who can take it to the place, and on which terms."""
    where = _place_text(place)
    if choice.kind is ChoiceKind.UNKNOWN:
        turn.say("utter_carrier_unknown", carrier=wanted, carriers=list_text(turn.profile.carriers))
    elif choice.kind is ChoiceKind.NONE or choice.carrier is None:
        turn.say("utter_carrier_none_reaches", place=where)
        hand_over(turn, "carrier")
    elif choice.kind is ChoiceKind.FALLBACK and choice.not_reached and choice.carrier.name == turn.profile.default_carrier:
        turn.say("utter_carrier_reaches", carrier=choice.carrier.name, place=where)
    elif choice.kind is ChoiceKind.FALLBACK and choice.not_reached:
        facts = {"carrier": choice.not_reached.name, "place": where, "fallback": choice.carrier.name}
        if choice.extra_fee_fen:
            turn.say("utter_carrier_not_reached_fee", fee=format_yuan(choice.extra_fee_fen), **facts)
        else:
            turn.answer("utter_carrier_not_reached", **facts)
        turn.ask("carrier_terms", {"carrier": choice.carrier.name, "unreached": True, "then": then})
    else:
        turn.answer("utter_carrier_reaches", carrier=choice.carrier.name, place=where)


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
    then = "action_read_back_order" if turn.pending == "order_confirm" else None
    turn.ask("carrier_terms", {"carrier": choice.carrier.name, "then": then})


def dispatch_with(turn: Turn, carrier: str) -> Dispatch:
    """The dispatch promise for an order placed now with this carrier."""
    return promise_dispatch(turn.now, turn.profile, carrier)


def _day(turn: Turn, day: Any) -> str:
    return day_text(day, turn.now.astimezone(turn.profile.zone).date())


def _place_text(place: Optional[Place]) -> str:
    return "".join(dict.fromkeys(part for part in (place.province, place.city, place.district) if part)) if place else ""
