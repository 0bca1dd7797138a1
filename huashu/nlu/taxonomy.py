"""The names that messages are labelled with, and what the model's finer intents count as: ``data/taxonomy.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from huashu.domain.errors import HuashuError
from huashu.nlu.problems import Pile
from huashu.scripts import ScriptErrors, Span
from huashu.scripts.model import QUESTION_INTENT
from huashu.scripts.problems import Notes, did_you_mean
from huashu.scripts.reader import Items, Node, Table, Text, child, entries_of, items_of, read_yaml
from huashu.settings import PROJECT

FILE = PROJECT / "data" / "taxonomy.yml"
NAMES, COUNTS_AS, QUESTIONS, USUALLY, EXCEPT, NOTHING = "名字", "算作", "问答", "平常", "例外", "不算"
Names = tuple[str, ...]


class TaxonomyErrors(ScriptErrors):
    """Every problem of the file; ``str`` is what its owner reads."""

    code = "TAXONOMY"


class UndeclaredIntent(HuashuError):
    """The model has an intent that the file does not know."""

    code = "UNDECLARED_INTENT"


@dataclass(frozen=True)
class Taxonomy:
    """``titles``: name -> what it is called in Chinese. ``counts_as``: finer intent -> names, any of which is right.
    ``questions``: beginning of a question's intent -> the same; the longest that fits counts. ``nothing``: no wish."""

    titles: Mapping[str, str]
    counts_as: Mapping[str, Names]
    questions: Mapping[str, Names]
    nothing: frozenset[str]

    def names_of(self, intent: str | None) -> Names:
        """The names that an intent of the model counts as; none for what is no wish. Raises UndeclaredIntent."""
        if intent is None or intent in self.nothing:
            return ()
        if intent in self.titles:
            return (intent,)
        if intent in self.counts_as:
            return self.counts_as[intent]
        return self._question(intent)

    def _question(self, intent: str) -> Names:
        fitting = [each for each in self.questions if intent == each or intent.startswith(f"{each.rstrip('_')}_")]
        if not fitting:
            raise UndeclaredIntent(f"the model has the intent {intent}, which data/taxonomy.yml does not declare")
        return self.questions[max(fitting, key=len)]


def read_taxonomy(path: Path = FILE) -> Taxonomy:
    """The taxonomy of a file. Raises TaxonomyErrors with all its problems."""
    pile = Pile(path)
    notes = Notes()
    node, pile.source = read_yaml(pile.name, path.read_bytes(), notes)
    pile.problems += notes.problems
    read = _read(node, pile) if node is not None else None
    if read is None or pile.problems:
        raise TaxonomyErrors(pile.problems, pile.sources)
    return read


def _read(node: Node, pile: Pile) -> Taxonomy:
    _only_known(node, (NAMES, COUNTS_AS, QUESTIONS, NOTHING), pile)
    questions = child(node, QUESTIONS)
    _only_known(questions, (USUALLY, EXCEPT), pile)
    titles = {key.value: value.value for key, value in entries_of(child(node, NAMES)) if isinstance(value, Text)}
    usual = {QUESTION_INTENT: _names(child(questions, USUALLY), titles, pile)}
    exceptions = {
        QUESTION_INTENT + key.value.replace(".", "_"): _names(value, titles, pile)
        for key, value in entries_of(child(questions, EXCEPT))
    }
    counts_as = {key.value: _names(value, titles, pile) for key, value in entries_of(child(node, COUNTS_AS))}
    nothing = frozenset(each.value for each in items_of(child(node, NOTHING)) if isinstance(each, Text))
    return Taxonomy(titles, counts_as, usual | exceptions, nothing)


def _names(node: Node | None, known: Mapping[str, str], pile: Pile) -> Names:
    """One name or a list of them; what is neither is a problem."""
    texts = [each for each in (node.items if isinstance(node, Items) else (node,)) if isinstance(each, Text)]
    for text in texts:
        if text.value not in known:
            fix = did_you_mean(text.value, known) or f"写“{NAMES}”里的一个"
            pile.add(_whole(text), "NL003", f"没有这个名字：{text.value}", fix)
    if not texts:
        pile.add(_place(node, pile), "NL002", "这里要写算成哪个名字", f"写“{NAMES}”里的一个，比如 out_of_scope")
    return tuple(each.value for each in texts)


def _only_known(node: Node | None, known: tuple[str, ...], pile: Pile) -> None:
    if not isinstance(node, Table):
        pile.add(_place(node, pile), "NL002", f"这里要写：{'、'.join(known)}", f"写上“{known[0]}:”，再写它的内容")
        return
    for key, _ in entries_of(node):
        if key.value not in known:
            fix = did_you_mean(key.value, known) or f"只能写：{'、'.join(known)}"
            pile.add(_whole(key), "NL002", f"不认识的键：{key.value}", fix)


def _place(node: Node | None, pile: Pile) -> Span:
    return node.span if node is not None else pile.span(1)


def _whole(text: Text) -> Span:
    return replace(text.span, length=max(1, len(text.value)))
