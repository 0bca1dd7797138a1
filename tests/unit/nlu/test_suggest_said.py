"""What shoppers said, and lines that are taken without asking."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from huashu.nlu.suggest.accepting import judged, offered_in, sound, take
from huashu.nlu.suggest.found import Dropped, Suggestion, found_in
from huashu.nlu.suggest.learnt import Learnt
from huashu.nlu.suggest.said import Said, said_in_file, wishes_of
from huashu.nlu.suggest.simulating import Simulated, means
from huashu.services.records import Message
from tests.unit.nlu.hearing import TAXONOMY

NOW = datetime(2026, 11, 1, tzinfo=timezone.utc)


def wishes(text: str, *parts: dict[str, Any]) -> list[Said]:
    return list(wishes_of(Message(1, "shopper", text, NOW - timedelta(hours=1), understood={"parts": list(parts)})))


def test_a_message_is_its_wishes_as_the_bot_cut_it() -> None:
    confused = {"text": "能到不", "actions": [["action_admit_confusion", "RulePolicy"]]}
    quiet = {"text": "多少钱", "actions": [["action_tell_price", "RulePolicy"]]}
    assert wishes("多少钱，能到不", quiet, confused) == [Said("多少钱"), Said("能到不", troubled=True)]
    assert wishes("能到不") == [Said("能到不")]  # not answered yet, or held by a person


def test_odd_messages_are_left_out_and_the_rest_is_one_line() -> None:
    assert wishes("😀😀") == wishes("https://x.cn/1") == wishes(" ") == []
    assert wishes("/在\n吗\u200b ") == [Said("在 吗")]


def test_a_file_has_a_message_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("在吗\n\n[链接1]\n多少钱\n", encoding="utf-8")
    assert said_in_file(tmp_path / "a.txt") == [Said("在吗"), Said("多少钱")]


def test_answers_of_the_bot_are_read() -> None:
    said = [Said("在吗"), Said("多久到"), Said("多久"), Said("在吗！")]
    found = found_in(said, iter([
        {"line": 0, "why": "known", "intents": ["greet"]}, {"line": 3, "why": "repeated", "of": 0},
        {"line": 1, "times": 2, "unsure": 0.9, "ranking": [["greet", 0.5]], "mates": [2]},
        {"looked_at": 4, "unsure": 2},
    ]))  # fmt: skip
    assert found.suggestions == (Suggestion(1, "多久到", 2, 0.9, (("greet", 0.5),), ("多久",)),)
    assert found.dropped == (Dropped(0, "known", ("greet",)), Dropped(3, "repeated", of=0))
    assert (found.looked_at, found.unsure) == (4, 2)


def test_lines_are_taken_with_the_same_checks(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "# 标过的\n在吗啊\tgreet\t备注\n我叫王小明\tgreet\n在吗\tthank\n在吗\tgreet\n谢谢哈\t道谢\n谢谢 哈\tdeny\n"
        "/x\tgreet\n没有意图\n好\tgret\n😀\tgreet\n",
        encoding="utf-8",
    )
    offered = offered_in(tmp_path / "a.tsv", TAXONOMY)
    against = [Dropped(1, "personal"), Dropped(2, "known", ("greet",)), Dropped(3, "known", ("greet",)),
               Dropped(5, "repeated", of=4)]  # fmt: skip
    left = list(take(judged(offered, against), Learnt(tmp_path / "l.yml")))
    assert [(each.number, each.problem) for each in left[:4]] == [
        (3, "有电话、地址、姓名之类的，不能学"), (4, "已经有了，归到 greet"), (5, "已经有了"),
        (7, "已经有了，归到 thank"),
    ]  # fmt: skip
    assert [each.number for each in left[4:]] == [8, 9, 10, 11]
    assert (tmp_path / "l.yml").read_text(encoding="utf-8").endswith(
        "nlu:\n- intent: greet\n  examples: |\n    - 在吗啊\n- intent: thank\n  examples: |\n    - 谢谢哈\n"
    )  # fmt: skip


def test_a_refused_line_does_not_stand_in_the_way_of_its_repeat(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("谢谢哈\tgret\n谢谢哈\tthank\n谢谢 哈\tdeny\n", encoding="utf-8")
    offered = offered_in(tmp_path / "a.tsv", TAXONOMY)
    assert [each.number for each in sound(offered)] == [2, 3]
    problems = [each.problem for each in judged(offered, [Dropped(1, "repeated", of=0)])]
    assert problems[1:] == ["", "已经有了，归到 thank"]


def test_a_simulation_is_the_mean_of_its_seeds() -> None:
    found = [Simulated(0, "random", 1, 200, 0.8, 0.9), Simulated(0, "none", 1, 0, 0.7, 0.8),
             Simulated(1, "random", 1, 200, 0.9, 1.0)]  # fmt: skip
    first, second = means(found)
    assert (first["way"], first["accepted"]) == ("none", 0.7)
    assert second == {"way": "random", "lines": 200, "weight": 1, "seeds": 2, "accepted": 0.85, "top2_accepted": 0.95,
                      "least": 0.8, "greatest": 0.9}  # fmt: skip
