"""Actions, rules and domain.yml that do not fit together: Rasa would only warn, and a path would lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.problems import Span


def loose_ends(book: Book) -> Iterator[Finding]:
    if book.project is None:
        return
    uses = book.project.uses
    for name, places in uses.without_class().items():
        path, line = places[0]
        yield Finding(Span(path, line, 1), f"没有这个动作：{name}", "在 actions/ 里写上它，或者把这里的名字改对")
    for use in uses.without_domain():
        yield Finding(Span(use.path, use.line, 1), f"domain.yml 里没有 {use.name}", "在 domain.yml 的 actions 里加上它")
    for rule in uses.unknown_intents():
        fix = "在 domain.yml 的 intents 里加上它，或者把这里的名字改对"
        yield Finding(Span(rule.path, rule.line, 1), f"规则里的意图 domain.yml 没有：{rule.intent}", fix)
    for rule in uses.unknown_questions():
        fix = "在 domain.yml 的 pending_question 里加上它，或者把这里的名字改对"
        yield Finding(Span(rule.path, rule.line, 1), f"规则等的问题 domain.yml 没有：{rule.question}", fix)


CHECK = Check("SC078", "动作、规则和 domain.yml 对不上", book=loose_ends, project=True)
