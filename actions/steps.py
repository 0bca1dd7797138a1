"""An action of a turn happens once: what came of it is kept with the message, and given again when it comes again.

A turn comes again after a crash, or when nobody waited any longer while it was still going on here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from actions.turn import Turn


def step_of(turn: Turn, events: Iterable[Mapping[str, Any]], action: str) -> str:
    """Names the step: the wish, how many actions went before it, the action. ``events``: the newest first."""
    since = takewhile(lambda event: event.get("event") != "user", events)
    return f"{turn.part}.{sum(event.get('event') == 'action' for event in since)}.{action}"


def taken_before(turn: Turn, step: str) -> bool:
    """True when this step was taken: the turn then says and remembers what it did the first time, or, when the message
    is answered already, nothing, because nobody listens any more."""
    message = turn.uow.messages.get(turn.turn_id) if turn.turn_id else None
    if message is None:
        return False
    known = message.understood.get("steps", {}).get(step)
    if known is not None and message.answered_at is None:
        turn.said = [(script_id, facts) for script_id, facts in known["said"]]
        turn.events = known["events"]
    return known is not None or message.answered_at is not None


def keep(turn: Turn, step: str) -> None:
    """Writes what came of a step, in the unit of work of its effects."""
    message = turn.uow.messages.get(turn.turn_id) if turn.turn_id else None
    if message is not None:
        kept = {"said": [list(each) for each in turn.said], "events": turn.events}
        steps = {**message.understood.get("steps", {}), step: kept}
        turn.uow.messages.change(replace(message, understood={**message.understood, "steps": steps}))
