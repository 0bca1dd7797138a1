"""A variant whose conditions can never hold, so that whoever wrote it waits in vain to hear it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huashu.domain.shop import ShopProfile
from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.checks.lists import inside, lists_of, overlap
from huashu.scripts.model import QUESTION_INTENT, Script, Variant, When


def never_said(script: Script, book: Book) -> Iterator[Finding]:
    asked_in = _shops_of_the_question(script, book)
    for shop, variants in lists_of(script):
        here = [shop] if shop else [each for each in asked_in if each not in script.shop_variants]
        for each in () if all(variant.when.always for variant in variants) else variants:
            why = _why(each, here, bool(shop), book)
            if why:
                yield Finding(each.node.span, f"这个说法永远轮不到：{why}", "改条件；用不上的就删掉这个说法")


def _shops_of_the_question(script: Script, book: Book) -> Sequence[str]:
    """Every shop, or those that answer this question."""
    question = book.library.questions.get(script.script_id.replace("utter_faq_", QUESTION_INTENT, 1))
    every = list(book.library.shops)
    return [each for each in every if question.answered_by(each)] if question else every


def _why(variant: Variant, here: Sequence[str], own: bool, book: Book) -> str:
    when = variant.when
    named = [each for each in here if not when.shops or each in when.shops]
    known = all(each in book.library.shops for each in (*when.shops, *here))
    if not known or not (named or when.shops):
        return ""  # a shop's file cannot be read, or every shop has its own words: nothing certain
    if not named:
        whose = "、".join(when.shops)
        return f"这是别的店的条件（{whose}）" if own else f"{whose} 用的是自己的说法，或者不答这个问题"
    shops = [book.library.shops[each] for each in named]
    return _no_campaign(when, shops, own) or _no_such_time(when, shops)


def _no_campaign(when: When, shops: Sequence[ShopProfile], own: bool) -> str:
    """Shops that are not named may have a campaign one day; of those named somebody should have known."""
    if when.campaign and (when.shops or own) and not any(each.campaigns for each in shops):
        return f"{'、'.join(each.shop_id for each in shops)} 没有活动"
    return ""


def _no_such_time(when: When, shops: Sequence[ShopProfile]) -> str:
    if when.hours is None or when.open is None:
        return ""
    opening = [(each.hours.opens, each.hours.closes) for each in shops]
    if when.open and not any(overlap(when.hours, each) for each in opening):
        return "这个时段店铺都关着"
    if not when.open and all(inside(when.hours, each) for each in opening):
        return "这个时段店铺都开着"
    return ""


CHECK = Check("SC034", "这个说法永远轮不到", script=never_said)
