"""Written first, then said: stores the bot's lines with the promises and remarks that their scripts declare.

One place for every path that speaks to a shopper, so no promise can be seen without its row (P10).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from huashu.domain.shop import ShopProfile
from huashu.scripts import (
    Conditions,
    Library,
    RenderedPromise,
    Script,
    choose,
    render,
    render_promise,
    render_remark,
    shop_facts,
)
from huashu.services.bot import Line
from huashu.services.notices import tell_printing
from huashu.services.offers import products_in
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Message, Order, Promise, Remark


def script_line(
    library: Library,
    profile: ShopProfile,
    script_id: str,
    facts: Mapping[str, Any],
    seen: Mapping[str, Mapping[int, int]],
    seed: str,
    now: datetime,
    conditions: Conditions,
) -> Line:
    """A line the app says by itself (the bot is not asked), chosen and rendered by the same rules as the bot's."""
    script = library.scripts[script_id]
    variant = choose(script, profile.shop_id, conditions, seen.get(script_id, {}), seed)
    rendered = render(script, profile.shop_id, variant, {**shop_facts(profile, now), **facts})
    buttons = [{"title": each.title, "payload": each.payload} for each in rendered.buttons]
    return Line(rendered.text, script_id, variant, library.revision, buttons, dict(facts))


def store_lines(
    uow: UnitOfWork,
    scripts: Callable[[str | None], Library],
    conversation: Conversation,
    asked: Message,
    lines: list[Line],
    now: datetime,
) -> list[Message]:
    """Adds the lines to the transcript and writes what they promise, each by the version of the scripts it was said
    from. The caller commits, then delivers.

    ``asked`` is the message these lines answer; an event of ours makes them pushed. Raises UnknownScript, MissingFact,
    BadFact: a line of no script, or whose promise cannot be written, is not said.
    """
    stored = []
    for line in lines:
        message = uow.messages.add(_message(conversation, asked, line, now))
        stored.append(message)
        library = scripts(line.revision)
        _write_debts(uow, library.shops[conversation.shop], conversation, library.script(line.script_id), message, now)
        _settle(uow, conversation, line, now)
    if asked.id is not None:
        uow.release_reserved(asked.id)
    return stored


def _message(conversation: Conversation, asked: Message, line: Line, now: datetime) -> Message:
    assert conversation.id is not None
    return Message(
        conversation_id=conversation.id,
        author="bot",
        text=line.text,
        created_at=now,
        turn_id=asked.id,
        script_id=line.script_id,
        variant=line.variant,
        revision=line.revision,
        pushed=asked.author == "system",
        buttons=line.buttons,
        facts=line.facts,
    )


def _write_debts(
    uow: UnitOfWork, profile: ShopProfile, conversation: Conversation, script: Script, message: Message, now: datetime
) -> None:
    """The promise and the remark that the line's script declares, on the order at hand if there is one."""
    assert conversation.id is not None
    order = _order_of(uow, conversation, message)
    order_no = message.facts.get("order_no") or (order.order_no if order and order.status != "draft" else None)
    carrier = {"carrier": order.carrier} if order and order.carrier else {}
    facts = {**shop_facts(profile, now), **carrier, **message.facts}
    owed = render_promise(script, facts)
    if owed is not None and not _owed_already(uow, conversation.id, order_no, owed):
        uow.promises.add(
            Promise(conversation.id, profile.shop_id, owed.kind, owed.text, owed.owner, owed.due_at, now,
                    order_no=order_no, script_id=script.script_id, message_id=message.id)
        )  # fmt: skip
    noted = render_remark(script, profile, facts, now)
    if noted is not None:
        remark = uow.remarks.add(
            Remark(conversation.id, profile.shop_id, noted.flag, noted.format, noted.text, now,
                   order_no=order_no, script_id=script.script_id, message_id=message.id)
        )  # fmt: skip
        slip(uow, remark, now)


def _order_of(uow: UnitOfWork, conversation: Conversation, message: Message) -> Order | None:
    """The order that a line's promise belongs to: the one at hand; an offer's only if that order can still use it."""
    order = order_at_hand(uow, conversation)
    offer = uow.offers.get(int(message.facts["offer_id"])) if message.facts.get("offer_id") else None
    if order is None or offer is None:
        return order
    fits = order.status in ("draft", "placed") and offer.product_no in products_in(uow, order)
    return order if fits or offer.order_no == order.order_no else None


def _owed_already(uow: UnitOfWork, conversation_id: int, order_no: str | None, owed: RenderedPromise) -> bool:
    """The same promise said twice is owed once."""
    open_ones = uow.promises.find(conversation_id=conversation_id, order_no=order_no, kind=owed.kind, status="open")
    return any(each.text == owed.text for each in open_ones)


def slip(uow: UnitOfWork, remark: Remark, now: datetime) -> None:
    """A red remark on an order goes to the printing desk at once (P9); one without an order waits for it."""
    if remark.flag == "red" and remark.order_no:
        tell_printing(uow, remark.shop, f"remark:{remark.id}", remark.text, remark.order_no, now)


def _settle(uow: UnitOfWork, conversation: Conversation, line: Line, now: datetime) -> None:
    """What is said is no longer only reserved; what was answered is no longer owed."""
    offer = uow.offers.get(int(line.facts["offer_id"])) if line.facts.get("offer_id") else None
    if offer is not None and offer.status == "reserved":
        uow.offers.change(replace(offer, status="offered"))
    approval = uow.approvals.get(int(line.facts["told_approval_id"])) if line.facts.get("told_approval_id") else None
    if approval is not None and approval.status == "answered":
        uow.approvals.change(replace(approval, status="told"))
        for promise in uow.promises.find(conversation_id=conversation.id, kind="supervisor_answer", status="open"):
            uow.promises.change(replace(promise, status="kept", closed_at=now))


def order_at_hand(uow: UnitOfWork, conversation: Conversation) -> Order | None:
    """The shopper's newest order that can still be talked about: not cancelled, not completed."""
    orders = uow.orders.find(shop=conversation.shop, shopper=conversation.sender)
    alive = [each for each in orders if each.status in ("draft", "placed", "paid")]
    return alive[-1] if alive else None
