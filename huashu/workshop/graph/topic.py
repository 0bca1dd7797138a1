"""The flow of a topic of the shop's own questions: how it is asked, what is answered, what is asked back."""

from __future__ import annotations

from huashu.domain.shop import ShopProfile
from huashu.scripts import Library, Question
from huashu.workshop.graph.flow import Flow, Node

PHRASINGS = 3  # in one node


def is_topic(name: str, library: Library) -> bool:
    return any(library.scripts[each.script_id].scene == name for each in library.questions.values())


def topic_flow(topic: str, library: Library, profile: ShopProfile) -> Flow:
    """Of a topic by its Chinese name; empty when this shop answers none of its questions."""
    flow = Flow(f"{topic}：{profile.name}")
    for question in library.questions.values():
        if question.answered_by(profile.shop_id) and library.scripts[question.script_id].scene == topic:
            _draw(flow, question, library, topic)
    return flow


def _draw(flow: Flow, question: Question, library: Library, topic: str) -> None:
    words = [f"「{each.value.strip()}」" for each in question.phrasings[:PHRASINGS]]
    more = ["……"] if len(question.phrasings) > PHRASINGS else []
    asked = f"says_{question.intent}"
    flow.nodes[asked] = Node(asked, "says", (*words, *more))
    _script(flow, question.script_id, library)
    flow.link(asked, question.script_id)
    then = library.questions.get(question.then or "")
    if question.follow_up is None or then is None:
        return
    _script(flow, question.follow_up, library)
    flow.link(question.script_id, question.follow_up)
    answer = library.scripts[then.script_id]
    if answer.scene == topic:
        _script(flow, then.script_id, library)
        flow.link(question.follow_up, then.script_id, "是")
    else:
        way_out = f"exit_{question.intent}"
        flow.nodes[way_out] = Node(way_out, "exit", (f"到“{answer.scene}”：{answer.title}",))
        flow.link(question.follow_up, way_out, "是")


def _script(flow: Flow, script_id: str, library: Library) -> None:
    flow.nodes.setdefault(script_id, Node(script_id, "script", (library.scripts[script_id].title, script_id)))
