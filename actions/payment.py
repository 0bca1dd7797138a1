"""Payment, invoice, returns: exactly as the shop's profile states (P11, P13)."""

from __future__ import annotations

from actions.base import ShopAction, Turn


class AnswerPayment(ShopAction):
    action_name = "action_answer_payment"
    resumes = True

    def act(self, turn: Turn) -> None:
        if "分期" in turn.text or "花呗" in turn.text:
            turn.answer("utter_payment_instalment")
        elif "平台" in turn.text or "哪个商城" in turn.text:
            turn.answer("utter_payment_platform")
        else:
            turn.answer("utter_payment_how")


class AnswerInvoice(ShopAction):
    action_name = "action_answer_invoice"
    resumes = True

    def act(self, turn: Turn) -> None:
        turn.answer("utter_payment_invoice")


class AnswerReturn(ShopAction):
    action_name = "action_answer_return"
    resumes = True

    def act(self, turn: Turn) -> None:
        turn.answer("utter_payment_return")
