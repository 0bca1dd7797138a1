"""How each name fares. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huashu.nlu.heard import Heard


@dataclass(frozen=True)
class Score:
    """How one name fares: ``n`` lines whose truth it is, ``heard`` lines whose guess it is, ``right`` that are both."""

    name: str
    n: int
    heard: int
    right: int

    @property
    def precision(self) -> float | None:
        return self.right / self.heard if self.heard else None

    @property
    def recall(self) -> float | None:
        return self.right / self.n if self.n else None

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.n + self.heard)


def scores(lines: Sequence[Heard]) -> list[Score]:
    """Every name that is the truth or the guess of a line, the most frequent truth first."""
    truths, guesses = [each.truth for each in lines], [each.guess for each in lines]
    right = [each.truth for each in lines if each.accepts()]
    names = {*truths, *(each for each in guesses if each is not None)}
    found = [Score(name, truths.count(name), guesses.count(name), right.count(name)) for name in names]
    return sorted(found, key=lambda each: (-each.n, each.name))
