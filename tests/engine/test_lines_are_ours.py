"""No training line is a real message in other clothes: the real ones are for measuring only.

Needs the real messages (``HUASHU_SHARED_DATA``, else ``../shared/data``); without them there is nothing to compare.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from huashu.engine.normalise import glued

PROJECT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("HUASHU_SHARED_DATA") or PROJECT.parent / "shared" / "data")
GRAM = 5
SHORTEST_COMPARED = 8  # below that, everybody says 多久能到 in the same words
SHORTEST_EQUAL = 6
MOST_SHARED = 0.5  # of a line's own 5-grams, with any one real message


def training_lines() -> Iterator[str]:
    for path in sorted((PROJECT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            yield from (line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- "))


def real_messages() -> list[str]:
    labelled = (SHARED / "shopper_messages.tsv").read_text(encoding="utf-8").splitlines()
    bare = (SHARED / "shopper_messages_unlabelled.txt").read_text(encoding="utf-8").splitlines()
    return [each for each in [*(line.split("\t")[0] for line in labelled if not line.startswith("#")), *bare] if each]


def grams(text: str) -> set[str]:
    whole = glued(text)
    return {whole[place : place + GRAM] for place in range(len(whole) - GRAM + 1)}


class Real:
    """The real messages, by what they are made of."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = list(messages)
        self.whole = {glued(each) for each in self.messages}
        self.holding: dict[str, set[int]] = defaultdict(set)
        for place, message in enumerate(self.messages):
            for gram in grams(message):
                self.holding[gram].add(place)

    def nearest(self, line: str) -> tuple[float, str]:
        """The largest share of the line's 5-grams that one message holds, and that message."""
        own = grams(line)
        shared = Counter(place for gram in own for place in self.holding.get(gram, ()))
        if not shared:
            return 0.0, ""
        [(place, count)] = shared.most_common(1)
        return count / len(own), self.messages[place]


def copies(lines: Iterable[str], real: Real) -> list[tuple[str, str]]:
    """(line, message) of every line that is too near."""
    found = []
    for line in lines:
        share, message = real.nearest(line) if len(glued(line)) >= SHORTEST_COMPARED else (0.0, "")
        if share > MOST_SHARED:
            found.append((line, message))
        elif len(glued(line)) >= SHORTEST_EQUAL and glued(line) in real.whole:
            found.append((line, line))
    return found


def test_a_copy_is_found_whatever_its_punctuation() -> None:
    real = Real(["我要两盒茶叶今天能发货吗"])
    # 12 characters, 8 grams; the second line shares 4 of its 8, the third 5 of 8.
    lines = ["我要两盒茶叶，今天能发货吗？", "我要两盒茶叶今天下雨天哦", "我要两盒茶叶今天能下雨哦", "能便宜点吗"]
    assert [line for line, _ in copies(lines, real)] == [lines[0], lines[2]]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real messages are not on this machine")
def test_no_training_line_is_a_real_message() -> None:
    assert copies(training_lines(), Real(real_messages())) == []
