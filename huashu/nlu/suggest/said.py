"""What shoppers said, from the books or from a file: one wish each, without what nobody would want to understand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from huashu.domain.oddities import odd_kind
from huashu.nlu.parsing import lines_of
from huashu.services.ports import UnitOfWork
from huashu.services.records import Message

HELPLESS = frozenset({"action_admit_confusion", "action_admit_limits"})  # these ask back, or offer a person


@dataclass(frozen=True)
class Said:
    """One wish of a shopper. ``troubled``: the bot asked back or offered a person then."""

    text: str
    troubled: bool = False


def said_in_file(path: Path) -> list[Said]:
    """The messages of a text file, one a line. Raises huashu.nlu.parsing.NotText, OSError."""
    with path.open("rb") as source:
        return [said for text in lines_of(source) for said in _worth(Said(text))]


def said_in_books(uow: UnitOfWork, since: datetime, limit: int) -> list[Said]:
    """The wishes of at most ``limit`` messages that shoppers sent at ``since`` (aware) or later, the newest first."""
    newest = uow.messages.find(limit=limit, newest_first=True, author="shopper")
    return [said for each in newest if each.created_at >= since for said in wishes_of(each)]


def wishes_of(message: Message) -> Iterator[Said]:
    """As the bot cut the message when it answered; the message itself where it did not (yet)."""
    parts = [each for each in message.understood.get("parts") or () if each.get("text")]
    if not parts:
        return _worth(Said(message.text))
    return (said for each in parts for said in _worth(Said(str(each["text"]), _troubled(each.get("actions") or ()))))


def _troubled(actions: Iterable[Iterable[str]]) -> bool:
    return any(name in HELPLESS for name, *_ in actions)


def _worth(said: Said) -> Iterator[Said]:
    """Without what nobody sees, and every space or line break one space: a training line is one line."""
    seen = "".join(each for each in said.text if unicodedata.category(each) != "Cf")
    text = " ".join(seen.split()).lstrip("/ ")
    if odd_kind(text) is None:
        yield Said(text, said.troubled)
