"""Campaigns and presents (P1): what runs is told, what does not run is not promised."""

from __future__ import annotations

import re

from actions.bargaining import haggle
from actions.base import ShopAction
from actions.turn import Turn
from huashu.domain.ladder import HaggleKind
from huashu.domain.money import format_yuan
from huashu.scripts.locale_zh import moment_text
from huashu.services.bargaining import gift_left

# 不要赠品, but not 不用便宜了，送个小礼物吧
REFUSED = re.compile(
    "(?:算了|那)?(?:不要|不用|不想要|别送)(?:你们?的?|这个|送)?(?:赠品|礼品|小?礼物|东西)?(?:了|吧|啦|哈)*[。!！]?"
)


class AnswerCampaign(ShopAction):
    action_name = "action_answer_campaign"
    resumes = True

    def act(self, turn: Turn) -> None:
        campaign = turn.profile.campaign_at(turn.now)
        if campaign is None:
            turn.answer("utter_campaign_none")
        else:
            turn.answer("utter_campaign_running", campaign_until=moment_text(campaign.ends_at, turn.now, turn.profile))


class AnswerGift(ShopAction):
    """A present asked for in the middle of bargaining is bargaining."""

    action_name = "action_answer_gift"
    resumes = True

    def act(self, turn: Turn) -> None:
        if turn.pending == "offer" and REFUSED.fullmatch(turn.text.strip()):
            turn.then("action_decline_offer")
            return
        campaign = turn.profile.campaign_at(turn.now)
        gift = turn.profile.gifts.get(campaign.gift_id or "") if campaign else None
        if gift is not None and gift_left(turn.uow, turn.profile, gift) > 0:
            turn.answer("utter_campaign_gift_running", gift_name=gift.name, gift_value=format_yuan(gift.value_fen))
        elif turn.uow.bargain_moves.one(conversation_id=turn.conversation_id):
            haggle(turn, HaggleKind.GIFT)
        else:
            turn.answer("utter_campaign_gift_none")
