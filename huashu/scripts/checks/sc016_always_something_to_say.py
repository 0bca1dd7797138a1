"""Conditions that may all fail: then there would be nothing to say."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC016", "没有不带条件的说法")


def nothing_to_say(span: Span) -> Problem:
    return CHECK.at(span, "条件都不满足的时候没有话可说", "至少写一个不带“条件”的说法，什么时候都能用")
