"""Values out of a conversation file's nodes; what is wrong becomes a problem with its place, and reading goes on.

Codes: CT001 the file cannot be read or nothing is found, CT002 unknown key or step, CT003 missing, CT004 wrong value,
CT005 no such script, CT006 no such shop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from huashu.scripts.problems import Notes, Problem, did_you_mean
from huashu.scripts.reader import Items, Node, Table, Text

T = TypeVar("T")
UNITS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400}


class Wrong(Exception):
    """A value that cannot be used; noted already."""


def wrong(node: Node, notes: Notes, message: str, fix: str, code: str = "CT004") -> Wrong:
    notes.add(Problem(node.span, code, message, fix))
    return Wrong()


def text_of(node: Node, notes: Notes) -> str:
    if isinstance(node, Text):
        return node.value
    raise wrong(node, notes, "这里应当是一句话", "整句写在冒号后面；以 { 或 [ 开头的句子加引号")


def table_of(node: Node, notes: Notes) -> Mapping[str, tuple[Text, Node]]:
    if isinstance(node, Table):
        return node.entries
    raise wrong(node, notes, "这里应当是“键: 值”", "键后面用半角冒号加一个空格")


def items_of(node: Node, notes: Notes) -> tuple[Node, ...]:
    if isinstance(node, Items):
        return node.items
    raise wrong(node, notes, "这里应当是列表", "一项一行，以“- ”开头；什么都没有写 []")


def each_of(nodes: tuple[Node, ...], read: Callable[[Node], T]) -> list[T]:
    """All that can be read; each wrong one is noted."""
    found = []
    for node in nodes:
        try:
            found.append(read(node))
        except Wrong:
            continue
    return found


def word_of(node: Node, known: Mapping[str, T], name: str, notes: Notes) -> T:
    """The meaning of one of a few words."""
    text = text_of(node, notes).strip()
    if text in known:
        return known[text]
    fix = f"{did_you_mean(text, known)}可以写：{'、'.join(known)}"
    raise wrong(node, notes, f"{name}没有这种写法：{text[:40]}", fix)


def moment_of(node: Node, zone: ZoneInfo, notes: Notes) -> datetime:
    """A day and a time in the shop's zone, as an aware time."""
    text = text_of(node, notes)
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=zone)
    except ValueError:
        raise wrong(node, notes, f"看不懂这个时间：{text[:40]}", "写成 2026-11-23 16:30 这样") from None


def span_seconds(text: str) -> int | None:
    """``+3分钟`` as seconds; None for what is no such span."""
    found = re.fullmatch(r"[+＋] ?(\d{1,5}) ?(秒|分钟|小时|天)", text.strip())
    return int(found[1]) * UNITS[found[2]] if found else None


def whole_number(node: Node, notes: Notes, most: int) -> int:
    text = text_of(node, notes).strip()
    if re.fullmatch(r"\d{1,6}", text) and int(text) <= most:
        return int(text)
    raise wrong(node, notes, f"应当是 0 到 {most} 的整数，写的是：{text[:40]}", "写成 5 这样")
