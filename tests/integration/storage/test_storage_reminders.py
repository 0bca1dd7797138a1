"""A reminder is one worker's until its lease is over, and done once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from book_rows import NOW, UowFactory, later, reminder

from huashu.services.records import Reminder
from huashu.storage import SqlUnitOfWork, make_engine

ROOT = Path(__file__).parents[3]


def store(uow_factory: UowFactory, *reminders: Reminder) -> list[int]:
    with uow_factory() as uow:
        ids = [uow.reminders.add(each).id or 0 for each in reminders]
        uow.commit()
    return ids


def test_due_reminders_are_claimed_the_longest_due_first(uow_factory: UowFactory) -> None:
    ids = store(uow_factory, *(reminder(str(seconds), later(seconds)) for seconds in (5, 1, 3, 9)))
    with uow_factory() as uow:
        claimed = uow.claim_reminders("w1", later(8), 30, limit=2)
        assert [(each.id, each.attempts, each.claimed_by) for each in claimed] == [(ids[1], 1, "w1"), (ids[2], 1, "w1")]
        assert {each.lease_until for each in claimed} == {later(38)}
        assert [each.id for each in uow.claim_reminders("w2", later(8), 30, limit=9)] == [ids[0]]
        assert uow.claim_reminders("w3", later(8), 30, limit=9) == []


def test_a_claim_comes_back_after_its_lease(uow_factory: UowFactory) -> None:
    [mine] = store(uow_factory, reminder("k"))
    with uow_factory() as uow:
        assert [each.attempts for each in uow.claim_reminders("w1", NOW, 30, 9)] == [1]
        assert uow.claim_reminders("w2", later(29), 30, 9) == []
        [again] = uow.claim_reminders("w2", later(30), 30, 9)
        assert (again.id, again.attempts, again.claimed_by) == (mine, 2, "w2")
        assert not uow.finish_reminder(mine, "w1", later(31))
        assert uow.finish_reminder(mine, "w2", later(31))
        assert not uow.finish_reminder(mine, "w2", later(32))
        assert uow.claim_reminders("w3", later(999), 30, 9) == []
        done = uow.reminders.get(mine)
        assert done and (done.done_at, done.claimed_by, done.lease_until) == (later(31), None, None)


def test_a_reminder_that_failed_is_due_again_with_its_error(uow_factory: UowFactory) -> None:
    [mine] = store(uow_factory, reminder("k"))
    with uow_factory() as uow:
        uow.claim_reminders("w1", NOW, 30, 9)
        assert not uow.retry_reminder(mine, "w2", "not mine", later(1))
        assert uow.retry_reminder(mine, "w1", "bot is away", later(10))
        assert uow.claim_reminders("w1", later(9), 30, 9) == []
        [again] = uow.claim_reminders("w1", later(10), 30, 9)
        assert (again.attempts, again.last_error) == (2, "bot is away")


def test_a_claim_is_lost_when_its_unit_of_work_is_not_committed(uow_factory: UowFactory) -> None:
    [mine] = store(uow_factory, reminder("k"))
    with uow_factory() as uow:
        assert uow.claim_reminders("w1", NOW, 30, 9)
    with uow_factory() as uow:
        assert [(each.id, each.attempts) for each in uow.claim_reminders("w2", NOW, 30, 9)] == [(mine, 1)]


def test_threads_that_claim_at_once_never_get_the_same_reminder(uow_factory: UowFactory) -> None:
    ids = store(uow_factory, *(reminder(str(number)) for number in range(60)))

    def claim_all(worker: int) -> list[int]:
        mine: list[int] = []
        while True:
            with uow_factory() as uow:
                claimed = uow.claim_reminders(f"w{worker}", NOW, 30, limit=3)
                uow.commit()
            if not claimed:
                return mine
            mine += [each.id or 0 for each in claimed]

    with ThreadPoolExecutor(6) as threads:
        claimed = [one for mine in threads.map(claim_all, range(6)) for one in mine]
    assert sorted(claimed) == ids


CLAIM_ALL = """
import sys
from datetime import datetime
from huashu.storage import SqlUnitOfWork, make_engine
engine = make_engine(sys.argv[1])
print(flush=True)
sys.stdin.readline()
claimed = True
while claimed:
    with SqlUnitOfWork(engine) as uow:
        claimed = uow.claim_reminders(sys.argv[2], datetime.fromisoformat(sys.argv[3]), 30, limit=2)
        uow.commit()
    print(*(each.id for each in claimed), flush=True)
"""


def test_processes_that_claim_at_once_never_get_the_same_reminder(uow_factory: UowFactory, database_url: str) -> None:
    ids = store(uow_factory, *(reminder(str(number)) for number in range(60)))
    workers = [claiming_process(database_url, f"w{number}") for number in range(2)]
    for each in workers:
        assert each.stdout and each.stdout.readline() == "\n"
    for each in workers:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    claimed = [int(one) for each in workers for one in each.communicate(timeout=60)[0].split()]
    assert [each.returncode for each in workers] == [0, 0]
    assert sorted(claimed) == ids


def claiming_process(url: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CLAIM_ALL, url, name, NOW.isoformat()]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_claimer_does_not_wait_for_another_on_postgresql(emptied_postgres_url: str) -> None:
    engine = make_engine(emptied_postgres_url)
    first, second = store(lambda: SqlUnitOfWork(engine), reminder("a"), reminder("b"))
    with SqlUnitOfWork(engine) as one, SqlUnitOfWork(engine) as two:
        assert [each.id for each in one.claim_reminders("w1", NOW, 30, limit=1)] == [first]
        assert [each.id for each in two.claim_reminders("w2", NOW, 30, limit=9)] == [second]
    engine.dispose()
