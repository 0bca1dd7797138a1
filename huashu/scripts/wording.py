"""What holds for every text of a script: known placeholders, campaign facts only in a campaign, one bubble."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from huashu.scripts.facts import CAMPAIGN_FACTS
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Text
from huashu.scripts.section import Section
from huashu.scripts.templates import check_template, spoken_length

MOST_CHARACTERS = 120
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Wording:
    """Reads the texts of one script. ``allowed``: the facts that it may use."""

    allowed: Collection[str]
    notes: Notes

    def read(self, section: Section, key: str, in_campaign: bool = False) -> str:
        node = section.node(key)
        self.check(node, in_campaign)
        return node.value.strip()

    def check(self, node: Text, in_campaign: bool = False) -> None:
        check_template(node, self.allowed, self.notes)
        if not in_campaign:
            self._no_campaign_facts(node)
        self._one_bubble(node)

    def _no_campaign_facts(self, node: Text) -> None:
        for name in CAMPAIGN_FACTS:
            if f"{{{name}}}" in node.value:
                fix = "只写在带“条件: {活动: 是}”的说法里"
                self.notes.add(node.at(f"{{{name}}}"), "SC017", f"没有活动的时候 {{{name}}} 是空的", fix)

    def _one_bubble(self, node: Text) -> None:
        text = node.value.strip()
        length = spoken_length(text)
        if length > MOST_CHARACTERS:
            fix = f"一个气泡不超过 {MOST_CHARACTERS} 个字（占位符不算），去掉 {length - MOST_CHARACTERS} 个"
            self.notes.add(node.span, "SC015", f"太长了：{length} 个字", fix)
        if _BLANK_LINE.search(text):
            self.notes.add(node.span, "SC015", "中间有空行，顾客会看到两个气泡", "一个说法写成一段")
