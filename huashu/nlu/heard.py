"""A labelled line beside what was heard. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huashu.nlu.labelled import Labelled
from huashu.nlu.reading import Guess, Reading, guesses_of, is_answered
from huashu.nlu.taxonomy import Names, Taxonomy


@dataclass(frozen=True)
class Heard:
    """A labelled line and what was heard: ``names`` are right, the best first; ``guesses``, the likeliest first;
    ``answered`` at the shipped thresholds, of which ``confidence`` is looked at; ``intent`` as the pipeline decided."""

    text: str
    names: Names
    guesses: tuple[Guess, ...]
    answered: bool
    confidence: float
    intent: str | None = None
    ms: float = 0.0

    def accepts(self, first: int = 1) -> bool:
        """One of the first guesses is right."""
        return any(set(each.names) & set(self.names) for each in self.guesses[:first])

    @property
    def first_is_best(self) -> bool:
        return bool(self.guesses) and self.names[0] in self.guesses[0].names

    @property
    def truth(self) -> str:
        """The one name that the line counts under: the guessed one where that is right, else its first."""
        guessed = self.guesses[0].names if self.guesses else ()
        return next((each for each in self.names if each in guessed), self.names[0])

    @property
    def guess(self) -> str | None:
        """The one name that the first guess counts as."""
        if not self.guesses:
            return None
        return self.truth if self.accepts() else self.guesses[0].names[0]


def heard(lines: Sequence[Labelled], readings: Sequence[Reading], taxonomy: Taxonomy) -> list[Heard]:
    """Lines beside their readings, in order."""
    return [_heard(line, reading, taxonomy) for line, reading in zip(lines, readings, strict=True)]


def _heard(line: Labelled, reading: Reading, taxonomy: Taxonomy) -> Heard:
    answered = is_answered(reading, taxonomy)
    real = (confidence for intent, confidence in reading.ranking if taxonomy.names_of(intent))
    confidence = reading.confidence if answered else max(real, default=0.0)
    return Heard(line.text, line.names, guesses_of(reading, taxonomy), answered, confidence, reading.intent, reading.ms)
