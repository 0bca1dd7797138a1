"""The facts that every script may use because the shop's file gives them, and how money and times are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time

from huashu.domain.errors import require_aware
from huashu.domain.money import format_yuan
from huashu.domain.shop import CutOff, ShopProfile

CAMPAIGN_FACTS = ("campaign_name", "campaign_how")
SENTENCE_FACTS = (
    "proofs",
    "brand_source",
    "return_rule",
    "invoice_rule",
    "instalment_rule",
    "payment_rule",
    "shipping_rule",
)
SHOP_FACTS = (
    "shop_name",
    "assistant",
    "platform",
    "default_carrier",
    "cut_off",
    "packing",
    "waybill_by",
    "opens",
    "closes",
    *SENTENCE_FACTS,
    *CAMPAIGN_FACTS,
)

# Card 卡片 -> the facts it is made of; a product is looked up by its name.
CARD_FACTS: Mapping[str, tuple[str, ...]] = {
    "product": ("product_name",),
    "order": ("items", "receiver", "phone", "address", "carrier", "total"),
    "gift": ("gift_name", "gift_value"),
}


def shop_facts(profile: ShopProfile, now: datetime) -> dict[str, str]:
    """Fact name -> text. The campaign's facts are there only while one is on. ``now`` is aware."""
    return {**profile.facts, **_plain_facts(profile), **_campaign_facts(profile, require_aware(now))}


def _plain_facts(profile: ShopProfile) -> Mapping[str, str]:
    return {
        "shop_name": profile.name,
        "assistant": profile.assistant,
        "platform": profile.platform,
        "default_carrier": profile.default_carrier,
        "cut_off": cut_off_text(profile.cut_off),
        "packing": "–".join(clock_text(each) for each in profile.packing),
        "waybill_by": clock_text(profile.waybill_by),
        "opens": clock_text(profile.hours.opens),
        "closes": clock_text(profile.hours.closes),
    }


def _campaign_facts(profile: ShopProfile, now: datetime) -> Mapping[str, str]:
    campaign = profile.campaign_at(now)
    return {"campaign_name": campaign.name, "campaign_how": campaign.how} if campaign else {}


def clock_text(at: time) -> str:
    """8:30 — the hour as people say it."""
    return f"{at.hour}:{at.minute:02}"


def cut_off_text(cut_off: CutOff) -> str:
    return clock_text(cut_off.at) if cut_off.at is not None else f"{cut_off.within_hours}小时内"


def money_text(fen: int) -> str:
    """1500 -> 15元, 1550 -> 15.5元."""
    return f"{format_yuan(fen)}元"
