"""``text<TAB>intent`` lines that are taken without asking: the same checks as for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from huashu.domain.oddities import odd_kind
from huashu.nlu.parsing import NotText
from huashu.nlu.suggest.found import Dropped
from huashu.nlu.suggest.intents import UnknownIntent, intent_named
from huashu.nlu.suggest.learnt import Learnt
from huashu.nlu.suggest.lines import LineRefused, check_line
from huashu.nlu.taxonomy import Taxonomy

EMPTY = "没有要听懂的话"


@dataclass(frozen=True)
class Offered:
    """A line of such a file, ``number`` from 1. ``problem``: why it is not taken, in Chinese; "" where it can be."""

    number: int
    text: str
    intent: str
    problem: str = ""


def offered_in(path: Path, taxonomy: Taxonomy) -> list[Offered]:
    """The lines of a file but for empty ones and those from ``#`` on. Raises huashu.nlu.parsing.NotText, OSError."""
    try:
        rows = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as problem:
        raise NotText(f"{path} is not UTF-8: {problem}") from problem
    return [_offered(number, row, taxonomy) for number, row in enumerate(rows, 1) if row.strip() and row[0] != "#"]


def _offered(number: int, row: str, taxonomy: Taxonomy) -> Offered:
    text, _, rest = row.rstrip("\r").partition("\t")
    word = rest.split("\t")[0].strip()
    try:
        check_line(text.strip())
        intent = intent_named(word, taxonomy)
    except (LineRefused, UnknownIntent) as problem:
        return Offered(number, text.strip(), word, str(problem))
    return Offered(number, text.strip(), intent, EMPTY if odd_kind(text) else "")


def sound(offered: Sequence[Offered]) -> list[Offered]:
    """Those that the bot is to judge: a line that is not taken anyway would stand in the way of its repeat."""
    return [each for each in offered if not each.problem]


def judged(offered: Sequence[Offered], dropped: Sequence[Dropped]) -> list[Offered]:
    """The lines with what the bot has against them; ``dropped`` counts the sound ones from 0."""
    asked = sound(offered)
    against = {asked[each.line].number: _problem(asked[each.line].intent, each, asked) for each in dropped}
    return [replace(each, problem=each.problem or against.get(each.number, "")) for each in offered]


def _problem(intent: str, dropped: Dropped, asked: Sequence[Offered]) -> str:
    if dropped.why == "personal":
        return "有电话、地址、姓名之类的，不能学"
    if dropped.why == "empty":
        return EMPTY
    if dropped.why == "never":
        return "选过以后不问"
    known = dropped.intents if dropped.why == "known" else (asked[dropped.of].intent,)
    return "已经有了" if intent in known else f"已经有了，归到 {'、'.join(known)}"


def take(lines: Sequence[Offered], learnt: Learnt) -> Iterator[Offered]:
    """Writes every line without a problem; gives back those that were not written, with the reason."""
    for each in lines:
        try:
            if each.problem:
                yield each
            else:
                learnt.add(each.text, each.intent)
        except LineRefused as problem:
            yield replace(each, problem=str(problem))
