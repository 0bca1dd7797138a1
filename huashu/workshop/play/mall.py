"""商城: an order event as a conversation file writes it, checked by the API's own model."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from huashu.scripts.problems import Notes, Problem, did_you_mean
from huashu.scripts.reader import Items, Node, Table, Text, deepest
from huashu.web.orders import Line, Pushed
from huashu.workshop.play.conversation import Mall
from huashu.workshop.play.nodes import Wrong, table_of, text_of, word_of, wrong

EVENTS = {
    "拍下": "created",
    "付款": "paid",
    "打单": "printed",
    "发货": "shipped",
    "完成": "completed",
    "取消": "cancelled",
}
UNKNOWN = "unknown"  # the player puts the real one in its place
KNOWN_TO_THE_PLAYER = ("shop", "order_no", "shopper", "event", "at")
ORDER_KEYS = tuple(key for key in Pushed.model_fields if key not in KNOWN_TO_THE_PLAYER)


def read_mall(node: Node, shop: str, notes: Notes) -> Mall:
    """``{拍下: 订单号, …}``: an order event with the API's own field names beside it; or ``付款`` alone, about the
    shopper's newest order. Raises Wrong."""
    if isinstance(node, Text):
        event = word_of(node, {word: EVENTS[word] for word in EVENTS if word != "拍下"}, "商城", notes)
        return Mall(_pushed({}, shop, event, UNKNOWN), node.value.strip(), newest=True)
    entries = table_of(node, notes)
    words = [word for word in entries if word in EVENTS]
    if len(words) != 1:
        fix = f"写成 {{付款: 订单号}}，可以写：{'、'.join(EVENTS)}"
        raise wrong(node, notes, "商城推来的事要写一件", fix, "CT003")
    order_no = text_of(entries[words[0]][1], notes)
    details = {key: _plain(value) for key, (_, value) in entries.items() if key != words[0]}
    try:
        return Mall(_pushed(details, shop, EVENTS[words[0]], order_no), words[0])
    except ValidationError as problem:
        for error in problem.errors():
            _note_order(node, error, notes)
        raise Wrong from None


def _pushed(details: dict[str, Any], shop: str, event: str, order_no: str) -> Pushed:
    known = {"shop": shop, "order_no": order_no, "event": event, "shopper": UNKNOWN}
    return Pushed.model_validate({**details, **known})


def _note_order(node: Node, error: Any, notes: Notes) -> None:
    """One problem of an order event, at the place of the key that it is about."""
    name = ".".join(str(each) for each in error["loc"])
    place, last = deepest(node, error["loc"]), str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        known = [*Line.model_fields] if "." in name else [*EVENTS, *ORDER_KEYS]
        fix = f"{did_you_mean(last, known)}可以写：{'、'.join(known)}"
        above = deepest(node, error["loc"][:-1])
        key = above.entries[last][0] if isinstance(above, Table) and last in above.entries else above
        notes.add(Problem(key.span, "CT002", f"订单里没有这个键：{last[:40]}", fix))
    elif error["type"] == "missing":
        notes.add(Problem(place.span, "CT003", f"订单里缺少 {last}", f"加上 {last}: …"))
    else:
        written = str(error["input"])[:40]
        message = f"订单里 {name} 的值不对：{written}"
        notes.add(Problem(place.span, "CT004", message, "金额是分，数量是整数，其余是文字"))


def _plain(node: Node) -> Any:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [_plain(each) for each in node.items]
    return {key: _plain(value) for key, (_, value) in node.entries.items()}
