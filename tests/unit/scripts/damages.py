"""The ways in which a hurried colleague breaks a script: each takes the lines of one script and gives them damaged.

The lines are those of ``utter_…:`` in a scene or of a question in a topic, its first line included; every way applies
to every script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Lines = list[str]
Damage = Callable[[Lines], Lines]

_TEXT = re.compile(r"^(\s+(?:- )?文: )(.*)$")


def _first_text(lines: Lines) -> int:
    """The line that holds the end of the first text's first line."""
    number = next(n for n, line in enumerate(lines) if _TEXT.match(line))
    return number + 1 if lines[number].rstrip().endswith(("|-", "|", ">-")) else number


def _changed(lines: Lines, number: int, new: str) -> Lines:
    return [*lines[:number], new, *lines[number + 1 :]]


def _retext(change: Callable[[str], str]) -> Damage:
    """Changes the words of the first text, inside its quotes if it has some."""

    def damage(lines: Lines) -> Lines:
        number = _first_text(lines)
        found = _TEXT.match(lines[number]) or re.match(r"^(\s+)(.*)$", lines[number])
        assert found is not None
        text = found[2]
        quoted = len(text) > 1 and text[0] == text[-1] == "'"
        new = f"'{change(text[1:-1])}'" if quoted else change(text)
        return _changed(lines, number, found[1] + new)

    return damage


def _say_too(words: str) -> Damage:
    return _retext(lambda text: f"{text}{words}")


def _line(pattern: str, new: str) -> Damage:
    """Changes the first line that has the pattern."""

    def damage(lines: Lines) -> Lines:
        number = next(n for n, line in enumerate(lines) if re.search(pattern, line))
        return _changed(lines, number, re.sub(pattern, new, lines[number], count=1))

    return damage


def _without(key: str) -> Damage:
    return lambda lines: [line for line in lines if not line.strip().startswith(f"{key}:")]


def _rename(lines: Lines) -> Lines:
    """The name of a script is fixed in the code; the name of a question may not have capitals."""
    return _changed(lines, 0, re.sub(r"([a-z0-9_]+):", r"\1_New:", lines[0], count=1))


def _placeholder(text: str) -> str:
    """The last letter of the first placeholder is lost; or there is one that nobody fills."""
    return re.sub(r"(\{\w+)\w\}", r"\1}", text, count=1) if re.search(r"\{\w\w+\}", text) else text + "{item_nam}"


def _open_quote(lines: Lines) -> Lines:
    number = next(n for n, line in enumerate(lines) if _TEXT.match(line))
    found = _TEXT.match(lines[number])
    assert found is not None
    return _changed(lines, number, f"{found[1]}\"{found[2].strip(chr(39))}")


def _blank_line(lines: Lines) -> Lines:
    number = next(n for n, line in enumerate(lines) if _TEXT.match(line))
    indent = re.match(r"\s*", lines[number])[0].replace("-", " ") + "    "  # type: ignore[index]
    found = _TEXT.match(lines[number])
    assert found is not None
    if found[2] in ("|-", "|"):
        return [*lines[: number + 1], f"{indent}亲，在的\n", *lines[number + 1 :]]
    return _changed(lines, number, f"{found[1]}|-\n{indent}亲，在的\n\n{indent}您请说")


def _variant_lines(lines: Lines) -> tuple[int, int]:
    """The first variant: from its dash to the next line that is not deeper."""
    start = next(n for n, line in enumerate(lines) if re.match(r"\s+- (角度|文): ", line))
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and (len(lines[end]) - len(lines[end].lstrip()) > depth or not lines[end].strip()):
        end += 1
    return start, end


def _copied_variant(lines: Lines) -> Lines:
    """The same words once more under another angle: a copy that somebody meant to rewrite."""
    start, end = _variant_lines(lines)
    copy = [re.sub(r"角度: .*", "角度: 换一个说法", line, count=1) for line in lines[start:end]]
    return [*lines[:end], *copy, *lines[end:]]


def _nameless_variant(lines: Lines) -> Lines:
    start, end = _variant_lines(lines)
    indent = " " * (len(lines[start]) - len(lines[start].lstrip()))
    return [*lines[:end], f"{indent}- 文: 您稍等，这边翻一翻记录再说", *lines[end:]]


def _same_angle(lines: Lines) -> Lines:
    start, end = _variant_lines(lines)
    copy = [re.sub(r"文: .*", "文: 您稍等，这边翻一翻记录再说", line) for line in lines[start:end] if "|" not in line]
    return [*lines[:end], *[line for line in copy if re.search("角度|文: ", line)], *lines[end:]]


def _only_for_members(lines: Lines) -> Lines:
    """Every variant gets a condition."""
    damaged: Lines = []
    for line in lines:
        damaged.append(line)
        if found := re.match(r"(\s+)- 角度: ", line):
            damaged.append(f"{found[1]}  条件: {{会员: 是}}")
    return [line for line in damaged if not re.match(r"\s+条件: (?!\{会员: 是\}$)", line)]


def _owed_without_record(lines: Lines) -> Lines:
    """A promise loses its remark, or its owner; a script that promises nothing promises."""
    if any(line.startswith("    备注:") for line in lines):
        return _block_out(lines, "备注")
    if any(line.startswith("    承诺:") for line in lines):
        return _line("负责人: .*", "负责人: 老板")(lines)
    return _say_too("，下单就给您送一份小礼品")(lines)


def _block_out(lines: Lines, key: str) -> Lines:
    start = next(n for n, line in enumerate(lines) if line.startswith(f"    {key}:"))
    end = start + 1
    while end < len(lines) and lines[end].startswith("      "):
        end += 1
    return lines[:start] + lines[end:]


DAMAGES: Mapping[str, Damage] = {
    "编号改了": _rename,
    "标题打错": _line("标题:", "标提:"),
    "标题没了": _without("标题"),
    "冒号是全角": _line("(角度|标题): ", r"\1："),
    "引号没收尾": _open_quote,
    "用了Tab": _line(r"^\s+标题", "\t\t标题"),
    "占位符打错": _retext(_placeholder),
    "多了大括号": _say_too("{"),
    "字没了": _retext(lambda text: ""),
    "太长": _say_too("，您慢慢看" * 30),
    "两个气泡": _blank_line,
    "抄了一遍": _copied_variant,
    "没写角度": _nameless_variant,
    "角度重名": _same_angle,
    "全要条件": _only_for_members,
    "绝对词": _say_too("，全网最低价"),
    "加微信": _say_too("，加微信mianmian88细说"),
    "生硬": _say_too("，自己看详情页去"),
    "承诺没记": _owed_without_record,
    "写死快递": _say_too("，给您发圆通"),
    "写死时间": _say_too("，下午4点前拍今天走"),
    "写死价格": _say_too("，只要30块钱"),
    "称呼你": _say_too("，你看行吗"),
    "半角标点": _say_too(",亲"),
    "没写完": _say_too("，TODO"),
    "说别家": _say_too("，别家都是假货"),
}
