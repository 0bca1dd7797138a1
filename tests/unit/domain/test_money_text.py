"""Money in and out."""

from __future__ import annotations

import pytest

from huashu.domain.money import BadMoney, format_yuan, parse_yuan


@pytest.mark.parametrize(("fen", "text"), [
    (1250, "12.5"), (1200, "12"), (1205, "12.05"), (5, "0.05"), (0, "0"), (100000, "1000"), (-1250, "-12.5"),
])
def test_format_yuan(fen: int, text: str) -> None:
    assert format_yuan(fen) == text


@pytest.mark.parametrize(("text", "fen"), [
    ("12.5", 1250), ("12", 1200), ("12.05", 1205), ("0.1", 10), ("¥1,200.00", 120000), ("￥12", 1200), ("12元", 1200),
    (" 12 块", 1200), ("１２．５", 1250), ("0", 0),
])
def test_parse_yuan(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize("text", ["", "abc", "12.555", "-3", "1,20", "1e3", "12.", ".5", "十二", "9999999999", "NaN"])
def test_parse_yuan_refuses_anything_else(text: str) -> None:
    with pytest.raises(BadMoney):
        parse_yuan(text)
