"""Renders ``scripts_zh/`` when Rasa wants something said: chooses a variant the shopper has not heard, fills facts.

The message carries ``script_id``, ``variant``, ``revision`` and ``facts`` so that the app can store what was said and
what it promises.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from huashu.engine.failures import BROKEN, note
from huashu.scripts import ToldLibrary, choose, conditions_at, render, shop_facts
from huashu.scripts.model import Library
from huashu.settings import read_settings

logger = logging.getLogger(__name__)

RASA_KEYS = {"domain_responses", "buttons", "elements", "custom", "image", "attachment", "text", "template"}


class ScriptGenerator(NaturalLanguageGenerator):
    """Rasa's NLG seam over a live script library."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        settings = read_settings()
        self.scripts = ToldLibrary(settings.scripts, settings.kept_scripts)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """One rendered message, or None (with an error in the log) when the script or one of its facts is missing.

        kwargs: the facts an action gives with ``dispatcher.utter_message(response=..., **facts)``.
        """
        try:
            library = self.scripts.at(_turn(tracker).get("revision"))
            return _say(library, utter_action, tracker, {k: v for k, v in kwargs.items() if k not in RASA_KEYS})
        except Exception:
            # A line that cannot be rendered is not said; the turn counts as broken and the app apologises.
            note(BROKEN)
            logger.exception("script %s could not be rendered", utter_action)
            return None


def _say(library: Library, script_id: str, tracker: DialogueStateTracker, facts: dict[str, Any]) -> dict[str, Any]:
    script = library.scripts[script_id]
    turn = _turn(tracker)
    profile = library.shops[turn.get("shop") or next(iter(library.shops))]
    now = datetime.fromisoformat(turn["now"]) if "now" in turn else datetime.now(timezone.utc)
    conditions = conditions_at(profile, now, bool(turn.get("member")), turn.get("channel", "rest"))
    variant = choose(script, profile.shop_id, conditions, _seen(tracker, turn, script_id), tracker.sender_id)
    rendered = render(script, profile.shop_id, variant, {**shop_facts(profile, now), **facts})
    return {
        "text": rendered.text,
        "buttons": [{"title": each.title, "payload": each.payload} for each in rendered.buttons],
        "script_id": script_id,
        "variant": variant,
        "revision": library.revision,
        "facts": facts,
    }


def _turn(tracker: DialogueStateTracker) -> dict[str, Any]:
    return (tracker.latest_message.metadata or {}) if tracker.latest_message else {}


def _seen(tracker: DialogueStateTracker, turn: Mapping[str, Any], script_id: str) -> dict[int, int]:
    """How often each variant was heard: what the app counted in its books, plus what this very turn has said."""
    seen = {int(k): int(v) for k, v in (turn.get("seen") or {}).get(script_id, {}).items()}
    for event in reversed(tracker.events):
        if event == tracker.latest_message:
            break
        if isinstance(event, BotUttered) and event.metadata.get("script_id") == script_id:
            variant = int(event.metadata["variant"])
            seen[variant] = seen.get(variant, 0) + 1
    return seen
