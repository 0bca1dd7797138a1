"""Changes to an order (P9): collected, remarked with a red flag, confirmed, told to the printing desk at once."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.base import ShopAction
from actions.carrier import place_of, tell_choice
from actions.corrections import product_of_line, read_correction
from actions.fields import add_address, is_question, may_be_address
from actions.goods import fitting, named_choice, still_there
from actions.handoff import hand_over
from actions.order import ask_address
from actions.turn import Turn
from huashu.domain.carriers import ChoiceKind, choose
from huashu.scripts.locale_zh import variant_text
from huashu.services.orders import cancel_order, correct_order, dispatch_of, order_line
from huashu.services.records import Order

CANCEL_SECONDS = 1800
INVOICE_DAYS = 7
CARD = "卡"
NOT = re.compile(r"不取消|别取消|先不|不用取消|不退")
MINE = ("change_address", "change_item", "request_invoice", "add_wish")


class StartAddressChange(ShopAction):
    action_name = "action_start_address_change"

    def act(self, turn: Turn) -> None:
        order = None if turn.form == "order_form" else changeable(turn)
        if order is None:
            return  # In the form, the form asks again.
        if turn.has("phone", "person") and not turn.has("address", "place"):
            change_contact(turn, order)
            return
        turn.forget("change_address", "address_parts")
        turn.then("address_form")


class StartItemChange(ShopAction):
    action_name = "action_start_item_change"

    def act(self, turn: Turn) -> None:
        if changeable(turn) is not None:
            turn.forget("change_item")
            turn.then("item_form")


class StartInvoice(ShopAction):
    action_name = "action_start_invoice"

    def act(self, turn: Turn) -> None:
        if not turn.profile.invoice or _in_the_making(turn):
            turn.answer("utter_payment_invoice")
        elif changeable(turn) is not None:
            turn.forget("invoice_title")
            turn.then("invoice_form")


class StartWish(ShopAction):
    """A greeting card, a delivery time, anything small for the order; only the text of a card is asked for."""

    action_name = "action_start_wish"

    def act(self, turn: Turn) -> None:
        order = None if _in_the_making(turn) else changeable(turn)
        if order is None and not _in_the_making(turn):
            return
        facts = {"dispatch_at": _dispatch_at(turn, order), **_number(order)}
        if turn.has("card_text"):
            turn.say("utter_change_card_done", card_text=str(turn.found("card_text")), **facts)
        elif CARD in turn.text and order is not None:
            turn.forget("wish_text")
            turn.then("wish_form")
        elif turn.has("time_window"):
            turn.say("utter_change_window_done", window=str(turn.found("time_window")), **facts)
        else:
            turn.say("utter_change_style_done", wish=turn.text.strip(), **facts)


class ValidateAddressForm(ShopAction):
    action_name = "validate_address_form"

    def act(self, turn: Turn) -> None:
        piece = turn.has("address", "place") or (turn.slots.get("requested_slot") and may_be_address(turn))
        if turn.intent in MINE and not turn.has("address"):
            return
        if piece:
            order = turn.order()
            turn.remember("change_address", add_address(turn, order.address if order else ""))


class AskChangeAddress(ShopAction):
    action_name = "action_ask_change_address"

    def act(self, turn: Turn) -> None:
        ask_address(turn, "utter_ask_change_address")


class ValidateItemForm(ShopAction):
    action_name = "validate_item_form"

    def act(self, turn: Turn) -> None:
        order = turn.order()
        sku_no = _new_sku(turn, order) if order else None
        if sku_no is not None:
            turn.remember("change_item", sku_no)


class ValidateInvoiceForm(ShopAction):
    action_name = "validate_invoice_form"

    def act(self, turn: Turn) -> None:
        _take_text(turn, "invoice_title", turn.found("invoice_title"))


class ValidateWishForm(ShopAction):
    action_name = "validate_wish_form"

    def act(self, turn: Turn) -> None:
        _take_text(turn, "wish_text", turn.found("card_text"))


class ChangeAddress(ShopAction):
    action_name = "action_change_address"

    def act(self, turn: Turn) -> None:
        order, address = turn.order(), str(turn.slots.get("change_address") or "")
        turn.forget("change_address", "address_parts")
        if order is not None:
            order = correct_order(turn.uow, turn.profile, turn.conversation_id, order, {"address": address})
            turn.say(
                "utter_change_address_done",
                address=address,
                order_no=order.order_no,
                dispatch_at=_dispatch_at(turn, order),
            )
            _check_carrier(turn, order)


class ChangeItem(ShopAction):
    action_name = "action_change_item"

    def act(self, turn: Turn) -> None:
        order, sku_no = turn.order(), str(turn.slots.get("change_item") or "")
        turn.forget("change_item")
        if order is None:
            return
        line = order.lines[0]
        product = product_of_line(turn, order)
        assert product is not None
        sku = next(each for each in product.skus if each.sku_no == sku_no)
        if sku.stock <= 0:
            turn.say("utter_order_bad_sku", choices=still_there(turn, product))
            return
        new = order_line(product, sku, line["quantity"])
        correct_order(turn.uow, turn.profile, turn.conversation_id, order, {"lines": [new, *order.lines[1:]]})
        facts = {"old": variant_text(line["colour"], line["size"]), "new": variant_text(sku.colour, sku.size)}
        turn.say("utter_change_item_done", order_no=order.order_no, dispatch_at=_dispatch_at(turn, order), **facts)


class NoteInvoice(ShopAction):
    action_name = "action_note_invoice"

    def act(self, turn: Turn) -> None:
        order, title = turn.order(), str(turn.slots.get("invoice_title") or "")
        turn.forget("invoice_title")
        due_at = (turn.now + timedelta(days=INVOICE_DAYS)).isoformat()
        turn.say("utter_change_invoice_done", title=title, invoice_at=due_at, **_number(order))


class NoteWish(ShopAction):
    """The text of the greeting card."""

    action_name = "action_note_wish"

    def act(self, turn: Turn) -> None:
        order, text = turn.order(), str(turn.slots.get("wish_text") or "")
        turn.forget("wish_text")
        turn.say("utter_change_card_done", card_text=text, dispatch_at=_dispatch_at(turn, order), **_number(order))


class CancelOrder(ShopAction):
    """Not printed yet: it can be voided, after a yes; printed: a person handles it."""

    action_name = "action_cancel_order"

    def act(self, turn: Turn) -> None:
        order = turn.order()
        if turn.pending == "void_order" and order is not None:
            turn.then("action_keep_order" if NOT.search(turn.text) else "action_void_order")
        elif order is None:
            turn.answer("utter_dispatch_which_order")
            turn.ask("which_order")
        elif order.status == "draft":
            cancel_order(turn.uow, order, turn.now)
            turn.say("utter_order_given_up")
            turn.ask(None)
        elif order.printed_at is not None:
            turn.say("utter_cancel_printed", order_no=order.order_no)
            hand_over(turn, "cancel_printed")
        else:
            turn.say("utter_cancel_confirm", order_no=order.order_no)
            turn.ask("void_order")


class VoidOrder(ShopAction):
    action_name = "action_void_order"

    def act(self, turn: Turn) -> None:
        order = turn.order()
        turn.ask(None)
        if order is not None:
            cancel_order(turn.uow, order, turn.now)
            due_at = turn.clock.after(CANCEL_SECONDS).isoformat()
            turn.say("utter_cancel_done", order_no=order.order_no, cancel_at=due_at)


class KeepOrder(ShopAction):
    action_name = "action_keep_order"

    def act(self, turn: Turn) -> None:
        turn.ask(None)
        turn.say("utter_cancel_kept")


def changeable(turn: Turn) -> Order | None:
    """The order that may be changed; says why when there is none, and calls a person when it is printed already."""
    order = turn.order()
    if order is None or order.status == "draft":
        turn.answer("utter_change_no_order")
        return None
    if order.printed_at is not None:
        turn.say("utter_change_printed", order_no=order.order_no)
        hand_over(turn, "change_printed")
        return None
    return order


def _in_the_making(turn: Turn) -> bool:
    """The order is just being placed: a wish for it waits, and comes on it with the yes."""
    order = turn.order()
    return turn.form == "order_form" or (order is not None and order.status == "draft")


def change_contact(turn: Turn, order: Order) -> None:
    """Another receiver or telephone number for the same address."""
    found = read_correction(turn, order)
    if found.problem is not None:
        turn.say(found.problem[1], **found.problem[2])
        return
    order = correct_order(turn.uow, turn.profile, turn.conversation_id, order, found.changes)
    facts = {"order_no": order.order_no, "dispatch_at": _dispatch_at(turn, order)}
    turn.say("utter_change_contact_done", receiver=order.receiver, phone=order.phone, **facts)


def _check_carrier(turn: Turn, order: Order) -> None:
    """The carrier may not reach the new address."""
    place = place_of(turn, order)
    choice = choose(turn.profile, place, order.carrier or None)
    if choice.kind in (ChoiceKind.FALLBACK, ChoiceKind.NONE):
        tell_choice(turn, choice, place, order.carrier)


def _take_text(turn: Turn, slot: str, entity: object) -> None:
    """The entity where one was recognised, else the whole answer to our question."""
    asked = turn.slots.get("requested_slot") == slot and not is_question(turn) and turn.intent not in MINE
    value = str(entity) if entity else (turn.text.strip() if asked else "")
    if value:
        turn.remember(slot, value)


def _new_sku(turn: Turn, order: Order) -> str | None:
    product = product_of_line(turn, order)
    if product is None:
        return None
    line = order.lines[0]
    known = {"colour": line["colour"], "size": line["size"]}
    choice = named_choice(turn, product, known)
    if choice == known and not turn.has("colour", "size"):
        return None
    skus = fitting(product, choice)
    return skus[0].sku_no if skus else None


def _dispatch_at(turn: Turn, order: Order | None) -> str:
    return dispatch_of(turn.profile, order, turn.now).due_at.isoformat()


def _number(order: Order | None) -> dict[str, str]:
    return {"order_no": order.order_no} if order else {}
