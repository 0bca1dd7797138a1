"""The kinds of value in a script file, each a strict reading of text: ``16:00``, ``150秒``, ``12元``, ``是``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timezone
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from huashu.domain.shop import CutOff

T = TypeVar("T")


@dataclass(frozen=True)
class Kind(Generic[T]):
    """``name`` and ``example`` are for the owner; ``parse`` gives None for what it does not understand.

    ``fallback`` stands in for a wrong value so that reading can go on; what holds it is never used. ``schema`` is what
    an editor can check of it, as JSON Schema; the reader's word is the final one.
    """

    name: str
    example: str
    parse: Callable[[str], T | None]
    fallback: T
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})


_UNITS = {"秒": 1, "分钟": 60, "小时": 3600}
_CLOCK = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")


def _match(pattern: str, text: str) -> tuple[str, ...] | None:
    found = re.fullmatch(pattern, text)
    return found.groups("") if found else None


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None


def _hours(text: str) -> tuple[time, time] | None:
    first, dash, last = text.partition("-")
    begin, end = _clock(first.strip()), _clock(last.strip())
    return (begin, end) if dash and begin is not None and end is not None else None


def _seconds(text: str) -> int | None:
    found = _match("([0-9]{1,6})(秒|分钟|小时)内?", text)
    return int(found[0]) * _UNITS[found[1]] if found else None


def _fen(text: str) -> int | None:
    found = _match(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?元", text)
    return int(found[0]) * 100 + int(found[1].ljust(2, "0")) if found else None


def _count(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def _days(text: str) -> tuple[int, int] | None:
    found = _match("([0-9]{1,3})-([0-9]{1,3})", text)
    days = (int(found[0]), int(found[1])) if found else (1, 0)
    return days if days[0] <= days[1] else None


def _cut_off(text: str) -> CutOff | None:
    within = _match("([0-9]{1,3})小时内", text)
    if within:
        return CutOff(within_hours=int(within[0])) if int(within[0]) else None
    at = _clock(text)
    return CutOff(at=at) if at is not None else None


def _zone(text: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(text) if re.fullmatch("[A-Za-z0-9_+/-]{1,60}", text) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _shaped(pattern: str) -> Mapping[str, Any]:
    return {"type": "string", "pattern": f"^({pattern})$"}


_MOMENT = _shaped("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")


def moment(zone: ZoneInfo) -> Kind[datetime]:
    """A day and time in the shop's ``zone``, as aware UTC."""
    fallback = datetime(2000, 1, 1, tzinfo=timezone.utc)
    return Kind("日期和时间", "2026-11-10 00:00", lambda text: _moment(text, zone), fallback, _MOMENT)


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def choice(name: str, meanings: Mapping[str, T], fallback: T) -> Kind[T]:
    """One of a few words, each with its meaning."""
    return Kind(name, "、".join(meanings), meanings.get, fallback, {"enum": list(meanings)})


def name_of(name: str, example: str, pattern: str = "[a-z][a-z0-9_]*") -> Kind[str]:
    """An English name of the given shape, e.g. of a fact."""
    return Kind(name, example, lambda text: text if re.fullmatch(pattern, text) else None, "", _shaped(pattern))


_COLOUR = "#[0-9A-Fa-f]{6}"
TEXT: Kind[str] = Kind("文字", "亲，在的哦", lambda text: text.strip() or None, "")
CLOCK: Kind[time] = Kind("时间", "16:00", _clock, time(0), _shaped("[0-9]{1,2}:[0-9]{2}"))
HOURS: Kind[tuple[time, time]] = Kind(
    "一段时间", "08:30-22:00", _hours, (time(0), time(0, 1)), _shaped("[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}")
)
SECONDS: Kind[int] = Kind("时长", "150秒、5分钟、24小时内", _seconds, 0, _shaped("[0-9]+(秒|分钟|小时)内?"))
FEN: Kind[int] = Kind("金额", "12元、0.5元", _fen, 0, _shaped(r"[0-9]+(\.[0-9]{1,2})?元"))
COUNT: Kind[int] = Kind("整数", "50", _count, 0, {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$"})
DAYS: Kind[tuple[int, int]] = Kind("天数", "1-2（小的在前）", _days, (0, 0), _shaped("[0-9]{1,3}-[0-9]{1,3}"))
CUT_OFF: Kind[CutOff] = Kind(
    "截单时间", "16:00、24小时内", _cut_off, CutOff(within_hours=24), _shaped("[0-9]{1,2}:[0-9]{2}|[0-9]{1,3}小时内")
)
ZONE: Kind[ZoneInfo] = Kind("时区", "Asia/Shanghai", _zone, ZoneInfo("UTC"))
COLOUR: Kind[str] = Kind(
    "颜色", "#2f6f6a", lambda text: text.lower() if re.fullmatch(_COLOUR, text) else None, "#000000", _shaped(_COLOUR)
)
FLAG: Kind[bool] = choice("“是”或“否”", {"是": True, "否": False}, False)
