"""YAML that cannot be read."""

from huashu.scripts.problems import Code, Problem, Span
from huashu.scripts.syntax import advice

CHECK = Code("SC003", "YAML 写法不对")


def bad_syntax(span: Span, context: str, complaint: str) -> Problem:
    """``context`` and ``complaint`` are the YAML parser's own."""
    return CHECK.at(span, *advice(context, complaint))
