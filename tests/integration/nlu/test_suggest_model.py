"""``huashu nlu suggest`` with the real model; the lines go into a copy of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huashu.cli import suggest
from huashu.cli.main import app
from huashu.nlu.suggest.learnt import Learnt

MESSAGES = """在吗
等得花儿都谢了
等的花儿都谢了啊
等的花儿都谢了啊
我叫王小明，电话13812345678
单号7731200458812
😀😀
你家这玩意儿能顶几个年头
"""


@pytest.fixture
def learnt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is learnt goes here."""
    path = tmp_path / "learnt.yml"
    monkeypatch.setattr(suggest, "Learnt", lambda: Learnt(path))
    (tmp_path / "a.txt").write_text(MESSAGES, encoding="utf-8")
    return path


@pytest.mark.usefixtures("model")
def test_messages_become_questions_and_answers_lines(learnt: Path) -> None:
    file = str(learnt.with_name("a.txt"))
    listed = CliRunner().invoke(app, ["nlu", "suggest", file, "--list"])
    asked = [json.loads(line) for line in listed.stdout.splitlines()]
    texts = {each["text"]: each for each in asked}
    assert set(texts) == {"等得花儿都谢了", "等的花儿都谢了啊", "你家这玩意儿能顶几个年头"}
    assert texts["等的花儿都谢了啊"]["times"] == 2
    assert texts["等的花儿都谢了啊"]["mates"] == ["等得花儿都谢了"]
    assert asked[-1]["text"] == "等得花儿都谢了", "the second of its cluster comes last"
    assert all(len(each["nearest"]) == 5 for each in asked)

    done = CliRunner().invoke(app, ["nlu", "suggest", file, "--no-train"], input="t\ncomplain\ns\nq\n")
    assert done.exit_code == 0, done.output
    assert "存了 1 句" in done.stdout and "另有 2 句有个人信息" in done.stdout
    assert learnt.read_text(encoding="utf-8").endswith(f"- intent: complain\n  examples: |\n    - {asked[0]['text']}\n")
