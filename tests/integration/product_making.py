"""The product without Rasa: real scripts and books, a clock that stands, a bot that says what the test tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from huashu.bootstrap import Services
from huashu.clock import StandingClock
from huashu.scripts import LiveLibrary
from huashu.services.bot import BotReply, Line
from huashu.services.ports import UnitOfWork
from huashu.services.records import Approval, CatalogueProduct, Conversation, Message, Reminder
from huashu.services.turns import Desk, receive
from huashu.settings import PROJECT, read_settings

UowFactory = Callable[[], UnitOfWork]

SHOP, SENDER = "qingmian", "小满"
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc)  # a Monday, 14:00 in the shop
WAIT_SECONDS = 150
PRODUCT = CatalogueProduct(SHOP, "QM1001", "高腰阔腿裤", 12900, 9900, member_price_fen=11900)


@cache
def scripts() -> LiveLibrary:
    return LiveLibrary(PROJECT / "scripts_zh")


def line(text: str, script_id: str = "utter_smalltalk_ok", **facts: Any) -> Line:
    return Line(text, script_id, 0, "test", [], facts)


def said(*texts: str) -> BotReply:
    return BotReply([line(text) for text in texts], [{"intent": "greet"}])


@dataclass
class ScriptedBot:
    """Our port to the bot, scripted: ``plan`` is what it answers, in turn (a reply, an error, or a function that makes
    the reply); with nothing left it echoes. ``heard`` are its turns: message id, text, trusted, metadata."""

    plan: list[BotReply | Exception | Callable[[], BotReply]] = field(default_factory=list)
    heard: list[tuple[int, str, bool, dict[str, Any]]] = field(default_factory=list)
    awake: bool = True

    def turn(self, sender: str, text: str, message_id: int, trusted: bool, metadata: dict[str, Any]) -> BotReply:
        self.heard.append((message_id, text, trusted, metadata))
        planned = self.plan.pop(0) if self.plan else said(f"答：{text}")
        if isinstance(planned, Exception):
            raise planned
        return planned() if callable(planned) else planned

    def ready(self) -> bool:
        return self.awake


@dataclass
class Product:
    """The services with their scripted parts at hand."""

    services: Services
    bot: ScriptedBot
    clock: StandingClock

    def desk(self, worker: str = "w1") -> Desk:
        return replace(self.services.desk(), worker=worker)

    def receive(self, text: str, sender: str = SENDER, **more: Any) -> Message:
        return receive(self.desk(), SHOP, sender, text, **more)

    def transcript(self, sender: str = SENDER) -> list[tuple[str, str]]:
        """Author and text of every line, in order; a bot's line of our own by its script's id."""
        with self.services.uow() as uow:
            conversation = uow.conversations.one(shop=SHOP, sender=sender)
            assert conversation is not None and conversation.id is not None
            return [(each.author, each.text) for each in uow.messages_after(conversation.id, 0)]

    def heard_by(self, sender: str = SENDER) -> list[str]:
        return [text for author, text in self.transcript(sender) if author == "bot"]

    def scripts_said(self) -> list[str | None]:
        with self.services.uow() as uow:
            return [each.script_id for each in uow.messages.find(author="bot")]

    def waiting(self) -> list[str]:
        with self.services.uow() as uow:
            return [each.text for each in uow.messages.find(answered_at=None) if each.author in ("shopper", "system")]

    def rows(self, table: str, **equals: Any) -> list[Any]:
        with self.services.uow() as uow:
            found: list[Any] = getattr(uow, table).find(**equals)
            return found


def make_product(uow: UowFactory, **settings: Any) -> Product:
    bot, clock = ScriptedBot(), StandingClock(NOW)
    with_these = replace(read_settings({}), **settings)
    return Product(Services(with_these, uow, uow, scripts(), clock, bot), bot, clock)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def talking(uow: UnitOfWork, sender: str = SENDER) -> Conversation:
    return uow.lock_conversation(SHOP, sender, NOW)


def ask_supervisor(product: Product, sender: str = SENDER, **more: Any) -> int:
    """What asking the supervisor leaves in the books: the question, and the reminder that ends the wait. Its id."""
    with product.services.uow() as uow:
        if uow.products.one(shop=SHOP, product_no=PRODUCT.product_no) is None:
            uow.products.add(PRODUCT)
        mine = talking(uow, sender).id
        assert mine is not None
        due_at = later(WAIT_SECONDS)
        approval = uow.approvals.add(
            Approval(mine, SHOP, PRODUCT.product_no, "plain", more.pop("quantity", 1), 12900, 9900, "open", due_at, NOW)
        )
        assert approval.id is not None
        uow.reminders.add(
            Reminder("approval_due", f"approval_due:{approval.id}", due_at, NOW, conversation_id=mine,
                     payload={"approval_id": approval.id})
        )  # fmt: skip
        uow.commit()
        return approval.id
