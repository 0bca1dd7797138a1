"""A wish's phrase that does not fit a button, or that two wishes share: a click would not tell which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.asked import plain
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Wish

MOST_CHARACTERS = 8
_MARKUP = re.compile(r"[{}\[\]()=/]")


def wish_phrase(book: Book) -> Iterator[Finding]:
    known: dict[str, Wish] = {}
    for wish in book.library.wishes.values():
        yield from _wrong(wish)
        first = known.setdefault(plain(wish.phrase), wish)
        if first is not wish:
            message = f"“{wish.phrase}”和第 {first.node.span.line} 行的 {first.intent} 叫成一样的了"
            yield Finding(wish.node.span, message, "换几个字，让顾客一眼看出是两样")


def _wrong(wish: Wish) -> Iterator[Finding]:
    if len(wish.phrase) > MOST_CHARACTERS:
        fix = f"不超过 {MOST_CHARACTERS} 个字，像“几天能到”"
        yield Finding(wish.node.span, f"按钮上写不下：{len(wish.phrase)} 个字", fix)
    elif (found := _MARKUP.search(wish.phrase)) or not plain(wish.phrase):
        message = f"不能有 {found[0]}" if found else "只有标点或语气词"
        yield Finding(wish.node.span, message, "写顾客自己会打的几个字")


CHECK = Check("SC082", "想问的叫法不能用", book=wish_phrase)
