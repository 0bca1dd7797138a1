"""Labelled files: what counts as a line, and all that is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from huashu.nlu.labelled import Labelled, LabelledErrors, read_labelled
from huashu.nlu.taxonomy import read_taxonomy

TAXONOMY = read_taxonomy()


def read(tmp_path: Path, content: str | bytes) -> list[Labelled]:
    path = tmp_path / "a.tsv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_labelled(path, TAXONOMY)


def refused(tmp_path: Path, content: str | bytes) -> list[str]:
    """The heads and the mending of the problems, without the folder."""
    with pytest.raises(LabelledErrors) as told:
        read(tmp_path, content)
    lines = str(told.value).replace(f"{tmp_path}/", "").split("\n")
    return [line.strip() for line in lines if " 错误 " in line or "改法" in line]


def test_text_and_names_are_read_and_the_rest_is_not(tmp_path: Path) -> None:
    content = "\ufeff# 说明\t随便\r\n\r\n在吗\tgreet\r\n 太慢了 \tcomplain | ask_ship_time\tnatural\t再随便\r\n   \n"
    assert read(tmp_path, content) == [
        Labelled("在吗", ("greet",)),
        Labelled("太慢了", ("complain", "ask_ship_time")),
    ]


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    assert read(tmp_path, "一\u2028二\x0b三\tgreet") == [Labelled("一\u2028二\x0b三", ("greet",))]


def test_a_hash_inside_a_message_is_no_remark(tmp_path: Path) -> None:
    assert read(tmp_path, "3#色号有吗\task_stock") == [Labelled("3#色号有吗", ("ask_stock",))]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    shape = "改法：写成：顾客的话<TAB>意图；几个都对就用 | 隔开，最好的写在前面"
    lines = ["在吗 greet", "\tgreet", "在吗\t ", "发票\task_invioce", "骂人\tgreet|abuse", "小号\tinform",
             "在\tgreet||thank", "好\t天气"]  # fmt: skip
    assert refused(tmp_path, "\n".join(lines)) == [
        "a.tsv:1:1 错误 NL002 少了意图", shape,
        "a.tsv:2:1 错误 NL002 少了顾客的话", shape,
        "a.tsv:3:1 错误 NL002 少了意图", shape,
        "a.tsv:4:4 错误 NL003 没有这个意图：ask_invioce", "改法：您是不是想写 ask_invoice？",
        "a.tsv:5:10 错误 NL003 没有这个意图：abuse", "改法：写 complain",
        "a.tsv:6:4 错误 NL003 没有这个意图：inform",
        "改法：写 ask_size_color、place_order、change_address（其中一个）",
        "a.tsv:7:9 错误 NL003 | 旁边少了意图", "改法：写 data/taxonomy.yml 里的名字，比如 greet",
        "a.tsv:8:3 错误 NL003 没有这个意图：天气", "改法：写 data/taxonomy.yml 里的名字，比如 greet",
    ]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), [
    ("", "a.tsv:1:1 错误 NL001 这个文件里一行标注也没有"),
    ("# 只有说明\n", "a.tsv:1:1 错误 NL001 这个文件里一行标注也没有"),
    ("在吗\tgreet\n".encode() + "在吗\tgreet\n".encode("gbk"), "a.tsv:2:1 错误 NL001 不是 UTF-8 编码"),
])  # fmt: skip
def test_a_file_that_holds_nothing_to_measure_is_refused(tmp_path: Path, content: str | bytes, told: str) -> None:
    assert refused(tmp_path, content)[0] == told


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LabelledErrors, match="NL001 没有这个文件"):
        read_labelled(tmp_path / "none.tsv", TAXONOMY)
