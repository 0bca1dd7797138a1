"""A promise whose due fact is not given, or is no time: the line could not be said at all."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Script
from huashu.scripts.problems import did_you_mean

TIME = "_at"


def due_is_no_time(script: Script, book: Book) -> Iterator[Finding]:
    if script.promise is None:
        return
    due, at = script.promise.due_fact, script.promise.due_node.span
    times = [name for name in book.library.facts if name.endswith(TIME)]
    if not due.endswith(TIME):
        listed = f"可以用：{'、'.join(times)}" if times else "例如 dispatch_at"
        yield Finding(at, f"期限 {due} 不是时间事实", f"时间事实的名字以 _at 结尾，{did_you_mean(due, times)}{listed}")
    elif due not in script.facts:
        yield Finding(at, f"期限 {due} 没有声明", f"把 {due} 加到这一条的“事实:”里")


CHECK = Check("SC057", "期限不是时间事实", script=due_is_no_time)
