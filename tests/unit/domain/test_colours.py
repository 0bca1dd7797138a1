"""White text on a colour, by the formula of WCAG 2.2."""

from __future__ import annotations

import pytest

from huashu.domain.colour import READABLE, contrast_with_white, darker_until_readable
from huashu.domain.shop import Window


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        ("#ffffff", 1.0),  # 1.05 / 1.05
        ("#000000", 21.0),  # 1.05 / 0.05
        ("#ff0000", 3.998),  # 1.05 / (0.2126 + 0.05)
        ("#0000ff", 8.592),  # 1.05 / (0.0722 + 0.05)
        ("#767676", 4.542),  # the lightest grey of the book that passes
        ("#777777", 4.478),
    ],
)
def test_contrast_is_as_the_book_has_it_when_measured(colour: str, ratio: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.001)


@pytest.mark.parametrize("colour", ["#ffffff", "#5fb878", "#777777", "#ffcc00", "#00ffff"])
def test_proposal_is_just_dark_enough_when_a_colour_is_pale(colour: str) -> None:
    # One percent of a channel is 2.55 steps at most: never much darker than it has to be.
    assert READABLE <= contrast_with_white(darker_until_readable(colour)) < READABLE + 0.3


@pytest.mark.parametrize("colour", ["#767676", "#000000", Window().colour])
def test_colour_is_left_alone_when_it_is_dark_enough(colour: str) -> None:
    assert darker_until_readable(colour) == colour
