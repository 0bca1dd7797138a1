"""Which scripts the code says and how the flow goes: exact on a made-up project, complete on the real one."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from actions.bargaining import SAY
from huashu.domain.ladder import Rung
from huashu.domain.oddities import odd_kind
from huashu.domain.supervisor import AnswerKind
from huashu.scripts import Library, load_library
from huashu.scripts.uses import Pattern, Rule, Site, Uses, read_uses
from huashu.scripts.uses.values import DECLARED, OF_SUPERVISOR
from huashu.settings import PROJECT

BASE = """
from actions.turn import Turn


class ShopAction:
    resumes = False
"""
TURN = """
class Turn:
    def answer(self, script_id, **facts):
        self.say("utter_handoff_offer")
        self.ask("human")
"""
TEA = """
from actions.base import ShopAction
from actions.turn import Turn
from huashu.services.kinds import Leaf, kind_of

PRESSING = ("utter_tea_never",)
LINES = {"cold": "utter_tea_cold"}
TIERS = {"hot": "action_pour"}


class Brew(ShopAction):
    \"\"\"utter_tea_docstring\"\"\"

    action_name = "action_brew"
    resumes = True

    def act(self, turn: Turn) -> None:
        if turn.form != "milk_form" and not "x".startswith(PRESSING) and "utter_tea_compared" not in turn.seen:
            turn.answer("utter_tea_which", leaf="绿茶")
            turn.ask("which_tea")
        elif turn.cold:
            turn.say(LINES["cold"])
        else:
            self._pour(turn, "utter_tea_argument")

    def _pour(self, turn, script_id, other="utter_tea_default", **facts):
        "汉字"; turn.say("utter_tea_hot" if turn.hot else "utter_tea_warm", cup=1)
        turn.say("utter_tea_poured", **facts)
        more(turn)


class Pour(Brew):
    action_name = "action_pour"

    def act(self, turn: Turn) -> None:
        leaf = kind_of(turn.text)
        turn.say(f"utter_leaf_{leaf}")
        if turn.size in ("small", "big"):
            turn.say(f"utter_cup_{turn.size}")
        turn.say(f"utter_odd_{turn.whatever}_end")
        turn.then(TIERS["hot"])
        turn.then("milk_form")


def more(turn):
    turn.say(f"utter_more_{turn.leaf}")


def _bitter(turn):
    more(turn)


TABLE = {Leaf.GREEN: more, Leaf.BLACK: _bitter}
"""
KINDS = """
class Leaf(Name):
    GREEN = "green"
    BLACK = "black"
    WHITE = "white"


def kind_of(text):
    if not text:
        return "empty"
    return None if text == "x" else "loose"
"""
DOMAIN = """
intents:
  - ask_tea
  - affirm: {use_entities: []}
slots:
  pending_question:
    type: categorical
    values: [which_tea,
      human]
forms:
  milk_form:
    required_slots: [fat, milk_kind, sugar]
actions:
  - action_brew
  - action_ask_sugar
  - action_gone
"""
RULES = """
rules:
  - rule: wants tea
    steps:
      - intent: ask_tea
      - action: action_brew
  - rule: yes to the tea
    condition:
      - slot_was_set: [{pending_question: which_tea}]
    steps:
      - intent: affirm
      - action: action_lost
      - action: action_deactivate_loop
  - rule: the form is complete
    condition:
      - active_loop: milk_form
      - slot_was_set: [{pending_question: null}]
    steps:
      - action: milk_form
      - active_loop: null
  - rule: wants coffee
    condition:
      - slot_was_set: [{pending_question: coffee}]
    steps:
      - intent: ask_coffee
      - action: action_brew
