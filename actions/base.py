"""What every action shares: one unit of work, a step that happens once, and the thread taken up again.

An action reads the turn, calls services and says scripts by their id. What it says is handed to Rasa only after its
books were committed; a digression ends with the question of ours that is still open.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.steps import keep, step_of, taken_before
from actions.turn import Events, Turn
from huashu.bootstrap import services
from huashu.domain.wishes import WHICH_WISH
from huashu.services.inquiries import record_question

# Questions of ours that live one turn: a later yes is not for them.
SHORT_LIVED = (None, "human", "faq", WHICH_WISH)
INQUIRIES = {"bargain_price", "compare_cheaper_elsewhere", "request_carrier"}


class ShopAction(Action, ABC):
    """Base of every action. ``action_name`` is its name in the domain; ``resumes``: an open question of ours is put
    again after it; ``understands``: False only for the action that admits it did not."""

    action_name: ClassVar[str]
    resumes: ClassVar[bool] = False
    understands: ClassVar[bool] = True

    def name(self) -> str:
        return self.action_name

    @property
    def answers(self) -> bool:
        """False for a form's own actions: what fills in a form is no question, whatever it looks like."""
        return not self.action_name.startswith(("validate_", "action_ask_"))

    @abstractmethod
    def act(self, turn: Turn) -> None:
        """Reads the turn, calls services, says scripts."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        turn = await asyncio.to_thread(self._act, tracker)
        for script_id, facts in turn.said:
            dispatcher.utter_message(response=script_id, **facts)
        return turn.events

    def _act(self, tracker: Tracker) -> Turn:
        here = services()
        with here.uow() as uow:
            turn = Turn(uow, here, tracker)
            step = step_of(turn, reversed(tracker.events), self.action_name)
            if not taken_before(turn, step):
                self._take(turn, tracker)
                keep(turn, step)
            uow.commit()
        return turn

    def _take(self, turn: Turn, tracker: Tracker) -> None:
        if turn.pending == WHICH_WISH:
            _put_back(turn)
        before = turn.pending
        if turn.has("product"):
            turn.product()
        if self.answers and (turn.intent.startswith("ask_") or turn.intent in INQUIRIES):
            _note_question(turn)
        self.act(turn)
        if self._goes_back(turn, before):
            resume(turn)
        if before and turn.pending != before and turn.form and not turn.followed:
            turn.then(turn.form)  # Answered in the middle of a form: on with the form.
        if before == turn.pending == "faq" and not turn.asked and not turn.followed:
            turn.ask(None)  # Our question back lives one turn: a later yes is not for it.
        if turn.slots.get("confusions") and self.understands and not turn.followed:
            turn.remember("confusions", 0)

    def _goes_back(self, turn: Turn, before: str | None) -> bool:
        """A question of ours was left open by a digression, or by another question that is settled now."""
        if turn.asked or not turn.last_part or turn.form or turn.followed:
            return False
        left_open = self.resumes and before is not None and turn.pending == before
        return left_open or (turn.pending == "offer" and before != "offer")


def _put_back(turn: Turn) -> None:
    """Which of two wishes it is, was asked for one turn; the question that was open before it is open again."""
    behind = (turn.slots.get("pending_about") or {}).get("behind") or (None, None)
    turn.remember("pending_question", behind[0])
    turn.remember("pending_about", behind[1])


def _note_question(turn: Turn) -> None:
    """A question without an order is an inquiry (P20)."""
    order = turn.order()
    if order is None or order.status == "draft":
        product = turn.product()
        product_no = product.product_no if product else ""
        record_question(turn.uow, turn.conversation, turn.intent, product_no, turn.turn_id, turn.now)


def resume(turn: Turn) -> None:
    """Takes the thread up again after a digression."""
    about = turn.slots.get("pending_about") or {}
    if turn.pending == "offer":
        turn.say("utter_smalltalk_resume_offer", offered=about["offered"])
    elif turn.pending == "carrier_terms":
        turn.say("utter_smalltalk_resume_carrier", carrier=about["carrier"])
    elif turn.pending == "order_confirm":
        turn.say("utter_order_resume_confirm")
    elif turn.pending == "dispatch_ack":
        turn.say("utter_order_resume_dispatch")
    elif turn.pending == "human":
        turn.ask(None)  # Not taken up: a later yes is not for a person.
