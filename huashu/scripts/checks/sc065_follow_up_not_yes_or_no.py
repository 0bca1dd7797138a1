"""A question back that cannot be answered by 好 or 不用: the bot would not understand what comes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.model import Question

_ENDS = re.compile(r"[?？][”’\"'）)～~]*$")
_OPEN = re.compile("哪|什么|啥|多少|几|谁|怎么|怎样|如何|为什么|咋")
_YES_OR_NO = re.compile(r"[吗嘛不没吧][?？]|(?<![什怎多])么[?？]|(?P<word>[一-龥])[不没](?P=word)|要不")


def not_yes_or_no(question: Question, book: Book) -> Iterator[Finding]:
    back = book.library.scripts.get(question.follow_up or "")
    for variant in back.variants if back else ():
        if not _ENDS.search(variant.text):
            yield Finding(variant.node.span, "追问不是一句问话", "写成问句，以“？”结尾，例如“要不要听听？”")
        elif (found := _OPEN.search(variant.text)) and not _YES_OR_NO.search(variant.text):
            message = f"追问用“{found[0]}”来问，顾客没法用“好”或“不用”来答"
            yield Finding(variant.node.at(found[0]), message, "改成能点头的问句，例如“…也跟您说说吗？”")


CHECK = Check("SC065", "追问不是能用好或不用来答的问句", question=not_yes_or_no)