"""
FILES = {"actions/__init__.py": "", "actions/base.py": BASE, "actions/turn.py": TURN, "actions/tea.py": TEA,
         "huashu/services/kinds.py": KINDS, "huashu/engine/rest.py": 'REST = "utter_engine_rest"\nsend(REST)\n',
         "domain.yml": DOMAIN, "data/rules/tea.yml": RULES}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def uses(project: Path) -> Uses:
    return read_uses(project)


def place(name: str, words: str) -> tuple[str, int, int]:
    """Where ``words`` stand in a file: line and column in characters, from 1."""
    lines = FILES[name].lstrip("\n").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if words in text)
    return name, line, lines[line - 1].index(words) + 1


def in_tea(words: str, repeats: bool = False, facts: frozenset[str] | None = None) -> Site:
    return Site(*place("actions/tea.py", words), repeats, facts)


NONE: frozenset[str] = frozenset()


def test_everything_said_is_found_with_its_place(uses: Uses) -> None:
    leaf, cup, more = 'f"utter_leaf_', 'f"utter_cup_', 'f"utter_more_'
    assert uses.says == {
        "utter_ask_fat": (Site(*place("domain.yml", "fat")),),
        "utter_ask_milk_kind": (Site(*place("domain.yml", "milk_kind")),),
        "utter_cup_big": (in_tea(cup, facts=NONE),),
        "utter_cup_small": (in_tea(cup, facts=NONE),),
        "utter_engine_rest": (Site("huashu/engine/rest.py", 1, 8),),
        "utter_handoff_offer": (Site(*place("actions/turn.py", '"utter_handoff_offer"'), False, NONE),),
        "utter_leaf_empty": (in_tea(leaf, facts=NONE),),
        "utter_leaf_loose": (in_tea(leaf, facts=NONE),),
        "utter_more_black": (in_tea(more, facts=NONE),),
        "utter_more_green": (in_tea(more, facts=NONE),),
        "utter_tea_argument": (in_tea('"utter_tea_argument"'),),
        "utter_tea_cold": (in_tea('"utter_tea_cold"'),),
        "utter_tea_default": (in_tea('"utter_tea_default"'),),
        "utter_tea_hot": (in_tea('"utter_tea_hot"', facts=frozenset({"cup"})),),
        "utter_tea_poured": (in_tea('"utter_tea_poured"'),),
        "utter_tea_warm": (in_tea('"utter_tea_warm"', facts=frozenset({"cup"})),),
        "utter_tea_which": (in_tea('"utter_tea_which"', True, frozenset({"leaf"})),),
    }
    assert uses.patterns == (Pattern("utter_odd_[a-z0-9_]+_end", in_tea('f"utter_odd_', facts=NONE)),)


def test_an_action_reaches_what_its_functions_say(uses: Uses) -> None:
    brew, pour = uses.actions["action_brew"], uses.actions["action_pour"]
    assert (brew.path, brew.line, brew.resumes) == ("actions/tea.py", place("actions/tea.py", "class Brew")[1], True)
    assert brew.scripts == (
        "utter_handoff_offer", "utter_tea_which", "utter_tea_cold", "utter_tea_default", "utter_tea_hot",
        "utter_tea_warm", "utter_tea_poured", "utter_more_green", "utter_more_black", "utter_tea_argument",
    )  # fmt: skip
    assert brew.reach.questions == {"human": ("utter_handoff_offer",), "which_tea": ("utter_tea_which",)}
    assert brew.follows == ()
    assert pour.scripts == ("utter_leaf_empty", "utter_leaf_loose", "utter_cup_small", "utter_cup_big")
    assert pour.follows == ("milk_form", "action_pour")


def test_rules_are_read_with_their_conditions(uses: Uses) -> None:
    path = "data/rules/tea.yml"
    assert uses.rules == (
        Rule("wants tea", path, 2, "ask_tea", None, None, ("action_brew",)),
        Rule("yes to the tea", path, 6, "affirm", "which_tea", None, ("action_lost", "action_deactivate_loop")),
        Rule("the form is complete", path, 13, None, "", "milk_form", ("milk_form",)),
        Rule("wants coffee", path, 20, "ask_coffee", "coffee", None, ("action_brew",)),
    )


def test_the_domain_is_read_with_its_lines(uses: Uses) -> None:
    assert uses.domain.intents == {"ask_tea": 2, "affirm": 3}
    assert uses.domain.questions == {"which_tea": 7, "human": 8}
    assert uses.domain.actions == {"action_brew": 13, "action_ask_sugar": 14, "action_gone": 15}
    form = uses.domain.forms["milk_form"]
    assert (form.line, [slot for slot, _ in form.slots]) == (10, ["fat", "milk_kind", "sugar"])


def test_what_does_not_fit_together_is_told(uses: Uses) -> None:
    assert uses.without_class() == {
        "action_ask_sugar": (("domain.yml", 14),),
        "action_gone": (("domain.yml", 15),),
        "action_lost": ((("data/rules/tea.yml"), 6),),
    }
    assert [use.name for use in uses.without_domain()] == ["action_pour"]
    assert [rule.name for rule in uses.unknown_intents()] == ["wants coffee"]
    assert [rule.name for rule in uses.unknown_questions()] == ["wants coffee"]


def test_missing_and_unused_scripts_are_told(uses: Uses) -> None:
    scripts = [*uses.says, "utter_odd_green_end", "utter_tea_never", "utter_tea_compared", "utter_tea_docstring"]
    scripts.remove("utter_tea_cold")
    assert uses.missing(scripts) == {"utter_tea_cold": uses.says["utter_tea_cold"]}
    assert uses.unused(scripts) == ("utter_tea_never", "utter_tea_compared", "utter_tea_docstring")


def test_a_script_of_the_form_takes_the_place_of_the_slots(uses: Uses) -> None:
    scripts = [*uses.says, "utter_ask_milk_form_fat"]
    scripts.remove("utter_ask_fat")
    assert (uses.missing(scripts), uses.unused(scripts)) == ({}, ())


def test_a_changed_file_is_read_again(project: Path) -> None:
    before = read_uses(project)
    assert read_uses(project) is before
    (project / "huashu/engine/rest.py").write_text('say("utter_engine_changed_now")\n', encoding="utf-8")
    after = read_uses(project)
    assert "utter_engine_changed_now" in after.says and "utter_engine_rest" not in after.says


def test_an_empty_folder_says_nothing(tmp_path: Path) -> None:
    assert read_uses(tmp_path).says == {}


# ── the real project ──


@pytest.fixture(scope="module")
def real() -> Uses:
    return read_uses(PROJECT)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(PROJECT / "scripts_zh")


def test_every_script_is_said_and_everything_said_is_there(real: Uses, library: Library) -> None:
    answers = [each.span.path for each in library.questions.values()]
    scenes = [each for each, script in library.scripts.items() if script.span.path not in answers]
    assert real.unused(scenes) == ()
    assert real.missing(library.scripts) == {}


def test_no_script_id_of_the_project_is_guessed(real: Uses) -> None:
    assert real.patterns == ()


def test_rules_domain_and_classes_fit_together(real: Uses) -> None:
    assert (real.without_class(), real.without_domain()) == ({}, ())
    assert (real.unknown_intents(), real.unknown_questions()) == ((), ())


def test_every_text_that_is_a_script_id_stands_in_a_site(real: Uses, library: Library) -> None:
    """No call is overlooked: each id written out in the actions is a site, but for those only looked for."""
    written = {(path.relative_to(PROJECT).as_posix(), number, found[1])
               for path in sorted((PROJECT / "actions").glob("*.py"))
               for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
               for found in re.finditer('"(utter_[a-z0-9_]*[a-z0-9])"', line)}  # fmt: skip
    sites = {(site.path, site.line, script_id) for script_id, found in real.says.items() for site in found}
    assert sorted((path, script_id) for path, _, script_id in written - sites) == [
        ("actions/product.py", "utter_product_cross_sell"),  # whether it was said before
        ("actions/turn.py", "utter_smalltalk_goodbye"),  # the beginning of a script's id
    ]


def test_every_kind_a_supervisor_can_grant_is_declared() -> None:
    assert {*OF_SUPERVISOR} == {str(kind) for kind in AnswerKind} - {str(AnswerKind.REFUSE)}
    assert {*DECLARED.values()} == {OF_SUPERVISOR}


def test_every_rung_has_the_scripts_its_function_says(real: Uses) -> None:
    assert {*real.rungs} == {str(rung) for rung in Rung}
    named = {str(rung): real.rungs[str(rung)].scripts for rung in Rung}
    own = {rung: f"utter_bargain_{rung}" for rung in named if rung not in ("human", "bulk_intake")}
    assert all(own[rung] in named[rung] for rung in own)
    assert named["bulk_intake"] == ("utter_bargain_bulk",)
    assert named["member_later"] == ("utter_bargain_member_later_plain", "utter_bargain_member_later")
    assert named["refuse"] == ("utter_campaign_gift_none", "utter_bargain_refuse")
    assert "utter_handoff_requested" in named["human"]
    assert len(SAY) == 13  # The other four are said by the default of the table, under their own names.


@pytest.mark.parametrize("text", ["", "长" * 501, "https://shop.example", "drop table a", "😀"])
def test_every_odd_message_has_its_script(real: Uses, text: str) -> None:
    assert f"utter_smalltalk_{odd_kind(text)}" in real.says


def test_answers_that_may_be_asked_for_again_are_known(real: Uses) -> None:
    (site,) = real.says["utter_authenticity_answer"]
    assert (site.path, site.repeats, site.facts) == ("actions/authenticity.py", True, frozenset())
    (goodbye,) = real.says["utter_smalltalk_goodbye"]
    assert (goodbye.path, goodbye.repeats) == ("actions/smalltalk.py", False)
    assert real.says["utter_bargain_tier_hint"][0].facts == frozenset({"tier_quantity", "tier_price"})


def test_the_gates_of_the_project_are_known(real: Uses) -> None:
    asked = {question for use in real.actions.values() for question in use.questions}
    assert asked == {*real.domain.questions}
    assert real.actions["action_confirm_order"].reach.questions["dispatch_ack"] == ("utter_order_dispatch",)
    offer = real.actions["action_tell_supervisor_answer"].reach.questions["offer"]
    assert offer == tuple(f"utter_bargain_offer_{kind}" for kind in OF_SUPERVISOR)


def test_a_reading_is_quick() -> None:
    read_uses.__globals__["_read"].cache_clear()
    began = time.process_time()
    read_uses(PROJECT)
    assert time.process_time() - began < 1.0  # 0.2 s on the machine it was written on


def test_sites_can_be_sorted(real: Uses) -> None:
    site = Site("a.py", 2, 3)
    assert sorted([replace(site, line=10), site], key=Site.order) == [site, replace(site, line=10)]
