"""The names of ``data/taxonomy.yml``, what finer intents count as, and what its owner is told of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from huashu.nlu.taxonomy import Taxonomy, TaxonomyErrors, UndeclaredIntent, read_taxonomy
from huashu.scripts import load_library
from huashu.settings import PROJECT

SMALL = """名字: {ask_product_info: 问商品, complain: 投诉, out_of_scope: 不归这里管}
算作: {abuse: complain, inform: [complain, ask_product_info]}
问答: {平常: ask_product_info, 例外: {store: out_of_scope, store.colour: ask_product_info}}
不算: [nlu_fallback]
"""


@pytest.fixture(scope="module")
def shipped() -> Taxonomy:
    return read_taxonomy()


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "taxonomy.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TaxonomyErrors) as told:
        read_taxonomy(path)
    return str(told.value)


def small(tmp_path: Path) -> Taxonomy:
    path = tmp_path / "taxonomy.yml"
    path.write_text(SMALL, encoding="utf-8")
    return read_taxonomy(path)


def test_every_intent_of_the_domain_is_a_name_or_declared(shipped: Taxonomy) -> None:
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    declared = {*shipped.titles, *shipped.counts_as, *shipped.nothing}
    assert set(domain) | {"nlu_fallback"} == declared
    assert len(shipped.titles) == 33


def test_every_question_of_the_shops_counts_as_something(shipped: Taxonomy) -> None:
    intents = [each.intent for each in load_library(PROJECT / "scripts_zh").questions.values()]
    assert all(shipped.names_of(each) for each in intents)
    named = [each for each in shipped.questions if each != "ask_faq_"]
    assert all(any(intent.startswith(each) for intent in intents) for each in named), "an exception for nothing"
    assert shipped.names_of("ask_faq_lamps_who_installs") == ("out_of_scope",)
    assert shipped.names_of("ask_faq_care_drying") == ("ask_product_info",)


def test_the_fallback_counts_as_nothing(shipped: Taxonomy) -> None:
    assert shipped.names_of("nlu_fallback") == shipped.names_of(None) == ()


def test_an_intent_that_nobody_declared_is_refused(shipped: Taxonomy) -> None:
    with pytest.raises(UndeclaredIntent, match="ask_weather"):
        shipped.names_of("ask_weather")


@pytest.mark.parametrize(("intent", "names"), [
    ("complain", ("complain",)),
    ("abuse", ("complain",)),
    ("inform", ("complain", "ask_product_info")),
    ("ask_faq_pens_ink", ("ask_product_info",)),
    ("ask_faq_store_hours", ("out_of_scope",)),
    ("ask_faq_store_colour", ("ask_product_info",)),
    ("ask_faq_stores_hours", ("ask_product_info",)),  # another topic, whose name only begins alike
])  # fmt: skip
def test_the_most_exact_declaration_counts(tmp_path: Path, intent: str, names: tuple[str, ...]) -> None:
    assert small(tmp_path).names_of(intent) == names


def test_all_slips_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    wrong = SMALL.replace("abuse: complain", "abuse: complian").replace("{store: out_of_scope", "{store: []")
    told = refused(tmp_path, wrong + "不算了: []\n")
    assert [line for line in told.split("\n") if " 错误 " in line] == [
        f"{tmp_path}/taxonomy.yml:2:13 错误 NL003 没有这个名字：complian",
        f"{tmp_path}/taxonomy.yml:3:40 错误 NL002 这里要写算成哪个名字",
        f"{tmp_path}/taxonomy.yml:5:1 错误 NL002 不认识的键：不算了",
    ]
    assert "改法：您是不是想写 complain？" in told


@pytest.mark.parametrize("text", ["", "- 一", "名字: {a: b}\n", "名字: {a: b}\n问答: 三\n", "名字: [\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    assert f"{tmp_path}/taxonomy.yml:" in refused(tmp_path, text)


def test_the_file_lies_where_rasa_takes_nothing_of_it() -> None:
    """Rasa reads a YAML file below data/ if it has one of these keys."""
    keys = set(yaml.safe_load((PROJECT / "data" / "taxonomy.yml").read_text(encoding="utf-8")))
    assert not keys & {"version", "nlu", "stories", "rules", "intents", "responses", "e2e_actions", "slots"}
