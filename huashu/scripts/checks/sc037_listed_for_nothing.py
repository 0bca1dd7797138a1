"""A fact in facts.yml that no script declares."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding


def listed_for_nothing(book: Book) -> Iterator[Finding]:
    declared = {name for script in book.library.scripts.values() for name in script.facts}
    for name, fact in book.library.facts.items():
        if name not in declared:
            message = f"没有一条话术用到这个事实：{name}"
            yield Finding(fact.span, message, "删掉这一行；要用它的话，写进那条话术的“事实:”")


CHECK = Check("SC037", "facts.yml 里没人用的事实", book=listed_for_nothing)
