"""Sizes that only the catalogue knows (110–150 of children's coats) are numbers too: not every number is one."""

from __future__ import annotations

import json

import pytest

from huashu.engine.entities import Recogniser


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    lexicon = tmp_path_factory.mktemp("lexicon") / "lexicon.json"
    words = {"product": {}, "colour": ["藏青色"], "size": ["110", "120", "130"]}
    lexicon.write_text(json.dumps(words), encoding="utf-8")
    return Recogniser(lexicon)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("要120的", ["120"]),
        ("120码有吗", ["120"]),
        ("藏青色120有货吗", ["120"]),
        ("120行不行", []),
        ("体育西路5号 1202", []),
        ("1202室", []),
        ("110块卖不卖", []),
    ],
)
def test_a_catalogue_size_is_no_part_of_another_number(recogniser: Recogniser, text: str, sizes: list[str]) -> None:
    assert [each.value for each in recogniser.find(text) if each.entity == "size"] == sizes
