"""Greeting by state and campaign (P1)."""

from __future__ import annotations

from datetime import timedelta

from actions.base import ShopAction
from actions.turn import Turn
from huashu.scripts.locale_zh import moment_text, next_opening
from huashu.services.handoffs import open_handoff

LONG_QUEUE = 5
AWAY = timedelta(hours=6)


class Greet(ShopAction):
    action_name = "action_greet"
    resumes = True

    def act(self, turn: Turn) -> None:
        if open_handoff(turn.uow, turn.conversation) is not None:
            turn.say("utter_handoff_already")
        elif _is_talking(turn):
            turn.say("utter_greeting_again")
        elif not turn.profile.hours.is_open(turn.now.astimezone(turn.profile.zone)):
            _greet_off_hours(turn)
        elif (queue := len(turn.uow.handoffs.find(shop=turn.profile.shop_id, status="requested"))) >= LONG_QUEUE:
            turn.say("utter_greeting_busy", queue=queue)
        elif turn.profile.campaign_at(turn.now):
            turn.say("utter_greeting_campaign")
        else:
            turn.say("utter_greeting_welcome")


def _greet_off_hours(turn: Turn) -> None:
    """Who wrote to us is owed an answer by people; who only opened the window is not."""
    opens = next_opening(turn.now, turn.profile)
    back_time = moment_text(opens, turn.now, turn.profile)
    if turn.intent == "shopper_arrived":
        turn.say("utter_greeting_arrived_off_hours", back_time=back_time)
    else:
        turn.say("utter_greeting_off_hours", back_time=back_time, open_at=opens.isoformat())


def _is_talking(turn: Turn) -> bool:
    """We have said something not long ago; after hours away a hello is a first hello again."""
    said = turn.uow.messages.find(conversation_id=turn.conversation_id, author="bot", newest_first=True, limit=1)
    return bool(said) and turn.now - said[0].created_at < AWAY
