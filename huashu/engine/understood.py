"""What a turn can be explained with afterwards: what was heard, what was open before, what was done because of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.nlu.constants import INTENT_RANKING_KEY

SILENT = ("action_listen", "action_extract_slots", "action_session_start")
RANKED = 2


def understood(events: list[Event], asked: UserUttered) -> dict[str, Any]:
    """One wish: ``text, intent, confidence, entities``; ``ranking``: the first two guesses as ``[name, confidence]``;
    ``pending, form``: the open question and the form before it; ``actions``: ``[name, policy]`` in order."""
    before = events[: place_of(events, asked)]
    ranking = (asked.parse_data or {}).get(INTENT_RANKING_KEY) or []
    return {
        "text": asked.text,
        "intent": asked.intent.get("name"),
        "confidence": asked.intent.get("confidence"),
        "entities": [{key: each.get(key) for key in ("entity", "value", "start", "end")} for each in asked.entities],
        "ranking": [[each["name"], round(each["confidence"], 3)] for each in ranking[:RANKED]],
        "pending": last_slot(before, "pending_question"),
        "form": next((each.name for each in reversed(before) if isinstance(each, ActiveLoop)), None),
        "actions": [[each.action_name, each.policy] for each in _done_after(events, asked)],
    }


def place_of(events: list[Event], wanted: Event) -> int:
    """Where this very event stands: Rasa calls two messages of the same words equal."""
    return next(place for place, each in enumerate(events) if each is wanted)


def last_slot(events: Sequence[Event], name: str) -> Any:
    """What the slot was set to last; None where it never was."""
    return next((each.value for each in reversed(events) if isinstance(each, SlotSet) and each.key == name), None)


def _done_after(events: list[Event], asked: UserUttered) -> Iterator[ActionExecuted]:
    """The actions up to the shopper's next words; those that only listen or read slots are left out."""
    later = takewhile(lambda each: not isinstance(each, UserUttered), events[place_of(events, asked) + 1 :])
    return (each for each in later if isinstance(each, ActionExecuted) and each.action_name not in SILENT)
