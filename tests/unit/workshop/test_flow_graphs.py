"""The flow of every scene as nodes and arrows, as Mermaid, and as a picture in which nothing overlaps."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huashu.cli.graph import Format, drawn
from huashu.cli.main import app
from huashu.domain.ladder import Rung
from huashu.scripts import Library, load_library
from huashu.scripts.uses import Uses, read_uses
from huashu.settings import PROJECT
from huashu.workshop.graph.flow import Flow, Node
from huashu.workshop.graph.layout import plan
from huashu.workshop.graph.mermaid import mermaid
from huashu.workshop.graph.scene import NoFlow, flow_of, ladder_of
from huashu.workshop.graph.svg import label_width, size_of, svg
from huashu.workshop.graph.topic import is_topic, topic_flow
from huashu.workshop.graph.words import FORMS, QUESTIONS, RUNGS, first_lines, intent_text

LIBRARY = load_library(PROJECT / "scripts_zh")
USES = read_uses(PROJECT)
SCENES = list(dict.fromkeys(each.scene for each in LIBRARY.scripts.values()))
SHOPS = list(LIBRARY.shops)
PAGES = sorted((PROJECT / "docs" / "flows").glob("*.md"))


def shops_of(scene: str) -> list[str]:
    """Shops that speak of it: a topic's questions may be answered by some only."""
    if not is_topic(scene, LIBRARY):
        return SHOPS
    return [each for each in SHOPS if topic_flow(scene, LIBRARY, LIBRARY.shops[each]).nodes]


def a_flow(scene: str) -> Flow:
    """Drawn for 青棉记, else for a shop that speaks of it."""
    shops = shops_of(scene)
    return flow(scene, "qingmian" if "qingmian" in shops else shops[0])


def flow(name: str, shop: str = "qingmian", library: Library = LIBRARY, uses: Uses = USES) -> Flow:
    return flow_of(name, PROJECT, uses, library, library.shops[shop])


def arrows(of: Flow) -> set[tuple[str, str, str]]:
    return {(each.source, each.target, each.label) for each in of.edges}


# ── what the flow says ──


def test_the_supervisor_is_asked_waited_for_and_answered() -> None:
    bargaining = flow("议价")
    assert {
        ("says_action_bargain", "action_bargain", ""),
        ("action_bargain", "ladder", ""),
        ("ladder", "rung_ask_supervisor", ""),
        ("rung_ask_supervisor", "utter_bargain_ask_supervisor", ""),
        ("utter_bargain_ask_supervisor", "wait_supervisor_answer", ""),
        ("wait_supervisor_answer", "action_tell_supervisor_answer", "主管有了答复"),
        ("action_tell_supervisor_answer", "utter_bargain_offer_gift", ""),
        ("utter_bargain_offer_gift", "ask_offer", ""),
        ("ask_offer", "action_accept_offer", "是"),
        ("ask_offer", "action_decline_offer", "否"),
        ("action_accept_offer", "utter_bargain_gift_accepted", ""),
    } <= arrows(bargaining)
    assert bargaining.nodes["wait_supervisor_answer"].lines == (
        "等主管回话：2–3 分钟（150 秒）", "没人回：有存货和预算就送手缝香囊，没有就不批",
    )  # fmt: skip
    assert bargaining.nodes["ask_offer"].lines == ("等回答：这份优惠要不要", "24 小时内有效")


def test_a_wholesale_shop_waits_longer() -> None:
    assert "批发 10 件起：5 分钟（300 秒）" in flow("议价", "mobi").nodes["wait_supervisor_answer"].lines


@pytest.mark.parametrize("shop", SHOPS)
def test_the_rungs_stand_in_the_shops_order(shop: str) -> None:
    profile = LIBRARY.shops[shop]
    rungs = [node for node in flow("议价", shop).nodes.values() if node.kind == "rung"]
    listed = [node.lines[0].partition(" ")[2] for node in rungs if not node.lines[0].startswith("总有")]
    assert listed == list(profile.ladder.rungs)
    assert [node.rank for node in rungs] == list(range(len(ladder_of(profile))))


def test_a_shop_that_closes_asks_nobody() -> None:
    lamps = flow("议价", "dengyu")
    assert "rung_closed" in lamps.nodes
    assert not {"rung_ask_supervisor", "rung_human", "wait_supervisor_answer", "ask_offer", "action_accept_offer",
                "utter_bargain_last_word"} & {*lamps.nodes}  # fmt: skip
    assert "rung_closed" not in flow("议价").nodes


def test_a_rung_tells_the_shops_own_numbers() -> None:
    assert flow("议价", "mobi").nodes["rung_bulk_intake"].lines[1] == "500 件起，转大宗登记"
    assert flow("议价", "dengyu").nodes["rung_bulk_intake"].lines[1] == "30 件起，转大宗登记"


