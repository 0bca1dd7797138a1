"""Readings made up for tests."""

from __future__ import annotations

from huashu.nlu.heard import Heard, heard
from huashu.nlu.labelled import Labelled
from huashu.nlu.reading import Reading
from huashu.nlu.taxonomy import read_taxonomy

TAXONOMY = read_taxonomy()


def reading(intent: str | None, confidence: float, *ranking: tuple[str, float], ms: float = 0.0) -> Reading:
    """Without a ranking, the intent alone is ranked."""
    return Reading("话", intent, confidence, ranking or ((str(intent), confidence),), ms=ms)


def line(names: str, reading: Reading) -> Heard:
    return heard([Labelled("话", tuple(names.split("|")))], [reading], TAXONOMY)[0]
