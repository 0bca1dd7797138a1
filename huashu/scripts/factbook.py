"""``scripts_zh/facts.yml``: the facts that actions give, each with what it is and an example."""

from __future__ import annotations

from huashu.scripts.format import FACT, FactKeys, FactsFile
from huashu.scripts.model import Fact
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node
from huashu.scripts.section import Section, read_value

FILE = "facts.yml"


def read_facts(node: Node, notes: Notes) -> tuple[Fact, ...]:
    facts = []
    for key, value in Section(node, FactsFile, notes).every(FactsFile.facts):
        read_value(key, FACT, notes)
        section = Section(value, FactKeys, notes)
        about, example = section.maybe(FactKeys.about, ""), section.maybe(FactKeys.example, "")
        facts.append(Fact(key.value, about, example, key.span))
    return tuple(facts)
