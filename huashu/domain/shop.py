"""The facts of one shop: everything that differs between shops and is therefore policy, never wording.

Pure values. ``huashu.scripts.shops`` reads them from ``scripts_zh/shops/<shop>.yml``. Money is integer fen,
clock times are in the shop's own zone. Source: practice P1–P14.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Carrier:
    """A courier as this shop uses it (P6, P7).

    ``not_reached``: place names (province, city or district, full names) that it does not deliver to.
    ``days``: region name -> (earliest, latest) days in transit; the region ``其他`` must be present.
    ``to_post_office``: the shopper collects the parcel at the post office (平邮).
    """

    name: str
    aliases: tuple[str, ...] = ()
    extra_fee_fen: int = 0
    not_reached: tuple[str, ...] = ()
    days: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    to_post_office: bool = False


@dataclass(frozen=True)
class CutOff:
    """When a paid order leaves (P7): ``at`` the same day before that time, or ``within_hours`` of the order."""

    at: time | None = None
    within_hours: int | None = None


@dataclass(frozen=True)
class Campaign:
    """A running promotion (P1). ``price_locked``: no haggling while it runs (P3.1). Times are aware."""

    name: str
    starts_at: datetime
    ends_at: datetime
    how: str
    price_locked: bool = True
    gift_id: str | None = None

    def is_on(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at


@dataclass(frozen=True)
class Gift:
    """A present the shop may give. ``value_fen`` is what the shopper is told, ``cost_fen`` what it costs the shop."""

    gift_id: str
    name: str
    value_fen: int
    cost_fen: int
    stock: int


@dataclass(frozen=True)
class Supervisor:
    """Asking the supervisor (P3.6): waits in seconds and the standing rule when nobody answers."""

    name: str
    wait_seconds: int
    wholesale_wait_seconds: int
    daily_budget_fen: int
    gift_id: str | None


@dataclass(frozen=True)
class Ladder:
    """The bargaining ladder as data (P3).

    ``rungs``: names of ``huashu.domain.ladder.Rung`` this shop uses, in the order of escalation for plain haggling.
    ``refusals_before_supervisor``: how often plain haggling is refused before the supervisor is offered.
    ``closes``: True for a shop that ends with 不再接受议价 instead of asking for a gift.
    ``bulk_from_quantity``: from this quantity on the request leaves the ladder for the bulk intake (P14).
    """

    rungs: tuple[str, ...]
    refusals_before_supervisor: int
    closes: bool
    bulk_from_quantity: int


@dataclass(frozen=True)
class Hours:
    opens: time
    closes: time

    def is_open(self, local: datetime) -> bool:
        return self.opens <= local.time() < self.closes


@dataclass(frozen=True)
class Window:
    """The shop's chat window. ``colour``: #rrggbb, white is written on it; ``hot``: questions asked with one press;
    ``words``: name -> text, the shop's own in the place of the common ones."""

    colour: str = "#2f6f6a"
    hot: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ShopProfile:
    """One shop. ``regions``: name -> provinces; ``remark_formats``: kind -> template (P10).

    ``facts``: ready sentences' facts by name (proofs, invoice, payment …), filled into scripts as placeholders.
    ``origins``: ``https://host[:port]`` of the sites whose pages may carry the chat window.
    """

    shop_id: str
    name: str
    trade: str
    platform: str
    assistant: str
    zone: ZoneInfo
    hours: Hours
    carriers: Mapping[str, Carrier]
    default_carrier: str
    fallback_carriers: tuple[str, ...]
    regions: Mapping[str, tuple[str, ...]]
    cut_off: CutOff
    packing: tuple[time, time]
    waybill_by: time
    supervisor: Supervisor
    ladder: Ladder
    gifts: Mapping[str, Gift]
    remark_formats: Mapping[str, str]
    campaigns: tuple[Campaign, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    return_days: int | None = None
    free_shipping_from_fen: int | None = None
    shipping_fee_fen: int = 0
    invoice: bool = True
    instalments: bool = False
    wholesale: bool = False
    origins: tuple[str, ...] = ()
    window: Window = field(default_factory=Window)

    def campaign_at(self, now: datetime) -> Campaign | None:
        return next((each for each in self.campaigns if each.is_on(now)), None)
