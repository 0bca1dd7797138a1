"""正品 and quality: proofs from the shop's profile, facts from the product (P2)."""

from __future__ import annotations

from actions.base import ShopAction
from actions.turn import Turn
from huashu.scripts.locale_zh import list_text


class AnswerAuthenticity(ShopAction):
    action_name = "action_answer_authenticity"
    resumes = True

    def act(self, turn: Turn) -> None:
        turn.answer("utter_authenticity_answer")


class AnswerQuality(ShopAction):
    action_name = "action_answer_quality"
    resumes = True

    def act(self, turn: Turn) -> None:
        product = turn.product()
        if product is None or not product.quality:
            turn.answer("utter_authenticity_quality_general")
        else:
            turn.answer("utter_authenticity_quality", product_name=product.name, quality=list_text(product.quality))
