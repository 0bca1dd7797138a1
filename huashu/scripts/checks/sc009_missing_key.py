"""A key that has to be there."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC009", "缺少一个键")


def missing_key(span: Span, name: str) -> Problem:
    return CHECK.at(span, f"这里缺少 {name}", f"加上一行“{name}: …”")
