"""Reading messages with marks: what is a message, where the marks lie, and every bad mark by file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from huashu.nlu.marked import Marked, MarkErrors, held_out, read_marked
from huashu.nlu.spans import Mark

ENTITIES = ("carrier", "place")


def write(folder: Path, content: str) -> Path:
    path = folder / "marked.txt"
    path.write_text(content, encoding="utf-8")
    return path


def test_offsets_are_those_of_the_bare_message_when_marks_are_read(tmp_path: Path) -> None:
    """发 is 0, 圆通 1 to 3, 到 3, 杭州 4 to 6."""
    marks = frozenset({Mark("carrier", 1, 3), Mark("place", 4, 6)})
    path = write(tmp_path, "发[圆通](carrier)到[杭州](place)行不\n")
    assert read_marked(path, ENTITIES) == [Marked(1, "发圆通到杭州行不", marks)]


def test_comments_and_empty_lines_are_no_messages_when_read(tmp_path: Path) -> None:
    read = read_marked(write(tmp_path, "# [x](y)\n\n在吗\n  \n(好的)\n"), ENTITIES)
    assert read == [Marked(3, "在吗", frozenset()), Marked(5, "(好的)", frozenset())]


def test_a_line_break_counts_one_character_when_within_a_message(tmp_path: Path) -> None:
    read = read_marked(write(tmp_path, "好\\n[杭\\n州](place)"), ENTITIES)
    assert read == [Marked(1, "好\n杭\n州", frozenset({Mark("place", 2, 5)}))]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("发[圆通](carier)", "2:7 no such entity: 'carier'"),
        ("发[圆通]()", "2:7 no such entity: ''"),
        ("发[ 圆通](carrier)", "2:3 a mark begins and ends with a word: ' 圆通'"),
        ("发[](carrier)", "2:3 a mark begins and ends with a word: ''"),
        ("发[圆通] (carrier)", "2:2 '[' belongs to no mark [words](entity)"),
        ("发圆通](carrier)", "2:4 ']' belongs to no mark [words](entity)"),
        ("发[圆[通](carrier)](carrier)", "2:2 '[' belongs to no mark [words](entity)"),
    ],
)
def test_the_place_is_told_when_a_mark_is_bad(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path, f"在吗\n{line}\n")
    with pytest.raises(MarkErrors) as caught:
        read_marked(path, ENTITIES)
    assert caught.value.problems[0] == f"{path}:{problem}"


def test_all_bad_marks_are_told_when_there_are_several(tmp_path: Path) -> None:
    path = write(tmp_path, "[a](b)\n[c](d)\n")
    with pytest.raises(MarkErrors) as caught:
        read_marked(path, ENTITIES)
    assert [each.split(" ")[0] for each in caught.value.problems] == [f"{path}:1:5", f"{path}:2:5"]


def test_every_third_message_is_held_out_when_counted_from_one(tmp_path: Path) -> None:
    messages = read_marked(write(tmp_path, "一\n二\n# 不算\n三\n四\n五\n六\n七\n"), ENTITIES)
    assert [each.text for each in held_out(messages)] == ["三", "六"]
