"""``huashu nlu suggest`` and ``simulate`` as they are typed, with a bot made up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from huashu.cli import simulate, suggest
from huashu.cli.main import app
from huashu.nlu.reading import Reading
from huashu.nlu.suggest.found import Dropped, Found, Suggestion, Wanted
from huashu.nlu.suggest.learnt import Learnt
from huashu.nlu.suggest.said import Said
from huashu.nlu.suggest.simulating import Plan, Simulated
from huashu.scripts.project import training_lines
from huashu.settings import Settings
from tests.unit.nlu.hearing import reading


@pytest.fixture(autouse=True)
def learnt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bot that is unsure of all but what it was trained with, holds 王 for a name, and is trained at once."""
    path = tmp_path / "learnt.yml"
    model: list[str] = []

    def lines(_: Settings) -> list[tuple[str, str]]:
        source = path.read_bytes() if path.exists() else b""
        return [(text, intent) for text, (intent, _) in training_lines("", source)]

    def train(settings: Settings) -> bool:
        model[:] = [text for text, _ in lines(settings)]
        return True

    def find(said: Sequence[Said], wanted: Wanted, _: Settings) -> Found:
        personal = [Dropped(n, "personal") for n, each in enumerate(said) if "王" in each.text]
        out = {*(text for text, _ in wanted.known), *wanted.never, *model}
        new = [(n, each.text) for n, each in enumerate(said) if each.text not in out and "王" not in each.text]
        ranking = (("greet", 0.5), ("thank", 0.4))
        return Found(tuple(Suggestion(n, text, 1, 0.9, ranking, ()) for n, text in new[: wanted.most]),
                     tuple(personal), len(said) - len(personal), len(new))  # fmt: skip

    def read(texts: Iterable[str], _: Settings) -> Iterator[Reading]:
        return (reading("greet" if model else "thank", 0.9) for _ in texts)

    monkeypatch.setenv("HUASHU_HOME", str(tmp_path))
    monkeypatch.setattr(suggest, "Learnt", lambda: Learnt(path))
    monkeypatch.setattr(suggest, "find", find)
    monkeypatch.setattr(suggest, "known_lines", lines)
    monkeypatch.setattr(suggest, "read_messages", read)
    monkeypatch.setattr(suggest, "train_if_changed", train)
    return path


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "a.txt") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def huashu(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["nlu", *(str(word) for word in words)], input=typed)


def test_answers_are_written_trained_and_measured(written: Callable[..., Path], learnt: Path) -> None:
    file, check = written("甲\n乙\n老王\n"), written("在\tgreet\n", "c.tsv")
    done = huashu("suggest", file, "--check", check, typed="1\ns\n")
    assert done.exit_code == 0, done.output
    assert "看了 2 句，没把握的 2 句；另有 1 句有个人信息" in done.stdout
    assert "没把握的：2 → 1 句，共看了 2 句\naccepted: 0.0000 → 1.0000\ntop2_accepted: 0.0000 → 1.0000" in done.stdout
    assert "- 甲\n" in learnt.read_text(encoding="utf-8")


def test_an_answer_alone_makes_the_bot_no_surer(
    written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggest, "train_if_changed", lambda _: True)  # a training that changes nothing
    done = huashu("suggest", written("甲\n乙\n丙\n"), typed="1\nn\ns\n")
    assert "没把握的：3 → 3 句，共看了 3 句" in done.stdout


def test_without_an_answer_nothing_is_trained(written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "train_if_changed", lambda _: pytest.fail("trained"))
    assert huashu("suggest", written("甲\n"), typed="q\n").exit_code == 0
    assert huashu("suggest", written("甲\n"), "--no-train", typed="1\n").exit_code == 0


def test_a_training_that_fails_is_exit_1_and_the_line_stays(
    written: Callable[..., Path], learnt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggest, "train_if_changed", lambda _: False)
    assert huashu("suggest", written("甲\n"), typed="1\n").exit_code == 1
    assert "甲" in learnt.read_text(encoding="utf-8")


