"""The words of the chat window as texts that a shopper reads, for the checks of wording."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Said
from huashu.scripts.model import NOWHERE, Script, Variant
from huashu.scripts.reader import Text, child, entries_of

# It is what the shopper says by pressing a button.
_SPOKEN_BY_SHOPPER = ("buy_text",)
_NO_SCRIPT = Script("", "聊天窗口", "聊天窗口的字", (), NOWHERE.span)


def words_said(book: Book) -> Iterator[Said]:
    """The common words, then those of every shop."""
    yield from (_said(name, text) for name, text in book.words.items())
    for shop, root in book.shops.items():
        for name, text in entries_of(child(child(root, "窗口"), "文字")):
            if isinstance(text, Text):
                yield _said(name.value, text, shop)


def _said(name: str, text: Text, shop: str | None = None) -> Said:
    variant = None if name in _SPOKEN_BY_SHOPPER else Variant("", text.value.strip(), node=text)
    return Said(text, _NO_SCRIPT, variant, shop, name)
