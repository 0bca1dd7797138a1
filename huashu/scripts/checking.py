"""Runs every check of :mod:`huashu.scripts.checks` over what was read. A new check is a new file there, no more."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache

from huashu.scripts import checks
from huashu.scripts.checks.base import Book, Check, Finding, Findings, said_of
from huashu.scripts.excuses import Excuses
from huashu.scripts.model import Script
from huashu.scripts.problems import Code, Problem


@lru_cache(maxsize=1)
def all_checks() -> Mapping[str, Code]:
    """Code -> check, in the order of the codes."""
    names = sorted(each.name for each in pkgutil.iter_modules(checks.__path__) if each.name.startswith("sc"))
    found = [importlib.import_module(f"{checks.__name__}.{name}").CHECK for name in names]
    return {each.code: each for each in found}


def check_book(book: Book) -> Iterator[Problem]:
    """All problems of a book that was read without any, but for what is excused (放行)."""
    excuses = Excuses(book)
    for check in all_checks().values():
        if isinstance(check, Check):
            for script_id, found in _findings(check, book):
                if not excuses.cover(check.code, found.span, script_id):
                    yield check.at(found.span, found.message, found.fix)
    yield from excuses.idle(all_checks())


def _findings(check: Check, book: Book) -> Iterator[tuple[str, Finding]]:
    """What a check finds, each with the id of the script that it is about, "" for none."""
    for script in book.library.scripts.values():
        yield from ((script.script_id, each) for each in _of_script(check, script, book))
    if check.question is not None:
        for question in book.library.questions.values():
            yield from ((question.script_id, each) for each in check.question(question, book))
    if check.shop is not None:
        yield from (("", each) for shop in book.shops for each in check.shop(shop, book))
    if check.book is not None and book.whole:
        yield from ((each.script_id, each) for each in check.book(book))


def _of_script(check: Check, script: Script, book: Book) -> Findings:
    if check.said is not None:
        for said in said_of(script):
            yield from check.said(said, book)
    if check.script is not None:
        yield from check.script(script, book)
