"""A time fact in wording: the shopper would read 2026-11-24T15:00:00+00:00."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.model import Script
from huashu.scripts.reader import Text

_TIME = re.compile(r"\{[a-z0-9_]*_at\}")


def time_spoken(said: Said, book: Book) -> Iterator[Finding]:
    yield from _times(said.text, "顾客")


def time_written(script: Script, book: Book) -> Iterator[Finding]:
    for rule in (script.promise, script.remark):
        if rule is not None:
            yield from _times(rule.node, "同事")


def _times(text: Text, reader: str) -> Iterator[Finding]:
    for found in _TIME.findall(text.value) if "_at}" in text.value else ():
        message = f"{found} 是给程序看的时间，{reader}会看到 2026-11-24T15:00:00 这样的一串"
        yield Finding(text.at(found), message, "换成写给人看的事实，例如 {dispatch_day}、{callback}")


CHECK = Check("SC058", "时间事实写进了话里", said=time_spoken, script=time_written)
