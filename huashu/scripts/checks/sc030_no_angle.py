"""Several variants, and one of them without the name of its angle."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.checks.lists import lists_of
from huashu.scripts.model import Script


def no_angle(script: Script, book: Book) -> Iterator[Finding]:
    for _, variants in lists_of(script):
        for each in variants if len(variants) > 1 else ():
            if not each.angle:
                fix = "写成两行：“- 角度: 从哪一面说”，下面“文: …”，两行对齐"
                yield Finding(each.node.span, "这个说法没有写角度", fix)


CHECK = Check("SC030", "没有写角度", script=no_angle)
