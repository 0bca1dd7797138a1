"""Lines into files of data/nlu: where they go, what stays, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from huashu.nlu.suggest.learnt import Changed, Learnt
from huashu.nlu.suggest.lines import LineRefused, with_line
from huashu.nlu.suggest.never import Never
from huashu.scripts.project import training_lines
from huashu.settings import PROJECT

FILE = """version: "3.1"

nlu:
# 打招呼
- intent: greet
  examples: |
      - 在吗
      -  你好  # 不是注释

- intent: thank   
  examples: |
      - 谢谢"""


def test_a_line_goes_to_the_end_of_its_intent_and_nothing_else_changes() -> None:
    assert with_line(FILE, "greet", "哈喽") == FILE.replace("注释\n", "注释\n      - 哈喽\n")
    assert with_line(FILE, "thank", "谢啦") == FILE + "\n      - 谢啦"


def test_line_ends_of_windows_stay() -> None:
    windows = FILE.replace("\n", "\r\n")
    assert with_line(windows, "greet", "哈喽") == windows.replace("注释\r\n", "注释\r\n      - 哈喽\r\n")


def test_a_block_of_another_shape_is_left_alone() -> None:
    listed = FILE.replace("|\n      - 在吗\n      -  你好  # 不是注释", '\n  - text: "在吗"')
    assert with_line(listed, "greet", "哈喽") == listed + "\n- intent: greet\n  examples: |\n    - 哈喽\n"


def test_an_intent_without_a_block_gets_one() -> None:
    assert with_line(FILE, "deny", "不要") == FILE + "\n- intent: deny\n  examples: |\n    - 不要\n"
    first = with_line("", "deny", "不要")
    assert first == 'version: "3.1"\n\nnlu:\n- intent: deny\n  examples: |\n    - 不要\n'
    assert with_line(first, "deny", "算了") == first + "    - 算了\n"


@pytest.mark.parametrize("path", sorted((PROJECT / "data" / "nlu").glob("*.yml")), ids=lambda path: path.stem)
def test_every_file_of_the_project_takes_a_line(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for intent in {intent for _, (intent, _) in training_lines("", source.encode())}:
        changed = with_line(source, intent, "这一句是新的")
        assert changed.replace("    - 这一句是新的\n", "", 1) == source


@pytest.mark.parametrize("text", [
    "", " 在吗", "/restart", "[在](x)吗", '[在]{"entity": "x"}', "一\n二", "一\u2028二", "一\x00", "最\u200b好",
    "多" * 101,
])  # fmt: skip
def test_what_would_be_misread_is_refused(text: str) -> None:
    with pytest.raises(LineRefused):
        with_line(FILE, "greet", text)


@pytest.mark.parametrize("text", ["- 在", "# 号", "a: b", "'", '"', "{在}", "[微笑] 在吗", "|", "%", "12:30", "😀在"])
def test_what_only_looks_odd_is_read_back(text: str) -> None:
    lines = training_lines("", with_line(FILE, "greet", text).encode())
    assert (text, "greet") in [(line, intent) for line, (intent, _) in lines]


@pytest.mark.parametrize("source", ["nlu: [", "version: '3.1'\nrules: []\n", FILE.replace("- intent: thank", "oops")])
def test_a_file_that_would_not_hold_the_line_is_left_alone(source: str) -> None:
    with pytest.raises(LineRefused, match="文件"):
        with_line(source, "greet", "哈喽")


def test_each_line_is_on_the_disk_at_once_and_can_be_taken_back(tmp_path: Path) -> None:
    learnt = Learnt(tmp_path / "learnt.yml")
    first = learnt.add("哈喽", "greet")
    second = learnt.add("谢啦", "thank")
    assert "哈喽" in (tmp_path / "learnt.yml").read_text(encoding="utf-8")
    learnt.take_back(second)
    assert (tmp_path / "learnt.yml").read_bytes() == first.after
    learnt.take_back(first)
    assert not (tmp_path / "learnt.yml").exists()


def test_what_somebody_else_changed_is_not_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "learnt.yml"
    learnt = Learnt(path)
    written = learnt.add("哈喽", "greet")
    path.write_bytes(written.after + b"# mine\n")
    with pytest.raises(Changed):
        learnt.take_back(written)
    assert path.read_bytes().endswith(b"# mine\n")


def test_what_is_never_asked_again_is_kept(tmp_path: Path) -> None:
    Never(tmp_path).add("烦")
    Never(tmp_path).add("吵")
    Never(tmp_path).take_back("烦")
    assert Never(tmp_path).texts() == ["吵"]
