"""Runs every check of :mod:`huashu.scripts.checks` over what was read. A new check is a new file there, no more."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache

from huashu.scripts import checks
from huashu.scripts.checks.base import Book, Check, Findings, said_of
from huashu.scripts.model import Script
from huashu.scripts.problems import Code, Problem


@lru_cache(maxsize=1)
def all_checks() -> Mapping[str, Code]:
    """Code -> check, in the order of the codes."""
    names = sorted(each.name for each in pkgutil.iter_modules(checks.__path__) if each.name.startswith("sc"))
    found = [importlib.import_module(f"{checks.__name__}.{name}").CHECK for name in names]
    return {each.code: each for each in found}


def check_book(book: Book) -> Iterator[Problem]:
    """All problems of a book that was read without any; what a script is excused from (放行) is left out."""
    for check in all_checks().values():
        if isinstance(check, Check):
            yield from _run(check, book)


def _run(check: Check, book: Book) -> Iterator[Problem]:
    for script in book.library.scripts.values():
        if check.code not in script.excuses:
            yield from _problems(check, _of_script(check, script, book))
    if check.question is not None:
        for question in book.library.questions.values():
            if check.code not in book.library.scripts[question.script_id].excuses:
                yield from _problems(check, check.question(question, book))
    if check.shop is not None:
        for shop in book.shops:
            if check.code not in book.excused(shop):
                yield from _problems(check, check.shop(shop, book))
    if check.book is not None and book.whole:
        yield from _problems(check, check.book(book))


def _of_script(check: Check, script: Script, book: Book) -> Findings:
    if check.said is not None:
        for said in said_of(script):
            yield from check.said(said, book)
    if check.script is not None:
        yield from check.script(script, book)


def _problems(check: Check, findings: Findings) -> Iterator[Problem]:
    return (check.at(each.span, each.message, each.fix) for each in findings)
