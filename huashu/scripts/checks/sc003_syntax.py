"""YAML that cannot be read."""

from collections.abc import Sequence

from huashu.scripts.problems import Code, Problem, Span
from huashu.scripts.syntax import advice, slip

CHECK = Code("SC003", "YAML 写法不对")


def bad_syntax(span: Span, context: str, complaint: str, lines: Sequence[str]) -> Problem:
    """``span`` is where the YAML parser gave up, ``context`` and ``complaint`` are its own, ``lines`` those of the
    file."""
    found = slip(lines, span.line)
    if found is None:
        return CHECK.at(span, *advice(context, complaint))
    line, column, message, fix = found
    return CHECK.at(Span(span.path, line, column), f"YAML 看不懂：{message}", fix)
