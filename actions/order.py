"""Placing, reading back and confirming an order (P8): one field corrected at a time, two gates of yes."""

from __future__ import annotations

import re
from typing import Any

from actions.base import ShopAction, resume
from actions.carrier import place_of, request_carrier, tell_choice
from actions.corrections import Correction, ask_field, named_field, other_product, read_correction
from actions.dispatch import dispatch_day
from actions.fields import OrderFields, take_address
from actions.goods import choices_text, fitting, item_text, named_choice, still_there
from actions.handoff import hand_over
from actions.product import tell_out_of_stock
from actions.turn import Turn
from huashu.domain.carriers import ChoiceKind, choose
from huashu.domain.dispatch import transit_days
from huashu.domain.goods import Product, Sku
from huashu.domain.money import format_yuan
from huashu.domain.phone import Mobile, PhoneProblem, check_mobile
from huashu.scripts.facts import clock_text
from huashu.scripts.locale_zh import ADDRESS_PARTS, FIELDS, days_text, list_text, variant_text
from huashu.services.catalogue import product_of
from huashu.services.orders import (
    confirm_order,
    correct_order,
    dispatch_of,
    draft_order,
    order_line,
    release_dispatch,
)
from huashu.services.records import Order

FORM_SLOTS = ("order_product", "order_sku", "order_quantity", "order_receiver", "order_phone", "order_address",
              "order_choice", "address_parts")  # fmt: skip


GIVE_UP = re.compile("算了|不要了|不买|不拍|不下单")


class StartOrder(ShopAction):
    """An order in the books is read back; otherwise the form collects one."""

    action_name = "action_start_order"

    def act(self, turn: Turn) -> None:
        order = turn.order()
        if turn.pending in ("place_order", "which_product", "human", "restock_notice"):
            turn.ask(None)
        if order is not None and order.status != "draft" and order.confirmed_at is None:
            read_back(turn, order)
        else:
            turn.then("order_form")


class ValidateOrderForm(ShopAction):
    """Takes from a message every field of the order that it holds; a question leaves the form to the rules."""

    action_name = "validate_order_form"

    def act(self, turn: Turn) -> None:
        OrderFields(turn).take()


class AskProduct(ShopAction):
    action_name = "action_ask_order_product"

    def act(self, turn: Turn) -> None:
        if may_ask(turn):
            turn.say("utter_ask_order_product", product_names=list_text(turn.product_names()))


class AskSku(ShopAction):
    action_name = "action_ask_order_sku"

    def act(self, turn: Turn) -> None:
        product = _form_product(turn)
        if product is None or not may_ask(turn):
            return
        if all(sku.stock <= 0 for sku in product.skus):
            tell_out_of_stock(turn, product, product.skus[0], False)
            turn.forget("order_product", "order_choice", "product")
            return
        choice = turn.slots.get("order_choice") or {}
        there = [sku for sku in fitting(product, choice) if sku.stock > 0]
        if choice and not there:
            turn.say("utter_order_bad_sku", choices=still_there(turn, product))
            turn.forget("order_choice")
        else:
            turn.say("utter_ask_order_sku", product_name=product.name, choices=choices_text(product, choice))


class AskQuantity(ShopAction):
    action_name = "action_ask_order_quantity"

    def act(self, turn: Turn) -> None:
        product, sku = _form_product(turn), _form_sku(turn)
        wanted = (turn.found("quantity") or {}).get("n")
        if product is None or not may_ask(turn):
            return
        if sku is not None and wanted and int(wanted) > sku.stock:
            turn.say("utter_order_bad_quantity", stock=sku.stock, item=item_text(product, sku))
        else:
            turn.say("utter_ask_order_quantity", product_name=product.name)


class AskReceiver(ShopAction):
    action_name = "action_ask_order_receiver"

    def act(self, turn: Turn) -> None:
        if may_ask(turn):
            turn.say("utter_ask_order_receiver")


class AskPhone(ShopAction):
    """A wrong number gets a friendly re-ask with its digits counted."""

    action_name = "action_ask_order_phone"

    def act(self, turn: Turn) -> None:
        problem = check_mobile(str(turn.found("phone") or ""))
        if not may_ask(turn):
            return
        if isinstance(problem, PhoneProblem) and problem.digits:
            turn.say("utter_order_bad_phone", digits=problem.digits)
        else:
            turn.say("utter_ask_order_phone")


