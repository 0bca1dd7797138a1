"""A list of variants 说法 with their conditions 条件."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from huashu.scripts.checks.sc011_wrong_value import too_many_variants
from huashu.scripts.checks.sc016_always_something_to_say import nothing_to_say
from huashu.scripts.checks.sc019_unknown_shop import unknown_shop
from huashu.scripts.checks.sc025_no_variant import no_variant
from huashu.scripts.format import VariantKeys, WhenKeys
from huashu.scripts.kinds import Kind
from huashu.scripts.model import SHOP_NUMBERS_FROM, Variant, When
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text
from huashu.scripts.section import Section, items_of, read_value
from huashu.scripts.shape import Key, ListOf
from huashu.scripts.wording import Wording

_MEANT_AS_KEY = re.compile("\\s*({})：".format("|".join(each.name for each in VariantKeys.declared())))


@dataclass(frozen=True)
class VariantReader:
    """``shops``: the known shop ids."""

    shops: Collection[str]
    wording: Wording
    notes: Notes

    def read(self, node: Node) -> tuple[Variant, ...]:
        before, items = len(self.notes.problems), items_of(node, self.notes)
        if len(items) > SHOP_NUMBERS_FROM:
            self.notes.add(too_many_variants(node.span, SHOP_NUMBERS_FROM))
        variants = tuple(self._variant(each) for each in items[:SHOP_NUMBERS_FROM])
        if before == len(self.notes.problems) and not any(each.when.always for each in variants):
            self.notes.add(nothing_to_say(node.span) if variants else no_variant(node.span))
        return variants

    def _variant(self, node: Node) -> Variant:
        if isinstance(node, Text) and not _MEANT_AS_KEY.match(node.value):
            read_value(node, VariantKeys.text.value, self.notes)
            self.wording.check(node)
            return Variant("", node.value.strip(), When(), node)
        section = Section(node, VariantKeys, self.notes)
        angle = section.maybe(VariantKeys.angle, "")
        when = self._when(section.section(VariantKeys.when)) if section.has(VariantKeys.when) else When()
        text = self.wording.read(section, VariantKeys.text, when.campaign is True)
        return Variant(angle, text.value.strip(), when, text)

    def _when(self, section: Section) -> When:
        return When(
            campaign=section.maybe(WhenKeys.campaign, None),
            member=section.maybe(WhenKeys.member, None),
            open=section.maybe(WhenKeys.open, None),
            hours=section.maybe(WhenKeys.hours, None),
            channels=section.values(WhenKeys.channels),
            shops=shops_of(section, WhenKeys.shops, self.shops, self.notes),
        )


def shops_of(section: Section, key: Key[ListOf[Kind[str]]], shops: Collection[str], notes: Notes) -> tuple[str, ...]:
    """A list of shop ids, each of which must be known."""
    for each in section.nodes(key):
        if isinstance(each, Text) and key.value.item.parse(each.value) and each.value not in shops:
            notes.add(unknown_shop(each, shops))
    return section.values(key)
