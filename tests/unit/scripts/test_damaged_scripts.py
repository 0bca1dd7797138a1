"""Every demo script, damaged in each of the ways that people damage scripts: `huashu check` lets hardly one through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from damages import DAMAGES

from huashu.scripts import ScriptErrors
from huashu.scripts.load import library_of, read_files
from huashu.scripts.project import Project, read_project

PROJECT = Path(__file__).resolve().parents[3]
CAUGHT = 0.95
_START = re.compile(r"^  ([a-z][a-z0-9_]*):$", re.MULTILINE)


@cache
def files() -> dict[str, bytes]:
    return dict(read_files(PROJECT / "scripts_zh")[0])


@cache
def project() -> Project:
    return read_project(PROJECT)


def places() -> Iterator[tuple[str, str]]:
    """Every script of every scene and topic: (file, name)."""
    for path, content in files().items():
        if not path.startswith("shops/") and path not in ("facts.yml", "wishes.yml", "widget.yml"):
            yield from ((path, found[1]) for found in _START.finditer(content.decode()))


def damaged(path: str, name: str, way: str) -> str:
    text = files()[path].decode()
    start = re.search(rf"^  {name}:$", text, re.MULTILINE)
    assert start is not None
    following = re.compile(r"^  \S", re.MULTILINE).search(text, start.end())
    end = following.start() if following else len(text)
    block = text[start.start() : end].rstrip("\n").split("\n")
    return text[: start.start()] + "\n".join(DAMAGES[way](block)) + "\n" + text[end:]


def passes(path: str, text: str) -> bool:
    try:
        library_of("scripts_zh", {**files(), path: text.encode()}, project())
    except ScriptErrors:
        return False
    return True


def let_through(place: tuple[str, str]) -> list[str]:
    """The ways in which this script can be damaged without anybody being told."""
    path, name = place
    unchanged = files()[path].decode()
    found = []
    for way in DAMAGES:
        text = damaged(path, name, way)
        assert text != unchanged, (place, way)
        if passes(path, text):
            found.append(way)
    return found


def test_untouched_demo_scripts_have_no_problem_when_checked() -> None:
    assert library_of("scripts_zh", files(), project()).scripts


def test_damaged_demo_scripts_are_caught_when_checked() -> None:
    assert len(DAMAGES) >= 20
    all_places = list(places())
    assert len(all_places) > 150
    with ProcessPoolExecutor(max_workers=2) as pool:
        passed = dict(zip(all_places, pool.map(let_through, all_places, chunksize=8), strict=True))
    by_way = Counter(way for ways in passed.values() for way in ways)
    missed = sum(by_way.values()) / (len(all_places) * len(DAMAGES))
    assert missed <= 1 - CAUGHT, by_way
    assert all(count / len(all_places) <= 0.25 for count in by_way.values()), by_way
