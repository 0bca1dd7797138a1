"""Conditions, then not yet seen, then least used; always the same answer to the same question."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from script_making import EXAMPLES

from huashu.scripts import Conditions, Script, Span, UnknownScript, Variant, When, choose, conditions_at, load_library

NOW = Conditions(campaign=False, member=False, open=True)


def at(hour: int, minute: int) -> Conditions:
    return Conditions(campaign=False, member=False, open=True, at=time(hour, minute))


def script(*whens: When, own: int = 0) -> Script:
    variants = tuple(Variant(f"角度{n}", f"文{n}", when) for n, when in enumerate(whens))
    shop_variants = {"lamp": tuple(Variant(f"自己{n}", "文") for n in range(own))} if own else {}
    return Script("utter_bargain_refuse", "议价", "拒绝", variants, Span("a.yml", 1, 1), shop_variants)


def test_three_asks_give_three_variants_and_the_fourth_repeats_the_first_when_asked_again() -> None:
    three, seen, said = script(When(), When(), When()), Counter[int](), list[int]()
    for _ in range(7):
        said.append(choose(three, "tea", NOW, seen, "shopper-1"))
        seen[said[-1]] += 1
    assert sorted(said[:3]) == [0, 1, 2]
    assert said == (said[:3] * 3)[:7]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ({0: 1, 1: 1}, 2),  # the only one not yet seen
        ({0: 3, 1: 2, 2: 4}, 1),  # the least used
        ({0: 1, 1: 1, 2: 1, 100: 0, 7: 0}, None),  # numbers of other lists do not count
    ],
)
def test_variant_is_the_least_used_when_counts_differ(seen: dict[int, int], expected: int | None) -> None:
    answer = choose(script(When(), When(), When()), "tea", NOW, seen, "shopper-1")
    assert answer == expected if expected is not None else answer in (0, 1, 2)


@pytest.mark.parametrize(
    ("when", "now", "shop", "fits"),
    [
        (When(campaign=True), Conditions(True, False, True), "tea", True),
        (When(campaign=True), NOW, "tea", False),
        (When(campaign=False), NOW, "tea", True),
        (When(member=True), Conditions(False, True, True), "tea", True),
        (When(member=False), Conditions(False, True, True), "tea", False),
        (When(open=False), NOW, "tea", False),
        (When(open=False), Conditions(False, False, False), "tea", True),
        (When(shops=("tea", "pen")), NOW, "tea", True),
        (When(shops=("pen",)), NOW, "tea", False),
        (When(campaign=False, member=True), NOW, "tea", False),
        (When(hours=(time(20), time(22))), at(20, 0), "tea", True),
        (When(hours=(time(20), time(22))), at(21, 59), "tea", True),
        (When(hours=(time(20), time(22))), at(22, 0), "tea", False),  # to, exclusive
        (When(hours=(time(20), time(22))), at(19, 59), "tea", False),
        (When(hours=(time(22), time(2))), at(23, 30), "tea", True),  # over midnight
        (When(hours=(time(22), time(2))), at(1, 59), "tea", True),
        (When(hours=(time(22), time(2))), at(2, 0), "tea", False),
        (When(hours=(time(22), time(2))), at(12, 0), "tea", False),
        (When(channels=("web",)), Conditions(False, False, True, channel="web"), "tea", True),
        (When(channels=("web", "rest")), Conditions(False, False, True, channel="terminal"), "tea", False),
    ],
)
def test_variant_is_left_out_when_a_condition_does_not_hold(when: When, now: Conditions, shop: str, fits: bool) -> None:
    # The plain variant was heard already, so the other one is said whenever it may be.
    assert choose(script(When(), when), shop, now, {0: 1}, "x") == (1 if fits else 0)


def test_shop_speaks_with_its_own_variants_when_it_has_some() -> None:
    both = script(When(), own=2)
    assert {choose(both, "lamp", NOW, {}, f"shopper-{n}") for n in range(30)} == {100, 101}
    assert choose(both, "tea", NOW, {}, "shopper-1") == 0


def test_nothing_is_chosen_when_no_variant_fits() -> None:
    with pytest.raises(UnknownScript):
        choose(script(When(member=True)), "tea", NOW, {}, "x")


@given(st.text(), st.dictionaries(st.integers(0, 3), st.integers(0, 5)))
def test_choice_is_stable_and_least_used_when_asked_twice(seed: str, seen: dict[int, int]) -> None:
    four = script(When(), When(), When(), When())
    first = choose(four, "tea", NOW, seen, seed)
    assert first == choose(four, "tea", NOW, dict(reversed(seen.items())), seed)
    assert seen.get(first, 0) == min(seen.get(number, 0) for number in range(4))


def test_first_variant_differs_between_shoppers_when_nothing_was_seen() -> None:
    firsts = Counter(choose(script(When(), When(), When()), "tea", NOW, {}, f"shopper-{n}") for n in range(300))
    assert all(60 <= firsts[number] <= 140 for number in range(3))  # 100 each on average, sd about 8


def test_conditions_are_those_of_the_shops_own_clock_when_asked() -> None:
    shop = load_library(EXAMPLES / "good").shops["tea"]  # Shanghai, UTC+8; open 8:30-22:00
    evening = conditions_at(shop, datetime(2026, 3, 11, 13, 30, tzinfo=timezone.utc), member=True, channel="web")
    assert evening == Conditions(campaign=True, member=True, open=True, at=time(21, 30), channel="web")
    night = conditions_at(shop, datetime(2026, 3, 13, 14, 0, tzinfo=timezone.utc), member=False)
    assert night == Conditions(campaign=False, member=False, open=False, at=time(22), channel="rest")
