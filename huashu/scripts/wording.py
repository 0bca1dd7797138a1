"""What holds for every text of a script: known placeholders, campaign facts only in a campaign, one bubble."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from huashu.scripts.checks.sc015_not_one_bubble import MOST_CHARACTERS, blank_line, too_long
from huashu.scripts.checks.sc017_campaign_fact import campaign_fact
from huashu.scripts.facts import CAMPAIGN_FACTS
from huashu.scripts.kinds import Kind
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Text
from huashu.scripts.section import Section
from huashu.scripts.shape import Key
from huashu.scripts.templates import check_template, spoken_length

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Wording:
    """Reads the texts of one script. ``allowed``: the facts that it may use."""

    allowed: Collection[str]
    notes: Notes

    def read(self, section: Section, key: Key[Kind[str]], in_campaign: bool = False) -> Text:
        node = section.node(key)
        self.check(node, in_campaign)
        return node

    def check(self, node: Text, in_campaign: bool = False) -> None:
        check_template(node, self.allowed, self.notes)
        if not in_campaign:
            self._no_campaign_facts(node)
        self._one_bubble(node)

    def _no_campaign_facts(self, node: Text) -> None:
        for name in CAMPAIGN_FACTS:
            if f"{{{name}}}" in node.value:
                self.notes.add(campaign_fact(node.at(f"{{{name}}}"), name))

    def _one_bubble(self, node: Text) -> None:
        text = node.value.strip()
        if (length := spoken_length(text)) > MOST_CHARACTERS:
            self.notes.add(too_long(node.span, length))
        if _BLANK_LINE.search(text):
            self.notes.add(blank_line(node.span))
