"""``huashu nlu evaluate`` as it is typed, with readings made up: what goes to which stream, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from huashu.cli import nlu, outdated
from huashu.cli.main import app
from huashu.nlu.learning import Point
from huashu.nlu.reading import Reading
from huashu.settings import Settings
from tests.unit.nlu.hearing import reading

KEYS = ["n", "accuracy", "accepted", "top2_accepted", "macro_f1", "coverage", "accepted_on_answered", "oos_precision",
        "oos_recall", "p50_ms", "p95_ms"]  # fmt: skip


@pytest.fixture(autouse=True)
def bot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that takes everything for a greeting, and whose model is of today's files."""

    def read(texts: Iterable[str], _: Settings) -> Iterator[Reading]:
        return (reading("greet", 0.9, ("greet", 0.9), ("thank", 0.1), ms=2) for _ in texts)

    monkeypatch.setattr(nlu, "read_messages", read)
    monkeypatch.setattr(outdated, "is_trained", lambda *_: True)
    monkeypatch.setattr(nlu, "points", lambda *_: iter([Point(1, 0.5, 0.5, 0.5)]))


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "a.tsv"
    path.write_text("在吗\tgreet\n谢啦\tthank\n", encoding="utf-8")
    return path


def huashu(*words: object) -> Result:
    return CliRunner().invoke(app, ["nlu", *(str(word) for word in words)])


def test_one_json_object_and_nothing_else_is_printed(labelled: Path) -> None:
    done = huashu("evaluate", labelled)
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found) == KEYS
    # One of two is right, both are among two guesses; greet 2·1/(1+2), thank 0.
    assert found == dict.fromkeys(KEYS, 0.5) | {
        "n": 2, "top2_accepted": 1.0, "macro_f1": 0.3333, "coverage": 1.0, "oos_precision": None, "oos_recall": None,
        "p50_ms": 2.0, "p95_ms": 2.0,
    }  # fmt: skip


def test_misses_go_to_stderr_as_a_labelled_file(labelled: Path) -> None:
    done = huashu("evaluate", labelled, "--errors")
    assert json.loads(done.stdout)["n"] == 2
    assert done.stderr == "谢啦\tthank\tgreet 0.90, thank 0.10\n"


def test_without_misses_nothing_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("在吗\tgreet\n", encoding="utf-8")
    assert huashu("evaluate", tmp_path / "a.tsv", "--errors").stderr == ""


def test_the_page_is_written(labelled: Path, tmp_path: Path) -> None:
    assert huashu("evaluate", labelled, "--html", tmp_path / "a.html").exit_code == 0
    assert "谢啦" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_page_without_a_folder_is_refused_before_anything_is_measured(labelled: Path, tmp_path: Path) -> None:
    done = huashu("evaluate", labelled, "--html", tmp_path / "none" / "a.html")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有这个文件夹" in done.stderr


def test_a_model_of_other_files_is_told(labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outdated, "is_trained", lambda *_: False)
    monkeypatch.setenv("HUASHU_HOME", str(tmp_path))
    assert huashu("evaluate", labelled).stderr == ""  # no model, none of other files
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "old.tar.gz").touch()
    (tmp_path / "models" / "current").write_text("old.tar.gz\n")
    done = huashu("evaluate", labelled)
    assert json.loads(done.stdout)["n"] == 2
    assert "huashu train" in done.stderr


def test_a_file_with_problems_is_exit_2_before_anything_is_measured(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("在吗\tgret\n在吗\n", encoding="utf-8")
    done = huashu("evaluate", tmp_path / "a.tsv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "a.tsv:1:4 错误 NL003 没有这个意图：gret" in done.stderr
    assert "a.tsv:2:1 错误 NL002 少了意图" in done.stderr


def test_messages_of_a_file_are_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("在吗\n\n多少钱\n", encoding="utf-8")
    done = huashu("parse", tmp_path / "a.txt")
    assert [json.loads(line)["intent"] for line in done.stdout.splitlines()] == ["greet", "greet"]
    assert "话" in done.stdout  # Chinese is printed as such
