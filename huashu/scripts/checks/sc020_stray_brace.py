"""Braces that are no placeholder."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC020", "大括号写错了")


def stray_brace(span: Span, found: str) -> Problem:
    return CHECK.at(span, f"大括号写错了：{found[:40]}", "占位符写成 {gift_name} 这样；不是占位符就不用大括号")
