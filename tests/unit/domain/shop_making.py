"""One small shop for the carrier, dispatch and remark tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from huashu.domain.shop import Carrier, CutOff, Hours, Ladder, ShopProfile, Supervisor

YTO = Carrier("圆通", ("圆通快递",), not_reached=("西藏自治区", "青海省玉树藏族自治州", "上海市崇明区"),
              days={"江浙沪": (1, 2), "其他": (3, 5)})
STO = Carrier("申通", not_reached=("西藏自治区",), days={"其他": (3, 6)})
EMS = Carrier("E邮宝", ("EMS", "邮政快递"), not_reached=("西藏自治区阿里地区札达县",), days={"其他": (4, 7)})
SF = Carrier("顺丰", extra_fee_fen=1200, days={"其他": (1, 3)})
POST = Carrier("平邮", days={"其他": (7, 15)}, to_post_office=True)


def shop(**changes: Any) -> ShopProfile:
    """Default 圆通, then 申通, then E邮宝; cut-off 16:00, packing 19:00 to 21:00, waybill by 23:00, Shanghai time."""
    plain = ShopProfile(
        "demo", "Demo", "", "", "小满", ZoneInfo("Asia/Shanghai"), Hours(time(8, 30), time(22)),
        {each.name: each for each in (YTO, STO, EMS, SF, POST)}, "圆通", ("申通", "E邮宝"),
        {"江浙沪": ("江苏省", "浙江省", "上海市")}, CutOff(at=time(16)), (time(19), time(21)), time(23),
        Supervisor("boss", 150, 300, 20000, None), Ladder((), 2, False, 50), {},
        {"承诺": "{agent}{content}，{carrier} {date}", "改属性": "{old}→{new}---{date} {agent}"},
    )
    return replace(plain, **changes)
