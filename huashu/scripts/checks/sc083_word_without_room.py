"""A word of the chat window that its place has no room for."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.templates import spoken_length
from huashu.scripts.words import WORDS


def word_without_room(said: Said, book: Book) -> Iterator[Finding]:
    if not said.word:
        return
    text, longest = said.text.value.strip(), WORDS[said.word].longest
    if "\n" in text:
        yield Finding(said.text.span, f"{said.word} 写了好几行，窗口里只放得下一行", "写成一行")
    if (length := spoken_length(text)) > longest:
        fix = f"不超过 {longest} 个字（占位符不算），去掉 {length - longest} 个"
        yield Finding(said.text.span, f"{said.word} 放不下：{length} 个字", fix)


CHECK = Check("SC083", "聊天窗口的字放不下", said=word_without_room)
