"""Replies of a word or two, read as an answer to what we asked."""

from __future__ import annotations

import pytest

from huashu.domain.replies import body_of, count_of, is_any, named_by, next_size, nth_of

COLOURS = ["米白色", "焦糖色", "灰粉色"]
SIZES = ["S", "M", "L", "XL"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("3", 3), ("一", 1), ("要俩", 2), ("仨", 3), ("就两个吧", 2), ("十", 10), ("明天", None), ("3楼", None)],
)
def test_a_bare_number_is_how_many(text: str, count: int | None) -> None:
    assert count_of(text) == count


@pytest.mark.parametrize(
    ("text", "name"),
    [("白的吧", "米白色"), ("那就粉的吧", "灰粉色"), ("灰粉", "灰粉色"), ("灰粉色", "灰粉色"), ("黑的", None)],
)
def test_one_character_names_a_colour_when_only_one_has_it(text: str, name: str | None) -> None:
    assert named_by(text, COLOURS) == name


def test_one_character_names_nothing_when_two_colours_have_it() -> None:
    assert named_by("灰的", ["深灰色", "浅灰色"]) is None


@pytest.mark.parametrize(("text", "size"), [("38", "38"), ("要38码的", "38"), ("3", None), ("380", None)])
def test_a_bare_size_is_one_of_the_goods_own(text: str, size: str | None) -> None:
    assert named_by(text, ["36", "38", "40"]) == size


@pytest.mark.parametrize(
    ("text", "named"),
    [("第二个", "焦糖色"), ("第2个吧", "焦糖色"), ("最后一个", "灰粉色"), ("第五个", None), ("两个", None),
     ("那要第二个", "焦糖色"), ("第一次买，不懂", None), ("第12个", None), ("第二天到", None), ("最后问一下", None)],
)
def test_a_place_in_the_list_is_what_stands_there(text: str, named: str | None) -> None:
    assert nth_of(text, COLOURS) == named
    assert nth_of(text, []) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [("随便", True), ("都行吧", True), ("哪个都可以", True), ("你看着办", True), ("随便哪个都行", True),
     ("都不行", False), ("行", False), ("随便看看", False), ("", False)],
)  # fmt: skip
def test_what_is_left_to_us_is_heard_as_that(text: str, left: bool) -> None:
    assert is_any(text) is left


@pytest.mark.parametrize(
    ("text", "size", "wanted"),
    [("大一号的", "M", "L"), ("小一码", "M", "S"), ("大一号", "XL", None), ("大一号", "均码", None), ("M", "M", None),
     ("要大一个码的吧", "M", "L"), ("我是大个子", "M", None), ("小个子能穿吗", "M", None), ("大一号会大吗", "M", None)],
)
def test_a_size_larger_or_smaller_is_counted_from_the_one_there_is(text: str, size: str, wanted: str | None) -> None:
    assert next_size(text, size, SIZES) == wanted


@pytest.mark.parametrize(
    ("text", "knows_height", "body"),
    [
        ("165 110", False, {"height_cm": 165, "weight_jin": 110}),
        ("165/55", False, {"height_cm": 165, "weight_jin": 110}),  # 55 kg is 110 jin
        ("165", False, {"height_cm": 165}),
        ("150", True, {"weight_jin": 150}),  # nobody is asked for the height twice
        ("175，150左右", False, {"height_cm": 175, "weight_jin": 150}),
        ("我160 105穿啥", False, {"height_cm": 160, "weight_jin": 105}),
        ("165 L", False, {}),
        ("我要38的", False, {}),
        ("嗯", False, {}),
    ],
)
def test_bare_numbers_are_height_and_weight(text: str, knows_height: bool, body: dict[str, int]) -> None:
    assert body_of(text, knows_height) == body
