"""The same key twice in one mapping: YAML would silently keep the last."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC006", "同一个键写了两次")


def key_twice(span: Span, name: str, first_line: int) -> Problem:
    return CHECK.at(span, f"同一个键写了两次：{name[:40]}（第 {first_line} 行已经有了）", "合成一处，或者改名")
