"""What is in use: lines and rungs of lately, each once, with the shop they belong to."""

from __future__ import annotations

from book_rows import NOW, UowFactory, conversation_id, later, line

from huashu.services.records import BargainMove


def test_lines_of_the_bot_count_once_per_shop_script_and_variant(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        here, there = conversation_id(uow), conversation_id(uow, shop="mobi")
        for conversation, script_id, variant, seconds in [
            (here, "utter_a", 0, 0), (here, "utter_a", 0, 5), (here, "utter_a", 100, 5),
            (there, "utter_a", 0, 5), (here, "utter_old", 0, -1),
        ]:  # fmt: skip
            said = line(conversation, author="bot", script_id=script_id, variant=variant, created_at=later(seconds))
            uow.messages.add(said)
        uow.messages.add(line(here))
        uow.messages.add(line(here, author="agent"))
        assert uow.said_since(NOW) == {("qingmian", "utter_a", 0), ("qingmian", "utter_a", 100), ("mobi", "utter_a", 0)}


def test_rungs_count_once_per_shop(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        here = conversation_id(uow)
        for turn, (rung, seconds) in enumerate([("refuse", 0), ("refuse", 9), ("human", -1)]):
            uow.bargain_moves.add(BargainMove(here, "T100", "plain", rung, later(seconds), turn_id=turn + 1))
        assert uow.rungs_since(NOW) == {("qingmian", "refuse")}
