"""What the model understood of messages, and that in the names of the taxonomy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from huashu.domain.errors import HuashuError
from huashu.nlu.bot import answers
from huashu.nlu.taxonomy import Names, Taxonomy
from huashu.settings import Settings
from huashu.training.shelf import Shelf

MODULE = "huashu.engine.reading"


class NoModel(HuashuError):
    """Nothing has been trained yet."""

    code = "NO_MODEL"


@dataclass(frozen=True)
class Reading:
    """One message as the pipeline left it. ``ranking``: (intent, confidence), the likeliest first; ``entities``: as in
    Rasa; ``ms``: milliseconds of the pipeline."""

    text: str
    intent: str | None
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Mapping[str, Any], ...] = ()
    ms: float = 0.0


@dataclass(frozen=True)
class Guess:
    """One guess at a message: ``names``, any of which it may be, and how sure the model is, from 0 to 1."""

    names: Names
    confidence: float


def read_messages(texts: Iterable[str], settings: Settings) -> Iterator[Reading]:
    """The readings by the current model, in order, as they come. Raises NoModel, huashu.nlu.bot.BotDied."""
    if Shelf.of(settings).current() is None:
        raise NoModel(f"no model in {Shelf.of(settings).folder}: huashu train")
    return map(reading_of, answers(MODULE, ({"text": each} for each in texts), settings))


def reading_of(answer: Mapping[str, Any]) -> Reading:
    """An answer of :mod:`huashu.engine.reading`."""
    intent = answer["intent"]
    ranking = tuple((str(each["name"]), float(each["confidence"])) for each in answer["intent_ranking"])
    entities = tuple(answer.get("entities") or ())
    confidence = float(intent["confidence"] or 0.0)
    return Reading(answer["text"], intent["name"], confidence, ranking, entities, float(answer.get("ms") or 0.0))


def is_answered(reading: Reading, taxonomy: Taxonomy) -> bool:
    """The bot answers it at the shipped thresholds: what it heard is a wish, not the fallback."""
    return bool(taxonomy.names_of(reading.intent))


def guesses_of(reading: Reading, taxonomy: Taxonomy) -> tuple[Guess, ...]:
    """The ranking in names, the likeliest first.

    Intents that count as the same names are one guess, as likely as they are together. The first guess is always what
    the pipeline decided: its later steps overrule the ranking. After a fallback it is the likeliest wish.
    """
    chances: dict[Names, float] = {}
    for intent, confidence in reading.ranking:
        if names := taxonomy.names_of(intent):
            chances[names] = chances.get(names, 0.0) + confidence
    decided = taxonomy.names_of(reading.intent)
    if decided:
        chances[decided] = max(chances.get(decided, 0.0), reading.confidence)
    ranked = sorted(chances, key=lambda names: (names != decided, -chances[names]))
    return tuple(Guess(names, chances[names]) for names in ranked)
