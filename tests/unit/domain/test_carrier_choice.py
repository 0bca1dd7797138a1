"""Carriers (P6)."""

from __future__ import annotations

import pytest
from shop_making import EMS, POST, SF, STO, YTO, shop

from huashu.domain.carriers import Choice, ChoiceKind, Place, choose, needs_detail, reaches, resolve
from huashu.domain.shop import Carrier

WEST_LAKE = Place("浙江省", "杭州市", "西湖区")
YUSHU = Place("青海省", "玉树藏族自治州", "玉树市")
LHASA = Place("西藏自治区", "拉萨市")
ZANDA = Place("西藏自治区", "阿里地区", "札达县")


@pytest.mark.parametrize(("name", "carrier"), [
    ("圆通", YTO), (" 圆通快递 ", YTO), ("ems", EMS), ("E邮宝", EMS), ("e 邮宝", EMS), ("韵达", None), ("", None),
])
def test_resolve_by_name_or_alias(name: str, carrier: Carrier | None) -> None:
    assert resolve(name, shop()) is carrier


@pytest.mark.parametrize(("carrier", "place", "there"), [
    (YTO, WEST_LAKE, True),
    (YTO, LHASA, False),  # the whole province is listed
    (YTO, YUSHU, False),  # province + city are listed
    (YTO, Place("青海省", "西宁市"), True),
    (YTO, Place("上海市", "上海市", "崇明区"), False),
    (YTO, Place("上海市", "市辖区", "崇明区"), False),
    (YTO, Place("上海市", "上海市", "徐汇区"), True),
    (EMS, ZANDA, False),
    (EMS, LHASA, True),
])
def test_reaches_by_the_coverage_table(carrier: Carrier, place: Place, there: bool) -> None:
    assert reaches(carrier, place) is there


@pytest.mark.parametrize(("carrier", "place", "more"), [
    (YTO, Place("青海省"), True), (YTO, YUSHU, False), (YTO, LHASA, False), (YTO, WEST_LAKE, False),
    (EMS, Place("西藏自治区", "阿里地区"), True),
])
def test_needs_detail_where_only_a_part_is_not_reached(carrier: Carrier, place: Place, more: bool) -> None:
    assert needs_detail(carrier, place) is more


@pytest.mark.parametrize(("place", "wanted", "choice"), [
    (None, None, Choice(ChoiceKind.DEFAULT, YTO)),
    (WEST_LAKE, None, Choice(ChoiceKind.DEFAULT, YTO)),
    (WEST_LAKE, "圆通快递", Choice(ChoiceKind.DEFAULT, YTO)),
    (YUSHU, None, Choice(ChoiceKind.FALLBACK, STO, delays=True, not_reached=YTO)),
    (LHASA, None, Choice(ChoiceKind.FALLBACK, EMS, delays=True, not_reached=YTO)),
    (ZANDA, None, Choice(ChoiceKind.NONE, not_reached=YTO)),
    (WEST_LAKE, "顺丰", Choice(ChoiceKind.WANTED, SF, delays=True, extra_fee_fen=1200)),
    (ZANDA, "顺丰", Choice(ChoiceKind.WANTED, SF, delays=True, extra_fee_fen=1200)),
    (None, "平邮", Choice(ChoiceKind.WANTED, POST, delays=True, to_post_office=True)),
    (LHASA, "申通", Choice(ChoiceKind.FALLBACK, EMS, delays=True, not_reached=STO)),
    (None, "韵达", Choice(ChoiceKind.UNKNOWN)),
])
def test_choose(place: Place | None, wanted: str | None, choice: Choice) -> None:
    assert choose(shop(), place, wanted) == choice


def test_choose_returns_to_the_default_without_delay_when_only_the_wanted_one_does_not_reach() -> None:
    picky = Carrier("德邦", not_reached=("浙江省",))
    profile = shop(carriers={"圆通": YTO, "德邦": picky}, fallback_carriers=())
    assert choose(profile, WEST_LAKE, "德邦") == Choice(ChoiceKind.FALLBACK, YTO, not_reached=picky)


def test_choose_tells_the_fee_of_a_dear_fallback() -> None:
    choice = choose(shop(fallback_carriers=("顺丰",)), LHASA)
    assert (choice.kind, choice.extra_fee_fen, choice.delays) == (ChoiceKind.FALLBACK, 1200, True)
