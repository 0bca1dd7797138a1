"""The intents that a line can be put under, and what they are called. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huashu.nlu.taxonomy import Taxonomy
from huashu.scripts.model import QUESTION_INTENT
from huashu.scripts.problems import did_you_mean

NEAREST = 5


@dataclass(frozen=True)
class Choice:
    """An intent to choose: ``title`` is what it is called in Chinese; ``confidence`` of the model, from 0 to 1."""

    intent: str
    title: str
    confidence: float


class UnknownIntent(ValueError):
    """No such intent; the text says in Chinese what to type."""


def title_of(intent: str, taxonomy: Taxonomy) -> str:
    """What the intent is called; a finer one by what it counts as."""
    return " / ".join(taxonomy.titles[name] for name in taxonomy.names_of(intent))


def takes_lines(intent: str, taxonomy: Taxonomy) -> bool:
    """Lines of ``data/nlu`` belong to it: no question of the shop's own, whose 问法 stand in ``scripts_zh/faq``."""
    return intent in taxonomy.titles or intent in taxonomy.counts_as


def nearest(ranking: Sequence[tuple[str, float]], taxonomy: Taxonomy) -> tuple[Choice, ...]:
    """The likeliest intents that take lines, at most five."""
    found = [Choice(name, title_of(name, taxonomy), sure) for name, sure in ranking if takes_lines(name, taxonomy)]
    return tuple(found[:NEAREST])


def question_of(ranking: Sequence[tuple[str, float]]) -> str:
    """The question of the shop's own that is the likeliest guess, as ``<topic>_<key>``; "" where none is."""
    first = ranking[0][0] if ranking else ""
    return first.removeprefix(QUESTION_INTENT) if first.startswith(QUESTION_INTENT) else ""


def intent_named(word: str, taxonomy: Taxonomy) -> str:
    """The intent of a name or of a Chinese title. Raises UnknownIntent."""
    by_title = {title: name for name, title in taxonomy.titles.items()}
    if takes_lines(word, taxonomy):
        return word
    if word in by_title:
        return by_title[word]
    known = [*taxonomy.titles, *taxonomy.counts_as, *by_title]
    fix = did_you_mean(word, known) or f"写 data/taxonomy.yml 里的名字或者中文叫法，比如 {known[0]}"
    raise UnknownIntent(f"没有这个意图：{word}。{fix}")
