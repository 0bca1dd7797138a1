"""Scripts 话术 as frozen values.

The number of a variant is stable: the script's own variants are 0, 1, 2 … in the order of the file, a shop's own
variants (店铺) are 100, 101, 102 … for every shop, which is clear because a conversation belongs to one shop. New
variants go to the end of their list; ``Library.revision`` says which wording a stored number meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huashu.domain.errors import HuashuError
from huashu.domain.shop import ShopProfile
from huashu.scripts.problems import Span

SHOP_NUMBERS_FROM = 100


class UnknownScript(HuashuError):
    """A script id or variant number that is not in the library."""

    code = "unknown_script"


@dataclass(frozen=True)
class When:
    """Conditions 条件, all of which must hold; None or () does not care."""

    campaign: bool | None = None
    member: bool | None = None
    open: bool | None = None
    shops: tuple[str, ...] = ()

    @property
    def always(self) -> bool:
        return self == When()


@dataclass(frozen=True)
class Variant:
    """One way 说法 to say it, from one angle 角度."""

    angle: str
    text: str
    when: When = When()


@dataclass(frozen=True)
class Button:
    """``title`` is shown; ``payload`` is what the shopper says by clicking it."""

    title: str
    payload: str


@dataclass(frozen=True)
class PromiseRule:
    """What is owed once the script is said. ``due_fact``: the fact that holds the time; ``owner`` as in the file."""

    kind: str
    owner: str
    due_fact: str
    text: str


@dataclass(frozen=True)
class RemarkRule:
    """The remark the script leaves (P10). ``format``: 承诺 | 改属性 | 改地址 | 要求.

    ``flag``: red | yellow | green | blue | purple.
    """

    format: str
    flag: str
    text: str


@dataclass(frozen=True)
class Script:
    """One thing to say. ``shop_variants``: shop id -> the variants used there instead. ``facts``: what actions give."""

    script_id: str
    scene: str
    title: str
    variants: tuple[Variant, ...]
    span: Span
    shop_variants: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    promise: PromiseRule | None = None
    remark: RemarkRule | None = None

    def numbered(self, shop_id: str) -> Mapping[int, Variant]:
        """Number -> variant, as this shop says it."""
        own = self.shop_variants.get(shop_id)
        return dict(enumerate(own, SHOP_NUMBERS_FROM)) if own else dict(enumerate(self.variants))

    def variant(self, shop_id: str, number: int) -> Variant:
        """Raises UnknownScript."""
        own = dict(enumerate(self.shop_variants.get(shop_id, ()), SHOP_NUMBERS_FROM))
        found = own.get(number) or dict(enumerate(self.variants)).get(number)
        if found is None:
            raise UnknownScript(f"{self.script_id}: got variant {number} for shop {shop_id}, which is not there")
        return found


@dataclass(frozen=True)
class Library:
    """All scripts and shops of one reading. ``revision``: the first 12 hex digits of the SHA-256 of all files."""

    scripts: Mapping[str, Script]
    shops: Mapping[str, ShopProfile]
    revision: str

    def script(self, script_id: str) -> Script:
        """Raises UnknownScript."""
        found = self.scripts.get(script_id)
        if found is None:
            raise UnknownScript(f"got script {script_id!r}, expected one of the {len(self.scripts)} in the library")
        return found
