"""An excuse (放行) for a check that does not exist, that cannot be excused, or that finds nothing there."""

from __future__ import annotations

from collections.abc import Collection

from huashu.scripts.problems import Code, Problem, Span, did_you_mean

CHECK = Code("SC074", "放行写错了，或者用不着")


def unknown_code(span: Span, code: str, known: Collection[str]) -> Problem:
    guess = did_you_mean(code, known)
    return CHECK.at(span, f"没有这项检查：{code[:20]}", f"{guess}代号照报错的那一行抄")


def never_excused(span: Span, code: str) -> Problem:
    return CHECK.at(span, f"{code} 不能放行：不改好，这份文件用不了", "删掉这一行，把它说的毛病改好")


def excuses_nothing(span: Span, code: str) -> Problem:
    return CHECK.at(span, f"{code} 在这里查不出毛病，用不着放行", "删掉这一行；留着的话，以后真出了毛病也没人告诉您")
