"""The port to the bot: one turn in, lines and what was understood out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from huashu.domain.errors import HuashuError


class BotUnavailable(HuashuError):
    """The bot did not answer; the turn stays open and is taken up again."""

    code = "BOT"


class BotBroke(HuashuError):
    """The bot answered, but the turn broke inside it and is forgotten there; the same message would break again."""

    code = "BOT_BROKE"


@dataclass(frozen=True)
class Line:
    """One bubble to be said: rendered text, buttons, and where it comes from."""

    text: str
    script_id: str
    variant: int
    revision: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class BotReply:
    """``parts``: per wish its text, intent, confidence and entities."""

    lines: list[Line]
    parts: list[dict[str, Any]]


class Bot(Protocol):
    """Rasa over loopback."""

    def turn(
        self, sender: str, text: str, message_id: int, trusted: bool, metadata: dict[str, Any]
    ) -> BotReply:
        """Answers one message; the same ``message_id`` again gives the same answer.

        ``trusted``: an event of ours such as ``/supervisor_answered``; a shopper's text is never read as one.

        Raises:
            BotUnavailable: not reachable, loading, too slow or answering nonsense.
            BotBroke: nothing was said.
        """
        ...

    def ready(self) -> bool:
        """True when a message would be answered."""
        ...
