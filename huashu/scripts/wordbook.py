"""``scripts_zh/widget.yml``: the words of the chat window itself, and a shop's own in the place of them."""

from __future__ import annotations

from collections.abc import Mapping

from huashu.scripts.format import WordsFile
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text
from huashu.scripts.section import Section
from huashu.scripts.templates import check_template
from huashu.scripts.words import WORDS, WordKeys

FILE = "widget.yml"


def read_words(node: Node, notes: Notes) -> Mapping[str, Text]:
    """Name -> text as the file has it."""
    return texts_of(Section(node, WordsFile, notes).section(WordsFile.words), WordKeys)


def texts_of(section: Section, shape: type[WordKeys]) -> Mapping[str, Text]:
    """The words that are there, each with no other placeholder than the window fills."""
    texts = {key.name: section.node(key) for key in shape.declared() if section.has(key)}
    for name, text in texts.items():
        check_template(text, WORDS[name].filled, section.notes)
    return texts
