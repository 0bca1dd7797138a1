"""Turning a script and facts into what is said, owed and written on the order. Every missing fact is an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone

from huashu.domain.errors import HuashuError, require_aware
from huashu.domain.remarks import fill_remark
from huashu.domain.shop import ShopProfile
from huashu.scripts.model import Button, Script
from huashu.scripts.templates import MissingFact, fill, placeholders

__all__ = [
    "BadFact",
    "MissingFact",
    "Rendered",
    "RenderedPromise",
    "RenderedRemark",
    "render",
    "render_promise",
    "render_remark",
]

_ALWAYS_GIVEN = ("date", "agent", "carrier")


class BadFact(HuashuError):
    """A fact that must be a time is none."""

    code = "bad_fact"


@dataclass(frozen=True)
class Rendered:
    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class RenderedPromise:
    """A promise to store. ``due_at`` is aware UTC; ``owner`` is 客服, 主管, 打单, 仓库 or 系统."""

    kind: str
    owner: str
    due_at: datetime
    text: str


@dataclass(frozen=True)
class RenderedRemark:
    """A remark to store. ``format`` names the shop's template; ``flag``: red | yellow | green | blue | purple."""

    format: str
    flag: str
    text: str


def render(script: Script, shop_id: str, variant: int, facts: Mapping[str, object]) -> Rendered:
    """``facts``: name -> value, put in as ``str(value)``; None counts as missing. Raises MissingFact, UnknownScript."""

    def said(template: str) -> str:
        return fill(template, facts, script.script_id)

    buttons = tuple(Button(said(each.title), said(each.payload)) for each in script.buttons)
    return Rendered(said(script.variant(shop_id, variant).text), buttons)


def render_promise(script: Script, facts: Mapping[str, object]) -> RenderedPromise | None:
    """What is owed, None when the script promises nothing. The due fact is an aware datetime or its ISO text.

    Raises MissingFact, BadFact.
    """
    rule = script.promise
    if rule is None:
        return None
    due_at = _moment(script.script_id, rule.due_fact, facts)
    return RenderedPromise(rule.kind, rule.owner, due_at, fill(rule.text, facts, script.script_id))


def render_remark(
    script: Script, profile: ShopProfile, facts: Mapping[str, object], now: datetime
) -> RenderedRemark | None:
    """The remark in the shop's own format (P10), None when the script leaves none.

    ``{content}`` is the script's text, ``{date}`` today in the shop's zone, ``{agent}`` the assistant; ``{carrier}``
    the fact of that name, else the default carrier; ``{old}``, ``{new}`` and ``{address}`` are facts.
    Raises MissingFact.
    """
    rule = script.remark
    if rule is None:
        return None
    content = fill(rule.text, facts, script.script_id)
    known = {**{name: str(value) for name, value in facts.items() if value is not None}, "content": content}
    for name in placeholders(profile.remark_formats[rule.format]):
        if name not in known and name not in _ALWAYS_GIVEN:
            raise MissingFact(script.script_id, name)
    text = fill_remark(profile, rule.format, known, now, carrier=known.get("carrier"))
    return RenderedRemark(rule.format, rule.flag, text)


def _moment(script_id: str, name: str, facts: Mapping[str, object]) -> datetime:
    value = facts.get(name)
    if value is None:
        raise MissingFact(script_id, name)
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError as error:
        raise BadFact(f"{script_id}: got {name}={value!r}, expected a time in ISO 8601") from error
    return require_aware(at).astimezone(timezone.utc)
