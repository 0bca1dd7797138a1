"""What the checks of wording share: the words that a shopper reads, what stands around a find, and where it stands.

Only what a shopper reads is looked at: the variants, the shown half of a button, and the texts of a shop's file that
are filled into them. Titles, angles, promises and remarks are the staff's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from huashu.scripts.checks.base import Book, Finding, Said
from huashu.scripts.problems import Span
from huashu.scripts.reader import Table, Text, child, entries_of, items_of

T = TypeVar("T")
_CLAUSE_ENDS = "，。！？；：,!?;\n"
_SENTENCE_ENDS = "。！？；!?;\n"
_NOT = re.compile(
    "不(?!过|好意思|但|仅|错|止|久|客气|管|论|满|用担心|变|收)|没(?!问题|事|关系)|别(?!的|家|人|处|担心|急)|未"
    "|无法|勿|免得"
)
_QUOTED = re.compile("“[^“”]*”|「[^「」]*」")


@dataclass(frozen=True)
class Find:
    """Words found in a text. ``value``: all that is read there; ``start``: where the words begin in it."""

    words: str
    value: str
    start: int
    text: Text

    @property
    def span(self) -> Span:
        return self.text.at(self.words, self.value.count(self.words, 0, self.start))

    @property
    def before(self) -> str:
        """What stands before the words in their clause."""
        return self.value[_begin(self.value, self.start, _CLAUSE_ENDS) : self.start]

    @property
    def after(self) -> str:
        """What stands behind the words, to the end of their clause."""
        end = self.start + len(self.words)
        return self.value[end : _end(self.value, end, _CLAUSE_ENDS)]

    @property
    def clause(self) -> str:
        return self.before + self.words + self.after

    @property
    def sentence(self) -> str:
        """The whole sentence with its closing mark."""
        begin = _begin(self.value, self.start, _SENTENCE_ENDS)
        return self.value[begin : _end(self.value, self.start + len(self.words), _SENTENCE_ENDS) + 1]

    @property
    def negated(self) -> bool:
        """不、没、别 … before the words, in their clause."""
        return _NOT.search(self.before) is not None

    @property
    def asked(self) -> bool:
        """The sentence is a question."""
        return self.sentence.rstrip().endswith(("？", "?"))


Judge = Callable[[Find], "Finding | None"]


def shown(said: Said) -> str:
    """What the shopper reads: of a button only the half before ``=``."""
    return said.text.value if said.variant is not None else said.text.value.partition("=")[0]


def without_quotes(value: str) -> str:
    """The text with everything in “ ” blanked at its length: an example of what somebody may say, not our word."""
    return _QUOTED.sub(lambda found: "“" + "□" * (len(found[0]) - 2) + "”", value) if "”" in value else value


def finds(pattern: re.Pattern[str], text: Text, value: str) -> Iterator[Find]:
    return (Find(found[0], value, found.start(), text) for found in pattern.finditer(value))


def over_said(pattern: re.Pattern[str], judge: Judge) -> Callable[[Said, Book], Iterator[Finding]]:
    """A check of every text said: what ``judge`` makes of each find."""

    def check(said: Said, book: Book) -> Iterator[Finding]:
        return _judged(finds(pattern, said.text, shown(said)), judge)

    return check


def over_shop(pattern: re.Pattern[str], judge: Judge) -> Callable[[str, Book], Iterator[Finding]]:
    """The same check of the texts in a shop's file that shoppers get to read: rules, campaigns, gifts."""

    def check(shop: str, book: Book) -> Iterator[Finding]:
        for text in _shop_texts(book.shops[shop]):
            yield from _judged(finds(pattern, text, text.value), judge)

    return check


def per_book(make: Callable[[Book], T]) -> Callable[[Book], T]:
    """``make`` that works once for a book, although it is asked for every sentence."""
    kept: list[tuple[Book, T]] = []

    def made(book: Book) -> T:
        last = kept[0] if kept else None
        if last is None or last[0] is not book:
            last = (book, make(book))
            kept[:] = [last]
        return last[1]

    return made


def _judged(found: Iterator[Find], judge: Judge) -> Iterator[Finding]:
    return (finding for finding in map(judge, found) if finding is not None)


def _shop_texts(root: Table) -> Iterator[Text]:
    campaigns = [child(each, key) for each in items_of(child(root, "活动")) for key in ("名称", "说明")]
    gifts = [child(gift, "名称") for _, gift in entries_of(child(root, "赠品"))]
    rules = [rule for _, rule in entries_of(child(root, "事实"))]
    yield from (each for each in (*rules, *campaigns, *gifts) if isinstance(each, Text))


def _begin(value: str, at: int, ends: str) -> int:
    while at > 0 and value[at - 1] not in ends:
        at -= 1
    return at


def _end(value: str, at: int, ends: str) -> int:
    while at < len(value) and value[at] not in ends:
        at += 1
    return at
