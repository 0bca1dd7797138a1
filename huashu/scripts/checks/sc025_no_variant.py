"""A script without a single variant."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC025", "一个说法也没有")


def no_variant(span: Span) -> Problem:
    return CHECK.at(span, "这里一个说法也没有", "至少写一个说法：- 文: …")