def test_questions_are_listed_and_nothing_is_asked(written: Callable[..., Path], learnt: Path) -> None:
    done = huashu("suggest", written("甲\n乙\n"), "--list", "--most", 1)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"text": "甲", "times": 1, "unsure": 0.9, "nearest": [["greet", "打招呼", 0.5], ["thank", "道谢", 0.4]],
         "mates": []},
    ]  # fmt: skip
    assert not learnt.exists()


def test_nothing_is_measured_where_nothing_is_trained(
    written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggest, "read_messages", lambda *_: pytest.fail("measured"))
    file, check = written("甲\n"), written("在\tgreet\n", "c.tsv")
    assert huashu("suggest", file, "--list", "--check", check).exit_code == 0
    assert huashu("suggest", file, "--no-train", "--check", check, typed="1\n").exit_code == 0


def test_listing_and_accepting_are_two_things(written: Callable[..., Path], learnt: Path) -> None:
    done = huashu("suggest", "--list", "--accept", written("甲\tgreet\n", "a.tsv"))
    assert done.exit_code == 2
    assert not learnt.exists()


def test_an_outdated_model_is_told(written: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "old.tar.gz").touch()
    (tmp_path / "models" / "current").write_text("old.tar.gz\n")
    assert "旧模型" in huashu("suggest", written("甲\n"), "--list").stderr


def test_lines_are_accepted_without_asking(written: Callable[..., Path], learnt: Path) -> None:
    file = written("甲\tgreet\n老王\tgreet\n乙\tgret\n", "a.tsv")
    done = huashu("suggest", "--accept", file, "--no-train")
    assert done.exit_code == 1
    assert done.stdout == "存了 1 句，没存 2 句\n"
    assert done.stderr.splitlines()[0] == f"{file}:2: 老王: 有电话、地址、姓名之类的，不能学"
    assert "您是不是想写 greet？" in done.stderr
    assert learnt.read_text(encoding="utf-8").endswith("    - 甲\n")


def test_a_bad_check_file_is_exit_2_before_anything_is_asked(written: Callable[..., Path], learnt: Path) -> None:
    done = huashu("suggest", written("甲\n"), "--check", written("甲\tgret\n", "c.tsv"), typed="1\n")
    assert done.exit_code == 2
    assert not learnt.exists()


def test_a_simulation_prints_means_and_tells_each_model(
    written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def simulated(lines: Sequence[object], plan: Plan, *_: object) -> Iterator[Simulated]:
        return (Simulated(seed, "all", weight, 1, 0.5, 1.0) for seed in plan.seeds for weight in plan.weights)

    monkeypatch.setattr(simulate, "simulate", simulated)
    done = huashu("simulate", written("甲\tgreet\n乙\tgreet\n", "a.tsv"), "--seeds", 2, "--weights", "1,4")
    assert [(row["weight"], row["seeds"]) for row in map(json.loads, done.stdout.splitlines())] == [(1, 2), (4, 2)]
    assert len(done.stderr.splitlines()) == 1 + 4
    assert "一半只有 1 句" in done.stderr


@pytest.mark.parametrize("words", [["--weights", "1,x"], ["--weights", "0"], ["--weights", ""]])
def test_weights_that_are_none_are_refused(written: Callable[..., Path], words: list[str]) -> None:
    done = huashu("simulate", written("甲\tgreet\n乙\tgreet\n", "a.tsv"), *words)
    assert (done.exit_code, done.stdout) == (2, "")


def test_one_line_is_too_few_to_simulate(written: Callable[..., Path]) -> None:
    done = huashu("simulate", written("甲\tgreet\n", "a.tsv"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "只有一句" in done.stderr


@pytest.mark.parametrize("words", [
    ["parse", "none.txt"], ["parse", "."], ["suggest", "."], ["suggest", "--accept", "."], ["suggest", "--check", "."],
])  # fmt: skip
def test_what_is_no_file_is_refused(words: list[str]) -> None:
    assert huashu(*words).exit_code == 2


def test_messages_never_asked_about_that_are_no_text_are_told(written: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "nlu").mkdir()
    (tmp_path / "nlu" / "never.txt").write_bytes("烦".encode("gbk"))
    done = huashu("suggest", written("甲\n"), typed="1\n")
    assert done.exit_code == 1
    assert done.stderr.startswith("NOT_TEXT: ")
