"""When a parcel leaves and arrives (P7): computed from the shop's facts, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from huashu.domain.carriers import resolve
from huashu.domain.errors import HuashuError, require_aware
from huashu.domain.shop import Carrier, CutOff, ShopProfile

OTHER_REGION = "其他"
DAY = timedelta(days=1)


class NoTransitDays(HuashuError):
    """A carrier without days for a region, not even for 其他."""

    code = "NO_TRANSIT_DAYS"


class NoCutOff(HuashuError):
    """A shop that says neither a cut-off time nor a number of hours."""

    code = "NO_CUT_OFF"


@dataclass(frozen=True)
class Dispatch:
    """A dispatch promise. ``leaves_on``: date in the shop's zone. ``packed_from``, ``packed_to`` and ``waybill_by``
    are aware, in the shop's zone. ``due_at``: aware UTC; later than this is overdue."""

    leaves_on: date
    packed_from: datetime
    packed_to: datetime
    waybill_by: datetime
    due_at: datetime


def promise_dispatch(asked_at: datetime, profile: ShopProfile, carrier_name: str | None = None) -> Dispatch:
    """When an order paid (or asked about) at ``asked_at`` leaves; any but the default carrier takes a day more.

    At the cut-off counts as after it. Raises NaiveTimeError, NoCutOff.
    """
    local = require_aware(asked_at).astimezone(profile.zone)
    later = timedelta(0) if _is_default(carrier_name, profile) else DAY
    if profile.cut_off.within_hours is not None:
        return _within_hours(local, profile, profile.cut_off.within_hours, later)
    leaves_on = local.date() + later + (timedelta(0) if local.time() < _cut_off_at(profile.cut_off) else DAY)
    packed_from, packed_to = _packing(leaves_on, profile)
    waybill_by = _at(leaves_on, profile.waybill_by, profile)
    return Dispatch(leaves_on, packed_from, packed_to, waybill_by, waybill_by.astimezone(timezone.utc))


def transit_days(profile: ShopProfile, carrier: Carrier, province: str) -> tuple[int, int]:
    """Earliest and latest number of days in transit. Raises NoTransitDays."""
    days = carrier.days.get(region_of(province, profile)) or carrier.days.get(OTHER_REGION)
    if days is None:
        raise NoTransitDays(f"{carrier.name} has no days for {province}, expected at least {OTHER_REGION}")
    return days


def region_of(province: str, profile: ShopProfile) -> str:
    """The shop's region of a province; its official name or a beginning of it (江苏) will do. Else 其他."""
    if len(province) < 2:
        return OTHER_REGION
    regions = profile.regions.items()
    return next((name for name, full in regions if any(each.startswith(province) for each in full)), OTHER_REGION)


def _within_hours(local: datetime, profile: ShopProfile, hours: int, later: timedelta) -> Dispatch:
    due_at = local.astimezone(timezone.utc) + timedelta(hours=hours) + later
    due = due_at.astimezone(profile.zone)
    packed_from, packed_to = _packing_before(local, due, profile)
    waybill_by = min(_at(due.date(), profile.waybill_by, profile), due)
    return Dispatch(due.date(), packed_from, packed_to, waybill_by, due_at)


def _packing_before(local: datetime, due: datetime, profile: ShopProfile) -> tuple[datetime, datetime]:
    """The last packing window that ends by ``due``; the whole span where none fits between order and due time."""
    windows = (_packing(day, profile) for day in (due.date(), due.date() - DAY))
    return next((window for window in windows if local < window[1] <= due), (local, due))


def _packing(day: date, profile: ShopProfile) -> tuple[datetime, datetime]:
    starts, ends = profile.packing
    return _at(day, starts, profile), _at(day, ends, profile)


def _at(day: date, clock: time, profile: ShopProfile) -> datetime:
    return datetime.combine(day, clock, tzinfo=profile.zone)


def _cut_off_at(cut_off: CutOff) -> time:
    if cut_off.at is None:
        raise NoCutOff("got neither at nor within_hours")
    return cut_off.at


def _is_default(carrier_name: str | None, profile: ShopProfile) -> bool:
    carrier = resolve(carrier_name, profile) if carrier_name else None
    return (carrier.name if carrier else carrier_name or profile.default_carrier) == profile.default_carrier
