"""Plain messages for ``huashu nlu parse``."""

from __future__ import annotations

import pytest

from huashu.nlu.parsing import NotText, lines_of, parsed
from huashu.nlu.reading import reading_of


def test_messages_are_lines_without_the_empty_ones() -> None:
    assert list(lines_of(["\ufeff在吗\r\n".encode(), b"\n", "\t多少钱".encode()])) == ["在吗", "多少钱"]


def test_a_line_in_another_encoding_is_named() -> None:
    found = lines_of([b"ok\n", "多少钱\n".encode("gbk")])
    assert next(found) == "ok"
    with pytest.raises(NotText, match="line 2 "):
        next(found)


def test_a_message_is_told_with_three_guesses_and_its_entities() -> None:
    ranking = [{"name": name, "confidence": 0.123456} for name in ("greet", "thank", "deny", "affirm")]
    entity = {"entity": "size", "value": "L", "start": 0, "end": 1, "confidence": 1.0, "extractor": "x"}
    answer = {"text": "L", "intent": ranking[0], "intent_ranking": ranking, "entities": [entity], "ms": 1.0}
    assert parsed(reading_of(answer)) == {
        "text": "L", "intent": "greet", "confidence": 0.1235,
        "ranking": [["greet", 0.1235], ["thank", 0.1235], ["deny", 0.1235]],
        "entities": [{"entity": "size", "value": "L", "start": 0, "end": 1}],
    }  # fmt: skip
