"""Remarks 备注 in the shop's own format (P10)."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import datetime

from huashu.domain.errors import HuashuError, require_aware
from huashu.domain.shop import ShopProfile


class UnknownRemarkFormat(HuashuError):
    """The shop has no format of that kind."""

    code = "UNKNOWN_REMARK_FORMAT"


class UnknownRemarkKey(HuashuError):
    """A format asks for a fact that is not given, or for more than a plain ``{name}``."""

    code = "UNKNOWN_REMARK_KEY"


def fill_remark(profile: ShopProfile, kind: str, facts: Mapping[str, str], at: datetime,
                agent: str | None = None, carrier: str | None = None) -> str:
    """One line of remark text.

    ``kind`` names a format of the shop. ``date`` (YYYY.M.D in the shop's zone), ``agent`` (else the shop's assistant)
    and ``carrier`` (else the shop's default) are always there; ``facts`` adds the rest and cannot replace these.
    Raises UnknownRemarkFormat, UnknownRemarkKey, NaiveTimeError.
    """
    if kind not in profile.remark_formats:
        raise UnknownRemarkFormat(f"{profile.shop_id} has no remark format {kind!r}")
    known = {**facts, "date": short_date(at, profile), "agent": agent or profile.assistant,
             "carrier": carrier or profile.default_carrier}
    return _filled(profile.remark_formats[kind], {name: " ".join(value.split()) for name, value in known.items()})


def format_keys(template: str) -> tuple[str, ...]:
    """The names that a format asks for, in order. Raises UnknownRemarkKey for a broken one or ``{a.b}``."""
    try:
        parts = [(name, spec, mark) for _, name, spec, mark in string.Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise UnknownRemarkKey(f"broken format {template!r}: {error}") from error
    odd = [name for name, spec, mark in parts if spec or mark or not name.isidentifier()]
    if odd:
        raise UnknownRemarkKey(f"got {odd[0]!r} in {template!r}, expected a plain {{name}}")
    return tuple(name for name, _, _ in parts)


def short_date(at: datetime, profile: ShopProfile) -> str:
    """YYYY.M.D in the shop's zone, without leading zeros."""
    local = require_aware(at).astimezone(profile.zone)
    return f"{local.year}.{local.month}.{local.day}"


def _filled(template: str, known: Mapping[str, str]) -> str:
    missing = [name for name in format_keys(template) if name not in known]
    if missing:
        raise UnknownRemarkKey(f"nobody gave {missing[0]!r}, which {template!r} asks for")
    return template.format(**known)
