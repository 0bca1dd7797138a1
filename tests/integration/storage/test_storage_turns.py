"""One taker a turn, and a transcript that a reader can follow without missing a line."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from dataclasses import replace
from threading import Event

import pytest
from book_rows import NOW, UowFactory, conversation_id, later, line


def test_a_conversation_is_made_once_per_shop_and_sender(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        first = uow.lock_conversation("mobi", "甲", NOW)
        assert (first.shop, first.sender, first.created_at, first.holder) == ("mobi", "甲", NOW, "bot")
        assert uow.lock_conversation("mobi", "甲", later(9)) == first
        assert uow.lock_conversation("dengyu", "甲", NOW).id != first.id


def test_a_conversation_is_made_once_when_many_start_it(uow_factory: UowFactory) -> None:
    def start(_: int) -> int:
        with uow_factory() as uow:
            mine = conversation_id(uow)
            uow.commit()
            return mine

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(start, range(24)))) == 1


# Who asks, when (seconds), and whether the turn is theirs; the lease is 30 seconds long.
CLAIMS = [
    ("w1", 0, True),
    ("w2", 0, False),
    ("w1", 29, False),
    ("w2", 29.9, False),
    ("w2", 30, True),
    ("w1", 31, False),
]


def test_a_turn_is_free_again_after_its_lease(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        for worker, seconds, expected in CLAIMS:
            assert uow.claim_turn(mine, worker, later(seconds), 30) is expected, (worker, seconds)


def test_a_turn_is_released_only_by_who_has_it(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        assert uow.claim_turn(mine, "w1", NOW, 30)
        uow.release_turn(mine, "w2")
        assert not uow.claim_turn(mine, "w2", later(1), 30)
        uow.release_turn(mine, "w1")
        assert uow.claim_turn(mine, "w2", later(1), 30)
        assert not uow.claim_turn(10_000, "w2", NOW, 30)


def test_one_of_many_claims_the_turn(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        uow.commit()

    def claim(worker: int) -> bool:
        with uow_factory() as uow:
            won = uow.claim_turn(mine, f"w{worker}", NOW, 30)
            uow.commit()
            return won

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(claim, range(16))) == [False] * 15 + [True]


def test_only_unanswered_lines_of_the_shopper_and_the_system_are_pending(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        asked = uow.messages.add(line(mine, "在吗"))
        for author in ("bot", "agent"):
            uow.messages.add(line(mine, author=author))
        told = uow.messages.add(line(mine, author="system"))
        done = uow.messages.add(line(mine, "好的"))
        uow.messages.change(replace(done, answered_at=NOW))
        uow.messages.add(line(conversation_id(uow, "别人")))
        assert uow.pending_messages(mine) == [asked, told]


def test_conversations_are_stale_when_lines_wait_and_nobody_has_the_turn(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        free, leased, fresh, answered, silent = (conversation_id(uow, name) for name in "abcde")
        for each in (free, free, leased, answered):
            uow.messages.add(line(each))
        uow.messages.add(line(fresh, created_at=later(50)))
        uow.messages.add(line(silent, author="bot"))
        [waiting] = uow.pending_messages(answered)
        uow.messages.change(replace(waiting, answered_at=NOW))
        assert uow.claim_turn(leased, "w1", NOW, 90)
        # At 60 s, waiting for 20 s or more: said at 40 s or before. The lease of 90 s is over at 90 s.
        assert uow.stale_conversations(later(60), older_than=later(40)) == [free]
        assert uow.stale_conversations(later(89), older_than=later(69)) == [free, fresh]
        assert uow.stale_conversations(later(90), older_than=later(70)) == [free, leased, fresh]


def test_seen_variants_are_counted_by_script(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine, other = conversation_id(uow), conversation_id(uow, "别人")
        said = [(mine, "a", 0), (mine, "a", 2), (mine, "a", 2), (mine, "b", 1), (other, "a", 1), (mine, "c", None)]
        for conversation, script_id, variant in said:
            uow.messages.add(line(conversation, author="bot", script_id=script_id, variant=variant))
        uow.messages.add(line(mine))
        assert uow.seen_variants(mine) == {"a": {0: 1, 2: 2}, "b": {1: 1}}
        assert uow.seen_variants(10_000) == {}


def test_messages_after_an_id_are_the_rest_of_this_conversation(uow_factory: UowFactory) -> None:
    with uow_factory() as uow:
        mine, other = conversation_id(uow), conversation_id(uow, "别人")
        first, _, third = (uow.messages.add(line(each)) for each in (mine, other, mine))
        assert uow.messages_after(mine, 0) == [first, third]
        assert uow.messages_after(mine, first.id or 0) == [third]
        assert uow.messages_after(mine, third.id or 0) == []


@pytest.mark.parametrize("locked_first", [True, False])
def test_a_second_writer_waits_until_the_first_has_committed(uow_factory: UowFactory, locked_first: bool) -> None:
    with uow_factory() as uow:
        mine = conversation_id(uow)
        uow.commit()
    started = Event()

    def write_second() -> None:
        started.set()
        with uow_factory() as uow:
            uow.messages.add(line(mine, "second"))
            uow.commit()

    with ThreadPoolExecutor(1) as threads, uow_factory() as uow:
        if locked_first:
            conversation_id(uow)
        uow.messages.add(line(mine, "first"))
        second: Future[None] = threads.submit(write_second)
        assert started.wait(10)
        with pytest.raises(StillWaiting):
            second.result(timeout=0.3)
        uow.commit()
        second.result(timeout=10)
        assert [each.text for each in uow.messages_after(mine, 0)] == ["first", "second"]


def test_a_reader_that_follows_concurrent_writers_misses_no_line(uow_factory: UowFactory) -> None:
    writers, lines = 4, 15
    with uow_factory() as uow:
        mine = conversation_id(uow)
        uow.commit()

    def write(writer: int) -> None:
        for number in range(lines):
            with uow_factory() as uow:
                uow.messages.add(line(mine, f"{writer}-{number}"))
                uow.commit()

    seen: list[int] = []
    with ThreadPoolExecutor(writers) as threads:
        writing = [threads.submit(write, writer) for writer in range(writers)]
        while len(seen) < writers * lines and not any(each.done() and each.exception() for each in writing):
            over = all(each.done() for each in writing)
            with uow_factory() as uow:
                seen += [each.id or 0 for each in uow.messages_after(mine, seen[-1] if seen else 0)]
            if over:
                break
    with uow_factory() as uow:
        assert seen == [each.id for each in uow.messages_after(mine, 0)]
    assert len(seen) == writers * lines
