"""What was taken for what, and how sure one has to be. Pure counting over heard lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from huashu.nlu.heard import Heard

Pair = tuple[str, str | None]


@dataclass(frozen=True)
class Cut:
    """If only lines were answered that the model is at least as sure of as ``confidence``: ``coverage`` of the lines
    would be, and of those ``accepted`` rightly."""

    confidence: float
    coverage: float
    accepted: float


def pairs(lines: Sequence[Heard]) -> Counter[Pair]:
    """(truth, guess) -> lines, as :class:`Heard` defines both; the guess is None where there was none at all."""
    return Counter((each.truth, each.guess) for each in lines)


def confusions(counted: Counter[Pair], name: str) -> list[tuple[str | None, int]]:
    """What lines of this name were taken for instead, the most frequent first."""
    wrong = Counter({guess: count for (truth, guess), count in counted.items() if truth == name and guess != name})
    return wrong.most_common()


def cuts(lines: Sequence[Heard]) -> list[Cut]:
    """A cut at every confidence that occurs, the highest first."""
    surest = sorted(lines, key=lambda each: -each.confidence)
    found, answered, right = [], 0, 0
    for confidence, alike in groupby(surest, key=lambda each: each.confidence):
        group = list(alike)
        answered += len(group)
        right += sum(each.accepts() for each in group)
        found.append(Cut(confidence, answered / len(lines), right / answered))
    return found
