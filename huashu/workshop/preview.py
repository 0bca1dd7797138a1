"""``huashu preview``: every variant of a script as the shopper would read it."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts import Conditions, Variant, When
from huashu.scripts.choose import fits
from huashu.workshop.rendering import Heard, Sample

_SAID = {True: "是", False: "否"}
_CHANNELS = {"web": "网页", "rest": "接口", "terminal": "终端"}


def preview(sample: Sample, conditions: Conditions) -> Iterator[str]:
    """The lines to print; a variant whose conditions do not hold now is marked, and shown all the same."""
    script, profile = sample.script, sample.profile
    local = sample.at.astimezone(profile.zone)
    campaign = profile.campaign_at(sample.at)
    state = [campaign.name if campaign else "没有活动", "会员" if conditions.member else "不是会员"]
    state += ["营业中" if conditions.open else "下班了", _CHANNELS[conditions.channel]]
    yield f"{script.script_id}  {script.title}"
    yield f"{profile.name}  {local:%Y-%m-%d %H:%M}  {' · '.join(state)}"
    for each in sample.heard():
        yield ""
        yield _head(each, fits(each.variant.when, profile.shop_id, conditions))
        yield from (f"    {line}" for line in each.text.split("\n"))
    if script.buttons:
        yield ""
        yield f"按钮  {'  '.join(sample.buttons())}"
    if sample.card():
        yield f"卡片  {sample.card()}"
    yield from sample.owed()


def _head(heard: Heard, now: bool) -> str:
    angle, when = heard.variant.angle or "（没写角度）", conditions_text(heard.variant)
    return f"{'  ' if now else '✗ '}{heard.number} {angle}" + (f"  条件 {when}" if when else "") + _note(now)


def _note(now: bool) -> str:
    return "" if now else "  （这时候不会说）"


def conditions_text(variant: Variant) -> str:
    """活动: 是，会员: 否 — as the file has it; "" without conditions."""
    when: When = variant.when
    flags = {"活动": when.campaign, "会员": when.member, "营业": when.open}
    parts = [f"{name}: {_SAID[value]}" for name, value in flags.items() if value is not None]
    if when.hours:
        parts.append(f"时段: {when.hours[0]:%H:%M}-{when.hours[1]:%H:%M}")
    if when.channels:
        parts.append(f"渠道: {'、'.join(_CHANNELS[each] for each in when.channels)}")
    if when.shops:
        parts.append(f"店铺: {'、'.join(when.shops)}")
    return "，".join(parts)
