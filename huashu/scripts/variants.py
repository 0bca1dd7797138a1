"""A list of variants 说法 with their conditions 条件."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from huashu.scripts.kinds import FLAG, TEXT
from huashu.scripts.model import SHOP_NUMBERS_FROM, Variant, When
from huashu.scripts.problems import Notes, did_you_mean
from huashu.scripts.reader import Node, Text
from huashu.scripts.section import Section, items_of, read_value
from huashu.scripts.wording import Wording


@dataclass(frozen=True)
class VariantReader:
    """``shops``: the known shop ids."""

    shops: Collection[str]
    wording: Wording
    notes: Notes

    def read(self, node: Node) -> tuple[Variant, ...]:
        before, items = len(self.notes.problems), items_of(node, self.notes)
        if len(items) > SHOP_NUMBERS_FROM:
            self.notes.add(node.span, "SC011", f"说法超过 {SHOP_NUMBERS_FROM} 个", "去掉一些")
        variants = tuple(self._variant(each) for each in items[:SHOP_NUMBERS_FROM])
        sound = before == len(self.notes.problems)
        if sound and not any(each.when.always for each in variants):
            fix = "至少写一个不带“条件”的说法，什么时候都能用"
            self.notes.add(node.span, "SC016", "条件都不满足的时候没有话可说", fix)
        return variants

    def check_shop(self, shop: Text) -> None:
        if shop.value not in self.shops:
            guess = did_you_mean(shop.value, self.shops)
            fix = f"{guess}现有的店铺：{'、'.join(sorted(self.shops))}"
            self.notes.add(shop.span, "SC019", f"没有这个店铺：{shop.value[:40]}", fix)

    def _variant(self, node: Node) -> Variant:
        section = Section(node, self.notes)
        angle = section.read("角度", TEXT)
        when = self._when(section.section("条件")) if section.has("条件") else When()
        text = self.wording.read(section, "文", when.campaign is True)
        section.close()
        return Variant(angle, text, when)

    def _when(self, section: Section) -> When:
        shops = section.nodes("店铺")
        for each in shops:
            if isinstance(each, Text):
                self.check_shop(each)
        when = When(
            campaign=section.maybe("活动", FLAG, None),
            member=section.maybe("会员", FLAG, None),
            open=section.maybe("营业", FLAG, None),
            shops=tuple(read_value(each, TEXT, self.notes) for each in shops),
        )
        section.close()
        return when
