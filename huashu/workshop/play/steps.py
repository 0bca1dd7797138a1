"""One step of a conversation, from what a person wrote: in a test file, or as a command of ``huashu try``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from huashu.domain.errors import HuashuError
from huashu.domain.money import parse_yuan
from huashu.domain.shop import ShopProfile
from huashu.scripts import Library
from huashu.scripts.problems import Notes, did_you_mean
from huashu.scripts.reader import Items, Node, Table, Text
from huashu.workshop.play.conversation import Colleague, Hear, Join, Line, Look, Queue, Say, Step, Supervise, Wait
from huashu.workshop.play.mall import read_mall
from huashu.workshop.play.nodes import (
    Wrong,
    each_of,
    items_of,
    moment_of,
    span_seconds,
    table_of,
    text_of,
    whole_number,
    word_of,
    wrong,
)
from huashu.workshop.play.rows import ROWS

ANSWERS = {"赠品": "gift", "改价": "price", "优惠券": "coupon", "拒绝": "refuse"}
WITH_AMOUNT = ("price", "coupon")
COLLEAGUE = {"接入": "accept", "交还": "return", "结束": "close"}
SCRIPT_ID = re.compile("[A-Za-z][A-Za-z0-9_]*")
QUOTED = re.compile("[“「](.*)[”」]", re.DOTALL)
MOST_OTHERS, MOST_TIMES = 50, 5000


@dataclass(frozen=True)
class Reading:
    """What a step is read with: the scripts and the shop at hand, and where problems go."""

    library: Library
    profile: ShopProfile
    notes: Notes


def read_step(node: Node, reading: Reading) -> Step:
    """``顾客: …``, ``客服: …`` and so on. Raises Wrong, noted."""
    entries = table_of(node, reading.notes)
    if len(entries) != 1:
        raise wrong(node, reading.notes, "一步只写一件事", "每一步单独一行，以“- ”开头，例如 - 顾客: 在吗")
    ((key, value),) = entries.values()
    if key.value not in READERS:
        fix = f"{did_you_mean(key.value, READERS)}可以写：{'、'.join(READERS)}"
        raise wrong(key, reading.notes, f"没有这种步骤：{key.value[:40]}", fix, "CT002")
    return READERS[key.value](value, reading)


def _say(node: Node, reading: Reading) -> Step:
    """A message; ``{话: …, 遍: 2000}`` is one long message."""
    if not isinstance(node, Table):
        return Say(text_of(node, reading.notes))
    if set(node.entries) != {"话", "遍"}:
        raise wrong(node, reading.notes, "很长的消息要写话和遍", "写成 {话: 急急急, 遍: 2000}", "CT003")
    times = whole_number(node.entries["遍"][1], reading.notes, MOST_TIMES)
    return Say(text_of(node.entries["话"][1], reading.notes) * times)


def _hear(node: Node, reading: Reading) -> Step:
    nodes = node.items if isinstance(node, Items) else (node,)
    return Hear(tuple(each_of(nodes, lambda each: read_line(each, reading))))


def read_line(node: Node, reading: Reading) -> Line:
    """``编号``, ``编号：必须有的字`` or ``“必须有的字”``; several words are parted by ``|``."""
    text = text_of(node, reading.notes).strip()
    quoted = _quoted(node, text)
    if quoted is not None:
        return _by_words(quoted, node, reading)
    script_id, _, words = text.partition("：")
    if script_id in reading.library.scripts:
        return Line(script_id, _words(words), text)
    if SCRIPT_ID.fullmatch(script_id):
        raise _unknown_script(script_id, words, node, reading)
    fix = f"写编号；只看话里有没有这些字，就加上引号：“{text[:20] or '主管'}”；什么都没说写 []"
    raise wrong(node, reading.notes, f"这里应当是话术的编号，写的是：{text[:40]}", fix)


def _quoted(node: Node, text: str) -> str | None:
    """What stands in quotation marks of either kind; None where it is not words but an id."""
    found = QUOTED.fullmatch(text)
    if found:
        return found[1]
    in_yaml_quotes = isinstance(node, Text) and node.raw[:1] in ("'", '"')
    return text if in_yaml_quotes and not SCRIPT_ID.match(text) else None


def _by_words(quoted: str, node: Node, reading: Reading) -> Line:
    words = _words(quoted)
    if not words:
        raise wrong(node, reading.notes, "引号里没有字", "写话里必须有的字，例如 “主管”；什么都没说写 []")
    return Line("", words, f"“{quoted}”")


def _unknown_script(script_id: str, words: str, node: Node, reading: Reading) -> Wrong:
    known = sorted(reading.library.scripts, key=lambda each: _distance(each, script_id))
    fix = did_you_mean(script_id, known) or f"编号在 scripts_zh/ 里；不想写编号，就写话里要有的字：“{words or '主管'}”"
    return wrong(node, reading.notes, f"没有这个编号：{script_id[:60]}", fix, "CT005")


def _words(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.split("|") if each)


def _distance(known: str, wanted: str) -> tuple[int, int]:
    """Sorts scripts of the same scene first: suggestions look at the first few hundred only."""
    common = next((i for i, (a, b) in enumerate(zip(known, wanted, strict=False)) if a != b), len(wanted))
    return -common, abs(len(known) - len(wanted))


def _wait(node: Node, reading: Reading) -> Step:
    text = text_of(node, reading.notes).strip()
    seconds = span_seconds(text)
    if seconds is not None:
        return Wait(seconds=seconds)
    if text[:1] in ("+", "＋"):
        raise wrong(node, reading.notes, f"看不懂这段时间：{text[:40]}", "写成 +3分钟，单位是秒、分钟、小时、天")
    return Wait(at=moment_of(node, reading.profile.zone, reading.notes))


def _supervise(node: Node, reading: Reading) -> Supervise:
    text = " ".join(text_of(node, reading.notes).split())
    word, _, yuan = text.partition(" ")
    kind = word_of(Text(word, node.span), ANSWERS, "主管", reading.notes)
    if bool(yuan) != (kind in WITH_AMOUNT):
        raise wrong(node, reading.notes, f"金额不对：{text[:40]}", "写成 赠品、改价 99、优惠券 5 或 拒绝")
    try:
        return Supervise(kind, text, parse_yuan(yuan) if yuan else 0)
    except HuashuError:
        raise wrong(node, reading.notes, f"看不懂这个金额：{yuan[:40]}", "写多少元，例如 改价 99") from None


def _supervise_in_vain(node: Node, reading: Reading) -> Step:
    answer = _supervise(node, reading)
    return Supervise(answer.kind, answer.written, answer.fen, refused=True)


def _colleague(node: Node, reading: Reading) -> Step:
    return Colleague(word_of(node, COLLEAGUE, "同事", reading.notes), text_of(node, reading.notes).strip())


def _queue(node: Node, reading: Reading) -> Step:
    return Queue(whole_number(node, reading.notes, MOST_OTHERS))


def _join(_: Node, __: Reading) -> Step:
    return Join()


def _look(node: Node, reading: Reading) -> Step:
    tables = {}
    for name, (key, rows) in table_of(node, reading.notes).items():
        if name not in ROWS:
            fix = f"{did_you_mean(name, ROWS)}可以写：{'、'.join(ROWS)}"
            raise wrong(key, reading.notes, f"没有这张记录表：{name[:40]}", fix, "CT002")
        rows_of = items_of(rows, reading.notes)
        tables[name] = tuple(_words(text_of(each, reading.notes)) for each in rows_of)
    return Look(tables)


READERS: Mapping[str, Callable[[Node, Reading], Step]] = {
    "顾客": _say,
    "客服": _hear,
    "时间": _wait,
    "主管": _supervise,
    "主管不能": _supervise_in_vain,
    "商城": lambda node, reading: read_mall(node, reading.profile.shop_id, reading.notes),
    "同事": _colleague,
    "会员": _join,
    "排队": _queue,
    "记录": _look,
}
