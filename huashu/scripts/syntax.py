"""YAML's complaints in the words of a script owner, as libyaml and as PyYAML's own scanner make them.

libyaml complains where it can go on no longer, often a line or forty behind the slip; the slips that people make are
looked for above that place first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from huashu.scripts import format
from huashu.scripts.shape import Shape

_QUOTE = "以 { [ * & ! % @ ` 开头的文字，整句加上引号"
# (part of the context, part of the complaint) -> (message, fix); the first that fits is taken.
_ADVICE = (
    ("", "mapping values", "这里多了一个冒号，或者缩进不对", "句子里用全角冒号“：”；键和上一行对齐"),
    ("", "tab character", "这里用了 Tab 缩进", "缩进用空格"),
    ("", "cannot start any token", "这个符号不能放在开头", f"{_QUOTE}；缩进用空格，不用 Tab"),
    ("quoted", "end of stream", "引号没有收尾", "在句子末尾补上同样的引号"),
    ("quoted", "escape", "双引号里的反斜杠 YAML 不认识", "去掉反斜杠，或者改用单引号"),
    ("flow mapping", "", "大括号没有收尾，或者少了逗号", "补上 } ；几项之间用半角逗号隔开；有大括号的句子加引号"),
    ("flow sequence", "", "方括号没有收尾，或者少了逗号", "补上 ] ；几项之间用半角逗号隔开"),
    ("simple key", "", "这一行不是“键: 值”", "写成“键: 值”，冒号是半角的，后面空一格"),
    ("block mapping", "", "这一行和上面对不齐，或者句子开头的符号让人看不懂", f"和同级的键对齐；{_QUOTE}"),
    ("block collection", "", "这一行和上面的列表对不齐", "列表的每一项以“- ”开头并且对齐"),
)


def advice(context: str, complaint: str) -> tuple[str, str]:
    """(what is wrong, what to type) for a YAML error's context and problem texts."""
    for part, other, message, fix in _ADVICE:
        if part in context and other in complaint:
            return f"YAML 看不懂：{message}", fix
    return "YAML 看不懂这里", f"检查冒号、缩进和引号；{_QUOTE}"


_KEYS = "|".join(
    sorted({re.escape(key.name) for each in vars(format).values() if isinstance(each, type) and issubclass(each, Shape)
            for key in each.declared()}, key=len, reverse=True)
)  # fmt: skip
_FULL_WIDTH = re.compile(f"^\\s*(?:- )?(?:{_KEYS})(：)")
_NO_SPACE = re.compile(f"^\\s*(?:- )?(?:{_KEYS})(:)(?=[^\\s\\x00-\\x7f])|^\\s*(?:- )?(?:{_KEYS})(:)(?=[\\xa0\\u3000])")
_OPEN_QUOTE = re.compile("^\\s*(?:- )?(?:[^'\"#:]+: )?(')(?:[^']|'')*$")
_QUOTE_IN_QUOTES = re.compile('^\\s*(?:- )?(?:[^\'"#:]+: )?"[^"]*(")(?=[^\\s,}\\]#:])')
_NEAR, _FAR = 2, 60  # lines above the complaint


def slip(lines: Sequence[str], line: int) -> tuple[int, int, str, str] | None:
    """The likeliest slip at or above a line (from 1): its line and column, what is wrong, what to type."""
    for number in range(line, max(0, line - _NEAR - 1), -1):
        text = lines[number - 1] if number <= len(lines) else ""
        if found := _FULL_WIDTH.match(text):
            return number, found.start(1) + 1, "键后面的冒号是全角的", "换成半角冒号，后面空一格"
        if found := _NO_SPACE.match(text):
            return number, found.start(found.lastindex or 0) + 1, "键的冒号后面少一个空格", "冒号后面加一个半角空格"
        if found := _QUOTE_IN_QUOTES.match(text):
            return number, found.start(1) + 1, "双引号里又有双引号", "里面的改成“ ”，或者整句改用半角单引号 '…'"
    for number in range(line, max(0, line - _FAR - 1), -1):
        if number <= len(lines) and (found := _OPEN_QUOTE.match(lines[number - 1])):
            return number, found.start(1) + 1, "引号没有收尾", "在句子末尾补上同样的引号"
    return None
