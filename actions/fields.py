"""Fields of an order as they come: in one paste, one by one, or an address in three messages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.goods import any_colour, fitting, named_choice, pointed_at
from actions.turn import Turn
from huashu.domain.address import missing_parts
from huashu.domain.goods import Product
from huashu.domain.phone import Mobile, check_mobile
from huashu.domain.replies import count_of, is_any
from huashu.services.catalogue import product_of

QUESTION = ("ask_", "bargain", "compare", "request_human", "request_bulk", "complain", "abuse", "cancel", "supervisor",
            "handoff", "deny", "thank", "goodbye", "greet", "add_wish", "request_invoice")  # fmt: skip
ROOM = re.compile(r"[\s,，]{0,2}([0-9]{1,5}(?:室|房)?)\s*$")
REGION = re.compile("(?:[^省区]{2,8}(?:省|自治区))?[^市]{1,12}?(?:市|自治州|盟|地区)(?:[^区县市]{1,6}[区县市])?")
LEAD = re.compile(r"(?:[是在到寄送发成：:，,。\s]|地址)$")
NAME = re.compile(r"[一-龥A-Za-z·()（）\s]{2,12}")
CALLED = re.compile("[小老阿][一-龥]{1,2}|[一-龥]{1,3}(?:先生|女士|小姐|老师|同学|师傅|[大小]?[姐哥叔姨妈爸嫂])")
FULL_NAME = re.compile(r"[一-龥]{2,4}")
LEAVING = re.compile("不要了|不买|不拍|不下单")
UNSURE = 0.6


@dataclass(frozen=True)
class Address:
    """An address so far, and which parts of it are missing (see huashu.domain.address)."""

    text: str
    missing: tuple[str, ...]


def is_question(turn: Turn) -> bool:
    """The message wants something else than to fill in a form."""
    if turn.intent == "deny" and turn.has("colour", "size", "quantity") and not LEAVING.search(turn.text):
        return False  # 「算了，还是灰色」
    answers_another = turn.intent == "affirm" and turn.pending is not None
    return answers_another or turn.intent.startswith(QUESTION)


def bare_name(turn: Turn) -> str | None:
    """The message as a receiver's name, where we asked for one: a name resembles anything to the classifier, so only
    what it is sure of counts as something else."""
    text = turn.text.strip()
    if turn.entities or not NAME.fullmatch(text) or turn.intent in ("affirm", "deny") or is_any(text):
        return None
    unsure = turn.confidence < UNSURE and FULL_NAME.fullmatch(text)
    return text if unsure or CALLED.fullmatch(text) or not is_question(turn) else None


def may_be_address(turn: Turn) -> bool:
    """The message may answer our question for an address though none was recognised in it."""
    if is_question(turn) or turn.has("phone", "person", "colour", "size", "carrier", "quantity", "time_window"):
        return False
    return turn.intent in ("inform", "nlu_fallback", "change_address") or turn.confidence < UNSURE


def read_address(turn: Turn, like: str = "") -> str:
    """The address in this message, as written: a room number behind it belongs to it, and where no more than a place
    was recognised, all that follows. ``like``: the address it replaces, whose region it keeps if it names none."""
    found, text = turn.entity("address"), turn.text.strip()
    if found is not None:
        room = ROOM.match(turn.text[found["end"] :])
        return _with_region(found["value"], str(found["value"]["full"]) + (room[1] if room else ""), like)
    place = turn.entity("place")
    return turn.text[place["start"] :].strip() if place and LEAD.search(turn.text[: place["start"]]) else text


def _with_region(value: dict[str, str], address: str, like: str) -> str:
    """姑苏区平江路20号 and 平江路20号 in full."""
    if "region" not in missing_parts(address):
        return address
    levels = dict.fromkeys(value.get(level) or "" for level in ("province", "city", "district"))
    own = "".join(each for each in levels if each not in ("市辖区", "县") and not address.startswith(each))
    region = REGION.match(like)
    return (own or (region[0] if region else "")) + address


def take_address(turn: Turn) -> Address:
    """What was pasted so far, joined."""
    text = "".join(turn.slots.get("address_parts") or [])
    return Address(text, missing_parts(text))


def add_address(turn: Turn, like: str = "") -> str | None:
    """Adds this message to the address; the whole address once it is complete, else None. ``like`` as in
    :func:`read_address`."""
    turn.place()
    address = read_address(turn, "" if turn.slots.get("address_parts") else like)
    if not missing_parts(address):
        parts = [address]
    else:
        parts = [*(turn.slots.get("address_parts") or []), address]
    turn.remember("address_parts", parts)
    whole = "".join(parts)
    return whole if not missing_parts(whole) else None


class OrderFields:
    """Fills the slots of the order form from one message."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.wanted = turn.slots.get("requested_slot") if turn.form == "order_form" else None

    def take(self) -> None:
        name = bare_name(self.turn) if self.wanted == "order_receiver" else None
        if name is not None:
            self.turn.remember("order_receiver", name)
        if name is not None or is_question(self.turn):
            return
        if self.turn.intent == "change_address" and not self.turn.entities and self.turn.slots.get("order_address"):
            self.turn.forget("order_address", "address_parts")
            return
        self._product()
        self._sku()
        self._quantity()
        self._recheck_quantity()
        self._receiver()
        self._phone()
        self._address()

    def _product(self) -> None:
        product, before = self.turn.product(), self.turn.slots.get("order_product")
        if self.wanted == "order_product" and product is None:
            product = self.turn.listed_product()
        if product is None or product.product_no == before:
            return
        self.turn.remember("order_product", product.product_no)
        if before:
            self.turn.forget("order_sku", "order_choice")

    def _known(self) -> Product | None:
        number = self.turn.slots.get("order_product")
        return product_of(self.turn.uow, self.turn.profile.shop_id, number) if number else None

    def _sku(self) -> None:
        product = self._known()
        if product is None or (self.turn.slots.get("order_sku") and not self.turn.has("colour", "size")):
            return
        if self.turn.has("address") and self.turn.slots.get("order_sku"):
            return  # 「5号 1202」 is a room, not a size.
        choice = named_choice(self.turn, product, self.turn.slots.get("order_choice"))
        if self.wanted == "order_sku":
            choice |= pointed_at(self.turn.text, product, choice)
            choice |= any_colour(product, choice) if is_any(self.turn.text) else {}
        if choice != (self.turn.slots.get("order_choice") or {}):
            self.turn.remember("order_choice", choice)
        there = [sku for sku in fitting(product, choice) if sku.stock > 0]
        if len(there) == 1:
            self.turn.remember("order_sku", there[0].sku_no)

    def _quantity(self) -> None:
        said = (self.turn.found("quantity") or {}).get("n")
        if said is None and self.wanted == "order_quantity":
            said = 1 if is_any(self.turn.text) else count_of(self.turn.text)
        if said is None:
            return
        fits = 0 < int(said) <= self._stock()
        self.turn.remember("order_quantity", str(said) if fits else None)

    def _recheck_quantity(self) -> None:
        """A quantity said before the variant was known may be more than there is."""
        known = self.turn.slots.get("order_quantity")
        if known and int(known) > self._stock():
            self.turn.remember("order_quantity", None)

    def _stock(self) -> int:
        product, wanted = self._known(), self.turn.slots.get("order_sku")
        stocks = [sku.stock for sku in product.skus if wanted in (None, sku.sku_no)] if product else []
        return max(stocks, default=0) if product else 1_000_000

    def _receiver(self) -> None:
        name = self.turn.found("person")
        if name is not None:
            self.turn.remember("order_receiver", str(name))

    def _phone(self) -> None:
        if not self.turn.has("phone"):
            return
        mobile = check_mobile(str(self.turn.found("phone")))
        self.turn.remember("order_phone", mobile.number if isinstance(mobile, Mobile) else None)

    def _address(self) -> None:
        piece = self.turn.has("address") or (self.turn.has("place") and self.turn.intent != "place_order")
        if piece or (self.wanted == "order_address" and may_be_address(self.turn)):
            self.turn.remember("order_address", add_address(self.turn))
