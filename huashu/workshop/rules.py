"""Which rule fired: found again afterwards, from what was understood and what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huashu.scripts import Library
from huashu.scripts.uses import Rule, read_uses
from huashu.settings import PROJECT

ANSWER = "action_answer_question"


def known_rules(library: Library) -> tuple[Rule, ...]:
    """Those of data/rules, and the one that each question of scripts_zh/faq brings."""
    return (*read_uses(PROJECT).rules, *(_of_question(library, intent) for intent in library.questions))


def rules_fired(rules: Sequence[Rule], part: Mapping[str, Any]) -> list[Rule]:
    """The rule of the intent, the one with most conditions first in question, then the rule of a form that was
    completed. ``part`` as in ``huashu.engine.understood``."""
    done = [name for name, _ in part.get("actions") or []]
    fitting = [each for each in rules if _holds(each, part) and set(each.actions) <= {*done, "action_deactivate_loop"}]
    asked = [each for each in fitting if each.intent is not None and each.intent == part.get("intent")]
    completed = [each for each in fitting if each.intent is None and each.loop is not None]
    return [*sorted(asked, key=lambda each: -_conditions(each))[:1], *completed]


def _of_question(library: Library, intent: str) -> Rule:
    question = library.questions[intent]
    title = library.scripts[question.script_id].title
    return Rule(f"问答“{title}”", question.span.path, question.span.line, intent, None, None, (ANSWER,))


def _conditions(rule: Rule) -> int:
    return (rule.loop is not None) + (rule.question is not None)


def _holds(rule: Rule, part: Mapping[str, Any]) -> bool:
    return rule.loop in (None, part.get("form")) and rule.question in (None, part.get("pending") or "")
