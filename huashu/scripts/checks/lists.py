"""What the checks of variants share: the lists in which they stand, and which of them may come up together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from itertools import combinations

from huashu.scripts.model import Script, Variant, When

DAY_MINUTES = 24 * 60


def lists_of(script: Script) -> Iterator[tuple[str | None, tuple[Variant, ...]]]:
    """The script's own list, shop None, then each shop's own."""
    yield None, script.variants
    yield from script.shop_variants.items()


def rivals(variants: tuple[Variant, ...]) -> Iterator[tuple[Variant, Variant]]:
    """Every two variants, in the order of the file, that one shopper may hear at one time."""
    return ((first, second) for first, second in combinations(variants, 2) if may_meet(first.when, second.when))


def may_meet(one: When, other: When) -> bool:
    """Whether the conditions of both can hold at the same time."""
    flags = ((one.campaign, other.campaign), (one.member, other.member), (one.open, other.open))
    names = ((one.shops, other.shops), (one.channels, other.channels))
    return (
        all(None in pair or pair[0] == pair[1] for pair in flags)
        and all(not (a and b) or bool(set(a) & set(b)) for a, b in names)
        and (one.hours is None or other.hours is None or overlap(one.hours, other.hours))
    )


def overlap(one: tuple[time, time], other: tuple[time, time]) -> bool:
    """Whether two spans of the day share a minute; each may go over midnight."""
    return any(a < d and c < b for a, b in _minutes(one) for c, d in _minutes(other))


def inside(one: tuple[time, time], other: tuple[time, time]) -> bool:
    """Whether ``one`` lies wholly within ``other``, which does not go over midnight."""
    begin, end = (_minute(each) for each in other)
    return all(begin <= a and b <= end for a, b in _minutes(one))


def _minutes(span: tuple[time, time]) -> list[tuple[int, int]]:
    begin, end = (_minute(each) for each in span)
    return [(begin, end)] if begin < end else [(begin, DAY_MINUTES), (0, end)]


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
