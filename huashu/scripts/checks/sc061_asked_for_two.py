"""One phrasing under two questions: whichever answer the bot learns, half of the shoppers get the wrong one."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.asked import plain
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.problems import Span


def asked_for_two(book: Book) -> Iterator[Finding]:
    seen: dict[str, tuple[str, Span]] = {}
    for question in book.library.questions.values():
        for each in question.phrasings:
            key = plain(each.value)
            intent, at = seen.setdefault(key, (question.intent, each.span))
            if key and intent != question.intent:
                message = f"“{each.value.strip()[:40]}”在别的问答里也有（{at.path}:{at.line}）"
                fix = "只留在一处；两条问的若是一回事，就合成一条"
                yield Finding(each.span, message, fix, question.script_id)


CHECK = Check("SC061", "两条问答的问法撞了", book=asked_for_two)
