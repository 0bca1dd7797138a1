"""What each kind of value accepts, and what it refuses."""

from __future__ import annotations

from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

import pytest

from huashu.domain.shop import CutOff
from huashu.scripts.kinds import CLOCK, COUNT, CUT_OFF, DAYS, FEN, FLAG, HOURS, SECONDS, TEXT, ZONE, Kind, moment

SHANGHAI = moment(ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (TEXT, " 亲 ", "亲"),
        (FLAG, "是", True),
        (FLAG, "否", False),
        (CLOCK, "16:00", time(16)),
        (CLOCK, "8:05", time(8, 5)),
        (HOURS, "08:30 - 22:00", (time(8, 30), time(22))),
        (SECONDS, "150秒", 150),
        (SECONDS, "5分钟", 300),  # 5 * 60
        (SECONDS, "24小时内", 86400),  # 24 * 3600
        (FEN, "12元", 1200),
        (FEN, "0.5元", 50),
        (FEN, "0.05元", 5),
        (FEN, "0元", 0),
        (COUNT, "007", 7),
        (DAYS, "1-2", (1, 2)),
        (DAYS, "3-3", (3, 3)),
        (CUT_OFF, "17:00", CutOff(at=time(17))),
        (CUT_OFF, "48小时内", CutOff(within_hours=48)),
        (ZONE, "Asia/Shanghai", ZoneInfo("Asia/Shanghai")),
        (SHANGHAI, "2026-12-11 20:00", datetime(2026, 12, 11, 12, tzinfo=timezone.utc)),  # UTC+8
    ],
)
def test_value_is_understood_when_written_as_documented(kind: Kind[object], text: str, value: object) -> None:
    assert kind.parse(text) == value


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (TEXT, ["", "  "]),
        (FLAG, ["yes", "true", "1", "是的", ""]),
        (CLOCK, ["16", "16：00", "24:00", "16:60", "16:0", "下午4点", "16:00:00"]),
        (HOURS, ["08:30", "08:30-", "08:30~22:00"]),
        (SECONDS, ["150", "1.5小时", "-5秒", "5分", "１秒"]),
        (FEN, ["12", "30分", "12块", "-1元", "1.234元", "1,000元", "¥12", "一元"]),
        (COUNT, ["1.5", "-1", "六十", "１", "1 0", "9" * 10]),
        (DAYS, ["1", "2-1", "1~2", "1-2天"]),
        (CUT_OFF, ["24小时", "0小时内", "当天", "25:00"]),
        (ZONE, ["北京", "Asia/Nowhere", "../etc/passwd", "/etc/passwd", "", "Asia"]),
        (SHANGHAI, ["2026-12-11", "2026-13-01 00:00", "2026-02-30 00:00", "2026-12-11T20:00", "0001-01-01 00:00"]),
    ],
)
def test_value_is_refused_when_written_otherwise(kind: Kind[object], texts: list[str]) -> None:
    assert [text for text in texts if kind.parse(text) is not None] == []
