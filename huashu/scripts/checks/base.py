"""What every check is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from huashu.scripts.model import Library, Question, Script, Variant
from huashu.scripts.problems import Code, Span
from huashu.scripts.project import Project
from huashu.scripts.reader import Table, Text, child, deepest

Findings = Iterable["Finding"]


@dataclass(frozen=True)
class Finding:
    """Where something is wrong, what, and what to type instead.

    ``script_id``: for a check of the whole book, the script whose 放行 excuses it.
    """

    span: Span
    message: str
    fix: str
    script_id: str = ""


@dataclass(frozen=True)
class Said:
    """A text that a shopper reads. ``variant`` is None for a button; ``shop`` is set in a shop's own variant. ``word``
    is the name of a word of the chat window, which belongs to no script: then ``script`` is an empty one."""

    text: Text
    script: Script
    variant: Variant | None = None
    shop: str | None = None
    word: str = ""


@dataclass(frozen=True)
class Book:
    """All that was read, without problems so far. ``shops``: shop id -> the root of its file, for places.

    ``project`` tells what the code says and what the bot is trained on; None in a folder of scripts alone. ``whole``
    is False when some file could not be read: then nothing can be said about what is missing. ``words``: those of the
    chat window as their file has them.
    """

    library: Library
    shops: Mapping[str, Table] = field(default_factory=dict)
    project: Project | None = None
    whole: bool = True
    words: Mapping[str, Text] = field(default_factory=dict)

    def excused(self, shop: str) -> Mapping[str, Span]:
        """Codes that a shop's file is excused from (放行) -> where that is written."""
        excuses = child(self.shops[shop], "放行")
        entries = excuses.entries if isinstance(excuses, Table) else {}
        return {code: key.span for code, (key, _) in entries.items()}

    def place(self, shop: str, *path: str | int) -> Span:
        """Where the value under keys and list positions stands in a shop's file, or the nearest node above it."""
        return deepest(self.shops[shop], path).span


@dataclass(frozen=True)
class Check(Code):
    """A check of what was read, and which part of the book it looks at. ``project``: it may need the project, so that
    without one nobody can tell whether an excuse from it is of use."""

    said: Callable[[Said, Book], Findings] | None = None
    script: Callable[[Script, Book], Findings] | None = None
    question: Callable[[Question, Book], Findings] | None = None
    shop: Callable[[str, Book], Findings] | None = None
    book: Callable[[Book], Findings] | None = None
    project: bool = False


def said_of(script: Script) -> Iterator[Said]:
    """Every text of a script that a shopper may read or send by a click."""
    for variant in script.variants:
        yield Said(variant.node, script, variant)
    for shop, variants in script.shop_variants.items():
        for variant in variants:
            yield Said(variant.node, script, variant, shop)
    for button in script.buttons:
        yield Said(button.node, script)
