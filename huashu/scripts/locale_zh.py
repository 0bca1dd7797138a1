"""How dates, times and lists are written in Chinese: formatting only, the wording around them is in scripts_zh/."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from huashu.domain.shop import ShopProfile

NEAR_DAYS = {0: "今天", 1: "明天", 2: "后天"}


def day_text(day: date, today: date) -> str:
    """今天, 明天, 后天, else 11月25日."""
    return NEAR_DAYS.get((day - today).days) or f"{day.month}月{day.day}日"


def moment_text(at: datetime, now: datetime, profile: ShopProfile) -> str:
    """明天8:30: the day as people say it and the hour in the shop's zone. Both times are aware."""
    local = at.astimezone(profile.zone)
    return f"{day_text(local.date(), now.astimezone(profile.zone).date())}{local.hour}:{local.minute:02}"


def days_text(earliest: int, latest: int) -> str:
    """3 or 3–5, number of days."""
    return str(earliest) if earliest == latest else f"{earliest}–{latest}"


def minutes_text(seconds: float) -> str:
    """Whole minutes, at least one: 150 s is 2–3, 300 s is 5."""
    whole, rest = divmod(max(seconds, 60), 60)
    return days_text(int(whole), int(whole) + 1 if rest else int(whole))


def list_text(items: Iterable[str]) -> str:
    """红色、白色."""
    return "、".join(items)


def body_text(height_cm: int | None, weight_jin: int | None, waist_cm: int | None) -> str:
    """身高165、体重110斤、腰围70, whatever is known."""
    known = ((f"身高{height_cm}", height_cm), (f"体重{weight_jin}斤", weight_jin), (f"腰围{waist_cm}", waist_cm))
    return list_text(text for text, value in known if value)


def variant_text(colour: str, size: str) -> str:
    """白色 M码 as 白色M码; sizes that are words (均码) stay as they are."""
    return colour + (size if not size or size.endswith("码") else f"{size}码")


ADDRESS_PARTS = {"region": "省市", "street": "街道或小区", "number": "门牌号"}
FIELDS = {"receiver": "收件人", "phone": "电话", "address": "地址", "carrier": "快递", "item": "款式",
          "quantity": "数量"}  # fmt: skip


def next_opening(now: datetime, profile: ShopProfile) -> datetime:
    """The next moment somebody is on duty; now if somebody is. Aware, in the shop's zone."""
    local = now.astimezone(profile.zone)
    if profile.hours.is_open(local):
        return local
    opens = local.replace(hour=profile.hours.opens.hour, minute=profile.hours.opens.minute, second=0, microsecond=0)
    return opens if local < opens else opens + timedelta(days=1)


CONCESSIONS = {
    "gift": "{gift}",
    "price": "每件{yuan}元",
    "coupon": "优惠{yuan}元",
    "member_price": "会员价{yuan}元",
    "tier_price": "每件{yuan}元的阶梯价",
}


def concession_text(kind: str, yuan: str, gift: str) -> str:
    """What was given, in a few words: 会员价45元."""
    return CONCESSIONS[kind].format(yuan=yuan, gift=gift)
