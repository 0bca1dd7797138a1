"""domain.yml and data/rules, read with the project's own YAML reader. What is odd in them is Rasa's to refuse."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text, child, entries_of, items_of, read_yaml
from huashu.scripts.uses.model import EMPTY, Domain, Form, FormAsk, Rule, Site

NULL = ("", "~", "null")


def read_domain(root: Path) -> Domain:
    """An empty one when there is no domain.yml."""
    top = _tree(root / "domain.yml", "domain.yml")
    forms = ((key, child(value, "required_slots")) for key, value in entries_of(child(top, "forms")))
    return Domain(
        intents=_lines(child(top, "intents")),
        actions=_lines(child(top, "actions")),
        forms={key.value: Form(key.span.line, tuple(_slots(slots))) for key, slots in forms},
        questions=_lines(child(child(child(top, "slots"), "pending_question"), "values")),
    )


def form_asks(domain: Domain, actions: Collection[str]) -> tuple[FormAsk, ...]:
    """The slots that Rasa asks for with a script, because no action of ours does."""
    asks = (FormAsk(name, slot, site) for name, form in domain.forms.items() for slot, site in form.slots)
    return tuple(
        each for each in asks if not {f"action_ask_{each.form}_{each.slot}", f"action_ask_{each.slot}"} & {*actions}
    )


def read_rules(root: Path, files: Iterable[Path]) -> tuple[Rule, ...]:
    return tuple(rule for file in files for rule in _rules_of(file, file.relative_to(root).as_posix()))


def _rules_of(file: Path, path: str) -> Iterator[Rule]:
    for node in items_of(child(_tree(file, path), "rules")):
        name, steps = child(node, "rule"), items_of(child(node, "steps"))
        conditions = items_of(child(node, "condition"))
        questions = [_words(slots, "pending_question") for each in conditions
                     for slots in items_of(child(each, "slot_was_set"))]  # fmt: skip
        yield Rule(
            name=name.value if isinstance(name, Text) else "",
            path=path,
            line=node.span.line,
            intent=next((word for each in steps if (word := _words(each, "intent"))), None),
            question=next((word for word in questions if word is not None), None),
            loop=next((word for each in conditions if (word := _words(each, "active_loop"))), None),
            actions=tuple(word for each in steps if (word := _words(each, "action"))),
        )


def _slots(node: Node | None) -> Iterator[tuple[str, Site]]:
    for each in items_of(node):
        if isinstance(each, Text):
            yield each.value, Site(each.span.path, each.span.line, each.span.column)


def _tree(file: Path, path: str) -> Node | None:
    return read_yaml(path, file.read_bytes(), Notes())[0] if file.is_file() else None


def _words(node: Node | None, key: str) -> str | None:
    """The text at ``key``, EMPTY for null; None when the key is not there."""
    value = child(node, key)
    if not isinstance(value, Text):
        return None
    return EMPTY if value.value in NULL else value.value


def _lines(node: Node | None) -> dict[str, int]:
    """Name -> line of a list of names; ``- greet: {use_entities: []}`` is named greet."""
    texts = [key for each in items_of(node) for key, _ in entries_of(each)]
    texts += [each for each in items_of(node) if isinstance(each, Text)]
    return {each.value: each.span.line for each in sorted(texts, key=lambda text: text.span.line)}
