"""A question with so few phrasings that the bot learns next to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Question

LEAST = 3


def few_phrasings(question: Question, book: Book) -> Iterator[Finding]:
    have = len(question.phrasings)
    if have < LEAST:
        fix = f"再写 {LEAST - have} 种顾客真会打出来的问法，用词要不一样；有 8 种以上更稳"
        yield Finding(question.span, f"问法只有 {have} 种，机器人学不会", fix)


CHECK = Check("SC059", "问法太少", question=few_phrasings)
