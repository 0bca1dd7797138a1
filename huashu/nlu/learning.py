"""The learning curve: how well the classifier would do with fewer training lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huashu.nlu.bot import answers
from huashu.nlu.heard import heard
from huashu.nlu.labelled import Labelled
from huashu.nlu.measures import figures
from huashu.nlu.reading import Reading
from huashu.nlu.taxonomy import Taxonomy
from huashu.settings import Settings

MODULE = "huashu.engine.learning"


@dataclass(frozen=True)
class Point:
    """``lines`` it was trained on, and the figures of :mod:`huashu.nlu.measures` with that."""

    lines: int
    accepted: float
    top2_accepted: float
    macro_f1: float


def points(lines: Sequence[Labelled], taxonomy: Taxonomy, settings: Settings) -> Iterator[Point]:
    """The curve over labelled lines, from few training lines to all, each point as it is there; takes minutes.

    Raises huashu.nlu.bot.BotDied.
    """
    for answer in answers(MODULE, [{"text": each.text} for each in lines], settings):
        yield point_of(answer, lines, taxonomy)


def point_of(answer: Mapping[str, Any], lines: Sequence[Labelled], taxonomy: Taxonomy) -> Point:
    """The point of one answer of :mod:`huashu.engine.learning`."""
    readings = [_reading(line.text, ranking) for line, ranking in zip(lines, answer["rankings"], strict=True)]
    found = figures(heard(lines, readings, taxonomy))
    return Point(int(answer["lines"]), found.accepted, found.top2_accepted, found.macro_f1)


def _reading(text: str, ranking: Sequence[Mapping[str, Any]]) -> Reading:
    """The classifier alone: its first guess is what was heard."""
    ranked = tuple((str(each["name"]), float(each["confidence"])) for each in ranking)
    name, confidence = ranked[0] if ranked else (None, 0.0)
    return Reading(text, name, confidence, ranked)
