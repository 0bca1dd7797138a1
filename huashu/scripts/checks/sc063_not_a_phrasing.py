"""A phrasing that Rasa would read as markup, or that no shopper types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.asked import plain
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Question
from huashu.scripts.reader import Text

MOST_CHARACTERS = 40
_MARKUP = re.compile(r"[{}\[\]()]")


def not_a_phrasing(question: Question, book: Book) -> Iterator[Finding]:
    for each in question.phrasings:
        yield from _wrong(each)


def _wrong(phrasing: Text) -> Iterator[Finding]:
    text = phrasing.value.strip()
    if found := _MARKUP.search(text):
        yield Finding(phrasing.at(found[0]), f"问法里不能有括号 {found[0]}", "括号去掉，照顾客打字的样子写；不用占位符")
    elif text.startswith("/"):
        yield Finding(phrasing.at("/"), "问法不能以 / 开头，机器人会当成命令", "去掉开头的 /")
    elif "\n" in text:
        yield Finding(phrasing.span, "一个问法写了好几行", "一行一个问法，各以“- ”开头")
    elif len(text) > MOST_CHARACTERS:
        fix = f"顾客不会打这么长，写成不超过 {MOST_CHARACTERS} 个字的几种问法"
        yield Finding(phrasing.span, f"问法太长：{len(text)} 个字", fix)
    elif not plain(text):
        yield Finding(phrasing.span, "问法里只有标点或语气词", "写一句顾客真会问的话")


CHECK = Check("SC063", "问法写法不对", question=not_a_phrasing)
