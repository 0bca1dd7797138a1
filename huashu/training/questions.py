"""The shop's own questions as training sees them."""

from __future__ import annotations

from dataclasses import dataclass

from huashu.scripts import Library


@dataclass(frozen=True)
class Asked:
    """An entry of ``scripts_zh/faq``: ``intent`` is ``ask_faq_<topic>_<name>``, ``phrasings`` what shoppers type."""

    intent: str
    phrasings: tuple[str, ...]


def questions_of(library: Library) -> tuple[Asked, ...]:
    """All of a library's questions, in the order of the files."""
    return tuple(
        Asked(each.intent, tuple(text.value.strip() for text in each.phrasings)) for each in library.questions.values()
    )
