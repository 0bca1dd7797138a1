"""The project's own scripts_zh: everything loads, and the three shops disagree as they should."""

from __future__ import annotations

from datetime import datetime, time, timezone
from pathlib import Path

import pytest

from huashu.domain.bargain import Rung
from huashu.domain.shop import CutOff, ShopProfile
from huashu.scripts import Library, load_library, shop_facts

ROOT = Path(__file__).resolve().parents[3] / "scripts_zh"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ROOT)


def test_whole_folder_loads_without_a_problem_when_read(library: Library) -> None:
    assert sorted(library.shops) == ["dengyu", "mobi", "qingmian"]
    assert library.scripts
    assert library.revision == load_library(ROOT).revision


@pytest.mark.parametrize(
    ("shop", "default", "fallbacks", "cut_off", "closes", "bulk_from", "gift", "wholesale"),
    [
        ("qingmian", "圆通", ("申通", "E邮宝", "顺丰"), CutOff(at=time(16)), False, 50, "sachet", False),
        ("mobi", "中通", ("韵达", "顺丰"), CutOff(at=time(17)), False, 500, "notepad", True),
        ("dengyu", "圆通", ("申通", "德邦"), CutOff(within_hours=24), True, 30, None, False),
    ],
)
def test_shop_has_its_own_policy_when_loaded(
    library: Library, shop: str, default: str, fallbacks: tuple[str, ...], cut_off: CutOff, closes: bool,
    bulk_from: int, gift: str | None, wholesale: bool,
) -> None:  # fmt: skip
    profile = library.shops[shop]
    assert (profile.default_carrier, profile.fallback_carriers, profile.cut_off) == (default, fallbacks, cut_off)
    assert (profile.ladder.closes, profile.ladder.bulk_from_quantity) == (closes, bulk_from)
    assert (profile.supervisor.gift_id, profile.wholesale) == (gift, wholesale)
    assert (profile.supervisor.wait_seconds, profile.supervisor.wholesale_wait_seconds) == (150, 300)
    assert {Rung(each) for each in profile.ladder.rungs}


def test_money_and_regions_are_each_shops_own_when_loaded(library: Library) -> None:
    mobi, dengyu, qingmian = (library.shops[each] for each in ("mobi", "dengyu", "qingmian"))
    assert mobi.regions == {"江浙沪皖": ("江苏省", "浙江省", "上海市", "安徽省")}
    assert (mobi.carriers["顺丰"].extra_fee_fen, mobi.gifts["notepad"].cost_fen) == (1500, 250)
    assert (mobi.free_shipping_from_fen, mobi.shipping_fee_fen) == (3900, 500)
    assert (dengyu.free_shipping_from_fen, dengyu.shipping_fee_fen, dengyu.gifts) == (None, 0, {})
    assert (dengyu.invoice, dengyu.instalments, dengyu.supervisor.daily_budget_fen) == (True, True, 0)
    assert (qingmian.carriers["平邮"].to_post_office, qingmian.free_shipping_from_fen) == (True, 5900)
    assert len({each.remark_formats["要求"] for each in (mobi, dengyu, qingmian)}) == 3


@pytest.mark.parametrize(
    ("shop", "at", "campaign"),
    [
        ("dengyu", datetime(2026, 12, 10, 11, 59, tzinfo=timezone.utc), None),  # begins at 20:00 in the shop
        ("dengyu", datetime(2026, 12, 10, 12, 0, tzinfo=timezone.utc), "双十二亮灯节"),
        ("dengyu", datetime(2026, 12, 12, 16, 0, tzinfo=timezone.utc), None),  # midnight of the 13th
        ("mobi", datetime(2026, 8, 20, tzinfo=timezone.utc), "开学囤货季"),
        ("mobi", datetime(2026, 12, 11, tzinfo=timezone.utc), None),
        ("qingmian", datetime(2026, 11, 11, tzinfo=timezone.utc), "双十一回馈"),
    ],
)
def test_campaign_runs_in_the_shops_own_time_when_asked(
    library: Library, shop: str, at: datetime, campaign: str | None
) -> None:
    assert shop_facts(library.shops[shop], at).get("campaign_name") == campaign


def test_reachable_carriers_are_named_once_when_loaded(library: Library) -> None:
    def names(profile: ShopProfile) -> list[str]:
        return [name for each in profile.carriers.values() for name in (each.name, *each.aliases)]

    assert [shop for shop, profile in library.shops.items() if len(set(names(profile))) < len(names(profile))] == []


def test_lines_have_their_cards_when_loaded(library: Library) -> None:
    assert {each.script_id: each.card for each in library.scripts.values() if each.card} == {
        "utter_bargain_offer_gift": "gift",
        "utter_order_read_back": "order",
        "utter_product_info": "product",
        "utter_product_price": "product",
        "utter_product_stock_few": "product",
        "utter_product_stock_in": "product",
    }
