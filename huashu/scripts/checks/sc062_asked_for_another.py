"""A phrasing that the bot has learned with another meaning: both would become unsure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from huashu.scripts.checks.asked import plain, without_entities
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.project import Line, Project

# A question that has an answer now may well stand among the examples of what nobody could answer.
_UNANSWERED = "out_of_scope"


def asked_for_another(book: Book) -> Iterator[Finding]:
    learned = _learned(book.project) if book.project else {}
    for question in book.library.questions.values():
        for each in question.phrasings:
            intent, at = learned.get(plain(each.value), ("", each.span))
            if intent:
                message = f"机器人已经学过这句，当成 {intent}（{at.path}:{at.line}）"
                fix = "已经答得上的就不用写；要分开的话，把这里的问法说具体些，例如带上东西的名字"
                yield Finding(each.span, message, fix, question.script_id)


@lru_cache(maxsize=4)
def _learned(project: Project) -> Mapping[str, Line]:
    """Thousands of lines, the same at every reading of the scripts."""
    spoken = ((plain(without_entities(text)), line) for text, line in project.lines.items() if line[0] != _UNANSWERED)
    return {key: line for key, line in spoken if key}


CHECK = Check("SC062", "问法和机器人学过的别的话撞了", book=asked_for_another, project=True)
