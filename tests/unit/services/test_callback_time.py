"""When a bulk enquiry is called back: as early as we can, within the time the shopper named."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from huashu.services.leads import callback_at

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("earliest", "said", "called"),
    [
        ("26 16:00", "随时", "26 16:00"),
        ("26 16:00", "暂无", "26 16:00"),
        ("26 09:00", "下午吧", "26 14:00"),
        ("26 16:00", "下午", "26 16:00"),
        ("26 20:00", "下午", "27 14:00"),
        ("26 16:00", "上午", "27 09:00"),
        ("26 09:00", "下午3点以后", "26 15:00"),
        ("26 16:30", "下午3点以后", "26 16:30"),
        ("26 09:00", "15点", "26 15:00"),
        ("26 09:00", "晚上8点", "26 20:00"),
        ("26 16:00", "10点左右", "27 10:00"),
        ("26 11:30", "9:00-12:00", "26 11:30"),
    ],
)
def test_callback_at_keeps_to_the_time_named(earliest: str, said: str, called: str) -> None:
    assert callback_at(said, _november(earliest)) == _november(called)


def _november(text: str) -> datetime:
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
