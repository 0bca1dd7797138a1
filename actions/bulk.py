"""大宗 and project enquiries (P14): the intake form and the lead it becomes."""

from __future__ import annotations

import re

from actions.base import ShopAction
from actions.fields import is_question
from actions.turn import Turn
from huashu.domain.phone import Mobile, check_mobile
from huashu.scripts.locale_zh import moment_text, next_opening
from huashu.services.leads import FIELDS, callback_at, record_lead

CALL_BACK_SECONDS = 2 * 3600
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
NOT_GIVEN = re.compile(r"没有|不方便|保密|不知道|暂无|还没定|不清楚|无|跳过|先不说")
ENTITY_OF = {"bulk_phone": "phone", "bulk_email": "email"}
NUMBER = re.compile(r"[0-9零一二两三四五六七八九十百千万几]")
SHAPE_OF = {
    "bulk_quantity": NUMBER,
    "bulk_budget": re.compile(rf"{NUMBER.pattern}|不限|看|够|多少"),
    "bulk_date": re.compile(rf"{NUMBER.pattern}|[日月周天底旬年节]|开学|学期|快|急|前|后|随时"),
}
CALLED = re.compile(
    r"^(?:您好|你好|嗯)?[，, ]?(?:叫我|称呼我|我?(?:是|叫|姓)|联系|找)(?=.)"  # 叫我小何就行 is 小何
    r"|(?:就行|就好|就可以|即可|吧|哈)+$"
)


class StartBulk(ShopAction):
    action_name = "action_start_bulk"

    def act(self, turn: Turn) -> None:
        product, quantity = turn.product(), (turn.found("quantity") or {}).get("n")
        if turn.form != "bulk_form":
            turn.say("utter_bulk_intro")
        if product is not None:
            turn.remember("bulk_goods", product.name)
        if quantity:
            turn.remember("bulk_quantity", str(quantity))
        turn.then("bulk_form")


class ValidateBulkForm(ShopAction):
    """Takes the answer to the question asked; fields that people keep back may stay open, the phone may not."""

    action_name = "validate_bulk_form"

    def act(self, turn: Turn) -> None:
        wanted = turn.slots.get("requested_slot") if turn.form == "bulk_form" else None
        for slot, entity in ENTITY_OF.items():
            if turn.has(entity):
                self._take_checked(turn, slot, str(turn.found(entity)))
        if wanted == "bulk_goods" and turn.has("quantity"):
            turn.remember("bulk_quantity", str(turn.found("quantity")["n"]))
        if wanted and wanted not in ENTITY_OF and self._answers(turn):
            turn.remember(wanted, _answer_to(wanted, turn.text.strip()))
        elif wanted == "bulk_email" and not turn.has("email") and self._answers(turn):
            self._take_checked(turn, "bulk_email", turn.text)

    @staticmethod
    def _answers(turn: Turn) -> bool:
        return turn.intent == "request_bulk" or not is_question(turn) or bool(NOT_GIVEN.search(turn.text))

    @staticmethod
    def _take_checked(turn: Turn, slot: str, text: str) -> None:
        if slot == "bulk_phone":
            mobile = check_mobile(text)
            turn.remember(slot, mobile.number if isinstance(mobile, Mobile) else None)
        else:
            fits = EMAIL.search(text) or NOT_GIVEN.search(text)
            turn.remember(slot, text.strip() if fits else None)


def _answer_to(slot: str, text: str) -> str | None:
    """The answer as it goes into the lead; None for one that cannot be meant for this question."""
    if slot in SHAPE_OF and not SHAPE_OF[slot].search(text) and not NOT_GIVEN.search(text):
        return None
    return CALLED.sub("", text) if slot == "bulk_contact" else text


class AskBulkPhone(ShopAction):
    action_name = "action_ask_bulk_phone"

    def act(self, turn: Turn) -> None:
        turn.say("utter_bulk_bad_phone" if turn.has("phone") else "utter_ask_bulk_phone")


class AskBulkEmail(ShopAction):
    action_name = "action_ask_bulk_email"

    def act(self, turn: Turn) -> None:
        asked_before = turn.slots.get("requested_slot") == "bulk_email" and not is_question(turn)
        turn.say("utter_bulk_bad_email" if asked_before else "utter_ask_bulk_email")


class RecordLead(ShopAction):
    action_name = "action_record_lead"

    def act(self, turn: Turn) -> None:
        intake = {field: str(turn.slots.get(f"bulk_{field}") or "") for field in FIELDS}
        record_lead(turn.uow, turn.conversation, intake, turn.now)
        opens = next_opening(turn.now, turn.profile)
        earliest = opens if opens > turn.now else turn.clock.after(CALL_BACK_SECONDS)
        due_at = callback_at(intake["time"], earliest.astimezone(turn.profile.zone))
        turn.say(
            "utter_bulk_done", contact=intake["contact"], callback=moment_text(due_at, turn.now, turn.profile),
            callback_at=due_at.isoformat(),
        )  # fmt: skip
        turn.forget(*(f"bulk_{field}" for field in FIELDS))


class GiveUpBulk(ShopAction):
    action_name = "action_give_up_bulk"

    def act(self, turn: Turn) -> None:
        turn.forget(*(f"bulk_{field}" for field in FIELDS))
        turn.say("utter_bulk_given_up")
