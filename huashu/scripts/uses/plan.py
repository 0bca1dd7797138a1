"""domain.yml and data/rules, read with the project's own YAML reader. What is odd in them is Rasa's to refuse."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from huashu.scripts.problems import Notes
from huashu.scripts.reader import Items, Node, Table, Text, read_yaml
from huashu.scripts.uses.model import EMPTY, Domain, Form, FormAsk, Rule, Site

NULL = ("", "~", "null")


def read_domain(root: Path) -> Domain:
    """An empty one when there is no domain.yml."""
    top = _tree(root / "domain.yml", "domain.yml")
    forms = ((key, _at(value, "required_slots")) for key, value in _entries(_at(top, "forms")))
    return Domain(
        intents=_lines(_at(top, "intents")),
        actions=_lines(_at(top, "actions")),
        forms={key.value: Form(key.span.line, tuple(_slots(slots))) for key, slots in forms},
        questions=_lines(_at(_at(_at(top, "slots"), "pending_question"), "values")),
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
    for node in _items(_at(_tree(file, path), "rules")):
        name, steps = _at(node, "rule"), _items(_at(node, "steps"))
        conditions = _items(_at(node, "condition"))
        questions = [_words(slots, "pending_question") for each in conditions
                     for slots in _items(_at(each, "slot_was_set"))]  # fmt: skip
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
    for each in _items(node):
        if isinstance(each, Text):
            yield each.value, Site(each.span.path, each.span.line, each.span.column)


def _tree(file: Path, path: str) -> Node | None:
    return read_yaml(path, file.read_bytes(), Notes())[0] if file.is_file() else None


def _at(node: Node | None, key: str) -> Node | None:
    return node.entries[key][1] if isinstance(node, Table) and key in node.entries else None


def _entries(node: Node | None) -> tuple[tuple[Text, Node], ...]:
    return tuple(node.entries.values()) if isinstance(node, Table) else ()


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else ()


def _words(node: Node | None, key: str) -> str | None:
    """The text at ``key``, EMPTY for null; None when the key is not there."""
    value = _at(node, key)
    if not isinstance(value, Text):
        return None
    return EMPTY if value.value in NULL else value.value


def _lines(node: Node | None) -> dict[str, int]:
    """Name -> line of a list of names; ``- greet: {use_entities: []}`` is named greet."""
    texts = [key for each in _items(node) for key, _ in _entries(each)]
    texts += [each for each in _items(node) if isinstance(each, Text)]
    return {each.value: each.span.line for each in sorted(texts, key=lambda text: text.span.line)}
