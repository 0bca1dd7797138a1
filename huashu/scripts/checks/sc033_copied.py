"""The same sentence in two scripts: one of them was copied and never rewritten."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, said_of
from huashu.scripts.problems import Span

_GREETING = 6  # “在的亲” may be said anywhere


def copied(book: Book) -> Iterator[Finding]:
    seen: dict[str, tuple[str, Span]] = {}
    for script in book.library.scripts.values():
        for said in said_of(script):
            if said.variant is None or len(said.variant.text) <= _GREETING:
                continue
            first, at = seen.setdefault(said.variant.text, (script.script_id, said.text.span))
            if first != script.script_id:
                message = f"和 {first} 的一句一字不差（{at.path}:{at.line}）"
                fix = "两条话术说的是两件事，照这一条的标题改写；真是一件事就只留一条"
                yield Finding(said.text.span, message, fix, script.script_id)


CHECK = Check("SC033", "两条话术一字不差", book=copied)
