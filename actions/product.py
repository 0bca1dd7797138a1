"""The goods (P5): what it is, whether it is there, which size; similar goods and a restock notice when it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from actions.base import ShopAction
from actions.carrier import answer_reach, request_carrier
from actions.dispatch import answer_arrival, answer_logistics
from actions.goods import FEW, colours_of, fitting, item_text, named_choice, sizes_of
from actions.turn import Turn
from huashu.domain.goods import Product, Sku
from huashu.domain.money import format_yuan
from huashu.domain.replies import body_of
from huashu.domain.sizes import SizeAdvice, SizeKind, advise
from huashu.scripts.locale_zh import body_text, list_text, variant_text
from huashu.services.catalogue import cross_sell_for, similar_in_stock
from huashu.services.offers import granted_prices
from huashu.services.restock import note_restock, restocked_item

BODY = re.compile("(1[3-9][0-9])/([0-9]{2,3})")
RESTOCK_DAYS = 14
MOST_SIMILAR = 2


class AnswerProduct(ShopAction):
    action_name = "action_answer_product"
    resumes = True

    def act(self, turn: Turn) -> None:
        product = turn.product()
        if product is None:
            ask_which(turn)
            return
        if turn.has("colour", "size"):
            answer_stock(turn)
            return
        facts = {"product_name": product.name, "price": format_yuan(product.list_price_fen)}
        if "价" in turn.text or "多少钱" in turn.text or not product.features:
            turn.answer("utter_product_price", **facts)
        else:
            turn.answer("utter_product_info", features=list_text(product.features), **facts)
            if turn.pending is None and not turn.form:
                turn.ask("place_order")


class AnswerStock(ShopAction):
    action_name = "action_answer_stock"
    resumes = True

    def act(self, turn: Turn) -> None:
        answer_stock(turn)


class AdviseSize(ShopAction):
    """Which size, or which sizes and colours there are."""

    action_name = "action_advise_size"
    resumes = True

    def act(self, turn: Turn) -> None:
        if turn.has("height", "weight", "waist", "usual_size") or BODY.fullmatch(str(turn.found("size") or "")):
            advise_size(turn)
        elif turn.has("colour", "size"):
            answer_stock(turn)
        elif "色" in turn.text or "款" in turn.text:
            _tell_choices(turn)
        else:
            advise_size(turn)


class NoteRestock(ShopAction):
    action_name = "action_note_restock"

    def act(self, turn: Turn) -> None:
        about = turn.slots.get("pending_about") or {}
        turn.ask(None)
        note_restock(turn.uow, turn.conversation, about["sku_no"], turn.now)
        turn.say(
            "utter_product_restock_noted",
            item=about["item"],
            restock_at=(turn.now + timedelta(days=RESTOCK_DAYS)).isoformat(),
        )


class SkipRestock(ShopAction):
    action_name = "action_skip_restock"

    def act(self, turn: Turn) -> None:
        turn.ask(None)
        if turn.has("product", "colour", "size"):
            answer_stock(turn)  # 不用了，台灯呢
        else:
            turn.say("utter_product_restock_declined")


class TellRestocked(ShopAction):
    """What the shopper waited for is back: said without being asked."""

    action_name = "action_tell_restocked"

    def act(self, turn: Turn) -> None:
        facts = restocked_item(turn.uow, turn.profile.shop_id, str(turn.about["sku_no"]))
        if facts is None:
            return
        turn.remember("product", facts.product.product_no)
        price = format_yuan(facts.sku.price_fen)
        turn.say("utter_product_restocked", item=item_text(facts.product, facts.sku), price=price)
        if turn.pending is None:
            turn.ask("place_order")


class TakeInformation(ShopAction):
    """A bare fact: it answers our last question, or it says by itself what it is about."""

    action_name = "action_take_information"
    resumes = True

    def act(self, turn: Turn) -> None:
        about = turn.slots.get("pending_about") or {}
        answer = ASKED_FOR.get(turn.pending or "")
        if turn.pending == "which_product" and (turn.product() or turn.listed_product()) is not None:
            turn.ask(None)
            if about.get("choice"):
                answer_stock(turn, about["choice"])
                return
            turn.then(ACTION_FOR.get(about.get("intent", ""), "action_answer_product"))
        elif turn.pending == "tier_quantity" and turn.has("quantity"):
            turn.then("action_take_quantity")
        elif answer is not None:
            turn.ask(None)
            answer(turn)
        else:
            _take_by_itself(turn)


def ask_which(turn: Turn) -> None:
    """We do not know which product is meant; the question asked comes back once we do."""
    turn.say("utter_product_which", product_names=list_text(turn.product_names()))
    said = {key: turn.last(key) for key in ("colour", "size") if turn.has(key)}
    turn.ask(
        "which_product", {"intent": turn.intent, "choice": said if turn.intent in ("inform", "ask_stock") else None}
    )


def answer_stock(turn: Turn, said_before: Mapping[str, str] | None = None) -> None:
    product = turn.product()
    if product is None:
        ask_which(turn)
        return
    choice = named_choice(turn, product, said_before)
    skus = fitting(product, choice)
    if not skus:
        _tell_choices(turn)
        return
    if choice or turn.has("product"):
        before = {} if turn.has("product") else turn.slots.get("order_choice") or {}
        turn.remember("order_choice", {**before, **choice} or None)  # An order that follows is about this one.
    there = [sku for sku in skus if sku.stock > 0]
    named = variant_text(*(getattr(skus[0], key) if key in choice else "" for key in ("colour", "size")))
    if there:
        _tell_in_stock(turn, product, there, named)
    else:
        tell_out_of_stock(turn, product, skus[0], bool(choice))


def _tell_in_stock(turn: Turn, product: Product, skus: list[Sku], named: str) -> None:
    chosen = bool(named)
    item = item_text(product, skus[0]) if chosen and len(skus) == 1 else f"{product.name} {named}".strip()
    if chosen and sum(sku.stock for sku in skus) <= FEW:
        stock = sum(sku.stock for sku in skus)
        turn.say("utter_product_stock_few", product_name=product.name, item=item, stock=stock)
    else:
        price = format_yuan(_price_fen(turn, product, skus[0]))
        turn.say("utter_product_stock_in", product_name=product.name, item=item, price=price)
    if turn.pending is None and not turn.form:
        turn.ask("place_order")
    _cross_sell(turn, product)


def _price_fen(turn: Turn, product: Product, sku: Sku) -> int:
    """What one costs this shopper: a price granted before is not forgotten."""
    quantity = int(turn.slots.get("order_quantity") or 1)
    return granted_prices(turn.uow, turn.conversation_id, product.product_no, sku.price_fen, quantity)[0]


def _cross_sell(turn: Turn, product: Product) -> None:
    """One fitting thing, at most once a conversation."""
    other = cross_sell_for(turn.uow, turn.profile.shop_id, product)
    if other is not None and "utter_product_cross_sell" not in turn.seen and _is_free(turn):
        turn.say("utter_product_cross_sell", cross_name=other.name, cross_price=format_yuan(other.list_price_fen))


def _is_free(turn: Turn) -> bool:
    """Nothing else is going on that a word about other goods would come in between."""
    return turn.pending in (None, "place_order") and not turn.form and turn.last_part


def tell_out_of_stock(turn: Turn, product: Product, sku: Sku, chosen: bool) -> None:
    item = item_text(product, sku) if chosen else product.name
    size = sku.size if chosen else ""
    similar = similar_in_stock(turn.uow, turn.profile.shop_id, product, sku.colour if chosen else "", size)[
        :MOST_SIMILAR
    ]
    if similar:
        turn.answer("utter_product_stock_out", item=item, similar=list_text(each.name for each in similar))
    else:
        turn.say("utter_product_stock_out_alone", item=item)
    turn.ask("restock_notice", {"sku_no": sku.sku_no, "item": item})


def _tell_choices(turn: Turn) -> None:
    product = turn.product()
    if product is None:
        ask_which(turn)
    elif sizes_of(product):
        turn.answer(
            "utter_product_choices", product_name=product.name, colours=colours_of(product), sizes=sizes_of(product)
        )
    else:
        turn.answer("utter_product_colours", product_name=product.name, colours=colours_of(product))


def advise_size(turn: Turn) -> None:
    """Advice from everything the shopper has told about the body so far."""
    product = turn.product()
    if product is None:
        ask_which(turn)
        return
    body = _measures(turn)
    advice = advise(product, body.get("height_cm"), body.get("weight_jin"), body.get("waist_cm"), body.get("usual"))
    _tell_size(turn, product, advice, body)


def _measures(turn: Turn) -> dict[str, Any]:
    body = dict(turn.slots.get("measures") or {})
    for entity, key, unit in (
        ("height", "height_cm", "cm"),
        ("weight", "weight_jin", "jin"),
        ("waist", "waist_cm", "cm"),
    ):
        value = turn.found(entity)
        if value:
            body[key] = int(value[unit])
    if turn.found("usual_size"):
        body["usual"] = turn.found("usual_size")
    if not turn.has("height", "weight", "waist", "usual_size"):  # 身高170 says what its number is
        body.update(body_of(turn.text, "height_cm" in body))
    if pair := BODY.fullmatch(str(turn.found("size") or "")):
        body.update(height_cm=int(pair[1]), weight_jin=int(pair[2]))  # 160/100
    if body != (turn.slots.get("measures") or {}):
        turn.remember("measures", body)
    return body


def _tell_size(turn: Turn, product: Product, advice: SizeAdvice, body: Mapping[str, Any]) -> None:
    facts = {"product_name": product.name, "size": advice.size, "usual": body.get("usual")}
    if advice.size:
        turn.remember("order_choice", {**(turn.slots.get("order_choice") or {}), "size": advice.size})
    if advice.kind is SizeKind.ASK:
        turn.answer("utter_product_size_ask", product_name=product.name)
        turn.ask("measures")
    elif advice.kind is SizeKind.FREE:
        turn.answer("utter_product_size_free", product_name=product.name)
    elif advice.kind is SizeKind.NONE:
        turn.say("utter_product_size_none", product_name=product.name)
        turn.ask("human", {"reason": "size"})
    elif advice.kind is SizeKind.BIAS_UP:
        turn.answer("utter_product_size_small_cut", **facts)
    elif advice.kind is SizeKind.BIAS_DOWN:
        turn.answer("utter_product_size_large_cut", **facts)
    else:
        known = body_text(body.get("height_cm"), body.get("weight_jin"), body.get("waist_cm")) or str(body.get("usual"))
        turn.say("utter_product_size_advice", reason=known, product_name=product.name, size=advice.size)


def _take_by_itself(turn: Turn) -> None:
    if turn.has("height", "weight", "waist", "usual_size"):
        advise_size(turn)
    elif turn.has("carrier"):
        request_carrier(turn)
    elif turn.has("time_window", "card_text"):
        turn.then("action_start_wish")
    elif turn.has("phone", "person", "address") and _is_for_the_order(turn):
        turn.then("action_start_address_change")
    elif turn.has("phone", "person", "address", "quantity"):
        turn.then("action_start_order")
    elif turn.has("place"):
        answer_reach(turn)
    elif turn.has("order_no"):
        answer_logistics(turn)
    elif turn.has("colour", "size", "product"):
        answer_stock(turn)
    else:
        turn.then("action_admit_confusion")


def _is_for_the_order(turn: Turn) -> bool:
    """Whom to send it to, said of the order that stands already."""
    order = turn.order()
    return order is not None and order.status != "draft" and turn.pending != "place_order"


ASKED_FOR: Mapping[str, Callable[[Turn], None]] = {
    "carrier_place": answer_reach,
    "arrival_place": answer_arrival,
    "measures": advise_size,
    "which_order": answer_logistics,
}

ACTION_FOR = {
    "ask_stock": "action_answer_stock",
    "ask_size_color": "action_advise_size",
    "ask_quality": "action_answer_quality",
    "bargain_price": "action_bargain",
    "ask_bulk_discount": "action_bargain",
    "ask_repeat_discount": "action_bargain",
    "compare_cheaper_elsewhere": "action_bargain",
    "place_order": "action_start_order",
}
