"""Files and folders that are wrong as a whole, and hostile ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from script_making import folder_with_scene, good_folder

from huashu.scripts import ScriptErrors, load_library
from huashu.scripts.problems import Notes
from huashu.scripts.reader import read_yaml
from huashu.scripts.scenes import read_scene

Found = list[tuple[str, int, int, str]]


def problems_of(root: Path) -> Found:
    with pytest.raises(ScriptErrors) as caught:
        load_library(root)
    return [(each.span.path, each.span.line, each.span.column, each.code) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"# " + b"x" * (1024 * 1024 - 1), (1, 1, "SC001")),  # 2 + 1048575 = one byte over 1 MiB
        ("场景: 议价\n话术: {}\n".encode("gbk"), (1, 1, "SC002")),
        ("场景: 议价\n标题: 亲".encode() + b"\xff\n", (2, 1, "SC002")),
        ("场景: 议价\n标题: 亲\x07\n".encode(), (2, 6, "SC002")),
        ("场景: 议价\r\n标题: 亲\0\r\n".encode(), (2, 6, "SC002")),
        ("场景: 议价\n话术: *b\n".encode(), (2, 5, "SC005")),
        ("场景: 议价\n话术: ".encode() + b"[" * 500_000, (2, 24, "SC004")),  # 5 + 19 more open brackets + the mapping
        ("场景: 议价\n话术: ".encode() + b"{a: " * 100_000, (2, 81, "SC004")),  # 5 + 19 * 4
        (b"- " * 100_000, (1, 41, "SC004")),  # the 21st list begins after 20 * 2 characters
    ],
    ids=["large", "gbk", "broken utf-8", "bell", "nul", "alias of nothing", "brackets", "braces", "dashes"],
)
def test_hostile_file_is_refused_at_its_first_problem_when_loaded(
    content: bytes, place: tuple[int, int, str], tmp_path: Path
) -> None:
    assert problems_of(folder_with_scene(tmp_path, content)) == [("scripts_zh/scene.yml", *place)]


def test_problems_stop_at_a_hundred_when_a_file_is_full_of_them(tmp_path: Path) -> None:
    content = "场景: 议价\n话术: {}\n" + "".join(f"键{number}: 1\n" for number in range(5000))
    assert len(problems_of(folder_with_scene(tmp_path, content.encode()))) == 100


def test_id_in_two_files_is_reported_at_the_second_when_loaded(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / "zzz.yml").write_bytes((root / "order.yml").read_bytes())
    with pytest.raises(ScriptErrors) as caught:
        load_library(root)
    [problem] = caught.value.problems
    assert (problem.code, problem.span.path, problem.span.line) == ("SC013", "scripts_zh/zzz.yml", 3)
    assert problem.message == "编号已经用过了：utter_order_changed（scripts_zh/order.yml:3）"


def test_all_problems_of_all_files_are_reported_when_several_are_broken(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / "order.yml").write_text("场景: 下单\n", encoding="utf-8")
    (root / "aaa.yml").write_text("话术: {}\n", encoding="utf-8")
    (root / "shops" / "tea.yml").write_text("", encoding="utf-8")
    assert problems_of(root) == [
        ("scripts_zh/aaa.yml", 1, 1, "SC009"),
        ("scripts_zh/order.yml", 1, 1, "SC009"),
        ("scripts_zh/shops/tea.yml", 1, 1, "SC010"),
    ]


def test_folder_problems_are_reported_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    root = tmp_path / "scripts_zh"
    root.mkdir()
    places = ["scripts_zh", "scripts_zh/shops", "scripts_zh/widget.yml"]
    assert problems_of(root) == [(each, 1, 1, "SC024") for each in places]


def test_directory_named_like_a_script_is_reported_when_loaded(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / "odd.yml").mkdir()
    assert problems_of(root) == [("scripts_zh/odd.yml", 1, 1, "SC024")]


def test_yaml_ending_is_reported_and_hidden_files_are_left_out_when_loaded(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / "odd.yaml").write_text("", encoding="utf-8")
    (root / ".draft.yml").write_text("[", encoding="utf-8")
    assert problems_of(root) == [("scripts_zh/odd.yaml", 1, 1, "SC023")]


GOOD = """\
场景: 议价
话术:
  utter_bargain_refuse:
    标题: 拒绝
    说法:
      - 角度: 直接
        文: '{shop_name}是明码标价，改不了。'
      - 角度: 货
        文: 价格少不了啦
