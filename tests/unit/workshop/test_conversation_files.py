"""Conversation files: every way to write one wrong is told with its place; all that is right is read as it is meant."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from huashu.scripts import Library, load_library
from huashu.settings import PROJECT
from huashu.workshop.play.conversation import (
    Colleague,
    Conversation,
    Hear,
    Join,
    Line,
    Look,
    Queue,
    Say,
    Supervise,
    Wait,
)
from huashu.workshop.play.reading import ConversationErrors, find_files, read_conversations

HEAD = "标题: 一句话\n店铺: qingmian\n时间: 2026-11-23 14:00\n对话:\n"  # the first step is line 5


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(PROJECT / "scripts_zh")


def read(library: Library, folder: Path, text: str, name: str = "a.yml") -> Conversation:
    (folder / name).write_text(text, encoding="utf-8")
    [conversation] = read_conversations([folder / name], library)
    return conversation


def problems(library: Library, folder: Path, text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(ConversationErrors) as caught:
        read(library, folder, text)
    return [(each.span.line, each.span.column, each.code) for each in caught.value.problems]


def test_a_file_is_read_as_it_is_meant(library: Library, tmp_path: Path) -> None:
    steps = """  - 顾客: 12:30
  - 顾客: {话: 急, 遍: 3}
  - 客服: [utter_bargain_refuse：高腰|裤, “主管|分钟”, "王主管", 「好的」]
  - 客服: []
  - 时间: +3分钟
  - 时间: 2026-11-23 16:30
  - 主管: 优惠券 5
  - 主管不能: 改价 9.5
  - 商城: {付款: TB20261123001, total_fen: 12900}
  - 商城: 付款
  - 同事: 交还
  - 会员: 是
  - 排队: 5
  - 记录: {备注: [red|8元], 承诺: []}
