"""``huashu test``, ``huashu coverage`` and ``huashu try`` as they are typed, over the stage that all tests share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from huashu import bootstrap
from huashu.cli import workshop
from huashu.cli.main import app
from huashu.settings import Settings
from huashu.storage import migrate
from huashu.workshop.stage import Stage

HEAD = "标题: 一句话\n店铺: qingmian\n时间: 2026-11-23 14:00\n对话:\n  - 顾客: 针织连衣裙能便宜点吗\n"
PASSES, FAILS = HEAD + "  - 客服: utter_bargain_refuse\n", HEAD + "  - 客服: utter_bargain_closed\n"


@pytest.fixture(autouse=True)
def home(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Settings of a person with no books yet, and the shared stage where the commands would start their own."""

    @contextmanager
    def shared(_: Settings) -> Iterator[Stage]:
        yield stage

    monkeypatch.setattr(workshop, "open_stage", shared)
    monkeypatch.setenv("HUASHU_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    bootstrap.services.cache_clear()
    yield tmp_path / "home"
    bootstrap.services.cache_clear()


def huashu(*words: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=typed)


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_conversations_that_pass_are_one_line_each(tmp_path: Path) -> None:
    done = huashu("test", write(tmp_path, "a.yml", PASSES))
    assert done.exit_code == 0, done.output
    assert f"通过  {tmp_path}/a.yml  一句话  " in done.output
    assert "1 个对话测试：1 个通过，0 个没过，用了 " in done.output


def test_a_conversation_that_fails_is_shown_and_is_exit_1(tmp_path: Path) -> None:
    write(tmp_path, "a.yml", PASSES), write(tmp_path, "b.yml", FAILS)
    done = huashu("test", tmp_path)
    assert done.exit_code == 1
    assert "b.yml 第 6 行：客服说的，和应当说的不一样" in done.output
    assert "│✗ │ 客服 │ utter_bargain_closed │ " in done.output
    assert "2 个对话测试：1 个通过，1 个没过" in done.output


def test_a_file_that_cannot_be_read_is_exit_2_and_nothing_is_played(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "a.yml", PASSES), write(tmp_path, "b.yml", PASSES.replace("客服", "客福"))
    done = huashu("test", tmp_path / "a.yml", tmp_path / "b.yml")
    assert done.exit_code == 2
    assert "b.yml:6:5 错误 CT002 没有这种步骤：客福" in done.stderr
    assert done.stdout == "" and not (home / "coverage.json").exists()


def test_nothing_found_is_exit_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert huashu("test", tmp_path / "empty").exit_code == 2
    assert huashu("test", tmp_path / "gone.yml").exit_code == 2


def test_what_passing_tests_used_is_kept_and_what_failed_or_is_gone_is_not(tmp_path: Path, home: Path) -> None:
    a, b = write(tmp_path, "used-a.yml", PASSES), write(tmp_path, "used-b.yml", FAILS)
    huashu("test", a, b)
    kept = json.loads((home / "coverage.json").read_text(encoding="utf-8"))["tests"]
    assert list(kept) == [str(a)]
    assert kept[str(a)]["said"]["qingmian"].keys() == {"utter_bargain_refuse"}
    assert kept[str(a)]["rungs"] == {"qingmian": ["refuse"]}
    a.unlink()
    write(tmp_path, "used-c.yml", PASSES)
    huashu("test", tmp_path / "used-c.yml")
    assert list(json.loads((home / "coverage.json").read_text(encoding="utf-8"))["tests"]) == [
        str(tmp_path / "used-c.yml")
    ]


def test_coverage_without_a_test_says_what_to_run() -> None:
    done = huashu("coverage")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "先运行：huashu test" in done.stderr


def test_coverage_counts_tests_alone_where_there_are_no_books(tmp_path: Path) -> None:
    huashu("test", write(tmp_path, "alone.yml", PASSES))
    done = huashu("coverage")
    assert done.exit_code == 0
    assert "没有读到真实对话" in done.stderr
    assert "  话术  1/" in done.stdout


def test_coverage_tells_what_is_left_as_text_and_as_json(tmp_path: Path, home: Path) -> None:
    migrate(f"sqlite:///{home / 'huashu.db'}")
    huashu("test", write(tmp_path, "left.yml", PASSES))
    text, data = huashu("coverage", "--days", 7), huashu("coverage", "--format", "json")
    assert (text.exit_code, text.stderr) == (0, "")
    assert text.stdout.startswith("对话测试（1 个通过的）和最近 7 天的真实对话，合起来用到了：\n  话术  1/")
    assert "  utter_bargain_closed  " in text.stdout
    told = json.loads(data.stdout)
    assert (told["tests"], told["scripts"]["used"], told["rungs"]["used"]) == (1, 1, 1)
    assert {"shop": "qingmian", "rung": "refuse"} not in told["rungs"]["unused"]


def test_a_chat_is_shown_as_typed_and_ends_with_the_input() -> None:
    done = huashu("try", "--shop", "mobi", "--at", "2026-11-11 15:30", "--member", typed="铅笔便宜点\n/帮助\n")
    assert done.exit_code == 0, done.output
    assert "墨笔坊文具旗舰店（mobi）· 2026-11-11 15:30 · /帮助 看命令" in done.output
    assert "\n会员  是\n顾客  铅笔便宜点\n客服  " in done.output
    assert "      台阶  " in done.output


@pytest.mark.parametrize(("words", "told"), [(("--shop", "moby"), "没有这个店"), (("--at", "明天"), "看不懂这个时间")])
def test_a_chat_that_cannot_begin_is_exit_2(words: tuple[str, str], told: str) -> None:
    done = huashu("try", *words)
    assert done.exit_code == 2
    assert told in done.stderr
