"""Bytes or characters that no text editor should leave in a script."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC002", "不是 UTF-8，或者有控制字符")


def not_utf8(span: Span) -> Problem:
    return CHECK.at(span, "文件不是 UTF-8 编码", "用编辑器另存为 UTF-8")


def control_character(span: Span) -> Problem:
    return CHECK.at(span, "这里有一个看不见的控制字符", "删掉这个字符，重新输入")
