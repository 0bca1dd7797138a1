"""The same phrasing twice in one question; a full stop or a 吗 more makes no other."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.asked import plain
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Question


def phrasing_twice(question: Question, book: Book) -> Iterator[Finding]:
    lines: dict[str, int] = {}
    for each in question.phrasings:
        key = plain(each.value)
        if key in lines:
            message = f"和第 {lines[key]} 行的问法是一样的：{each.value.strip()[:40]}"
            yield Finding(each.span, message, "删掉一个，换一种不同的问法；只差标点、大小写、“吗”“呢”“亲”的不算两种")
        elif key:
            lines[key] = each.span.line


CHECK = Check("SC060", "同一条里问法重复", question=phrasing_twice)
