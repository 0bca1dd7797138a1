"""The rows of the shop's books, as frozen values. One class is one table; field names are column names.

Times are aware UTC, money is integer fen, dictionaries are JSON. ``id`` is None until the row is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Conversation:
    """One shopper with one shop. ``holder`` is who answers: bot or agent. ``lease_*``: who is taking its turn now."""

    shop: str
    sender: str
    created_at: datetime
    id: int | None = None
    holder: str = "bot"
    owner: str | None = None
    lease_by: str | None = None
    lease_until: datetime | None = None


@dataclass(frozen=True)
class Message:
    """One line of the transcript, append-only; ids grow within a conversation in the order of commit.

    ``author``: shopper | bot | agent | system. A shopper's or system's message waits (``answered_at`` None) until its
    turn is done. ``turn_id``: the message that a bot line answers. ``pushed``: said without being asked (outbox).
    """

    conversation_id: int
    author: str
    text: str
    created_at: datetime
    id: int | None = None
    client_id: str | None = None
    turn_id: int | None = None
    answered_at: datetime | None = None
    script_id: str | None = None
    variant: int | None = None
    revision: str | None = None
    pushed: bool = False
    buttons: list[dict[str, str]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    understood: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadMark:
    """Up to which message each side has read 已读. ``shopper_id``: what the shopper has seen; ``shop_id``: what a
    person of the shop has seen (what the bot answered is read anyway). 0: nothing."""

    conversation_id: int
    id: int | None = None
    shopper_id: int = 0
    shop_id: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture that a shopper sent, made anew by us. ``name``: its file in the picture store, not to be guessed."""

    conversation_id: int
    name: str
    width: int
    height: int
    bytes: int
    created_at: datetime
    id: int | None = None


@dataclass(frozen=True)
class Rating:
    """What a shopper thought of a talk: 1 to 5 stars, and words if any. ``agent``: who had it, None for the bot."""

    conversation_id: int
    shop: str
    stars: int
    text: str
    created_at: datetime
    id: int | None = None
    agent: str | None = None


@dataclass(frozen=True)
class Order:
    """``status``: draft (before P8's yes) | placed | paid | completed | cancelled. ``source``: import | api | chat.

    ``lines``: sku_no, name, colour, size, quantity, unit_price_fen; the chat's also product_no and shelf_price_fen.
    ``printed_at``: the slip went to the warehouse. ``confirmed_at``: P8's first yes.
    """

    shop: str
    order_no: str
    shopper: str
    status: str
    lines: list[dict[str, Any]]
    total_fen: int
    created_at: datetime
    id: int | None = None
    source: str = "chat"
    receiver: str = ""
    phone: str = ""
    address: str = ""
    carrier: str = ""
    waybill_no: str = ""
    paid_at: datetime | None = None
    printed_at: datetime | None = None
    shipped_at: datetime | None = None
    completed_at: datetime | None = None
    cancelled_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class Remark:
    """A remark 备注 on an order (P10), written with the line that promised it. ``order_no`` is None until there is an
    order; it is filled once, when the order is placed. ``flag``: red | yellow | green | blue | purple."""

    conversation_id: int
    shop: str
    flag: str
    format: str
    text: str
    created_at: datetime
    id: int | None = None
    order_no: str | None = None
    script_id: str | None = None
    message_id: int | None = None
    status: str = "open"


@dataclass(frozen=True)
class Promise:
    """Something said that is now owed. ``status``: open | kept | released. ``owner``: role that owes it."""

    conversation_id: int
    shop: str
    kind: str
    text: str
    owner: str
    due_at: datetime
    created_at: datetime
    id: int | None = None
    order_no: str | None = None
    script_id: str | None = None
    message_id: int | None = None
    status: str = "open"
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Offer:
    """A concession with a cost (P3). ``kind``: gift | price | coupon | member_price | tier_price | campaign.

    ``status``: reserved (before it is said) -> offered (said) -> accepted | declined | expired; released was never
    said. Declined, expired and released give budget and stock back. ``order_no``: the one order that uses it.
    """

    conversation_id: int
    shop: str
    product_no: str
    kind: str
    status: str
    approver: str
    created_at: datetime
    id: int | None = None
    turn_id: int | None = None
    approval_id: int | None = None
    gift_id: str | None = None
    unit_price_fen: int | None = None
    amount_fen: int = 0
    cost_fen: int = 0
    quantity: int = 1
    expires_at: datetime | None = None
    order_no: str | None = None


