"""A shopper is 您, whoever writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.checks.spoken import finds, shown, without_quotes

# 迷你、你追我赶、“你中有我”是词；引号里是顾客会说的话，按钮是替顾客说的话，都不管。
_WORDS = re.compile("你们?(?<!迷你)(?!追我赶|中有我|来我往)|妳")


def familiar_you(said: Said, book: Book) -> Iterator[Finding]:
    value = without_quotes(shown(said)) if said.variant is not None else ""
    for find in finds(_WORDS, said.text, value):
        plural = find.words.endswith("们")
        fix = "改成“您”；确实是几个人，写“您几位”" if plural else "改成“您”"
        yield Finding(find.span, f"对顾客要称“您”：{find.words}", fix)


CHECK = Check("SC047", "对顾客称“你”", said=familiar_you)
