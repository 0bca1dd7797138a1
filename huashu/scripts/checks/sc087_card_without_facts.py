"""A card 卡片 beside a line whose action does not give what the card shows."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.facts import CARD_FACTS
from huashu.scripts.model import Script


def card_without_facts(script: Script, book: Book) -> Iterator[Finding]:
    lost = [name for name in CARD_FACTS.get(script.card, ()) if name not in script.facts]
    if lost:
        fix = f"在“事实:”里加上 {'、'.join(lost)}；说这句话的动作不给的，去掉“卡片:”"
        yield Finding(script.span, f"卡片要用的事实没有声明：{'、'.join(lost)}", fix)


CHECK = Check("SC087", "卡片缺少事实", script=card_without_facts)
