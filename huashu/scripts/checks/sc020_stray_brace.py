"""Braces that are no placeholder, and placeholders in other brackets: a shopper would read their letters."""

import re
from collections.abc import Collection, Iterator

from huashu.scripts.problems import Code, Problem, Span
from huashu.scripts.reader import Text

CHECK = Code("SC020", "大括号写错了")


# The braces of a Chinese keyboard, and other brackets around the name of a fact.
_OTHER_BRACKETS = re.compile("[｛【（(\\[]\\s*([A-Za-z][A-Za-z0-9_]*)\\s*[｝】）)\\]]|｛([^｛｝]{0,40})｝")


def other_brackets(text: Text, allowed: Collection[str]) -> Iterator[Problem]:
    for found in _OTHER_BRACKETS.finditer(text.value):
        name = found[1] or found[2] or ""
        if name.lower() in allowed or found[0].startswith("｛"):
            fix = f"大括号用半角的，写成 {{{name.lower()}}}" if name.lower() in allowed else "不是占位符就不用大括号"
            yield CHECK.at(text.at(found[0]), f"占位符的括号不对：{found[0]}", fix)


def stray_brace(span: Span, found: str) -> Problem:
    return CHECK.at(span, f"大括号写错了：{found[:40]}", "占位符写成 {gift_name} 这样；不是占位符就不用大括号")
