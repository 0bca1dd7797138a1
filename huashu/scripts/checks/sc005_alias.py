"""YAML's anchors and aliases: too many of them (a bomb), or of something not written to its end."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC005", "引用（& 和 *）太多或不对")
_FIX = "把内容直接写出来，不用 * 引用"


def too_many_aliases(span: Span, most: int) -> Problem:
    return CHECK.at(span, f"星号引用超过 {most} 处", _FIX)


def alias_of_nothing(span: Span, name: str) -> Problem:
    return CHECK.at(span, f"引用了没有写完的内容：*{name}", _FIX)
