"""A declared fact that facts.yml does not list: a slip of the pen, and a preview has no example of it."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.facts import SHOP_FACTS
from huashu.scripts.model import Script
from huashu.scripts.problems import did_you_mean


def fact_not_listed(script: Script, book: Book) -> Iterator[Finding]:
    listed = book.library.facts
    for name in script.facts if listed else ():
        if name in SHOP_FACTS:
            message = f"{name} 是店铺资料里的事实，不用声明"
            yield Finding(script.span, message, f"从“事实:”里去掉 {name}，{{{name}}} 哪里都能写")
        elif name not in listed:
            fix = f"{did_you_mean(name, listed)}新的事实要先由动作给出，再写进 facts.yml"
            yield Finding(script.span, f"facts.yml 里没有这个事实：{name}", fix)


CHECK = Check("SC036", "事实不在 facts.yml 里", script=fact_not_listed)
