"""``python -m huashu.engine.suggesting``: which messages the shop should be asked about, and in which order.

Reads JSON lines from stdin until it ends. The first is ``{"known": [[text, intent], …], "never": [text, …], "most"}``:
training lines as the files have them now, messages that nobody wants to be asked about, and how many to ask about at
most. Each further one is a message: ``{"text", "troubled"}``; they are counted from 0. Answers with JSON lines:

``{"line", "why"}``  a message that is not asked about: ``never``, ``empty`` (nothing but emoticon codes),
                     ``personal`` (it holds a phone, a name and the like), ``repeated`` (with ``of``, the line it
                     repeats), ``known`` (with ``intents``, those it has)
``{"line", "times", "unsure", "ranking", "mates"}``
                     one to ask about, in the order of asking: ``unsure`` from 0 to 1, ``ranking`` as ``[intent,
                     confidence]`` without the fallback, ``mates`` the lines of messages that mean nearly the same
``{"looked_at", "unsure"}``
                     the end: messages without personal ones, repeats counted, and those that the bot is unsure of
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from huashu.engine.choosing import chosen, clustered, mates
from huashu.engine.normalise import glued
from huashu.engine.reading import NothingToRead, Understand, current_understanding, own_stdout
from huashu.engine.serve import hush_warnings
from huashu.engine.vectors import sentence_vectors

PERSONAL = frozenset({"phone", "address", "person", "order_no", "email", "invoice_title", "card_text"})
LONG_NUMBER = re.compile(r"\d(?:[\s-]*\d){6}")  # of a parcel, an account, a bank card: no entity of ours, yet someone's
HANDLE = re.compile(  # 加我微信lily_2020, QQ 123456
    r"(?:[微薇威v]信|vx|wx|wechat|qq|扣扣|旺旺)(?:账号|帐号|号码|号)?\W*[是为]?\W*[a-z0-9][a-z0-9_-]{4,}", re.IGNORECASE
)
FALLBACK = "nlu_fallback"
UNSURE = 0.5  # from here on a message counts as not surely understood: the second guess is half as likely as the first
TROUBLED = 0.5  # so unsure at least is a message after which the bot asked back or offered a person
MATES = 3
CONSIDERED = 3000  # messages compared with each other, the worthiest: 70 MB of numbers


@dataclass
class Candidate:
    """Messages that are the same once glued. ``line``: of the first one."""

    line: int
    text: str
    unsure: float
    ranking: list[tuple[str, float]]
    times: int = 1
    troubled: bool = field(default=False)

    @property
    def worth(self) -> float:
        """How unsure the choice takes it to be, from 0 to 1."""
        return max(self.unsure, TROUBLED * self.troubled)


@dataclass
class Sieve:
    """Takes messages one by one; ``candidates`` are those to ask about, by their glued text."""

    understand: Understand
    known: Mapping[str, Sequence[str]]
    never: frozenset[str]
    candidates: dict[str, Candidate] = field(default_factory=dict)
    looked_at: int = 0

    def take(self, line: int, text: str, troubled: bool) -> dict[str, Any] | None:
        """None for a candidate, else why it is none."""
        key = glued(text)
        if not key or key in self.never:
            return {"line": line, "why": "never" if key else "empty"}
        if key in self.candidates:
            return self._repeated(line, self.candidates[key], troubled)
        read = self.understand(text, None)
        if is_personal(text, read["entities"]):
            return {"line": line, "why": "personal"}
        self.looked_at += 1
        if key in self.known:
            return {"line": line, "why": "known", "intents": list(self.known[key])}
        self.candidates[key] = Candidate(line, text, unsureness(read), ranked(read), troubled=troubled)
        return None

    def _repeated(self, line: int, first: Candidate, troubled: bool) -> dict[str, Any]:
        self.looked_at += 1
        first.times += 1
        first.troubled |= troubled
        return {"line": line, "why": "repeated", "of": first.line}


def is_personal(text: str, entities: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the message says who somebody is, where they live or how they are reached."""
    plain = unicodedata.normalize("NFKC", text)
    named = LONG_NUMBER.search(plain) or HANDLE.search(plain)
    return named is not None or any(each["entity"] in PERSONAL for each in entities)


def ranked(read: Mapping[str, Any]) -> list[tuple[str, float]]:
    """The guesses at a message, the likeliest first; the fallback is no guess."""
    return [(each["name"], each["confidence"]) for each in read["intent_ranking"] if each["name"] != FALLBACK]


def unsureness(read: Mapping[str, Any]) -> float:
    """1 less the distance of the first two guesses. Where a later step overruled the first: 1 less its confidence."""
    name, confidence = read["intent"]["name"], read["intent"]["confidence"] or 0.0
    guesses = ranked(read)
    if guesses and name not in (FALLBACK, guesses[0][0]):
        return float(1 - confidence)
    first, second = ([confidence for _, confidence in guesses] + [0.0, 0.0])[:2]
    return float(1 - (first - second))


def suggestions(found: Iterable[Candidate], most: int) -> Iterator[dict[str, Any]]:
    """The first ``most`` candidates in the order of asking."""
    candidates = sorted(found, key=lambda each: -each.worth * each.times)[:CONSIDERED]
    if not candidates:
        return
    vectors = sentence_vectors([each.text for each in candidates])
    labels = clustered(vectors)
    for place in chosen(np.array([each.worth * each.times for each in candidates]), labels, most):
        each = candidates[place]
        near = [candidates[mate].line for mate in mates(place, vectors, labels, MATES)]
        yield {"line": each.line, "times": each.times, "unsure": each.unsure, "ranking": each.ranking, "mates": near}


def by_text(lines: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Glued text -> the intents that it is a training line of."""
    found: dict[str, list[str]] = {}
    for text, intent in lines:
        intents = found.setdefault(glued(text), [])
        if intent not in intents:
            intents.append(intent)
    return found


def main() -> None:
    hush_warnings()
    out = own_stdout()
    understand = current_understanding()
    head, *asked = map(json.loads, sys.stdin.buffer)
    sieve = Sieve(understand, by_text(head["known"]), frozenset(map(glued, head["never"])))
    for line, each in enumerate(asked):
        if (dropped := sieve.take(line, each["text"], each["troubled"])) is not None:
            out.write(json.dumps(dropped) + "\n")
    found = sieve.candidates.values()
    for suggestion in suggestions(found, head["most"]):
        out.write(json.dumps(suggestion) + "\n")
    unsure = sum(each.times for each in found if each.unsure >= UNSURE)
    out.write(json.dumps({"looked_at": sieve.looked_at, "unsure": unsure}) + "\n")


if __name__ == "__main__":
    try:
        main()
    except NothingToRead as problem:
        sys.exit(f"{problem.code}: {problem}")
