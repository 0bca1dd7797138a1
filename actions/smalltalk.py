"""Thanks, goodbyes, a yes or no to nothing, and what we do not understand (P12)."""

from __future__ import annotations

import re

from actions.bargaining import tell_still_asking
from actions.base import SHORT_LIVED, ShopAction
from actions.goods import names_variant
from actions.turn import Turn
from huashu.domain.wishes import likely_two

CONFUSED_TWICE = 2
YES = re.compile("好|行|可以|嗯|对|没问题")
YES_TO = {
    "offer": "action_accept_offer",
    "order_confirm": "action_confirm_order",
    "dispatch_ack": "action_finish_order",
    "carrier_terms": "action_agree_carrier",
    "restock_notice": "action_note_restock",
    "human": "action_hand_over",
    "faq": "action_answer_follow_up",
}
UNSURE = "nlu_fallback"
NOT_BUYING = re.compile("不要|不买|不拍|不下单|不用|别|不考虑|看看|再说|考虑|想想|贵")
WANTS = re.compile("要|换|改|来|拿|选|发|还是")
LEAVING = re.compile("买了|不买|不要了|看看|再说|考虑|算了|想想|比比|逛")


class AnswerThanks(ShopAction):
    action_name = "action_answer_thanks"
    resumes = True

    def act(self, turn: Turn) -> None:
        agreed = YES_TO.get(turn.pending or "") if YES.match(turn.text) else None
        if agreed is not None:
            turn.then(agreed)  # 好的谢谢 is a yes.
        else:
            turn.say("utter_smalltalk_thanks")


class SayGoodbye(ShopAction):
    action_name = "action_say_goodbye"

    def act(self, turn: Turn) -> None:
        turn.forget("pending_question", "pending_about")
        turn.say("utter_smalltalk_goodbye")


class TakeYes(ShopAction):
    action_name = "action_take_yes"

    def act(self, turn: Turn) -> None:
        if turn.pending is None:
            turn.ask(None)  # Puts an offer again that is still open.
        if turn.pending != "offer" and not turn.form:
            turn.say("utter_smalltalk_ok")  # In a form the form's own question comes again.


class TakeNo(ShopAction):
    action_name = "action_take_no"

    def act(self, turn: Turn) -> None:
        wants = WANTS.search(turn.text) and not NOT_BUYING.search(turn.text)
        if wants and turn.has("colour", "size", "quantity", "product", "carrier"):
            turn.then("action_take_information")  # 算了要黑的
            return
        turn.forget("pending_question", "pending_about")
        turn.say("utter_smalltalk_goodbye_later" if LEAVING.search(turn.text) else "utter_smalltalk_no")


class AdmitLimits(ShopAction):
    action_name = "action_admit_limits"
    resumes = True

    def act(self, turn: Turn) -> None:
        if not any(char.isalnum() for char in turn.text):
            turn.then("action_admit_confusion")
        else:
            admit_limits(turn)


def admit_limits(turn: Turn) -> None:
    """Honest about what we do not know; a person is offered."""
    turn.answer("utter_smalltalk_out_of_scope")
    if turn.pending in (None, "human", "faq"):
        turn.ask("human", {"reason": "out_of_scope"})


class AdmitConfusion(ShopAction):
    """Unsure: asks which of the two likeliest wishes it is, or for other words. Twice in a row: a person is offered."""

    action_name = "action_admit_confusion"
    resumes = True
    understands = False

    def act(self, turn: Turn) -> None:
        if tell_still_asking(turn):  # While the supervisor is asked, 好了没 is about the answer.
            return
        if names_variant(turn):  # 那就红的吧
            turn.then("action_answer_stock")
            return
        times = int(turn.slots.get("confusions") or 0) + 1
        if times < CONFUSED_TWICE:
            turn.remember("confusions", times)
            if not ask_which_wish(turn):
                turn.say("utter_smalltalk_misunderstood")
        else:
            turn.remember("confusions", 0)
            turn.say("utter_handoff_offer")
            turn.ask("human", {"reason": "misunderstood"})


class StartAnew(ShopAction):
    """Neither of the two wishes we asked about: the shopper says it again, in other words."""

    action_name = "action_start_anew"
    understands = False

    def act(self, turn: Turn) -> None:
        turn.say("utter_smalltalk_neither")


def ask_which_wish(turn: Turn) -> bool:
    """Asks which of the two likeliest wishes an unsure message means; what is picked comes back as this message
    (``huashu.engine.chosen``). False where no two are near, or a form waits for its own answer."""
    wishes = turn.library.wishes
    ranking = [(each["name"], each["confidence"]) for each in turn.ranking if each["name"] != UNSURE]
    waits = turn.form or not turn.last_part  # the next part of the message would go past our question
    two = likely_two(ranking, wishes) if turn.intent == UNSURE and not waits else None
    if two is None:
        return False
    phrases = [wishes[each].phrase for each in two]
    turn.say("utter_smalltalk_which", wish_one=phrases[0], wish_two=phrases[1])
    behind = None if turn.pending in SHORT_LIVED else [turn.pending, turn.slots.get("pending_about")]
    turn.ask("which_wish", {"text": turn.text, "intents": list(two), "phrases": phrases, "behind": behind})
    return True
