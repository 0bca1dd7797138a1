"""100,000 broken files of every kind: each ends with a value or with problems, at once, and never with a traceback."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from huashu.scripts import ScriptErrors
from huashu.scripts.factbook import read_facts
from huashu.scripts.load import library_of, read_files
from huashu.scripts.problems import Notes, describe
from huashu.scripts.questions import read_topic
from huashu.scripts.reader import Node, read_yaml
from huashu.scripts.scenes import read_scene
from huashu.scripts.shops import overrides_of, read_shop
from huashu.scripts.wishbook import read_wishes
from huashu.scripts.wordbook import read_words

PROJECT = Path(__file__).resolve().parents[3]
INPUTS, PARTS, CHECKED = 100_000, 20, 600
LONGEST_SECONDS = 2.0  # a single small file; of CPU, thousands of times what it takes
SHOPS = ("dengyu", "mobi", "qingmian")
KEYS = ["场景", "话术", "主题", "问答", "问法", "店铺", "说法", "角度", "文", "条件", "按钮", "承诺", "备注", "事实",
        "追问", "放行", "是", "yes", "~", "16:00", "30分"]  # fmt: skip
MARKS = [*": ：{}[],>\"'#=\\\t\r\n", "- ", "&a ", "*a", "!!python/object:os.system ", "!x ", "|\n", "? ", "<<: *a",
         "---\n", "%YAML 9\n", "...\n", "\x85", "\u2028", "\ufeff", "\u200b", "\x00", "\x1b", "\U0001f600",
         "{shop_name}", "}}", "{{}}", "\n  ", "\n      "]  # fmt: skip
READERS: dict[str, Callable[[Node, Notes], object]] = {
    "scene": lambda node, notes: read_scene(node, SHOPS, notes),
    "topic": lambda node, notes: read_topic(node, "care", SHOPS, notes),
    "shop": lambda node, notes: (read_shop(node, "qingmian", notes), overrides_of(node)),
    "facts": read_facts,
    "wishes": read_wishes,
    "words": read_words,
}
LISTS = ("facts.yml", "wishes.yml", "widget.yml")


def seeds() -> dict[str, list[str]]:
    """Small good pieces of each kind of file to begin with."""
    files = {path: content.decode() for path, content in read_files(PROJECT / "scripts_zh")[0].items()}
    scenes = [text for path, text in files.items() if "/" not in path and path not in LISTS]
    return {
        "scene": [piece for text in scenes for piece in _entries(text, "话术:")],
        "topic": [piece for path, text in files.items() if "faq/" in path for piece in _entries(text, "问答:")],
        "shop": [text for path, text in files.items() if path.startswith("shops/")],
        "facts": ["\n".join(files["facts.yml"].split("\n")[:12])],
        "wishes": ["\n".join(files["wishes.yml"].split("\n")[:12])],
        "words": [files["widget.yml"]],
    }


def _entries(text: str, key: str) -> list[str]:
    head, _, body = text.partition(f"{key}\n")
    return [f"{head}{key}\n  {piece}" for piece in re.split(r"^  (?=[a-z])", body, flags=re.MULTILINE)[1:]]


def fuzzed(text: str, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 5)):
        begin, length = dice.randrange(len(text) + 1), dice.randint(0, 12)
        piece = dice.choice((dice.choice(MARKS), dice.choice(KEYS), text[begin : begin + 40], ""))
        text = text[:begin] + piece + text[begin + length :]
    content = text.encode("utf-8", "surrogatepass")
    if dice.random() < 0.1 and content:
        place = dice.randrange(len(content))
        content = content[:place] + bytes([dice.randrange(256)]) + content[place + 1 :]
    return content


def checked(seed: int) -> int:
    """Fuzzed files in the place of good ones, through every check; how many were refused."""
    dice, pieces = random.Random(seed), seeds()
    good = dict(read_files(PROJECT / "scripts_zh")[0])
    refused = 0
    for _ in range(CHECKED // 2):
        kind, path = dice.choice((("scene", "payment.yml"), ("topic", "faq/care.yml"), ("shop", "shops/qingmian.yml")))
        try:
            library_of("scripts_zh", {**good, path: fuzzed(dice.choice(pieces[kind]), dice)}, checked=False)
        except ScriptErrors as errors:
            refused += 1
            assert str(errors)
    return refused


def play(part: int) -> tuple[int, int, float]:
    """How many inputs were read, how many of them had problems, and the longest time that one took."""
    dice, pieces = random.Random(part), seeds()
    count, broken, longest = 0, 0, 0.0
    for _ in range(INPUTS // PARTS):
        kind = dice.choices(("scene", "topic", "shop", "facts", "wishes"), (6, 3, 1, 1, 1))[0]
        content = fuzzed(dice.choice(pieces[kind]), dice)
        begun = time.process_time()
        notes = Notes()
        node, text = read_yaml(f"{kind}.yml", content, notes)
        if node is not None:
            READERS[kind](node, notes)
        lines = text.split("\n")
        told = [describe(each, lines) for each in notes.problems]
        longest = max(longest, time.process_time() - begun)
        assert all(each.span.line >= 1 and each.span.column >= 1 for each in notes.problems), content
        assert node is not None or told, content
        count, broken = count + 1, broken + bool(told)
    return count, broken, longest


def test_every_fuzzed_file_ends_with_a_value_or_problems_when_read() -> None:
    with ProcessPoolExecutor(max_workers=2) as pool:
        played = list(pool.map(play, range(PARTS)))
    assert sum(count for count, _, _ in played) == INPUTS
    assert sum(broken for _, broken, _ in played) > INPUTS / 4  # the fuzz does break files
    assert max(longest for _, _, longest in played) < LONGEST_SECONDS


def test_every_check_ends_with_its_findings_when_the_files_are_fuzzed() -> None:
    with ProcessPoolExecutor(max_workers=2) as pool:
        assert sum(pool.map(checked, (1, 2))) > CHECKED / 4
