"""What a script sounds like in a shop, with the examples of facts.yml in the place of what an action would give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from huashu.domain.shop import ShopProfile
from huashu.scripts import Library, Script, Variant, render, render_promise, render_remark, shop_facts
from huashu.scripts.format import CARDS, FLAG_COLOURS
from huashu.scripts.templates import placeholders

_FLAGS = {colour: said for said, colour in FLAG_COLOURS.items()}
_CARDS = {card: said for said, card in CARDS.items()}
_LOCAL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


@dataclass(frozen=True)
class Heard:
    """One variant as a shopper of the shop would read it."""

    number: int
    variant: Variant
    text: str


@dataclass(frozen=True)
class Sample:
    """A script in a shop at a moment (aware)."""

    library: Library
    script: Script
    profile: ShopProfile
    at: datetime

    def heard(self) -> tuple[Heard, ...]:
        facts, shop = self.facts(), self.profile.shop_id
        return tuple(
            Heard(number, variant, render(self.script, shop, number, facts).text)
            for number, variant in self.script.numbered(shop).items()
        )

    def buttons(self) -> tuple[str, ...]:
        shop, facts = self.profile.shop_id, self.facts()
        first = next(iter(self.script.numbered(shop)))
        return tuple(f"[{each.title}] → {each.payload}" for each in render(self.script, shop, first, facts).buttons)

    def card(self) -> str:
        """What is shown beside the line, as the file has it; "" for nothing."""
        return _CARDS.get(self.script.card, "")

    def owed(self) -> tuple[str, ...]:
        """The promise and the remark that saying it leaves, as a line each."""
        promise = render_promise(self.script, self.facts())
        remark = render_remark(self.script, self.profile, self.facts(), self.at)
        lines = []
        if promise is not None:
            due = promise.due_at.astimezone(self.profile.zone)
            lines.append(f"承诺 {promise.text} — {promise.owner}，{due:%Y-%m-%d %H:%M} 前")
        if remark is not None:
            lines.append(f"备注 {_FLAGS[remark.flag]}旗 {remark.text}")
        return tuple(lines)

    def facts(self) -> Mapping[str, str]:
        """Every placeholder of the script has a value: the shop's, the example's, or its own name in brackets."""
        wanted = {name for each in self._templates() for name in placeholders(each)} | set(self.script.facts)
        named = {name: f"〔{name}〕" for name in wanted}
        examples = {name: self._moment(fact.example) for name, fact in self.library.facts.items()}
        return {**named, **examples, **self._campaign(), **shop_facts(self.profile, self.at)}

    def _templates(self) -> tuple[str, ...]:
        script = self.script
        texts = [each.text for each in script.numbered(self.profile.shop_id).values()]
        buttons = [text for each in script.buttons for text in (each.title, each.payload)]
        owed = [each.text for each in (script.promise, script.remark) if each is not None]
        return (*texts, *buttons, *owed, *self.profile.remark_formats.values())

    def _campaign(self) -> Mapping[str, str]:
        """Outside of a campaign, lines about one are shown with the shop's newest."""
        last = max(self.profile.campaigns, key=lambda each: each.starts_at, default=None)
        return {"campaign_name": last.name, "campaign_how": last.how} if last else {}

    def _moment(self, example: str) -> str:
        """An example's time is the shop's."""
        if not _LOCAL.fullmatch(example):
            return example
        return datetime.fromisoformat(example).replace(tzinfo=self.profile.zone).isoformat()
