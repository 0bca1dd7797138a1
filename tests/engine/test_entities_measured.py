"""How well the entities of tests/nlu/entities.txt are found, by entity; docs/nlu.md holds the figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from huashu.engine.entities import measure
from huashu.engine.entities.found import ORDER
from huashu.engine.entities.recogniser import Recogniser
from huashu.nlu.marked import Marked, read_marked

FOLDER = Path(__file__).resolve().parents[1] / "nlu"
LABELS, LEXICON = FOLDER / "entities.txt", FOLDER / "lexicon.json"
LEAST_F1 = 0.90


@pytest.fixture(scope="module")
def messages() -> list[Marked]:
    return read_marked(LABELS, ORDER)


def test_every_entity_is_found_well_when_measured(messages: list[Marked]) -> None:
    recogniser = Recogniser(LEXICON)
    found = measure.measure(recogniser, messages)
    weak = [entity for entity in ORDER if found[entity].f1 < LEAST_F1]
    table = "\n".join(f"{entity:14} {score}" for entity, score in found.items())
    assert not weak, "\n".join([table, *_differences(recogniser, messages, weak)])


def test_there_is_enough_to_measure_when_read(messages: list[Marked]) -> None:
    """At least 300 messages, 80 of them with nothing in them, and 18 of every entity."""
    marked = [each.entity for message in messages for each in message.marks]
    assert len(messages) >= 300
    assert sum(not message.marks for message in messages) >= 80
    assert {entity: marked.count(entity) for entity in ORDER if marked.count(entity) < 18} == {}


def test_unseen_messages_are_readable_when_measured() -> None:
    """They have no least F1: a bar there would be a reason to mend the rules after them."""
    assert len(read_marked(FOLDER / "entities_unseen.txt", ORDER)) >= 60


def test_one_json_object_is_printed_when_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """顺丰 is marked and found; 杭州 is found and not marked: precision 0/1, recall of nothing 1, F1 0/1."""
    file = tmp_path / "few.txt"
    file.write_text("在吗\n发[顺丰](carrier)到杭州\n", encoding="utf-8")
    assert measure.main([str(file), "--lexicon", str(LEXICON)]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "carrier": {"n": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0},
        "place": {"n": 0, "precision": 0.0, "recall": 1.0, "f1": 0.0},
    }


def test_bad_marks_are_told_when_the_file_has_them(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_text("发[顺丰](carier)\n", encoding="utf-8")
    assert measure.main([str(file)]) == 2
    assert capsys.readouterr().err == f"{file}:1:7 no such entity: 'carier'\n"


def _differences(recogniser: Recogniser, messages: list[Marked], entities: list[str]) -> Iterator[str]:
    """``path:line message: marked, found`` of the weak entities."""
    for each in messages:
        for mark in sorted(each.marks ^ measure.marks(recogniser, each.text), key=lambda one: one.start):
            if mark.entity in entities:
                said = "missed" if mark in each.marks else "wrong"
                yield f"{LABELS}:{each.line} {each.text}: {said} {mark.entity} {each.text[mark.start : mark.end]!r}"
