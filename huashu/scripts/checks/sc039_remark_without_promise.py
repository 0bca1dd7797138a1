"""A remark on the order that nobody owes: it is in no list of what is still to be done (practice P10)."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Script


def remark_without_promise(script: Script, book: Book) -> Iterator[Finding]:
    if script.remark is not None and script.promise is None:
        fix = "加上“承诺:”，写种类、负责人、期限、内容；不是答应顾客的事，就去掉备注"
        yield Finding(script.remark.key.span, "写了备注，却没有承诺", fix)


CHECK = Check("SC039", "有备注没有承诺", script=remark_without_promise)