class AskAddress(ShopAction):
    """An address that came in part says what is still missing."""

    action_name = "action_ask_order_address"

    def act(self, turn: Turn) -> None:
        if may_ask(turn):
            ask_address(turn, "utter_ask_order_address")


class ReadBackOrder(ShopAction):
    action_name = "action_read_back_order"

    def act(self, turn: Turn) -> None:
        order = _drafted(turn) if turn.slots.get("order_address") else turn.order()
        if order is None:
            turn.say("utter_order_none")
            turn.ask("place_order")
        elif turn.pending == "offer":
            turn.ask("offer", {**turn.slots["pending_about"], "behind": ["order_confirm", None]})
            resume(turn)  # The total depends on it: first the offer, then the order.
        else:
            read_back(turn, order)


class ConfirmOrder(ShopAction):
    """The first yes: the order stands, and when it leaves is promised."""

    action_name = "action_confirm_order"

    def act(self, turn: Turn) -> None:
        order = turn.order()
        if order is None:
            turn.say("utter_order_none")
            turn.ask("place_order")
            return
        order = confirm_order(turn.uow, order, turn.now)
        release_dispatch(turn.uow, order, turn.now)
        dispatch = dispatch_of(turn.profile, order, turn.now)
        place = place_of(turn, order)
        carrier = turn.profile.carriers.get(order.carrier) or turn.profile.carriers[turn.profile.default_carrier]
        days = transit_days(turn.profile, carrier, place.province if place else "")
        turn.say(
            "utter_order_dispatch", order_no=order.order_no, dispatch_day=dispatch_day(turn, order),
            carrier=order.carrier,
            waybill_by=clock_text(turn.profile.waybill_by), arrival_days=days_text(*days),
            dispatch_at=dispatch.due_at.isoformat(),
        )  # fmt: skip
        turn.ask("dispatch_ack")


class CorrectOrder(ShopAction):
    """Something is wrong: only that field is changed, then the order is read back again."""

    action_name = "action_correct_order"

    def act(self, turn: Turn) -> None:
        order = turn.order()
        if order is None:
            turn.say("utter_order_none")
            turn.ask("place_order")
            return
        if GIVE_UP.search(turn.text) and not turn.entities:
            turn.then("action_cancel_order")
        elif order.printed_at is not None:
            turn.say("utter_change_printed", order_no=order.order_no)
            hand_over(turn, "change_printed")
        elif product := other_product(turn, order):
            start_over(turn, order, product)
        elif turn.has("carrier") and not turn.has("phone", "address", "colour", "size", "quantity", "person"):
            request_carrier(turn)
            _back_to_reading(turn)
        else:
            correct(turn, order, read_correction(turn, order))


class FinishOrder(ShopAction):
    """The second yes: how to pay if it is not paid, then the goodbye."""

    action_name = "action_finish_order"

    def act(self, turn: Turn) -> None:
        order = turn.order()
        turn.ask(None)
        if order is not None and order.status == "placed":
            turn.say("utter_order_payment", order_no=order.order_no, total=format_yuan(order.total_fen))
        turn.say("utter_order_farewell")


class GiveUpOrder(ShopAction):
    action_name = "action_give_up_order"

    def act(self, turn: Turn) -> None:
        turn.forget(*FORM_SLOTS)
        turn.say("utter_order_given_up")


def correct(turn: Turn, order: Order, found: Correction) -> None:
    """Writes what was found; asks for what was only called wrong, or cannot be so. How many the mall has sold is its
    own affair and a person's."""
    if order.source != "chat" and found.quantity not in (None, order.lines[0]["quantity"]):
        hand_over(turn, "change_quantity")
        return
    if found.changes:
        old = order.lines[0]
        order = correct_order(turn.uow, turn.profile, turn.conversation_id, order, found.changes)
        tell_corrected(turn, order, found, old)
    if found.problem is not None:
        field, script_id, facts = found.problem
        turn.say(script_id, **facts)
        turn.ask("order_fix", {"field": field})
    elif found.changes:
        read_back(turn, order)
    else:
        ask_field(turn, named_field(turn) or "", order)


