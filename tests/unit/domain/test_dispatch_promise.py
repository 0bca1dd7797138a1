"""Dispatch and arrival (P7). Shanghai is UTC+8: 16:00 there is 08:00 UTC, 23:00 is 15:00 UTC."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from shop_making import EMS, STO, YTO, shop

from huashu.domain.dispatch import NoCutOff, NoTransitDays, promise_dispatch, region_of, transit_days
from huashu.domain.errors import HuashuError, NaiveTimeError
from huashu.domain.shop import Carrier, CutOff

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS_24 = shop(cut_off=CutOff(within_hours=24))


def local(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=SHANGHAI)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=timezone.utc)


@pytest.mark.parametrize(("asked_at", "carrier", "leaves"), [
    (local(23, 15, 59, 59), None, 23),
    (local(23, 16), None, 24),  # at the cut-off is after it
    (local(23, 16, 1), "圆通", 24),
    (utc(23, 7, 59), "圆通快递", 23),  # an alias of the default is no delay
    (utc(22, 16, 30), None, 23),  # 00:30 on the 23rd in the shop
    (local(23, 10), "申通", 24),  # +1 day
    (local(23, 17), "顺丰", 25),
    (local(23, 10), "韵达", 24),  # one that the shop does not know is not the default either
    (local(30, 17), None, 31),  # into December
])
def test_leaves_by_the_cut_off(asked_at: datetime, carrier: str | None, leaves: int) -> None:
    day = date(2026, 11, 1) + timedelta(days=leaves - 1)
    assert promise_dispatch(asked_at, shop(), carrier).leaves_on == day


def test_times_of_a_promise_by_cut_off() -> None:
    promise = promise_dispatch(utc(23, 6), shop())
    assert (promise.packed_from, promise.packed_to) == (local(23, 19), local(23, 21))
    assert (promise.waybill_by, promise.due_at) == (local(23, 23), utc(23, 15))
    assert promise.due_at.tzinfo is timezone.utc and promise.packed_from.tzinfo == SHANGHAI


@pytest.mark.parametrize(("asked_at", "carrier", "due", "packed", "waybill"), [
    (local(23, 10), None, local(24, 10), local(23, 21), local(24, 10)),  # packed the evening before
    (local(23, 22), None, local(24, 22), local(24, 21), local(24, 22)),
    (local(23, 23, 30), None, local(24, 23, 30), local(24, 21), local(24, 23)),
    (local(23, 21), None, local(24, 21), local(24, 21), local(24, 21)),  # the window just fits
    (local(23, 10), "申通", local(25, 10), local(24, 21), local(25, 10)),  # +1 day
])
def test_times_of_a_promise_within_hours(asked_at: datetime, carrier: str | None, due: datetime, packed: datetime,
                                         waybill: datetime) -> None:
    promise = promise_dispatch(asked_at, HOURS_24, carrier)
    assert (promise.due_at, promise.leaves_on) == (due, due.date())
    assert (promise.packed_to, promise.waybill_by) == (packed, waybill)


def test_packing_is_the_whole_span_when_no_window_fits() -> None:
    promise = promise_dispatch(local(23, 10), shop(cut_off=CutOff(within_hours=4)))
    assert (promise.packed_from, promise.packed_to) == (local(23, 10), local(23, 14))


def test_within_hours_are_real_hours_when_the_clock_changes() -> None:
    # Berlin leaves summer time on 25 October 2026: 24 hours after 12:00 is 11:00
    profile = shop(zone=ZoneInfo("Europe/Berlin"), cut_off=CutOff(within_hours=24))
    promise = promise_dispatch(datetime(2026, 10, 24, 12, tzinfo=profile.zone), profile)
    assert promise.due_at == datetime(2026, 10, 25, 10, tzinfo=timezone.utc)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(NaiveTimeError) as refused:
        promise_dispatch(datetime(2026, 11, 23, 10), shop())  # noqa: DTZ001
    assert isinstance(refused.value, HuashuError) and refused.value.code == "NAIVE_TIME"


def test_a_shop_without_a_cut_off_is_refused() -> None:
    with pytest.raises(NoCutOff):
        promise_dispatch(local(23, 10), shop(cut_off=CutOff()))


@pytest.mark.parametrize(("province", "region"), [
    ("浙江省", "江浙沪"), ("浙江", "江浙沪"), ("上海市", "江浙沪"), ("安徽省", "其他"), ("", "其他"), ("江", "其他"),
])
def test_region_of(province: str, region: str) -> None:
    assert region_of(province, shop()) == region


@pytest.mark.parametrize(("carrier", "province", "first", "last"), [
    (YTO, "江苏省", 1, 2),
    (YTO, "青海省", 3, 5),
    (STO, "江苏省", 3, 6),  # no days of its own for the region
    (EMS, "", 4, 7),
])
def test_days_in_transit(carrier: Carrier, province: str, first: int, last: int) -> None:
    assert transit_days(shop(), carrier, province) == (first, last)


def test_a_carrier_without_days_is_refused() -> None:
    with pytest.raises(NoTransitDays):
        transit_days(shop(), Carrier("慢递"), "江苏省")


def test_cut_off_at_midnight_means_always_tomorrow() -> None:
    early = shop(cut_off=CutOff(at=time(0, 0)))
    assert promise_dispatch(local(23, 0), early).leaves_on == date(2026, 11, 24)