"""
    found = read(library, tmp_path, HEAD + steps)
    assert (found.title, found.shop, found.sender) == ("一句话", "qingmian", f"{tmp_path.name}-a")
    assert found.at == datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc)  # 14:00 in Shanghai, UTC+8
    assert found.lines == tuple(range(5, 19))
    paid, newest = found.steps[8:10]
    assert (paid.pushed.order_no, paid.pushed.total_fen, paid.newest) == ("TB20261123001", 12900, False)  # type: ignore[union-attr]
    assert (newest.pushed.event, newest.newest) == ("paid", True)  # type: ignore[union-attr]
    assert (*found.steps[:8], *found.steps[10:]) == (
        Say("12:30"),
        Say("急急急"),
        Hear((
            Line("utter_bargain_refuse", ("高腰", "裤"), "utter_bargain_refuse：高腰|裤"),
            Line("", ("主管", "分钟"), "“主管|分钟”"),
            Line("", ("王主管",), "“王主管”"),
            Line("", ("好的",), "“好的”"),
        )),
        Hear(()),
        Wait(seconds=180),
        Wait(at=datetime(2026, 11, 23, 8, 30, tzinfo=timezone.utc)),
        Supervise("coupon", "优惠券 5", 500),
        Supervise("price", "改价 9.5", 950, refused=True),
        Colleague("return", "交还"),
        Join(),
        Queue(5),
        Look({"备注": (("red", "8元"),), "承诺": ()}),
    )  # fmt: skip


# A step, where in its line the problem is (from 1), its code.
WRONG_STEPS = [
    ("- 故客: 在吗", 5, "CT002"),
    ("- 在吗", 5, "CT004"),
    ("- {顾客: 在吗, 客服: []}", 5, "CT004"),
    ("- 顾客: [在吗]", 9, "CT004"),
    ("- 顾客: {话: 在吗}", 9, "CT003"),
    ("- 顾客: {话: 在吗, 遍: 很多}", 20, "CT004"),
    ("- 客服: utter_bargain_refused", 9, "CT005"),
    ("- 客服: 主管", 9, "CT004"),
    ("- 客服: “”", 9, "CT004"),
    ("- 客服:", 5, "CT004"),
    ("- 时间: +3个小时", 9, "CT004"),
    ("- 时间: 16点半", 9, "CT004"),
    ("- 时间: 2026-02-30 10:00", 9, "CT004"),
    ("- 主管: 优惠卷 5", 9, "CT004"),
    ("- 主管: 改价", 9, "CT004"),
    ("- 主管: 赠品 5", 9, "CT004"),
    ("- 主管: 改价 五元", 9, "CT004"),
    ("- 商城: {拍下了: TB2026}", 9, "CT003"),
    ("- 商城: 拍下", 9, "CT004"),
    ("- 商城: {付款: TB2026, total_fee: 1}", 22, "CT002"),
    ("- 商城: {付款: TB2026, total_fen: 一块}", 33, "CT004"),
    ("- 商城: {拍下: TB2026, lines: [{sku_no: x, name: y, unit_price_fen: 1}]}", 30, "CT003"),
    ("- 同事: 接手", 9, "CT004"),
    ("- 排队: 很多", 9, "CT004"),
    ("- 记录: {承诺书: []}", 10, "CT002"),
    ("- 记录: {承诺: 无}", 14, "CT004"),
]


@pytest.mark.parametrize(("step", "column", "code"), WRONG_STEPS, ids=[each[0] for each in WRONG_STEPS])
def test_a_wrong_step_is_told_with_its_place(
    library: Library, tmp_path: Path, step: str, column: int, code: str
) -> None:
    found = problems(library, tmp_path, f"{HEAD}  - 顾客: 在吗\n  {step}\n")
    assert [(line, kind) for line, _, kind in found] == [(6, code)]
    if step != "- 客服:":  # an empty value stands where its key ends
        assert found == [(6, column, code)]


# A whole file and all its problems.
WRONG_FILES = [
    (HEAD.replace("qingmian", "qingmia"), [(2, 5, "CT006")]),
    (HEAD.replace("14:00", "25:00") + "  - 顾客: 在吗\n", [(3, 5, "CT004")]),
    (HEAD + "  - 顾客: 在吗\n话题: x\n", [(6, 1, "CT002")]),
    ("店铺: qingmian\n对话: []\n", [(1, 1, "CT003")]),
    (HEAD + "  顾客: 在吗\n", [(5, 3, "CT004")]),
    ("标题：没有空格\n", [(1, 1, "CT004")]),
    (HEAD + '  - 顾客: "在吗\n', [(5, 9, "SC003")]),
    (HEAD + "  - 顾客: 在吗\n  - 故客: x\n  - 主管: y\n", [(6, 5, "CT002"), (7, 9, "CT004")]),
]


@pytest.mark.parametrize(("text", "expected"), WRONG_FILES)
def test_every_problem_of_a_file_is_told(
    library: Library, tmp_path: Path, text: str, expected: list[tuple[int, int, str]]
) -> None:
    assert problems(library, tmp_path, text) == expected


def test_a_problem_is_told_in_words_that_its_owner_understands(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ConversationErrors) as caught:
        read(library, tmp_path, f"{HEAD}  - 客服: utter_bargain_refused：高腰\n")
    assert str(caught.value) == f"""{tmp_path}/a.yml:5:9 错误 CT005 没有这个编号：utter_bargain_refused
  5 |   - 客服: utter_bargain_refused：高腰
    |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  改法：您是不是想写 utter_bargain_refuse？"""


def test_problems_of_all_files_are_told_at_once(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("标题: x\n", encoding="utf-8")
    with pytest.raises(ConversationErrors) as caught:
        read_conversations([tmp_path / "a.yml", tmp_path / "gone.yml"], library)
    assert [(Path(each.span.path).name, each.code) for each in caught.value.problems] == [
        ("a.yml", "CT003"),
        ("gone.yml", "CT001"),
    ]


def test_two_files_that_would_be_the_same_shopper_are_refused(library: Library, tmp_path: Path) -> None:
    for folder in ("one/x", "two/x"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.yml").write_text(HEAD + "  - 顾客: 在吗\n", encoding="utf-8")
    with pytest.raises(ConversationErrors, match="同一位顾客"):
        read_conversations(find_files([tmp_path]), library)


def test_files_are_found_once_each_in_folders_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("b.yml", "a.yml", "x/c.yml", "note.txt"):
        (tmp_path / name).touch()
    found = find_files([tmp_path / "b.yml", tmp_path])
    assert [each.relative_to(tmp_path).as_posix() for each in found] == ["b.yml", "a.yml", "x/c.yml"]


def test_a_folder_without_conversations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConversationErrors, match="没有对话文件"):
        find_files([tmp_path])
