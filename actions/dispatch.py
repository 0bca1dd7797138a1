"""Dispatch and arrival, computed from the shop's rules (P7), and where a parcel is."""

from __future__ import annotations

from actions.base import ShopAction
from actions.turn import Turn
from huashu.domain.carriers import ChoiceKind, choose, resolve
from huashu.domain.dispatch import transit_days
from huashu.domain.shop import Carrier
from huashu.scripts.facts import clock_text
from huashu.scripts.locale_zh import day_text, days_text
from huashu.services.orders import dispatch_of, is_overdue
from huashu.services.records import Order

TRACE_SECONDS = 4 * 3600


class AnswerShipTime(ShopAction):
    action_name = "action_answer_ship_time"
    resumes = True

    def act(self, turn: Turn) -> None:
        order = turn.order()
        if order is None or order.status == "draft":
            turn.answer("utter_dispatch_when", dispatch_day=dispatch_day(turn, None))
        else:
            tell_order_dispatch(turn, order)


class AnswerArrival(ShopAction):
    action_name = "action_answer_arrival"
    resumes = True

    def act(self, turn: Turn) -> None:
        answer_arrival(turn)


class AnswerLogistics(ShopAction):
    action_name = "action_answer_logistics"
    resumes = True

    def act(self, turn: Turn) -> None:
        answer_logistics(turn)


def answer_arrival(turn: Turn) -> None:
    place = turn.place()
    if place is None or not place.province:
        turn.answer("utter_dispatch_arrival_ask_place")
        turn.ask("arrival_place")
        return
    carrier = carrier_to(turn)
    if carrier is None:
        turn.say("utter_carrier_none_reaches", place=place.full)
        return
    days = days_text(*transit_days(turn.profile, carrier, place.province))
    turn.say("utter_dispatch_arrival", carrier=carrier.name, place=place.city or place.province, days=days)


def answer_logistics(turn: Turn) -> None:
    order = named_order(turn) or turn.order()
    if order is None or order.status == "draft":
        turn.answer("utter_dispatch_which_order")
        turn.ask("which_order")
    elif order.shipped_at is not None or order.waybill_no:
        tell_shipped(turn, order)
    else:
        tell_order_dispatch(turn, order)


def tell_shipped(turn: Turn, order: Order) -> None:
    """With its number, or that it is on its way: a shop may ship before the number is entered."""
    carrier = order.carrier or turn.profile.default_carrier
    if order.waybill_no:
        turn.answer("utter_dispatch_shipped", carrier=carrier, waybill_no=order.waybill_no)
    else:
        turn.answer("utter_dispatch_left", order_no=order.order_no, carrier=carrier)


def tell_order_dispatch(turn: Turn, order: Order) -> None:
    """When this order leaves; late ones are traced, with the promise and the remark that the script declares."""
    due_at = dispatch_of(turn.profile, order, turn.now).due_at.isoformat()
    facts = {"order_no": order.order_no, "dispatch_day": dispatch_day(turn, order), "dispatch_at": due_at}
    facts["carrier"] = order.carrier or turn.profile.default_carrier
    if is_overdue(turn.profile, order, turn.now) and _is_traced(turn, order):
        turn.answer("utter_dispatch_tracing", order_no=order.order_no)
    elif is_overdue(turn.profile, order, turn.now):
        turn.say(
            "utter_dispatch_overdue", order_no=order.order_no, trace_at=turn.clock.after(TRACE_SECONDS).isoformat()
        )
    elif order.shipped_at is not None or order.waybill_no:
        tell_shipped(turn, order)
    elif order.status == "placed":
        turn.say("utter_dispatch_unpaid", **facts)
    else:
        turn.answer("utter_dispatch_order", waybill_by=clock_text(turn.profile.waybill_by), **facts)


def _is_traced(turn: Turn, order: Order) -> bool:
    """Somebody is at it already and owes an answer."""
    return turn.uow.promises.one(shop=order.shop, order_no=order.order_no, kind="trace", status="open") is not None


def named_order(turn: Turn) -> Order | None:
    """The order whose number the shopper gives, if it is the shopper's own."""
    number = turn.found("order_no")
    order = turn.uow.orders.one(shop=turn.profile.shop_id, order_no=str(number)) if number else None
    return order if order and order.shopper == turn.conversation.sender else None


def dispatch_day(turn: Turn, order: Order | None) -> str:
    """今天, 明天 or a date."""
    leaves_on = dispatch_of(turn.profile, order, turn.now).leaves_on
    return day_text(leaves_on, turn.now.astimezone(turn.profile.zone).date())


def carrier_to(turn: Turn) -> Carrier | None:
    """Who would take a parcel there: named now, agreed on before, or by the shop's rules."""
    wanted = turn.found("carrier") or turn.slots.get("carrier")
    known = resolve(str(wanted), turn.profile) if wanted else None
    choice = choose(turn.profile, turn.place(), known.name if known else None)
    return None if choice.kind is ChoiceKind.NONE else choice.carrier
