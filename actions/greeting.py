"""Greeting by state and campaign (P1)."""

from __future__ import annotations

from actions.base import ShopAction, Turn
from huashu.scripts.locale_zh import moment_text, next_opening

LONG_QUEUE = 5


class Greet(ShopAction):
    action_name = "action_greet"
    resumes = True

    def act(self, turn: Turn) -> None:
        if any(script.startswith("utter_greeting_") for script in turn.seen):
            turn.say("utter_greeting_again")
        elif not turn.profile.hours.is_open(turn.now.astimezone(turn.profile.zone)):
            opens = next_opening(turn.now, turn.profile)
            turn.say("utter_greeting_off_hours", back_at=moment_text(opens, turn.now, turn.profile), open_at=opens.isoformat())
        elif (queue := len(turn.uow.handoffs.find(shop=turn.profile.shop_id, status="requested"))) >= LONG_QUEUE:
            turn.say("utter_greeting_busy", queue=queue)
        elif turn.profile.campaign_at(turn.now):
            turn.say("utter_greeting_campaign")
        else:
            turn.say("utter_greeting_welcome")
