"""What a shopper's client asked for, done: each a short piece of work in a thread, over the services."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from huashu.bootstrap import Services
from huashu.services.ports import UnitOfWork
from huashu.services.records import Message
from huashu.services.shopper import arrive, has_read, rate
from huashu.services.turns import receive
from huashu.web.shopper.asked import Say
from huashu.web.shopper.talks import Talk
from huashu.web.shopper.tokens import Claims


def begin(services: Services, claims: Claims) -> int:
    """The id of the shopper's conversation with the shop."""
    with services.uow() as uow:
        conversation = uow.lock_conversation(claims.shop, claims.sender, services.clock.now())
        uow.commit()
    assert conversation.id is not None
    return conversation.id


def hear(services: Services, talk: Talk, said: Say) -> tuple[Message, float] | None:
    """The stored message, and how long to wait for the next one before it is answered; None: the picture is not his."""
    with services.reads() as uow:
        if said.picture and uow.pictures.one(name=said.picture, conversation_id=talk.conversation_id) is None:
            return None
        pressed = _is_pressed(uow, talk.conversation_id, said.text)
    about: dict[str, Any] = {"channel": "web", "product": said.product, "picture": said.picture}
    about = {key: value for key, value in about.items() if value}
    if said.leave is not None:
        about["leave"] = said.leave.model_dump()
    message = receive(services.desk(), talk.claims.shop, talk.claims.sender, said.text, said.id, about)
    at_once = pressed or said.leave is not None
    return message, 0.0 if at_once else services.settings.pause_seconds


def hear_rasa_client(services: Services, talk: Talk, text: str) -> tuple[Message, float]:
    """As :func:`hear`, of a client that has no ids of its own."""
    message = receive(services.desk(), talk.claims.shop, talk.claims.sender, text, uuid4().hex, {"channel": "web"})
    return message, services.settings.pause_seconds


def _is_pressed(uow: UnitOfWork, conversation_id: int, text: str) -> bool:
    """It says what a button of the newest line says, so nothing is to follow."""
    newest = uow.messages.find(conversation_id=conversation_id, author="bot", newest_first=True, limit=1)
    return bool(newest) and any(each["payload"] == text for each in newest[0].buttons)


def opened(services: Services, talk: Talk) -> bool:
    """The window was opened; True when the shop greets because of it."""
    with services.uow() as uow:
        greeted = arrive(uow, talk.claims.shop, talk.claims.sender, services.clock.now())
        uow.commit()
    return greeted is not None


def read_up_to(services: Services, talk: Talk, message_id: int) -> None:
    with services.uow() as uow:
        has_read(uow, talk.conversation_id, message_id)
        uow.commit()


def rated(services: Services, talk: Talk, stars: int, text: str) -> None:
    """Raises RatingRefused."""
    with services.uow() as uow:
        conversation = uow.conversations.get(talk.conversation_id)
        assert conversation is not None
        rate(uow, conversation, stars, text, services.clock.now())
        uow.commit()
