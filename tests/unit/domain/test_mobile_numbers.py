"""Mobile numbers (P8)."""

from __future__ import annotations

import pytest

from huashu.domain.phone import Mobile, PhoneProblem, check_mobile, mask, mask_in


@pytest.mark.parametrize("text", [
    "13800138000", "138 0013 8000", "138-0013-8000",
    "+8613800138000", "+86 138 0013 8000", "0086-13800138000",
    "8613800138000", "１３８００１３８０００",
    "我的电话是13800138000。", "小王 13800138000 2号楼", "2号楼，电话13800138000",
])
def test_mobile_is_found(text: str) -> None:
    assert check_mobile(text) == Mobile("13800138000")


@pytest.mark.parametrize(("text", "digits"), [
    ("1380013800", 10), ("138001380001", 12), ("12800138000", 11), ("没有电话", 0), ("", 0), ("2号楼 138001", 6),
    ("1380013800013900139000", 22), ("138 0013 800", 10),
])
def test_problem_counts_the_digits_of_the_best_try(text: str, digits: int) -> None:
    assert check_mobile(text) == PhoneProblem(digits)


@pytest.mark.parametrize(("number", "masked"), [("13800138000", "138****8000"), ("12345", "*****"), ("", "")])
def test_mask(number: str, masked: str) -> None:
    assert mask(number) == masked


def test_numbers_in_a_text_are_masked_and_nothing_else() -> None:
    assert mask_in("王芳 13911112222 成都 20号，+86 138 0000 1234") == "王芳 139****2222 成都 20号，138****1234"
