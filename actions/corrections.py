"""What a message corrects in an order that was read back (P8): only the fields it names, however many they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from actions.carrier import ask_carrier
from actions.fields import add_address, bare_name, may_be_address, take_address
from actions.goods import fitting, item_text, named_choice, still_there
from actions.turn import Turn
from huashu.domain.goods import Product
from huashu.domain.phone import PhoneProblem, check_mobile
from huashu.domain.replies import count_of
from huashu.scripts.locale_zh import ADDRESS_PARTS, list_text, variant_text
from huashu.services.catalogue import find_product, product_of
from huashu.services.orders import order_line
from huashu.services.records import Order

# How shoppers name the field that is wrong; the first that fits.
FIELD_WORDS = (
    ("phone", re.compile("电话|手机|号码|联系方式")),
    ("receiver", re.compile("收件人|收货人|名字|姓名")),
    ("address", re.compile("地址|门牌")),
    ("carrier", re.compile("快递|物流")),
    ("quantity", re.compile("数量|件数|个数")),
    ("item", re.compile("款|颜色|尺码|尺寸|码数|码|色")),
)
ITEM_ENTITIES = ("colour", "size")


@dataclass
class Correction:
    """``changes``: columns of the order; ``values``: field -> new value as text; ``problem``: the field that cannot be
    taken, with the script and facts that say why."""

    changes: dict[str, Any] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    problem: tuple[str, str, dict[str, Any]] | None = None

    @property
    def quantity(self) -> int | None:
        """The number of pieces, where the position changes."""
        return self.changes["lines"][0]["quantity"] if "lines" in self.changes else None

    def take(self, name: str, value: str, changes: dict[str, Any]) -> None:
        self.values[name] = value
        self.changes.update(changes)


def read_correction(turn: Turn, order: Order) -> Correction:
    """Everything that the message changes; a field we asked for takes a bare answer too."""
    found, asked = Correction(), asked_field(turn)
    _phone(turn, found)
    _receiver(turn, found, asked)
    _address(turn, order, found, asked)
    _item(turn, order, found, asked)
    return found


def asked_field(turn: Turn) -> str | None:
    """The field whose right value we asked for."""
    about = turn.slots.get("pending_about") or {}
    return about.get("field") if turn.pending == "order_fix" else None


def named_field(turn: Turn) -> str | None:
    """The field that the message says is wrong, without its right value."""
    return next((name for name, words in FIELD_WORDS if words.search(turn.text)), None)


def ask_field(turn: Turn, name: str, order: Order) -> None:
    """Asks for the right value of one field."""
    product = product_of_line(turn, order)
    if name == "carrier":
        ask_carrier(turn)
    elif name == "quantity" and product is not None:
        turn.say("utter_ask_order_quantity", product_name=product.name)
    elif name == "item" and product is not None:
        turn.say("utter_ask_order_sku", product_name=product.name, choices=still_there(turn, product))
    elif name in ("phone", "receiver", "address"):
        turn.say(f"utter_ask_order_{name}")
    else:
        turn.answer("utter_order_what_wrong")
    turn.forget("address_parts")
    if turn.pending != "human":
        turn.ask("order_fix", {"field": name})


def other_product(turn: Turn, order: Order) -> Product | None:
    """The product wanted instead of the order's."""
    names = [str(each["value"]) for each in turn.entities if each["entity"] == "product"]
    wanted = find_product(turn.uow, turn.profile.shop_id, names[-1]) if names else None
    own = product_of_line(turn, order)
    return wanted if wanted and own and wanted.product_no != own.product_no else None


def product_of_line(turn: Turn, order: Order) -> Product | None:
    """The product of the order's first line; the mall's lines only have the variant's number."""
    line = order.lines[0]
    sku = turn.uow.skus.one(shop=turn.profile.shop_id, sku_no=line["sku_no"])
    number = line.get("product_no") or (sku.product_no if sku else "")
    return product_of(turn.uow, turn.profile.shop_id, number) if number else None


def _phone(turn: Turn, found: Correction) -> None:
    if not turn.has("phone"):
        return
    mobile = check_mobile(str(turn.found("phone")))
    if isinstance(mobile, PhoneProblem):
        found.problem = ("phone", "utter_order_bad_phone", {"digits": mobile.digits})
    else:
        found.take("phone", mobile.number, {"phone": mobile.number})


def _receiver(turn: Turn, found: Correction, asked: str | None) -> None:
    bare = asked == "receiver" and named_field(turn) is None
    name = turn.found("person") or (bare_name(turn) if bare else None)
    if name:
        found.take("receiver", str(name), {"receiver": str(name)})


def _address(turn: Turn, order: Order, found: Correction, asked: str | None) -> None:
    bare = asked == "address" and may_be_address(turn) and named_field(turn) is None
    if not (turn.has("address", "place") or bare):
        return
    address = add_address(turn, order.address)
    if address is None:
        missing = list_text(ADDRESS_PARTS[part] for part in take_address(turn).missing)
        found.problem = ("address", "utter_order_bad_address", {"missing": missing})
    else:
        turn.forget("address_parts")
        found.take("address", address, {"address": address})


def _item(turn: Turn, order: Order, found: Correction, asked: str | None) -> None:
    line, product, said = order.lines[0], product_of_line(turn, order), (turn.found("quantity") or {}).get("n")
    if said is None and asked == "quantity":
        said = count_of(turn.text)
    if product is None or (turn.has("address") and not said):
        return
    known = {"colour": line["colour"], "size": line["size"]}
    choice = known if asked == "quantity" else named_choice(turn, product, known)
    if not said and choice == known and not turn.has(*ITEM_ENTITIES):
        return
    skus = fitting(product, choice)
    quantity = int(said or line["quantity"])
    if not skus or skus[0].stock <= 0:
        found.problem = ("item", "utter_order_bad_sku", {"choices": still_there(turn, product)})
    elif quantity > skus[0].stock:
        facts = {"stock": skus[0].stock, "item": item_text(product, skus[0])}
        found.problem = ("quantity", "utter_order_bad_quantity", facts)
    else:
        changed = choice != known or turn.has(*ITEM_ENTITIES)
        _take_item(found, order_line(product, skus[0], quantity), order, changed)


def _take_item(found: Correction, line: dict[str, Any], order: Order, changed: bool) -> None:
    """``changed``: another colour or size, not only another number."""
    lines, quantity = {"lines": [line, *order.lines[1:]]}, line["quantity"]
    if changed:
        item = f"{line['name']} {variant_text(line['colour'], line['size'])}".strip()
        found.take("item", f"{item}×{quantity}", lines)
    else:
        found.take("quantity", str(quantity), lines)
