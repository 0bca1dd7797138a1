"""What is read from the project, as frozen values. Paths are relative to the project, lines and columns start at 1."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

# What Rasa brings itself.
OWN_INTENTS = frozenset({"nlu_fallback", "session_start", "restart", "back", "out_of_scope"})
OWN_ACTIONS = frozenset({"action_listen", "action_restart", "action_back", "action_session_start",
                         "action_default_fallback", "action_deactivate_loop", "action_extract_slots"})  # fmt: skip
EMPTY = ""  # a rule's question: nothing may be asked


@dataclass(frozen=True)
class Site:
    """Where a script is said. ``repeats``: by ``turn.answer``, so it may be asked for again (P4). ``facts``: the names
    given there; None when the reading cannot know them."""

    path: str
    line: int
    column: int
    repeats: bool = False
    facts: frozenset[str] | None = None

    def order(self) -> tuple[str, int, int]:
        return self.path, self.line, self.column


@dataclass(frozen=True)
class Pattern:
    """An f-string whose values are not known; ``regex`` is for the whole script id."""

    regex: str
    site: Site


@dataclass(frozen=True)
class Form:
    line: int
    slots: tuple[tuple[str, Site], ...]


@dataclass(frozen=True)
class FormAsk:
    """Rasa itself asks for a slot of a form: with ``utter_ask_<form>_<slot>`` if there is one, else ``plain``."""

    form: str
    slot: str
    site: Site

    @property
    def plain(self) -> str:
        return f"utter_ask_{self.slot}"

    @property
    def of_form(self) -> str:
        return f"utter_ask_{self.form}_{self.slot}"


@dataclass(frozen=True)
class Domain:
    """domain.yml: name -> line. ``questions``: the values of the slot pending_question."""

    intents: Mapping[str, int] = field(default_factory=dict)
    actions: Mapping[str, int] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    questions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """``intent`` is None for a form that is complete. ``question``: the pending question it needs, EMPTY when there
    must be none, None when any will do. ``loop``: the form that must be active."""

    name: str
    path: str
    line: int
    intent: str | None
    question: str | None
    loop: str | None
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Reach:
    """What can come of a piece of code, in the order of the source. ``questions``: pending question -> the scripts
    that put it. ``follows``: actions and forms it hands over to."""

    scripts: tuple[str, ...] = ()
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    follows: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActionUse:
    """An action's class. ``resumes`` as in ShopAction: the open question's ``…_resume_…`` script may come behind it."""

    name: str
    path: str
    line: int
    reach: Reach
    resumes: bool = False

    @property
    def scripts(self) -> tuple[str, ...]:
        return self.reach.scripts

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(self.reach.questions)

    @property
    def follows(self) -> tuple[str, ...]:
        return self.reach.follows


@dataclass(frozen=True)
class Uses:
    """``rungs``: what each rung of the ladder can say, from the table of functions by rung."""

    says: Mapping[str, tuple[Site, ...]] = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    asks: tuple[FormAsk, ...] = ()
    actions: Mapping[str, ActionUse] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    domain: Domain = field(default_factory=Domain)
    rungs: Mapping[str, Reach] = field(default_factory=dict)

    def sites(self, script_id: str) -> tuple[Site, ...]:
        """Every place that says this script, f-strings that may mean it included."""
        loose = (each.site for each in self.patterns if re.fullmatch(each.regex, script_id))
        asked = (each.site for each in self.asks if each.of_form == script_id)
        return (*self.says.get(script_id, ()), *loose, *asked)

    def missing(self, scripts: Collection[str]) -> Mapping[str, tuple[Site, ...]]:
        """Said, but not among ``scripts``."""
        needless = {each.plain for each in self.asks if each.of_form in scripts}
        return {each: sites for each, sites in self.says.items() if each not in scripts and each not in needless}

    def unused(self, scripts: Collection[str]) -> tuple[str, ...]:
        """Those of ``scripts`` that nothing says."""
        return tuple(each for each in scripts if not self.sites(each))

    def without_class(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Actions named in domain.yml, rules or code that are neither a class nor a form: name -> (path, line)s."""
        named = [(name, "domain.yml", line) for name, line in self.domain.actions.items()]
        named += [(name, rule.path, rule.line) for rule in self.rules for name in rule.actions]
        named += [(name, use.path, use.line) for use in self.actions.values() for name in use.follows]
        there = {*self.actions, *self.domain.forms, *OWN_ACTIONS}
        lost = [each for each in named if each[0] not in there]
        return {name: tuple((path, line) for other, path, line in lost if other == name) for name, _, _ in lost}

    def without_domain(self) -> tuple[ActionUse, ...]:
        """Classes that domain.yml does not name, so that Rasa never runs them."""
        return tuple(use for name, use in self.actions.items() if name not in self.domain.actions)

    def unknown_intents(self) -> tuple[Rule, ...]:
        """Rules whose intent is not in domain.yml."""
        known = {None, *self.domain.intents, *OWN_INTENTS}
        return tuple(rule for rule in self.rules if rule.intent not in known)

    def unknown_questions(self) -> tuple[Rule, ...]:
        """Rules that wait for a pending question that domain.yml does not have."""
        return tuple(rule for rule in self.rules if rule.question and rule.question not in self.domain.questions)
