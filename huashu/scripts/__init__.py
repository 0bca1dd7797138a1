"""话术: load, check, choose, render. Format and facts: docs/scripts.md."""

from __future__ import annotations

from huashu.scripts.choose import Conditions, choose, conditions_at
from huashu.scripts.facts import clock_text, money_text, shop_facts
from huashu.scripts.load import load_library
from huashu.scripts.model import (
    Button,
    Library,
    PromiseRule,
    Question,
    RemarkRule,
    Script,
    UnknownScript,
    Variant,
    When,
)
from huashu.scripts.problems import Problem, ScriptErrors, Span
from huashu.scripts.render import (
    BadFact,
    Rendered,
    RenderedPromise,
    RenderedRemark,
    render,
    render_promise,
    render_remark,
)
from huashu.scripts.templates import MissingFact
from huashu.scripts.watch import LiveLibrary, ToldLibrary

__all__ = [
    "BadFact",
    "Button",
    "Conditions",
    "Library",
    "LiveLibrary",
    "MissingFact",
    "Problem",
    "PromiseRule",
    "Question",
    "RemarkRule",
    "Rendered",
    "RenderedPromise",
    "RenderedRemark",
    "Script",
    "ScriptErrors",
    "Span",
    "ToldLibrary",
    "UnknownScript",
    "Variant",
    "When",
    "choose",
    "clock_text",
    "conditions_at",
    "load_library",
    "money_text",
    "render",
    "render_promise",
    "render_remark",
    "shop_facts",
]