"""
SLIPS = [
    ("标题: 拒", "标题：拒", (4, 7), "键后面的冒号是全角的"),
    ("文: 价", "文：价", (9, 10), "键后面的冒号是全角的"),
    ("文: 价", "文:价", (9, 10), "键的冒号后面少一个空格"),
    ("文: 价", "文:\u3000价", (9, 10), "键的冒号后面少一个空格"),
    ("改不了。'", "改不了。", (7, 12), "引号没有收尾"),
    ("文: 价格少不了啦", '文: "价格"少"不了啦"', (9, 15), "双引号里又有双引号"),
    ("文: 价格少不了啦", '文: "价格""少""不了啦"', (9, 15), "双引号里又有双引号"),
]


@pytest.mark.parametrize(("good", "bad", "place", "message"), SLIPS, ids=[each[1] for each in SLIPS])
def test_slip_is_told_where_it_was_made_when_yaml_complains_below(
    good: str, bad: str, place: tuple[int, int], message: str
) -> None:
    notes = Notes()
    assert good in GOOD
    read_yaml("x.yml", GOOD.replace(good, bad).encode(), notes)
    [problem] = notes.problems
    assert (problem.code, problem.span.line, problem.span.column) == ("SC003", *place)
    assert problem.message == f"YAML 看不懂：{message}"


@pytest.mark.parametrize("place", ["sub/x.yml", "faq/sub/y.yml", "shops/a/b.yml", "faq/sub/z.yaml"])
def test_file_in_another_folder_is_told_because_nobody_would_read_it(place: str, tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_text("场景: 问候\n", encoding="utf-8")
    assert problems_of(root) == [(f"scripts_zh/{place}", 1, 1, "SC023")]


def test_name_that_is_no_text_is_told_when_loaded(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / os.fsdecode(b"\xff\xfe.yml")).write_text("场景: 问候\n", encoding="utf-8")
    assert problems_of(root) == [("\\udcff\\udcfe.yml", 1, 1, "SC023")]


def test_pipe_named_like_a_script_is_told_and_not_waited_for(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    os.mkfifo(root / "pipe.yml")
    (root / "gone.yml").symlink_to(root / "nowhere")
    assert problems_of(root) == [("scripts_zh/gone.yml", 1, 1, "SC024"), ("scripts_zh/pipe.yml", 1, 1, "SC024")]


KEYS = ["场景", "话术", "店铺", "说法", "角度", "文", "条件", "按钮", "承诺", "备注", "utter_a_b", "是", "{shop_name}"]
MARKS = [": ", ":", "- ", "{", "}", "[", "]", ",", "&a ", "*a", "!x ", ">", '"', "'", "#", "?", "<<", "%", "=", "\\"]
PIECES = st.sampled_from([*KEYS, *MARKS, "\n", "\n  ", "\n    ", "\t", "\r", "|\n", ">\n", "---\n", "\u2028", "\ufeff"])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_reading_ends_with_a_value_or_a_problem_when_the_text_is_anything(text: str) -> None:
    notes = Notes()
    node, _ = read_yaml("x.yml", text.encode(), notes)
    scripts = read_scene(node, ("tea",), notes) if node is not None else ()
    assert notes.problems or (node is not None and all(each.variants for each in scripts))
    lines = len(text.splitlines()) + 1
    assert all(1 <= each.span.line <= lines and each.span.column >= 1 for each in notes.problems)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_reading_ends_without_a_traceback_when_the_file_is_any_bytes(content: bytes) -> None:
    notes = Notes()
    node, _ = read_yaml("x.yml", content, notes)
    assert node is not None or notes.problems
