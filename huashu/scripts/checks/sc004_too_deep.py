"""Nesting that no script needs: a slip of the keyboard, or a hostile file."""

from huashu.scripts.problems import Code, Problem, Span

CHECK = Code("SC004", "嵌套太深")


def too_deep(span: Span, most: int) -> Problem:
    return CHECK.at(span, f"嵌套超过 {most} 层", "话术文件只有几层，请检查缩进和括号")
