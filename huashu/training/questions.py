"""The shop's own questions as training sees them."""

from __future__ import annotations

from typing import Protocol

from huashu.scripts import Library


class Question(Protocol):
    """An entry of ``scripts_zh/faq``: ``intent`` is ``ask_faq_<topic>_<key>``, ``phrasings`` what shoppers type."""

    @property
    def intent(self) -> str: ...

    @property
    def phrasings(self) -> tuple[str, ...]: ...


def questions_of(library: Library) -> tuple[Question, ...]:
    """All of a library's questions, in the order of the files; none where the library knows of none."""
    return tuple(getattr(library, "questions", {}).values())
