"""Labelled files: ``text<TAB>names joined by |, the best first<TAB>anything``; lines from ``#`` on are remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huashu.nlu.problems import Pile
from huashu.nlu.taxonomy import Taxonomy
from huashu.scripts import ScriptErrors
from huashu.scripts.problems import did_you_mean

SHAPE = "写成：顾客的话<TAB>意图；几个都对就用 | 隔开，最好的写在前面"
_ODD_BREAKS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # a message may hold them; an excerpt is one line


class LabelledErrors(ScriptErrors):
    """Every problem of a labelled file; ``str`` is what its owner reads."""

    code = "LABELLED"


@dataclass(frozen=True)
class Labelled:
    """A message and the names that are right for it, the best first; there is at least one."""

    text: str
    names: tuple[str, ...]


def read_labelled(path: Path, taxonomy: Taxonomy) -> list[Labelled]:
    """The lines of a file, in order. Raises LabelledErrors with all its problems: NL001 it cannot be read or holds
    nothing, NL002 a line of another shape, NL003 an unknown name."""
    pile = Pile(path)
    text = _decoded(pile)
    pile.source = _ODD_BREAKS.sub(" ", text)
    lines = [each for number, line in _lines(text) if (each := _line(number, line, taxonomy, pile)) is not None]
    if not lines and not pile.problems:
        pile.add(pile.span(1), "NL001", "这个文件里一行标注也没有", SHAPE)
    if pile.problems:
        raise LabelledErrors(pile.problems, pile.sources)
    return lines


def _decoded(pile: Pile) -> str:
    try:
        content = pile.path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError:
        pile.add(pile.span(1), "NL001", "没有这个文件，或者打不开", "检查路径和文件的权限")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        pile.add(pile.span(line), "NL001", "不是 UTF-8 编码", "另存为 UTF-8 编码")
    return ""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of the lines that count; only a line feed ends a line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r")


def _line(number: int, line: str, taxonomy: Taxonomy, pile: Pile) -> Labelled | None:
    text, *rest = line.split("\t")
    names = [each.strip() for each in rest[0].split("|")] if rest else []
    if not text.strip() or not any(names):
        missing = "顾客的话" if not text.strip() else "意图"
        pile.add(pile.span(number), "NL002", f"少了{missing}", SHAPE)
        return None
    for place, name in enumerate(names):
        if name not in taxonomy.titles:
            before = len(text) + 1 + sum(len(each) + 1 for each in rest[0].split("|")[:place])
            what = f"没有这个意图：{name}" if name else "| 旁边少了意图"
            pile.add(pile.span(number, before + 1, len(name)), "NL003", what, _meant(name, taxonomy))
    return Labelled(text.strip(), tuple(names))


def _meant(name: str, taxonomy: Taxonomy) -> str:
    """What to type: a finer intent is labelled with what it counts as."""
    if name in taxonomy.counts_as:
        return f"写 {'、'.join(taxonomy.counts_as[name])}" + "（其中一个）" * (len(taxonomy.counts_as[name]) > 1)
    return did_you_mean(name, taxonomy.titles) or f"写 data/taxonomy.yml 里的名字，比如 {next(iter(taxonomy.titles))}"
