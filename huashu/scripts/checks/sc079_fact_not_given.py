"""A placeholder that the action does not fill where it says the script: the line could not be said at all."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.facts import CARD_FACTS, SHOP_FACTS
from huashu.scripts.model import Script
from huashu.scripts.templates import placeholders


def facts_not_given(script: Script, book: Book) -> Iterator[Finding]:
    if book.project is None:
        return
    wanted = _wanted(script)
    for site in book.project.uses.sites(script.script_id):
        lost = sorted(wanted - site.facts) if site.facts is not None else []
        if lost:
            names = "、".join(f"{{{each}}}" for each in lost)
            message = f"{site.path}:{site.line} 说这一条的时候没有给 {names}"
            yield Finding(script.span, message, "话里不用它，或者请写动作的同事加上")


def _wanted(script: Script) -> set[str]:
    variants = (*script.variants, *(each for own in script.shop_variants.values() for each in own))
    owed = [each.text for each in (script.promise, script.remark) if each is not None]
    texts = [*(each.text for each in variants), *(each.payload for each in script.buttons), *owed]
    due = {script.promise.due_fact} if script.promise else set()
    shown = set(CARD_FACTS.get(script.card, ()))
    return {name for text in texts for name in placeholders(text)} - set(SHOP_FACTS) | due | shown


CHECK = Check("SC079", "动作没有给这个事实", script=facts_not_given, project=True)