def test_an_order_passes_two_gates() -> None:
    assert {
        ("order_form", "action_read_back_order", "问全了"),
        ("order_form", "action_give_up_order", "否"),
        ("action_read_back_order", "utter_order_read_back", ""),
        ("utter_order_read_back", "ask_order_confirm", ""),
        ("ask_order_confirm", "action_confirm_order", "是"),
        ("action_confirm_order", "utter_order_dispatch", ""),
        ("utter_order_dispatch", "ask_dispatch_ack", ""),
        ("ask_dispatch_ack", "action_finish_order", "是"),
        ("action_finish_order", "utter_order_farewell", ""),
    } <= arrows(flow("下单和核对"))


def test_a_form_asks_in_the_order_of_its_slots() -> None:
    bulk = flow("bulk")
    asked = [key for key in bulk.nodes if key.startswith("utter_ask_bulk_")]
    assert asked == [f"utter_ask_{slot}" for slot, _ in USES.domain.forms["bulk_form"].slots]
    assert ("bulk_form", "action_record_lead", "问全了") in arrows(bulk)


def test_what_belongs_to_another_scene_is_a_way_out() -> None:
    bargaining = flow("议价")
    out = {(each.source, bargaining.nodes[each.target].lines[0], each.label) for each in bargaining.edges
           if bargaining.nodes[each.target].kind == "exit"}  # fmt: skip
    assert {("rung_bulk_intake", "到“大宗和项目询价”", "接着"), ("ask_human", "到“转人工”", "是／否"),
            ("rung_human", "也会说到“转人工”", "")} <= out  # fmt: skip


def test_answers_of_the_app_itself_are_drawn() -> None:
    smalltalk = arrows(flow("闲聊和兜底"))
    assert ("says_app", "utter_smalltalk_empty", "") in smalltalk
    assert ("says_resume", "utter_smalltalk_resume_offer", "") in smalltalk


def test_a_scene_is_known_by_its_file_too() -> None:
    assert flow("bargaining").nodes == flow("议价").nodes


def test_a_script_is_drawn_with_what_leads_there_and_away() -> None:
    around = flow("utter_bargain_ask_supervisor")
    assert around.title == "没有权限，去请示主管：青棉记旗舰店"
    assert {"says_action_bargain", "rung_ask_supervisor", "wait_supervisor_answer", "ask_offer"} <= {*around.nodes}
    assert not {"rung_refuse", "action_accept_offer"} & {*around.nodes}


@pytest.mark.parametrize("name", ["nothing", "utter_bargain_nothing", "utter_bargain_closed"])
def test_what_cannot_be_drawn_is_told(name: str) -> None:
    with pytest.raises(NoFlow):
        flow(name)  # The last one is never said in this shop.


@pytest.mark.parametrize("scene", SCENES)
def test_every_script_is_drawn_for_some_shop(scene: str) -> None:
    scripts = {each.script_id for each in LIBRARY.scripts.values() if each.scene == scene}
    assert scripts <= {key for shop in shops_of(scene) for key in flow(scene, shop).nodes}


@pytest.mark.parametrize("scene", SCENES)
def test_every_arrow_joins_two_nodes_and_something_said_leads_to_each(scene: str) -> None:
    for shop in shops_of(scene):
        drawn_flow = flow(scene, shop)
        keys, targets = {*drawn_flow.nodes}, {each.target for each in drawn_flow.edges}
        assert {each.source for each in drawn_flow.edges} | targets <= keys
        assert all(key in targets or node.kind == "says" for key, node in drawn_flow.nodes.items())


def test_a_question_is_followed_by_what_is_asked_back() -> None:
    care = flow("洗护")
    arrows = {(each.source, each.target): each.label for each in care.edges}
    assert ("utter_faq_care_machine_wash", "utter_faqback_care_machine_wash") in arrows
    assert arrows["utter_faqback_care_machine_wash", "utter_faq_care_drying"] == "是"
    with pytest.raises(NoFlow, match="灯屿照明专营店不答这个主题"):
        flow("洗护", "dengyu")


# ── the words ──


def test_every_rung_question_and_form_has_its_chinese_name() -> None:
    assert {*RUNGS} == {*Rung}
    assert {*QUESTIONS} == {*USES.domain.questions}
    assert {*FORMS} == {*USES.domain.forms}


def test_every_intent_of_a_rule_has_a_name_or_an_example() -> None:
    intents = {rule.intent for rule in USES.rules if rule.intent}
    assert {each for each in intents if re.search("[a-z_]{4}", intent_text(each, PROJECT))} == set()
    assert first_lines(PROJECT)["bargain_price"] == "便宜点"


