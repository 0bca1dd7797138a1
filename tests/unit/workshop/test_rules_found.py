"""The rule that fired is found again from what was understood and done."""

from __future__ import annotations

from typing import Any

import pytest

from huashu.scripts import load_library
from huashu.settings import PROJECT
from huashu.workshop.rules import known_rules, rules_fired

RULES = PROJECT / "data" / "rules"
LIBRARY = load_library(PROJECT / "scripts_zh")
ALL = known_rules(LIBRARY)


def test_every_rule_is_read_with_its_place() -> None:
    written = [
        (f"data/rules/{file.name}:{number}", line.partition("rule: ")[2])
        for file in sorted(RULES.glob("*.yml"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith("  - rule: ")
    ]
    assert len(written) > 50
    questions = [(f"{each.span.path}:{each.span.line}", each.intent) for each in LIBRARY.questions.values()]
    assert [(f"{each.path}:{each.line}", each.name) for each in ALL[: len(written)]] == written
    assert [(f"{each.path}:{each.line}", each.intent) for each in ALL[len(written) :]] == questions
    assert all(each.actions for each in ALL)


# What was heard, open question, form, actions done; the names of the rules that fired.
FIRED: list[tuple[str, str | None, str | None, list[str], list[str]]] = [
    ("bargain_price", None, None, ["action_bargain"], ["haggles"]),
    ("bargain_price", "offer", "order_form", ["action_bargain", "order_form"], ["haggles"]),
    ("affirm", "offer", None, ["action_accept_offer"], ["takes the offer"]),
    ("affirm", None, None, ["action_take_yes"], ["a yes to nothing"]),
    ("affirm", "order_confirm", None, ["action_confirm_order"], ["the order is right"]),
    ("deny", None, "order_form", ["action_give_up_order", "action_deactivate_loop"],
     ["gives up while filling in the order"]),
    ("inform", None, "order_form", ["order_form", "action_read_back_order"], ["the order form is complete"]),
    ("inform", None, "order_form", ["order_form"], []),
    ("ask_stock", None, None, ["action_something_else"], []),
    ("ask_faq_care_drying", None, None, ["action_answer_question"], ["问答“怎么晾、能不能晒”"]),
    ("affirm", "faq", None, ["action_answer_follow_up"], ["yes to what we asked back"]),
]  # fmt: skip


@pytest.mark.parametrize(("intent", "pending", "form", "done", "names"), FIRED)
def test_the_rule_with_the_conditions_that_held_is_found(
    intent: str, pending: str | None, form: str | None, done: list[str], names: list[str]
) -> None:
    part: dict[str, Any] = {"intent": intent, "pending": pending, "form": form}
    fired = rules_fired(ALL, {**part, "actions": [[name, "RulePolicy"] for name in done]})
    assert [each.name for each in fired] == names
