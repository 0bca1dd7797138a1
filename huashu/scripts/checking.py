"""Runs every check of :mod:`huashu.scripts.checks` over what was read. A new check is a new file there, no more."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache

from huashu.scripts import checks
from huashu.scripts.checks.base import Book, Check, Finding, Findings, said_of
from huashu.scripts.checks.words_said import words_said
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
    for check, script_id, found in (*_in_scripts(book), *_in_the_rest(book)):
        if not excuses.cover(check.code, found.span, script_id):
            yield check.at(found.span, found.message, found.fix)
    yield from excuses.idle(all_checks())


def _checks() -> list[Check]:
    return [each for each in all_checks().values() if isinstance(each, Check)]


def _in_scripts(book: Book) -> Iterator[tuple[Check, str, Finding]]:
    """What the checks find that look at one script. A script that is the same object as in the book before, in the same
    surroundings, is not looked at again: of a folder that is read anew, only what changed is."""
    global _before
    around = (book.project, tuple(book.library.facts), *book.library.shops.values())
    before, now = _before, {}
    for script in book.library.scripts.values():
        known = before.get(id(script))
        if known is None or known[0] is not script or not _same(known[1], around):
            known = (script, around, [(check, each) for check in _checks() for each in _of_script(check, script, book)])
        now[id(script)] = known
        yield from ((check, script.script_id, found) for check, found in known[2])
    _before = now


def _in_the_rest(book: Book) -> Iterator[tuple[Check, str, Finding]]:
    words = tuple(words_said(book))
    for check in _checks():
        if check.said is not None:
            yield from ((check, "", each) for said in words for each in check.said(said, book))
        if check.question is not None:
            for question in book.library.questions.values():
                yield from ((check, question.script_id, each) for each in check.question(question, book))
        if check.shop is not None:
            yield from ((check, "", each) for shop in book.shops for each in check.shop(shop, book))
        if check.book is not None and book.whole:
            yield from ((check, each.script_id, each) for each in check.book(book))


# What was found in the scripts of the last book, by their identity: good as long as the scripts themselves are kept.
_before: dict[int, tuple[Script, tuple[object, ...], list[tuple[Check, Finding]]]] = {}


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """The same objects; the tuple of names is new each time."""
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a is b or (isinstance(a, tuple) and a == b) for a, b in pairs)


def _of_script(check: Check, script: Script, book: Book) -> Findings:
    if check.said is not None:
        for said in said_of(script):
            yield from check.said(said, book)
    if check.script is not None:
        yield from check.script(script, book)
