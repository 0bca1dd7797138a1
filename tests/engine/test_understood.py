"""What a turn can be explained with: heard, open before it, done because of it."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered

from huashu.engine.understood import understood

RANKING = [{"name": "bargain_price", "confidence": 0.81234}, {"name": "deny", "confidence": 0.1},
           {"name": "greet", "confidence": 0.01}]  # fmt: skip


def said(text: str = "便宜点") -> UserUttered:
    parsed: dict[str, Any] = {"intent": RANKING[0], "intent_ranking": RANKING, "entities": []}
    return UserUttered(text, RANKING[0], parse_data=parsed)


def done(name: str) -> ActionExecuted:
    return ActionExecuted(name, policy="RulePolicy")


def test_a_turn_tells_the_first_two_guesses_and_the_actions_that_spoke() -> None:
    asked = said()
    events: list[Event] = [done("action_listen"), asked, done("action_extract_slots"), done("action_bargain"),
                           BotUttered("不少"), done("action_listen"), said("下一句"), done("action_greet")]  # fmt: skip
    told = understood(events, asked)
    assert (told["text"], told["intent"], told["confidence"]) == ("便宜点", "bargain_price", 0.81234)
    assert told["ranking"] == [["bargain_price", 0.812], ["deny", 0.1]]
    assert told["actions"] == [["action_bargain", "RulePolicy"]]


def test_a_turn_tells_what_was_open_before_it_and_not_what_it_opened() -> None:
    asked = said()
    events: list[Event] = [SlotSet("pending_question", "offer"), SlotSet("place", "杭州"), ActiveLoop("order_form"),
                           asked, SlotSet("pending_question", "human"), ActiveLoop(None)]  # fmt: skip
    told = understood(events, asked)
    assert (told["pending"], told["form"]) == ("offer", "order_form")


def test_two_messages_of_the_same_words_are_two_turns() -> None:
    first, second = said(), said()
    events: list[Event] = [first, done("action_bargain"), SlotSet("pending_question", "offer"), second,
                           done("action_hand_over")]  # fmt: skip
    assert first == second, "Rasa calls them equal"
    assert understood(events, first)["actions"] == [["action_bargain", "RulePolicy"]]
    assert understood(events, second)["actions"] == [["action_hand_over", "RulePolicy"]]
    assert (understood(events, first)["pending"], understood(events, second)["pending"]) == (None, "offer")
