"""The supervisor's wait and a message being answered survive kill -9 of every process."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, suppress

import httpx2 as httpx
import pytest

from tests.acceptance.running import ANSWER_SECONDS, Running, Shopper
from tests.support import wait_until

KILLED = [("app",), ("timers",), ("actions",), ("bot",), ("app", "timers", "actions", "bot")]


@pytest.mark.parametrize("names", KILLED, ids="-".join)
def test_the_gift_comes_once_when_a_process_is_killed_during_the_wait(running: Running, names: tuple[str, ...]) -> None:
    shopper = Shopper(running, "wait-" + "-".join(names))
    shopper.haggle_until_the_supervisor_is_asked()
    running.kill(*names)
    assert [each.status for each in shopper.rows("approvals")] == ["open"]
    running.start(*names)
    running.wait_ready()
    shopper.got_one_gift()
    assert shopper.say("可以")[0]["script_id"] == "utter_bargain_gift_accepted"
    assert [each.status for each in shopper.rows("offers")] == ["accepted"]
    assert len([each for each in shopper.rows("remarks") if each.flag == "red"]) == 1


def test_a_message_is_answered_once_when_the_app_is_killed_over_it(running: Running) -> None:
    shopper = Shopper(running, "over-it")
    shopper.say("你好")
    with running.stopped("bot"):
        asking = threading.Thread(target=_ask_in_vain, args=(shopper,))
        asking.start()
        wait_until(lambda: _is_being_answered(shopper), ANSWER_SECONDS, running.log)
        running.kill("app")
        asking.join(ANSWER_SECONDS)
    [waiting] = [each for each in shopper.rows("messages", answered_at=None) if each.author == "shopper"]
    running.start("app")
    running.wait_ready()
    shopper.wait_for("utter_carrier_default")
    wait_until(shopper.nothing_is_left_to_do, ANSWER_SECONDS, running.log)
    assert [each.script_id for each in shopper.rows("messages", turn_id=waiting.id)] == ["utter_carrier_default"]
    assert _times_in_the_bot_s_memory(running, shopper, "发什么快递") == 1


def _ask_in_vain(shopper: Shopper) -> None:
    with suppress(httpx.HTTPError):
        shopper.say("发什么快递")


def _is_being_answered(shopper: Shopper) -> bool:
    """Stored, and its turn taken: the app waits for the bot."""
    with shopper.running.services.uow() as uow:
        mine = uow.conversations.get(shopper.conversation_id())
        return mine is not None and mine.lease_by is not None and bool(uow.pending_messages(mine.id or 0))


def _times_in_the_bot_s_memory(running: Running, shopper: Shopper, text: str) -> int:
    with closing(sqlite3.connect(running.settings.home / "tracker.db")) as memory:
        events = memory.execute(
            "SELECT data FROM events WHERE sender_id LIKE ? AND type_name = 'user'", (f"%/{shopper.sender}",)
        )
        return sum(f'"text": "{_escaped(text)}"' in data for (data,) in events)


def _escaped(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()


def test_a_message_waits_for_a_dead_bot_and_is_answered_once(running: Running) -> None:
    shopper = Shopper(running, "dead-bot")
    shopper.say("你好")
    running.kill("actions")  # as good as dead: the bot cannot answer without its actions, and they start faster
    assert shopper.say("发什么快递", client_id="c1") == []
    running.start("actions")
    shopper.wait_for("utter_carrier_default")
    assert [each["script_id"] for each in shopper.say("发什么快递", client_id="c1")] == ["utter_carrier_default"]
    assert shopper.scripts_heard().count("utter_carrier_default") == 1


def test_a_yes_counts_once_when_the_answer_takes_longer_than_anybody_waits(running: Running) -> None:
    shopper = Shopper(running, "slow-actions")
    shopper.haggle_until_the_supervisor_is_asked()
    shopper.got_one_gift()
    tried = running.times_logged("messages wait")
    with running.stopped("actions"):
        assert shopper.say("可以") == []  # given up after HUASHU_BOT_SECONDS; the timers try again
        wait_until(lambda: running.times_logged("messages wait") > tried, ANSWER_SECONDS, running.log)
    shopper.wait_for("utter_bargain_gift_accepted")
    wait_until(shopper.nothing_is_left_to_do, ANSWER_SECONDS, running.log)
    assert shopper.scripts_heard()[-1] == "utter_bargain_gift_accepted"
    assert [each.status for each in shopper.rows("offers")] == ["accepted"]
    assert [each.kind for each in shopper.rows("promises", status="open")] == ["gift"]
    assert _times_in_the_bot_s_memory(running, shopper, "可以") == 1
