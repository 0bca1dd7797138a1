"""A button that is not: shown = sent."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC018", "按钮的写法不对")


def bad_button(span: Span, written: str) -> Problem:
    fix = "写成：显示的字 = 点了以后替顾客发出的话（半角等号）"
    return CHECK.at(span, f"按钮写得不对：{written[:40]}", fix)
