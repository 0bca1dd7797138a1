"""Carriers (P6): who is meant, who reaches a place, and who takes the parcel."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from huashu.domain.names import Name
from huashu.domain.shop import Carrier, ShopProfile


@dataclass(frozen=True)
class Place:
    """A place by full official names, 浙江省 杭州市 西湖区; "" where not known. A municipality's city may be 市辖区."""

    province: str
    city: str = ""
    district: str = ""

    @property
    def full(self) -> str:
        return self.province + self.city + self.district

    def names(self) -> set[str]:
        """The names under which a coverage table may list this place or what it lies in."""
        areas = {self.province, self.province + self.city, self.full, self.province + self.district}
        return areas - {""}


class ChoiceKind(Name):
    DEFAULT = "default"
    FALLBACK = "fallback"
    WANTED = "wanted"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Choice:
    """Who takes the parcel.

    ``kind``: default; fallback (another one, because ``not_reached`` does not reach the place); wanted (the shopper's
    choice); none (nobody reaches it) and unknown (no such carrier here), both without a carrier. ``delays``: leaves
    one day later. ``extra_fee_fen``: the shopper pays it on top. ``to_post_office``: to be collected there.
    """

    kind: ChoiceKind
    carrier: Carrier | None = None
    delays: bool = False
    extra_fee_fen: int = 0
    to_post_office: bool = False
    not_reached: Carrier | None = None


def resolve(name: str, profile: ShopProfile) -> Carrier | None:
    """The shop's carrier of that name or alias; case, width and spaces do not matter. None if the shop has none."""
    wanted = _plain(name)
    known = profile.carriers.values()
    return next((each for each in known if wanted in map(_plain, (each.name, *each.aliases))), None)


def reaches(carrier: Carrier, place: Place) -> bool:
    """True unless the coverage table lists the place itself or what it lies in."""
    return place.names().isdisjoint(carrier.not_reached)


def needs_detail(carrier: Carrier, place: Place) -> bool:
    """True if the carrier reaches the place but not all of it, so that a finer place should be asked for."""
    inside = (entry.startswith(place.full) and entry != place.full for entry in carrier.not_reached)
    return reaches(carrier, place) and any(inside)


def choose(
    profile: ShopProfile, place: Place | None = None, wanted: str | None = None, refused: tuple[str, ...] = ()
) -> Choice:
    """Who takes the parcel to ``place``; without a place everybody is taken to reach it. ``refused``: names of
    carriers that the shopper does not want as a fallback."""
    first = resolve(wanted or profile.default_carrier, profile)
    if first is None:
        return Choice(ChoiceKind.UNKNOWN)
    if _goes(first, place):
        return _choice(profile, ChoiceKind.WANTED, first)
    others = (profile.default_carrier, *profile.fallback_carriers)
    reaching = (
        profile.carriers[name] for name in others if name not in refused and _goes(profile.carriers[name], place)
    )
    second = next(reaching, None)
    if second is None:
        return Choice(ChoiceKind.NONE, not_reached=first)
    return _choice(profile, ChoiceKind.FALLBACK, second, first)


def _goes(carrier: Carrier, place: Place | None) -> bool:
    return place is None or reaches(carrier, place)


def _choice(profile: ShopProfile, kind: ChoiceKind, carrier: Carrier, missed: Carrier | None = None) -> Choice:
    own = carrier.name == profile.default_carrier
    kind = ChoiceKind.DEFAULT if own and missed is None else kind
    return Choice(kind, carrier, not own, carrier.extra_fee_fen, carrier.to_post_office, missed)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).lower().split())
