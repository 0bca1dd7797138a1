"""A ``#`` in an unquoted text: YAML takes the rest of the line for a remark, and the shopper reads half a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.model import Question
from huashu.scripts.problems import Span
from huashu.scripts.reader import Text


def cut_off(said: Said, book: Book) -> Iterator[Finding]:
    yield from _finding(said.text, "顾客")


def cut_off_phrasing(question: Question, book: Book) -> Iterator[Finding]:
    for each in question.phrasings:
        yield from _finding(each, "机器人")


def _finding(text: Text, reader: str) -> Iterator[Finding]:
    if text.remark:
        place = Span(text.span.path, text.span.line, text.span.column, text.span.length)
        message = f"“#”后面的字{reader}看不到：{text.remark[:20]}"
        yield Finding(place, message, "是话就整句加引号；是给自己人看的注释，写到上一行去")


CHECK = Check("SC080", "话在 # 那里断了", said=cut_off, question=cut_off_phrasing)
