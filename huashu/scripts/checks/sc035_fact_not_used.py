"""A fact that a script declares and never uses: somebody took it out of the wording, or misspelled another."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, said_of
from huashu.scripts.facts import CARD_FACTS
from huashu.scripts.model import Script
from huashu.scripts.templates import placeholders


def fact_not_used(script: Script, book: Book) -> Iterator[Finding]:
    used = set(_used(script, book)) if script.facts else ()
    for name in script.facts:
        if name not in used:
            fix = f"从“事实:”里去掉 {name}，或者在话里用上 {{{name}}}"
            yield Finding(script.span, f"声明了事实 {name}，却哪里也没用", fix)


def _used(script: Script, book: Book) -> Iterator[str]:
    for said in said_of(script):
        yield from placeholders(said.text.value)
    yield from CARD_FACTS.get(script.card, ())
    if script.promise is not None:
        yield script.promise.due_fact
        yield from placeholders(script.promise.text)
    if script.remark is not None:
        yield from placeholders(script.remark.text)
        for shop in book.library.shops.values():  # their formats take {old}, {new}, {address} from the facts
            yield from placeholders(shop.remark_formats[script.remark.format])


CHECK = Check("SC035", "声明了没用到的事实", script=fact_not_used)
