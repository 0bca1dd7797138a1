"""Marks of the file that got into the sentence: a backslash, a broken line, curly quotes around the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said

_CURLY = re.compile("(‘[^‘’]*’|“[^“”]*”)", re.DOTALL)


def marks_of_the_file(said: Said, book: Book) -> Iterator[Finding]:
    text, value = said.text, said.text.value.strip()
    if "\\" in value:
        yield Finding(text.at("\\"), "话里有反斜杠，顾客会照样看到", "去掉它；要换行就用 |- 分两行写")
    if text.plain and "\n" in text.raw:
        yield Finding(text.span, "一句话折成了几行，中间会多出空格", "写在一行里")
    if text.plain and said.variant is not None and _CURLY.fullmatch(value):
        yield Finding(text.span, "整句套着弯引号，顾客会看到", "去掉两头的引号；要加引号就用半角的 '…'")


CHECK = Check("SC081", "文件的符号写进了话里", said=marks_of_the_file)
