"""Which wishes are one and the same, which two an unsure message may mean, and which of two a reply picks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

WHICH_WISH = "which_wish"  # the open question which of two wishes was meant
ONE_WISH = {
    **dict.fromkeys(("bargain_price", "ask_bulk_discount", "ask_repeat_discount", "compare_cheaper_elsewhere",
                     "ask_gift", "place_order"), "bargain"),
    **dict.fromkeys(("change_address", "change_item", "cancel_order"), "change"),
    **dict.fromkeys(("complain", "abuse", "request_human"), "person"),
}  # fmt: skip
SAME_ANSWER = {
    **dict.fromkeys(("bargain_price", "ask_bulk_discount", "ask_repeat_discount", "compare_cheaper_elsewhere"),
                    "bargain"),
    **dict.fromkeys(("ask_invoice", "request_invoice"), "invoice"),
}  # fmt: skip
UPSET = ("complain", "abuse")  # who is likeliest upset is not offered two other things
NEAR = 0.12  # chance from which the likeliest wish is worth asking about
SECOND_NEAR = 0.05
LIKELIEST = 5  # how far down the ranking a wish may stand

Ranked = tuple[str, float]

_EDGES = re.compile("^(?:是|要|选|我?(?:问|想问|想知道|说|想说)?的?是?|就)|(?:吧|呀|啊|哦|呢|哈|的|啦|那个|这个|个)+$")
_FIRST = re.compile("第?[一1]个?|[aA]|[前上]面?(?:那|的|一)*个?|前者")
_SECOND = re.compile("第?[二两2]个?|[bB]|[后下]面?(?:那|的|一)*个?|后者|最后一个")
_BOTH = re.compile("(?:两|二|俩)?[个样]?都(?:要|想问|想知道|想|问|有|是|说说|讲讲|行|可以)*|两[个样]都?|俩|全要|一起说")
_NEITHER = re.compile("(?:两[个样])?都?不(?:是|对|想问)(?:这两?个|这些|这俩)?|没有一个|哪个都不是|不是(?:这个)?意思")
_MARKS = re.compile(r"[\s，,。.、；;:：!！?？~～…“”\"'‘’]+")


def likely_two(ranking: Iterable[Ranked], askable: Collection[str]) -> tuple[str, str] | None:
    """The two wishes an unsure message most likely means, which lead to different answers; None where none is near.

    ``ranking``: intents and their chances, the likeliest first; ``askable``: the intents that have a name to ask by.
    """
    likeliest = list(ranking)[:LIKELIEST]
    near = [each for each in likeliest if each[0] in askable]
    if not near or near[0][1] < NEAR or likeliest[0][0] in UPSET:
        return None
    first = near[0][0]
    others = (name for name, chance in near[1:] if chance >= SECOND_NEAR and not same_answer(first, name))
    second = next(others, None)
    return (first, second) if second else None


def same_answer(one: str, other: str) -> bool:
    """Two intents that are answered by the same action."""
    return SAME_ANSWER.get(one, one) == SAME_ANSWER.get(other, other)


def picked(reply: str, phrases: Sequence[str]) -> tuple[int, ...] | None:
    """Which of two phrases a reply picks by pointing or by its words: (0,), (1,), (0, 1); () for neither, None when it
    does not say."""
    plain = _plain(reply)
    for at, phrase in enumerate(phrases):
        if plain == _plain(phrase) or _stripped(plain) == _stripped(_plain(phrase)):
            return (at,)
    for pattern, found in ((_NEITHER, ()), (_BOTH, (0, 1)), (_FIRST, (0,)), (_SECOND, (1,))):
        if pattern.fullmatch(plain) or pattern.fullmatch(_stripped(plain)):
            return found
    return None


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


def _stripped(text: str) -> str:
    return _EDGES.sub("", text)
