"""Choosing a variant: conditions, then not yet seen, then least used. It records nothing, so a preview is free."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from huashu.domain.errors import require_aware
from huashu.domain.shop import ShopProfile
from huashu.scripts.model import Script, UnknownScript, When


@dataclass(frozen=True)
class Conditions:
    """What is the case now: a campaign runs, the shopper is a member, the shop is open, the time in the shop's zone,
    where the shopper writes from (web | rest | terminal)."""

    campaign: bool
    member: bool
    open: bool
    at: time = time(12)
    channel: str = "rest"


def conditions_at(profile: ShopProfile, now: datetime, member: bool, channel: str = "rest") -> Conditions:
    """The conditions in a shop at an aware moment."""
    local = require_aware(now).astimezone(profile.zone)
    return Conditions(
        campaign=profile.campaign_at(now) is not None,
        member=member,
        open=profile.hours.is_open(local),
        at=local.time(),
        channel=channel,
    )


def choose(script: Script, shop_id: str, conditions: Conditions, seen: Mapping[int, int], seed: str) -> int:
    """The number of the variant to say now.

    ``seen``: variant number -> how often this shopper saw it. Variants used equally often come in an order fixed by
    ``seed`` (e.g. the sender) and the script, so after all were said the first of them comes again.
    Raises UnknownScript when no variant's conditions hold, which a loaded library excludes.
    """
    fitting = [n for n, each in script.numbered(shop_id).items() if fits(each.when, shop_id, conditions)]
    if not fitting:
        raise UnknownScript(f"{script.script_id}: no variant fits shop {shop_id} under {conditions}")
    return min(fitting, key=lambda number: (seen.get(number, 0), _rank(seed, script.script_id, number), number))


def fits(when: When, shop_id: str, conditions: Conditions) -> bool:
    wanted = (
        (when.campaign, conditions.campaign),
        (when.member, conditions.member),
        (when.open, conditions.open),
    )
    return (
        (not when.shops or shop_id in when.shops)
        and (not when.channels or conditions.channel in when.channels)
        and (when.hours is None or _within(when.hours, conditions.at))
        and all(each in (None, actual) for each, actual in wanted)
    )


def _within(hours: tuple[time, time], at: time) -> bool:
    """22:00-02:00 goes over midnight."""
    begin, end = hours
    return begin <= at < end if begin < end else at >= begin or at < end


def _rank(seed: str, script_id: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}\n{script_id}\n{number}".encode()).digest()