@dataclass(frozen=True)
class BargainMove:
    """One step on the ladder: what kind of bargaining came, which rung answered. ``turn_id``/``part`` make it once."""

    conversation_id: int
    product_no: str
    kind: str
    rung: str
    created_at: datetime
    id: int | None = None
    turn_id: int | None = None
    part: int = 0
    quantity: int = 1
    target_fen: int | None = None
    offer_id: int | None = None


@dataclass(frozen=True)
class Approval:
    """A question to the supervisor 请示主管. ``status``: open | answered | told. ``answer``: gift | price | coupon |
    refuse."""

    conversation_id: int
    shop: str
    product_no: str
    asked: str
    quantity: int
    list_price_fen: int
    floor_price_fen: int
    status: str
    due_at: datetime
    created_at: datetime
    id: int | None = None
    turn_id: int | None = None
    target_fen: int | None = None
    answer: str | None = None
    answer_fen: int | None = None
    gift_id: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    offer_id: int | None = None


@dataclass(frozen=True)
class Reminder:
    """Something to do at a time, claimed under a lease. ``key`` is unique: the same thing is never scheduled twice."""

    kind: str
    key: str
    due_at: datetime
    created_at: datetime
    id: int | None = None
    conversation_id: int | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    claimed_by: str | None = None
    lease_until: datetime | None = None
    attempts: int = 0
    done_at: datetime | None = None
    last_error: str = ""


@dataclass(frozen=True)
class Handoff:
    """转人工 (P12). ``status``: requested -> accepted -> returned | closed.

    ``summary``: asked, rung, promised, order, last_lines.
    """

    conversation_id: int
    shop: str
    reason: str
    status: str
    created_at: datetime
    id: int | None = None
    summary: dict[str, Any] = field(default_factory=dict)
    agent: str | None = None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Inquiry:
    """询盘: a question asked without an order (P20). ``status``: open | ordered. ``questions``: intents with times."""

    conversation_id: int
    shop: str
    shopper: str
    status: str
    created_at: datetime
    updated_at: datetime
    id: int | None = None
    questions: list[dict[str, Any]] = field(default_factory=list)
    product_no: str = ""


@dataclass(frozen=True)
class UnpaidOrder:
    """An order placed but not paid (P21). ``status``: open | paid | cancelled."""

    shop: str
    order_no: str
    shopper: str
    amount_fen: int
    status: str
    created_at: datetime
    id: int | None = None
    conversation_id: int | None = None
    asked: list[str] = field(default_factory=list)
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Member:
    """A returning customer: at least one completed order."""

    shop: str
    shopper: str
    joined_at: datetime
    id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class RestockRequest:
    conversation_id: int
    shop: str
    shopper: str
    sku_no: str
    created_at: datetime
    id: int | None = None
    told_at: datetime | None = None


@dataclass(frozen=True)
class Lead:
    """A bulk or project enquiry (P14). ``stage``: consult … ; ``intake``: the form's answers by field."""

    conversation_id: int
    shop: str
    stage: str
    created_at: datetime
    id: int | None = None
    intake: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """A slip for a desk of the shop, e.g. the printing desk 打单 (P9). ``key`` is unique."""

    shop: str
    desk: str
    key: str
    text: str
    created_at: datetime
    id: int | None = None
    order_no: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True)
class CatalogueProduct:
    """A product as stored; ``huashu.domain.goods.Product`` is its meaning. Skus are rows of their own."""

    shop: str
    product_no: str
    name: str
    list_price_fen: int
    floor_price_fen: int
    id: int | None = None
    aliases: list[str] = field(default_factory=list)
    member_price_fen: int | None = None
    features: list[str] = field(default_factory=list)
    quality: list[str] = field(default_factory=list)
    group: str = ""
    goes_with: list[str] = field(default_factory=list)
    size_bias: int = 0
    tiers: list[list[int]] = field(default_factory=list)
    sizes: list[dict[str, Any]] = field(default_factory=list)
    picture: str = ""


@dataclass(frozen=True)
class CatalogueSku:
    shop: str
    product_no: str
    sku_no: str
    price_fen: int
    stock: int
    id: int | None = None
    colour: str = ""
    size: str = ""
