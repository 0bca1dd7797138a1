"""A shop's own variants for a script that does not exist."""

from collections.abc import Collection

from huashu.scripts.problems import Code, Problem, did_you_mean
from huashu.scripts.reader import Text

CHECK = Code("SC028", "店铺改的是一条没有的话术")


def unknown_script(key: Text, scripts: Collection[str]) -> Problem:
    guess = did_you_mean(key.value, scripts)
    return CHECK.at(key.span, f"没有这条话术：{key.value[:60]}", f"{guess}编号照 scripts_zh 里的写")
