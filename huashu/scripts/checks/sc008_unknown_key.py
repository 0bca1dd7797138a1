"""A key that the format does not know."""

from collections.abc import Sequence

from huashu.scripts.problems import Code, Problem, did_you_mean
from huashu.scripts.reader import Text

CHECK = Code("SC008", "不认识的键")


def unknown_key(key: Text, known: Sequence[str]) -> Problem:
    guess = did_you_mean(key.value, known)
    return CHECK.at(key.span, f"不认识这个键：{key.value[:40]}", f"{guess}这里可以写：{'、'.join(known)}")
