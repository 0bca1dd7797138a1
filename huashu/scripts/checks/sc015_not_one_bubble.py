"""A text that a shopper would not see as one bubble."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC015", "不是一个气泡：太长或有空行")
MOST_CHARACTERS = 120


def too_long(span: Span, length: int) -> Problem:
    fix = f"一个气泡不超过 {MOST_CHARACTERS} 个字（占位符不算），去掉 {length - MOST_CHARACTERS} 个"
    return CHECK.at(span, f"太长了：{length} 个字", fix)


def blank_line(span: Span) -> Problem:
    return CHECK.at(span, "中间有空行，顾客会看到两个气泡", "一个说法写成一段")