def tell_corrected(turn: Turn, order: Order, found: Correction, old: dict[str, Any]) -> None:
    """What is different now. The mall still has the old order, so there a remark tells the printing desk (P9)."""
    if order.source == "chat":
        names, values = list_text(FIELDS[each] for each in found.values), list_text(found.values.values())
        turn.say("utter_order_corrected", field=names, value=values)
        return
    facts = {"order_no": order.order_no, "dispatch_at": dispatch_of(turn.profile, order, turn.now).due_at.isoformat()}
    if "item" in found.values:
        variants = [variant_text(line["colour"], line["size"]) for line in (old, order.lines[0])]
        turn.say("utter_change_item_done", old=variants[0], new=variants[1], **facts)
    if "address" in found.values:
        turn.say("utter_change_address_done", address=order.address, **facts)
    if "receiver" in found.values or "phone" in found.values:
        turn.say("utter_change_contact_done", receiver=order.receiver, phone=order.phone, **facts)


def start_over(turn: Turn, order: Order, product: Product) -> None:
    """Another product instead: a draft's form is filled in again with all that stays; the mall's is a person's."""
    turn.ask(None)
    if order.status != "draft":
        hand_over(turn, "change_item")
        return
    line = order.lines[0]
    known = {
        "product": product.product_no, "order_product": product.product_no, "order_sku": None,
        "order_choice": named_choice(turn, product) or None, "order_quantity": str(line["quantity"]),
        "order_receiver": order.receiver, "order_phone": order.phone, "order_address": order.address,
    }  # fmt: skip
    for slot, value in known.items():
        turn.remember(slot, value)
    turn.then("order_form")


def _back_to_reading(turn: Turn) -> None:
    """No terms to agree to: the read-back goes on."""
    if turn.pending in ("order_confirm", "order_fix") and not turn.followed and not turn.asked:
        turn.ask("order_confirm")
        resume(turn)


def read_back(turn: Turn, order: Order) -> None:
    """P8: colour and size, receiver, phone, address, carrier and sum; a carrier that cannot get there comes first."""
    place = place_of(turn, order)
    choice = choose(turn.profile, place, order.carrier or None)
    if choice.kind in (ChoiceKind.FALLBACK, ChoiceKind.NONE) and order.status != "paid":
        tell_choice(turn, choice, place, order.carrier, then="action_read_back_order")
        return
    items = list_text(
        f"{line['name']}{variant_text(line['colour'], line['size'])}×{line['quantity']}" for line in order.lines
    )
    turn.say(
        "utter_order_read_back", items=items, receiver=order.receiver, phone=order.phone, address=order.address,
        carrier=order.carrier or turn.profile.default_carrier, total=format_yuan(order.total_fen),
    )  # fmt: skip
    turn.ask("order_confirm")


def may_ask(turn: Turn) -> bool:
    """The form asks at the end of a message, and not behind a refusal or an apology."""
    return turn.last_part and not turn.presses


def ask_address(turn: Turn, script_id: str) -> None:
    """Asks for an address, or for what is missing of one that came in part."""
    missing = take_address(turn).missing
    if missing and turn.slots.get("address_parts"):
        turn.say("utter_order_bad_address", missing=list_text(ADDRESS_PARTS[part] for part in missing))
    else:
        turn.say(script_id)


def _drafted(turn: Turn) -> Order | None:
    product, sku = _form_product(turn), _form_sku(turn)
    if product is None or sku is None:
        return None
    mobile = check_mobile(turn.slots["order_phone"])
    delivery = {
        "receiver": turn.slots["order_receiver"],
        "phone": mobile.number if isinstance(mobile, Mobile) else turn.slots["order_phone"],
        "address": turn.slots["order_address"],
        "carrier": turn.slots.get("carrier") or turn.profile.default_carrier,
    }
    line = order_line(product, sku, int(turn.slots["order_quantity"]))
    order = draft_order(turn.uow, turn.profile, turn.conversation, turn.turn_id, line, delivery, turn.now)
    turn.forget(*FORM_SLOTS)
    return order


def _form_product(turn: Turn) -> Product | None:
    number = turn.slots.get("order_product")
    return product_of(turn.uow, turn.profile.shop_id, number) if number else None


def _form_sku(turn: Turn) -> Sku | None:
    product = _form_product(turn)
    wanted = turn.slots.get("order_sku")
    return next((sku for sku in product.skus if sku.sku_no == wanted), None) if product else None
