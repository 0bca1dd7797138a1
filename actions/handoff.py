"""To a person (P12): on request, on complaint, on abuse, or where the script ends."""

from __future__ import annotations

from actions.base import ShopAction
from actions.turn import Turn
from huashu.scripts.locale_zh import moment_text, next_opening
from huashu.services.handoffs import request_handoff

PERSON_WITHIN_SECONDS = 300
SORRY = ("complaint", "abuse")


class HandOver(ShopAction):
    action_name = "action_hand_over"

    def act(self, turn: Turn) -> None:
        reason = (
            "request"
            if turn.intent == "request_human"
            else (turn.slots.get("pending_about") or {}).get("reason", "offered")
        )
        hand_over(turn, reason)


class HandOverComplaint(ShopAction):
    action_name = "action_hand_over_complaint"

    def act(self, turn: Turn) -> None:
        hand_over(turn, "complaint", "utter_handoff_complaint")


class HandOverAbuse(ShopAction):
    action_name = "action_hand_over_abuse"

    def act(self, turn: Turn) -> None:
        hand_over(turn, "abuse", "utter_handoff_abuse")


class TakeMessage(ShopAction):
    """A message left for people: they answer it when they are back; while they are there it is a request for one."""

    action_name = "action_take_message"
    resumes = True

    def act(self, turn: Turn) -> None:
        opens = next_opening(turn.now, turn.profile)
        if opens <= turn.now:
            hand_over(turn, "request")
            return
        request_handoff(turn.uow, turn.conversation, "message", turn.now)
        back_time = moment_text(opens, turn.now, turn.profile)
        turn.say("utter_handoff_message_left", back_time=back_time, reply_at=opens.isoformat())


class DeclineHandoff(ShopAction):
    action_name = "action_decline_handoff"

    def act(self, turn: Turn) -> None:
        turn.ask(None)
        turn.say("utter_handoff_declined")


class GreetBack(ShopAction):
    action_name = "action_greet_back"

    def act(self, turn: Turn) -> None:
        turn.say("utter_handoff_returned")


def hand_over(turn: Turn, reason: str, script_id: str = "utter_handoff_requested") -> None:
    """Records the handoff with its summary and says when a person comes; once per handoff."""
    _, is_new = request_handoff(turn.uow, turn.conversation, reason, turn.now)
    opens = next_opening(turn.now, turn.profile)
    if reason in SORRY and (not is_new or opens > turn.now):
        turn.say("utter_handoff_sorry")
    if turn.pending == "human":
        turn.ask(None)
    if not is_new:
        turn.say("utter_handoff_already")
        return
    if opens > turn.now:
        facts = {"back_time": moment_text(opens, turn.now, turn.profile), "reply_at": opens.isoformat()}
        turn.say("utter_handoff_off_hours", **facts)
    else:
        turn.say(script_id, reply_at=turn.clock.after(PERSON_WITHIN_SECONDS).isoformat())
