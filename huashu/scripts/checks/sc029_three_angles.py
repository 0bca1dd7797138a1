"""An answer that a shopper may ask for again and that runs out after one or two variants (practice P4)."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.checks.lists import lists_of
from huashu.scripts.model import Question, Script, Variant, When
from huashu.scripts.problems import Span

LEAST = 3
_FAQ, _FORM = "utter_faq_", "utter_ask_"


def too_few_to_ask_again(script: Script, book: Book) -> Iterator[Finding]:
    if not script.script_id.startswith(_FAQ) and repeats(script.script_id, book):
        yield from _too_few(script, script.span)


def too_few_for_a_question(question: Question, book: Book) -> Iterator[Finding]:
    yield from _too_few(book.library.scripts[question.script_id], question.span)


def repeats(script_id: str, book: Book) -> bool:
    """Whether a shopper may hear this script again in the same talk: an answer to be asked for again, a rung of the
    ladder, the question of a form. False where nobody knows."""
    if book.project is None:
        return False
    uses = book.project.uses
    climbed = any(script_id in reach.scripts for reach in uses.rungs.values())
    return climbed or script_id.startswith(_FORM) or any(site.repeats for site in uses.sites(script_id))


def _too_few(script: Script, span: Span) -> Iterator[Finding]:
    for shop, variants in lists_of(script):
        have = _sure(variants)
        if variants and have < LEAST:
            whose = f"{shop} 自己的" if shop else ""
            message = f"{whose}说法里不带条件的只有 {have} 个，顾客多问一遍就没有新的了"
            at = variants[0].node.span if shop else span
            yield Finding(at, message, f"再写 {LEAST - have} 个不带条件的，各换一个角度，不是换几个字")


def _sure(variants: tuple[Variant, ...]) -> int:
    """Those without conditions: when the others' fail there are only these. A script half of whose variants need a
    running campaign is about the campaign, and said while it runs."""
    always = sum(each.when.always for each in variants)
    in_campaign = sum(each.when == When(campaign=True) for each in variants)
    return always + (in_campaign if in_campaign >= always else 0)


CHECK = Check("SC029", "回答不到三个角度", script=too_few_to_ask_again, question=too_few_for_a_question, project=True)
