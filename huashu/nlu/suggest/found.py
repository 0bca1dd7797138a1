"""What the bot makes of shoppers' messages: which to ask about first, and which not to ask about at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huashu.nlu.bot import answers
from huashu.nlu.reading import NoModel
from huashu.nlu.suggest.said import Said
from huashu.settings import Settings
from huashu.training.shelf import Shelf

MODULE = "huashu.engine.suggesting"


@dataclass(frozen=True)
class Suggestion:
    """A message to ask about. ``line``: where it stands among the messages, from 0; ``times``: how often it was said;
    ``unsure``: from 0 to 1; ``ranking``: (intent, confidence), the likeliest first; ``mates``: others that mean nearly
    the same."""

    line: int
    text: str
    times: int
    unsure: float
    ranking: tuple[tuple[str, float], ...]
    mates: tuple[str, ...]


@dataclass(frozen=True)
class Dropped:
    """A message that is not asked about. ``why``: never | empty | personal | repeated | known; ``intents``: of a
    known one; ``of``: the line that a repeated one repeats."""

    line: int
    why: str
    intents: tuple[str, ...] = ()
    of: int = 0


@dataclass(frozen=True)
class Found:
    """``suggestions`` in the order of asking. ``looked_at``: messages, repeats counted; ``unsure``: of these."""

    suggestions: tuple[Suggestion, ...]
    dropped: tuple[Dropped, ...]
    looked_at: int
    unsure: int


@dataclass(frozen=True)
class Wanted:
    """``known``: (text, intent) of the training lines as the files have them now; ``never``: messages not to be asked
    about; ``most``: as many suggestions at most."""

    known: Sequence[tuple[str, str]]
    never: Sequence[str]
    most: int


def find(said: Sequence[Said], wanted: Wanted, settings: Settings) -> Found:
    """What the current model makes of the messages.

    Raises huashu.nlu.reading.NoModel, huashu.nlu.bot.BotDied.
    """
    if Shelf.of(settings).current() is None:
        raise NoModel(f"no model in {Shelf.of(settings).folder}: huashu train")
    return found_in(said, answers(MODULE, _asked(said, wanted), settings))


def found_in(said: Sequence[Said], answered: Iterator[Mapping[str, Any]]) -> Found:
    """The answers of :mod:`huashu.engine.suggesting`."""
    *each, end = answered
    dropped = (_dropped(one) for one in each if "why" in one)
    suggested = (_suggestion(said, one) for one in each if "why" not in one)
    return Found(tuple(suggested), tuple(dropped), end["looked_at"], end["unsure"])


def _dropped(answer: Mapping[str, Any]) -> Dropped:
    return Dropped(answer["line"], answer["why"], tuple(answer.get("intents") or ()), answer.get("of", 0))


def _suggestion(said: Sequence[Said], answer: Mapping[str, Any]) -> Suggestion:
    ranking = tuple((str(name), float(confidence)) for name, confidence in answer["ranking"])
    mates = tuple(said[line].text for line in answer["mates"])
    return Suggestion(answer["line"], said[answer["line"]].text, answer["times"], answer["unsure"], ranking, mates)


def _asked(said: Sequence[Said], wanted: Wanted) -> Iterator[dict[str, Any]]:
    yield {"known": list(wanted.known), "never": list(wanted.never), "most": wanted.most}
    for each in said:
        yield {"text": each.text, "troubled": each.troubled}
