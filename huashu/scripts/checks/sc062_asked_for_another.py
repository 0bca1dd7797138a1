"""A phrasing that the bot has learned with another meaning: both would become unsure."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.asked import learned, plain
from huashu.scripts.checks.base import Book, Check, Finding


def asked_for_another(book: Book) -> Iterator[Finding]:
    taught = learned(book.project) if book.project else {}
    for question in book.library.questions.values():
        for each in question.phrasings:
            intent, at = taught.get(plain(each.value), ("", each.span))
            if intent:
                message = f"机器人已经学过这句，当成 {intent}（{at.path}:{at.line}）"
                fix = "已经答得上的就不用写；要分开的话，把这里的问法说具体些，例如带上东西的名字"
                yield Finding(each.span, message, fix, question.script_id)


CHECK = Check("SC062", "问法和机器人学过的别的话撞了", book=asked_for_another, project=True)
