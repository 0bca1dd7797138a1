"""Questions and answers of the shop's own, ``scripts_zh/faq``: whatever its people add is answered by this one file."""

from __future__ import annotations

from actions.base import ShopAction
from actions.smalltalk import admit_limits
from actions.turn import Turn
from huashu.scripts import Question


class AnswerQuestion(ShopAction):
    action_name = "action_answer_question"
    resumes = True

    def act(self, turn: Turn) -> None:
        answer(turn, turn.library.questions.get(turn.intent))


class AnswerFollowUp(ShopAction):
    """A yes to the question that we asked back."""

    action_name = "action_answer_follow_up"

    def act(self, turn: Turn) -> None:
        wanted = (turn.slots.get("pending_about") or {}).get("intent", "")
        turn.ask(None)
        answer(turn, turn.library.questions.get(wanted))


def answer(turn: Turn, question: Question | None) -> None:
    """The next angle, and our question back unless one of ours is open or it was heard before.

    A question that was taken out of the files, or that this shop does not answer, is outside of what we know.
    """
    if question is None or not question.answered_by(turn.profile.shop_id):
        admit_limits(turn)
        return
    turn.answer(question.script_id)
    free = turn.last_part and not turn.form and turn.pending in (None, "faq") and not turn.asked
    if question.follow_up and free and question.follow_up not in turn.seen:
        turn.say(question.follow_up)
        turn.ask("faq", {"intent": question.then})
