"""Thanks, goodbyes, a yes or no to nothing, and what we do not understand (P12)."""

from __future__ import annotations

from actions.bargaining import tell_still_asking
from actions.base import ShopAction, Turn

CONFUSED_TWICE = 2


class AnswerThanks(ShopAction):
    action_name = "action_answer_thanks"
    resumes = True

    def act(self, turn: Turn) -> None:
        turn.say("utter_smalltalk_thanks")


class SayGoodbye(ShopAction):
    action_name = "action_say_goodbye"

    def act(self, turn: Turn) -> None:
        turn.ask(None)
        turn.say("utter_smalltalk_goodbye")


class TakeYes(ShopAction):
    action_name = "action_take_yes"

    def act(self, turn: Turn) -> None:
        turn.say("utter_smalltalk_ok")


class TakeNo(ShopAction):
    action_name = "action_take_no"

    def act(self, turn: Turn) -> None:
        leaving = len(turn.text) > 2 and turn.intent == "deny"
        turn.say("utter_smalltalk_goodbye_later" if leaving else "utter_smalltalk_no")


class AdmitLimits(ShopAction):
    action_name = "action_admit_limits"
    resumes = True

    def act(self, turn: Turn) -> None:
        turn.answer("utter_smalltalk_out_of_scope")
        if turn.pending is None:
            turn.ask("human", {"reason": "out_of_scope"})


class AdmitConfusion(ShopAction):
    """Misunderstood twice: a person is offered."""

    action_name = "action_admit_confusion"
    resumes = True
    understands = False

    def act(self, turn: Turn) -> None:
        if tell_still_asking(turn):  # While the supervisor is asked, 好了没 is about the answer.
            return
        times = int(turn.slots.get("confusions") or 0) + 1
        if times < CONFUSED_TWICE:
            turn.remember("confusions", times)
            turn.say("utter_smalltalk_misunderstood")
        else:
            turn.remember("confusions", 0)
            turn.say("utter_handoff_offer")
            turn.ask("human", {"reason": "misunderstood"})
