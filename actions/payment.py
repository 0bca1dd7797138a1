"""Payment, invoice, returns: exactly as the shop's profile states (P11, P13)."""

from __future__ import annotations

import re

from actions.base import ShopAction
from actions.turn import Turn

INSTALMENT = re.compile("分期|花呗|白条")
PLATFORM = re.compile("平台|商城|天猫|淘宝|京东|拼多多")


class AnswerPayment(ShopAction):
    action_name = "action_answer_payment"
    resumes = True

    def act(self, turn: Turn) -> None:
        if INSTALMENT.search(turn.text):
            turn.answer("utter_payment_instalment")
        elif PLATFORM.search(turn.text):
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
