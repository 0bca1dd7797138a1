"""The code says a script that is not there: the shopper would get an apology instead."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.problems import Span, did_you_mean


def missing_scripts(book: Book) -> Iterator[Finding]:
    if book.project is None:
        return
    known = book.library.scripts
    for script_id, sites in book.project.uses.missing(known).items():
        first = sites[0]
        guess = did_you_mean(script_id, book.project.uses.unused(known))
        message = f"这里要说 {script_id}，话术里没有这一条"
        yield Finding(Span(first.path, first.line, first.column), message, f"{guess}在 scripts_zh 里补上 {script_id}")


CHECK = Check("SC077", "动作要说的话术没有写", book=missing_scripts, project=True)