# ── Mermaid ──


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_is_mermaid_text(scene: str) -> None:
    of = a_flow(scene)
    head, *lines = mermaid(of).splitlines()
    node = re.compile(r'  [a-z0-9_]+(\(\[|\[\[|\[/|\[|\(|\{\{|>)"[^"]+"(\]\)|\]\]|/\]|\]|\)|\}\})')
    arrow = re.compile(r'  [a-z0-9_]+ -->(\|"[^"|]+"\|)? [a-z0-9_]+')
    assert head == "flowchart LR"
    assert all(node.fullmatch(line) for line in lines[: len(of.nodes)])
    assert all(arrow.fullmatch(line) for line in lines[len(of.nodes) :])
    assert len(lines) == len(of.nodes) + len(of.edges)


def test_signs_that_mean_something_to_mermaid_are_written_out() -> None:
    odd = Flow("x")
    odd.nodes["a"] = Node("a", "script", ('<b>"#1"</b>',))
    assert mermaid(odd).splitlines()[1] == '  a("#lt;b#gt;#quot;#35;1#quot;#lt;/b#gt;")'


# ── the picture ──


@pytest.mark.parametrize(("scene", "shop"), [(scene, shop) for scene in SCENES for shop in shops_of(scene)])
def test_no_node_stands_on_another(scene: str, shop: str) -> None:
    of = flow(scene, shop)
    placed = plan(of, {key: size_of(node) for key, node in of.nodes.items()}, {})
    for (_, one), (_, other) in combinations(placed.boxes.items(), 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    assert min(box.x for box in placed.boxes.values()) >= 0 and min(box.y for box in placed.boxes.values()) >= 0
    assert max(box.x + box.width for box in placed.boxes.values()) <= placed.width
    assert max(box.y + box.height for box in placed.boxes.values()) <= placed.height


@pytest.mark.parametrize("scene", SCENES)
def test_no_arrow_runs_through_a_node(scene: str) -> None:
    """Inside a column an arrow is level; there its height must be no other node's."""
    of = a_flow(scene)
    placed = plan(of, {key: size_of(node) for key, node in of.nodes.items()}, {})
    for edge, points in placed.paths:
        others = [box for key, box in placed.boxes.items() if key not in (edge.source, edge.target)]
        for (x, y), (to_x, to_y) in pairwise(points):
            level = [box for box in others if y == to_y and min(x, to_x) < box.x + box.width and box.x < max(x, to_x)]
            assert not [box for box in level if box.y < y < box.y + box.height], edge


@pytest.mark.parametrize("scene", SCENES)
def test_the_picture_is_one_file_with_every_node(scene: str) -> None:
    of = a_flow(scene)
    text = svg(of)
    top = ElementTree.fromstring(text)
    keys = [each.get("data-key") for each in top.iter() if each.get("data-key")]
    assert keys == list(of.nodes)
    assert not re.search(r"href|url\((?!#)|@import|<image|<script", text)
    assert "prefers-color-scheme: dark" in text and text.count("http") == 1  # only the name of the format itself


def test_labels_have_room_before_what_they_lead_to() -> None:
    of = flow("下单和核对")
    labels = {each.label: label_width(each.label) for each in of.edges}
    placed = plan(of, {key: size_of(node) for key, node in of.nodes.items()}, labels)
    for edge, points in placed.paths:
        stretches = [abs(x - to_x) for (x, y), (to_x, to_y) in pairwise(points) if y != to_y]
        assert not edge.label or not stretches or max(stretches) >= labels[edge.label] + 12


# ── the command and the pages ──


def test_the_command_prints_or_writes(tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["graph", "议价", "--shop", "mobi"])
    assert (printed.exit_code, printed.stdout) == (0, mermaid(flow("议价", "mobi")))
    out = tmp_path / "deep" / "x.svg"
    written = CliRunner().invoke(app, ["graph", "greeting", "--format", "svg", "--out", str(out)])
    assert (written.exit_code, out.read_text(encoding="utf-8")) == (0, svg(flow("迎宾")))


@pytest.mark.parametrize(("arguments", "told"), [(["nix"], "这个场景"), (["议价", "--shop", "nix"], "这个店铺")])
def test_the_command_tells_what_it_does_not_know(arguments: list[str], told: str) -> None:
    refused = CliRunner().invoke(app, ["graph", *arguments])
    assert refused.exit_code == 1
    assert refused.stderr.startswith("NO_FLOW: ") and told in refused.stderr


def test_there_are_pages_of_flows() -> None:
    assert {page.stem for page in PAGES} == {"bargaining", "order"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_the_flow_of_today(page: Path) -> None:
    """Otherwise draw it again with the command that it names."""
    inside = page.relative_to(PROJECT)
    now = drawn(flow(page.stem), page.stem, "qingmian", Format.MERMAID, inside)
    assert page.read_text(encoding="utf-8") == now
