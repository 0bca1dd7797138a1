"""``scripts_zh/wishes.yml``: what each wish is called in a few words where the shopper is asked which one is meant."""

from __future__ import annotations

from huashu.scripts.format import INTENT, WishesFile
from huashu.scripts.kinds import TEXT
from huashu.scripts.model import Wish
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text
from huashu.scripts.section import Section, read_value

FILE = "wishes.yml"


def read_wishes(node: Node, notes: Notes) -> tuple[Wish, ...]:
    wishes = []
    for key, value in Section(node, WishesFile, notes).every(WishesFile.wishes):
        read_value(key, INTENT, notes)
        phrase = read_value(value, TEXT, notes).strip()
        wishes.append(Wish(key.value, phrase, value if isinstance(value, Text) else key))
    return tuple(wishes)
