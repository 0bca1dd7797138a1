"""Plain messages in, what was heard of them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from huashu.domain.errors import HuashuError
from huashu.nlu.reading import Reading

GUESSES = 3
ENTITY_KEYS = ("entity", "value", "start", "end")


class NotText(HuashuError):
    """A line that is no UTF-8; the text says which."""

    code = "NOT_TEXT"


def lines_of(source: Iterable[bytes]) -> Iterator[str]:
    """The messages of a file, without empty lines. Raises NotText when it comes to a line that is none."""
    for number, line in enumerate(source, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as problem:
            raise NotText(f"line {number} is not UTF-8: {problem}") from problem
        if text:
            yield text


def parsed(reading: Reading) -> dict[str, Any]:
    """``text, intent, confidence``; ``ranking``: the first guesses as ``[intent, confidence]``; ``entities``."""
    return {
        "text": reading.text,
        "intent": reading.intent,
        "confidence": round(reading.confidence, 4),
        "ranking": [[name, round(confidence, 4)] for name, confidence in reading.ranking[:GUESSES]],
        "entities": [{key: each.get(key) for key in ENTITY_KEYS} for each in reading.entities],
    }
