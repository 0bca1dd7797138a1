"""Remarks in the shop's format (P10)."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from shop_making import shop

from huashu.domain.errors import NaiveTimeError
from huashu.domain.remarks import UnknownRemarkFormat, UnknownRemarkKey, fill_remark, format_keys

LATE = datetime(2026, 3, 4, 16, 30, tzinfo=timezone.utc)  # 00:30 on 5 March in the shop


def test_remark_has_date_agent_and_carrier_of_the_shop() -> None:
    assert fill_remark(shop(), "承诺", {"content": "送香囊一份"}, LATE) == "小满送香囊一份，圆通 2026.3.5"


def test_remark_names_another_agent_and_carrier_when_given() -> None:
    text = fill_remark(shop(), "承诺", {"content": "送香囊一份"}, LATE, agent="蔡蔡", carrier="申通")
    assert text == "蔡蔡送香囊一份，申通 2026.3.5"


def test_remark_facts_cannot_forge_the_agent_or_start_a_line() -> None:
    facts = {"old": "红\n\n蓝", "new": "{agent}", "agent": "老板"}
    assert fill_remark(shop(), "改属性", facts, LATE) == "红 蓝→{agent}---2026.3.5 小满"


def test_remark_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownRemarkFormat):
        fill_remark(shop(), "改名", {}, LATE)


def test_remark_without_a_fact_is_refused() -> None:
    with pytest.raises(UnknownRemarkKey):
        fill_remark(shop(), "改属性", {"old": "红"}, LATE)


def test_remark_at_a_naive_time_is_refused() -> None:
    with pytest.raises(NaiveTimeError):
        fill_remark(shop(), "承诺", {"content": "x"}, datetime(2026, 3, 4))  # noqa: DTZ001


def test_format_keys_in_order() -> None:
    assert format_keys("{agent}{content}，{carrier} {date}") == ("agent", "content", "carrier", "date")


@pytest.mark.parametrize("template", ["{", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "a}"])
def test_format_that_is_more_than_names_is_refused(template: str) -> None:
    with pytest.raises(UnknownRemarkKey):
        format_keys(template)
