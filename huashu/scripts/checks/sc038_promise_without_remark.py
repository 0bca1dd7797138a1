"""A promise that somebody packs or prints, without the remark on the order that tells them (practice P10)."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Script

# The others are kept in the conversation (human, reply, callback …) or by every order alike (dispatch).
ON_THE_ORDER = ("gift", "price", "coupon", "carrier", "change", "card", "invoice", "cancel", "trace")


def promise_without_remark(script: Script, book: Book) -> Iterator[Finding]:
    if script.promise is not None and script.promise.kind in ON_THE_ORDER and script.remark is None:
        message = f"承诺了 {script.promise.kind}，却没有写备注"
        fix = f"加上“备注: {{格式: 承诺, 旗: 红, 内容: '{script.promise.text}'}}”"
        yield Finding(script.promise.key.span, message, fix)


CHECK = Check("SC038", "承诺了却不写备注", script=promise_without_remark)
