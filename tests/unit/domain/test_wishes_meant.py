"""Which two wishes an unsure message may mean, and which of two a reply picks."""

from __future__ import annotations

import pytest

from huashu.domain.wishes import likely_two, picked

ASKABLE = ("ask_carrier", "ask_arrival_time", "bargain_price", "ask_bulk_discount", "ask_invoice", "request_invoice")
PHRASES = ("几天能到", "发什么快递")


@pytest.mark.parametrize(
    ("ranking", "two"),
    [
        ([("ask_carrier", 0.3), ("ask_arrival_time", 0.25)], ("ask_carrier", "ask_arrival_time")),
        # What cannot be asked for is passed over.
        ([("inform", 0.3), ("ask_carrier", 0.2), ("affirm", 0.1), ("bargain_price", 0.1)],
         ("ask_carrier", "bargain_price")),
        # Two that are answered alike are one.
        ([("bargain_price", 0.3), ("ask_bulk_discount", 0.25), ("ask_carrier", 0.1)], ("bargain_price", "ask_carrier")),
        ([("ask_invoice", 0.3), ("request_invoice", 0.25)], None),
        # Nothing is near: other words are asked for.
        ([("ask_carrier", 0.11), ("ask_arrival_time", 0.1)], None),
        ([("complain", 0.2), ("inform", 0.1), ("ask_carrier", 0.08), ("ask_arrival_time", 0.07)], None),
        ([("ask_carrier", 0.34), ("ask_arrival_time", 0.04)], None),
        # Who is likeliest upset is not offered two other things.
        ([("complain", 0.44), ("ask_carrier", 0.2), ("ask_arrival_time", 0.15)], None),
        # Too far down.
        ([("inform", 0.3), ("affirm", 0.2), ("deny", 0.15), ("greet", 0.14), ("thank", 0.13), ("ask_carrier", 0.12)],
         None),
        ([], None),
    ],
)  # fmt: skip
def test_the_two_likeliest_are_asked_about(ranking: list[tuple[str, float]], two: tuple[str, str] | None) -> None:
    assert likely_two(ranking, ASKABLE) == two


@pytest.mark.parametrize(
    ("reply", "picks"),
    [
        ("几天能到", (0,)), ("发什么快递？", (1,)), ("是几天能到吧", (0,)), ("第一个", (0,)), ("前面那个", (0,)),
        ("前者", (0,)), ("A", (0,)), ("1", (0,)), ("第2个", (1,)), ("后面的", (1,)), ("后一个吧", (1,)), ("b", (1,)),
        ("都想问", (0, 1)), ("都要", (0, 1)), ("两个都想知道", (0, 1)), ("俩", (0, 1)), ("都不是", ()), ("不是", ()),
        ("两个都不是", ()), ("杭州", None), ("是正品吗", None), ("第三个", None), ("", None), ("是", None),
    ],
)  # fmt: skip
def test_a_reply_picks_by_pointing_or_by_the_words(reply: str, picks: tuple[int, ...] | None) -> None:
    assert picked(reply, PHRASES) == picks
