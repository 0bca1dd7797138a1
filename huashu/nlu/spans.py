"""How well spans are found: precision, recall and F1 by entity; a span counts only if entity, start and end agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """``start``/``end`` count characters of the message from 0, as Rasa does; ``end`` is the first one after it."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True)
class Score:
    """``n``: how many are marked; the others from 0 to 1, rounded to four places."""

    n: int
    precision: float
    recall: float
    f1: float


def scores(pairs: Iterable[tuple[Collection[Mark], Collection[Mark]]]) -> dict[str, Score]:
    """By entity, in the order of the alphabet, from (marked, found) of each message."""
    marked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for expected, got in pairs:
        marked.update(each.entity for each in expected)
        found.update(each.entity for each in got)
        right.update(each.entity for each in set(expected) & set(got))
    return {each: _score(marked[each], found[each], right[each]) for each in sorted({*marked, *found})}


def _score(marked: int, found: int, right: int) -> Score:
    return Score(marked, _share(right, found), _share(right, marked), _share(2 * right, marked + found))


def _share(part: int, whole: int) -> float:
    """Of nothing, nothing is wrong: 1."""
    return round(part / whole, 4) if whole else 1.0
