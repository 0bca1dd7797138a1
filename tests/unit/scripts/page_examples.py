"""The examples on the pages docs/problems/<code>.md, as folders to be checked.

An example is one or more fenced blocks, each with its file's name: ``yaml scene.yml`` is a script file, ``yaml
shops/tea.yml`` replaces top-level keys of the good shop of that name, ``yaml data/nlu/x.yml`` and ``python
actions/x.py`` belong to the project around it. Behind the name may stand how the file is written: ``GBK``,
``×40000`` (repeated), or that it is not there: ``没有``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from script_making import shops_only

from huashu.scripts import ScriptErrors, load_library
from huashu.scripts.project import Project, read_project

PROJECT = Path(__file__).resolve().parents[3]
PAGES = PROJECT / "docs" / "problems"
_BLOCK = re.compile(r"^```(?P<kind>[a-z]+) ?(?P<name>\S*) ?(?P<how>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_TOP_KEY = re.compile(r"^(\S+?):", re.MULTILINE)
OUTSIDE = ("data/", "actions/", "domain.yml")


@dataclass(frozen=True)
class Block:
    name: str
    how: str
    text: str


@dataclass(frozen=True)
class Page:
    """``expected``: the whole list of problems of the bad example, each as ``line:column code message``."""

    title: str
    bad: tuple[Block, ...]
    good: tuple[Block, ...]
    expected: tuple[str, ...]


def read_page(code: str) -> Page:
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    _, bad, rest = re.split(r"^## (?:坏例|好例)$", text, flags=re.MULTILINE)
    good = rest.partition("\n## 怎么改\n")[0]
    expected = [each["text"].splitlines() for each in _BLOCK.finditer(bad) if each["kind"] == "text"]
    return Page(text.splitlines()[0], _blocks(bad), _blocks(good), tuple(line for lines in expected for line in lines))


def problems_of(blocks: tuple[Block, ...], tmp_path: Path) -> list[str]:
    """What checking the example finds; lines of a shop's file are counted in the block."""
    root = shops_only(tmp_path)
    moved: dict[str, int] = {}
    for block in blocks:
        path = (tmp_path if block.name.startswith(OUTSIDE) else root) / block.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if block.how == "没有":
            continue
        if path.exists():
            content, moved[f"{root.name}/{block.name}"] = _replaced(path.read_text(encoding="utf-8"), block.text)
        else:
            content = block.text
        path.write_bytes(_written(content, block.how))
    if all("/" in each.name or each.name == "wishes.yml" for each in blocks):
        (root / "scene.yml").write_text(QUIET, encoding="utf-8")
    try:
        load_library(root, _project(blocks, tmp_path))
    except ScriptErrors as errors:
        return [
            f"{each.span.line - moved.get(each.span.path, 0)}:{each.span.column} {each.code} {each.message}"
            for each in errors.problems
        ]
    return []


QUIET = """\
场景: 问候
话术:
  utter_greet_hello:
    标题: 打招呼
    说法: [亲，在的]
"""


def _project(blocks: tuple[Block, ...], around: Path) -> Project | None:
    if not any(each.name.startswith(OUTSIDE) for each in blocks):
        return None
    base = around / "actions" / "base.py"
    base.parent.mkdir(exist_ok=True)
    base.write_text("class ShopAction:\n    resumes = False\n", encoding="utf-8")
    return read_project(around)


def _blocks(text: str) -> tuple[Block, ...]:
    found = _BLOCK.finditer(text)
    return tuple(Block(each["name"], each["how"], each["text"]) for each in found if each["kind"] != "text")


def _replaced(good: str, block: str) -> tuple[str, int]:
    """The good file with the block's keys in the place of its own, at the end; how many lines stand before them."""
    keys = set(_TOP_KEY.findall(block))
    starts = [found.start() for found in _TOP_KEY.finditer(good)] + [len(good)]
    parts = [good[begin:end] for begin, end in pairwise(starts)]
    kept = "".join(part for part in parts if part.partition(":")[0] not in keys)
    return kept + block, kept.count("\n")


def _written(text: str, how: str) -> bytes:
    if how.startswith("×"):
        return (text * int(how[1:])).encode()
    return text.encode(how or "utf-8")
