"""What offers cost, and remarks that wait for their order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from book_rows import NOW, UowFactory, conversation_id, later, line, offer

from huashu.services.records import Promise, Remark


def test_spending_counts_live_offers_of_the_shop_since_a_time(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        for status, cost in [
            ("reserved", 1),
            ("offered", 20),
            ("accepted", 300),
            ("declined", 4000),
            ("released", 5000),
        ]:
            uow.offers.add(offer(mine, status, cost_fen=cost))
        uow.offers.add(offer(mine, "accepted", cost_fen=60_000, created_at=later(-1)))
        uow.offers.add(offer(mine, "accepted", cost_fen=700_000, shop="mobi"))
        # 1 + 20 + 300; with the one of a second earlier 60,000 more.
        assert uow.spent_fen("qingmian", since=NOW) == 321
        assert uow.spent_fen("qingmian", since=later(-1)) == 60_321
        assert uow.spent_fen("dengyu", since=NOW) == 0


def test_a_gift_is_used_by_every_live_offer_of_it(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        for status in ("reserved", "offered", "accepted", "declined", "released"):
            uow.offers.add(offer(mine, status, gift_id="socks"))
        uow.offers.add(offer(mine, gift_id="pen"))
        uow.offers.add(offer(mine, gift_id="socks", shop="mobi"))
        assert uow.gift_used("qingmian", "socks") == 3
        assert uow.gift_used("qingmian", "lamp") == 0


def test_a_budget_is_not_spent_twice_when_many_ask_at_once(uow_factory: UowFactory) -> None:
    budget, cost = 500, 200
    with uow_factory() as uow:
        conversations = [conversation_id(uow, str(number)) for number in range(8)]
        uow.commit()

    def reserve(conversation: int) -> bool:
        with uow_factory() as uow:
            fits = uow.spent_fen("qingmian", since=NOW) + cost <= budget
            if fits:
                uow.offers.add(offer(conversation, cost_fen=cost))
            uow.commit()
            return fits

    with ThreadPoolExecutor(8) as threads:
        # 500 holds 200 twice, and 100 is left over.
        assert sum(threads.map(reserve, conversations)) == 2


def test_only_what_was_reserved_in_the_turn_is_released(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        turn, other = (uow.messages.add(line(mine)).id or 0 for _ in range(2))
        unsaid = uow.offers.add(offer(mine, turn_id=turn))
        said = uow.offers.add(offer(mine, "offered", turn_id=turn))
        elsewhere = uow.offers.add(offer(mine, turn_id=other))
        assert uow.release_reserved(turn) == 1
        assert [uow.offers.get(each.id or 0) for each in (said, elsewhere)] == [said, elsewhere]
        released = uow.offers.get(unsaid.id or 0)
        assert released and released.status == "released"


def test_open_remarks_and_promises_without_an_order_get_it(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine, other = conversation_id(uow), conversation_id(uow, "别人")
        rows: list[tuple[int, dict[str, Any]]] = [
            (mine, {}),
            (mine, {"order_no": "old"}),
            (mine, {"status": "released"}),
            (other, {}),
        ]
        for owner, more in rows:
            uow.remarks.add(Remark(owner, "qingmian", "red", "wish", "贺卡", NOW, **more))
            uow.promises.add(Promise(owner, "qingmian", "gift", "袜子", "agent", NOW, NOW, **more))
        assert uow.attach_remarks(mine, "new") == 1
        assert [each.order_no for each in uow.remarks.find()] == ["new", "old", None, None]
        assert [each.order_no for each in uow.promises.find()] == ["new", "old", None, None]
