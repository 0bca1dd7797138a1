"""What is said, owed and written, from the good examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from script_making import EXAMPLES

from huashu.domain.errors import NaiveTimeError
from huashu.scripts import BadFact, Button, MissingFact, load_library, money_text, render, render_promise, render_remark
from huashu.scripts.facts import SHOP_FACTS, shop_facts
from huashu.scripts.render import RenderedPromise, RenderedRemark

LIBRARY = load_library(EXAMPLES / "good")
GIFT, CHANGED = LIBRARY.script("utter_bargain_offer_gift"), LIBRARY.script("utter_order_changed")
TEA, LAMP = LIBRARY.shops["tea"], LIBRARY.shops["lamp"]
NOW = datetime(2026, 3, 9, 16, 30, tzinfo=timezone.utc)  # 00:30 on 10 March in the shop, the campaign has begun
BEFORE = NOW - timedelta(hours=1)
FACTS = {"gift_name": "小茶杯", "dispatch_at": "2026-03-10T21:00:00+08:00"}


def test_text_and_buttons_are_filled_when_rendered() -> None:
    said = render(GIFT, "tea", 0, FACTS)
    assert said.text == "亲，主管同意送您小茶杯，可以吗？"
    assert said.buttons == (Button("可以", "好的，要小茶杯"), Button("算了", "不用了"))


def test_shop_facts_are_filled_when_given() -> None:
    assert render(GIFT, "tea", 1, {**shop_facts(TEA, NOW), **FACTS}).text == "山前茶铺的阿青给您争取到了小茶杯"


@pytest.mark.parametrize("value", ["{shop_name}", "{", "}{", "{}", "{0}", "%s", "\\1", "${x}", "<b>"])
def test_value_stays_as_it_is_when_it_looks_like_a_template(value: str) -> None:
    assert render(GIFT, "tea", 0, {"gift_name": value}).text == f"亲，主管同意送您{value}，可以吗？"


@pytest.mark.parametrize("facts", [{}, {"gift_name": None}])
def test_missing_fact_is_an_error_when_rendered(facts: dict[str, object]) -> None:
    for say in (lambda: render(GIFT, "tea", 0, facts), lambda: render_remark(GIFT, TEA, facts, NOW)):
        with pytest.raises(MissingFact) as caught:
            say()
        assert (caught.value.script_id, caught.value.name) == ("utter_bargain_offer_gift", "gift_name")


def test_number_is_text_when_rendered() -> None:
    assert render(GIFT, "tea", 2, {"gift_name": 0}).text == "价格动不了，送您0吧"


@pytest.mark.parametrize(
    "due", ["2026-03-10T21:00:00+08:00", "2026-03-10T13:00:00Z", datetime(2026, 3, 10, 13, tzinfo=timezone.utc)]
)
def test_promise_is_due_in_utc_when_the_fact_is_any_aware_time(due: object) -> None:
    owed = render_promise(GIFT, {**FACTS, "dispatch_at": due})
    assert owed == RenderedPromise("gift", "打单", datetime(2026, 3, 10, 13, tzinfo=timezone.utc), "送小茶杯一份")
    assert owed is not None and owed.due_at.tzinfo is timezone.utc


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"gift_name": "杯"}, MissingFact),
        ({"gift_name": "杯", "dispatch_at": "明天"}, BadFact),
        ({"gift_name": "杯", "dispatch_at": "2026-03-10T21:00:00"}, NaiveTimeError),
        ({"dispatch_at": NOW}, MissingFact),
    ],
)
def test_promise_is_refused_when_a_fact_is_wrong(facts: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        render_promise(GIFT, facts)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (FACTS, "阿青送小茶杯一份，圆通 2026.3.10"),  # already the 10th in the shop
        ({**FACTS, "carrier": "申通"}, "阿青送小茶杯一份，申通 2026.3.10"),
        ({**FACTS, "carrier": ""}, "阿青送小茶杯一份，圆通 2026.3.10"),
        ({**FACTS, "gift_name": "{date}"}, "阿青送{date}一份，圆通 2026.3.10"),
        ({**FACTS, "content": "x", "agent": "y", "date": "z"}, "阿青送小茶杯一份，圆通 2026.3.10"),
    ],
)
def test_remark_is_in_the_shops_format_when_rendered(facts: dict[str, object], text: str) -> None:
    assert render_remark(GIFT, TEA, facts, NOW) == RenderedRemark("承诺", "red", text)


def test_remark_takes_old_and_new_from_the_facts_when_its_format_asks() -> None:
    noted = render_remark(CHANGED, TEA, {"old": "一罐", "new": "两罐"}, NOW)
    assert noted == RenderedRemark("改属性", "green", "拍下一罐，改成两罐---2026.3.10 阿青")
    with pytest.raises(MissingFact):
        render_remark(CHANGED, TEA, {"new": "两罐"}, NOW)


def test_nothing_is_owed_or_noted_when_the_script_declares_nothing() -> None:
    silent = replace(GIFT, promise=None, remark=None)
    assert (render_promise(silent, {}), render_remark(silent, TEA, {}, NOW)) == (None, None)


def test_shop_facts_are_all_there_when_a_campaign_is_on() -> None:
    facts = shop_facts(TEA, NOW)
    assert set(facts) == set(SHOP_FACTS)
    assert [facts[name] for name in ("cut_off", "packing", "waybill_by", "opens", "closes", "campaign_name")] == [
        "16:00", "19:00–21:00", "23:00", "8:30", "22:00", "春茶上新",
    ]  # fmt: skip
    assert shop_facts(LAMP, NOW)["cut_off"] == "24小时内"


def test_campaign_facts_are_missing_when_none_is_on() -> None:
    # It begins at 16:00 UTC on the 9th and ends at 16:00 UTC on the 12th.
    ends = datetime(2026, 3, 12, 16, tzinfo=timezone.utc)
    assert [("campaign_how" in shop_facts(TEA, at)) for at in (BEFORE, NOW, ends - timedelta(seconds=1), ends)] == [
        False, True, True, False,
    ]  # fmt: skip
    with pytest.raises(MissingFact):
        render(GIFT, "tea", 3, shop_facts(TEA, BEFORE))


def test_shop_facts_are_refused_when_the_time_has_no_zone() -> None:
    with pytest.raises(NaiveTimeError):
        shop_facts(TEA, datetime(2026, 3, 10))  # noqa: DTZ001


@pytest.mark.parametrize(("fen", "text"), [(1500, "15元"), (1550, "15.5元"), (5, "0.05元"), (0, "0元")])
def test_money_is_in_yuan_when_written(fen: int, text: str) -> None:
    assert money_text(fen) == text
