"""Two apps and two timers share one PostgreSQL database, the bot's memory included: everything is said once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.acceptance.running import SHOP, Running, Shopper

pytestmark = pytest.mark.services

APPS = ("app", "app2")


def test_the_answer_comes_once_to_every_shopper_whichever_app_they_talk_to(running_twice: Running) -> None:
    shoppers = [Shopper(running_twice, f"顾客{number}", APPS[number % 2]) for number in range(6)]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(Shopper.haggle_until_the_supervisor_is_asked, shoppers))
    for shopper in shoppers:
        shopper.app = APPS[1 - APPS.index(shopper.app)]  # the answer is heard through the other app
        shopper.got_one_gift()


def test_messages_sent_through_two_apps_at_once_are_answered_once_each_in_order(running_twice: Running) -> None:
    shopper = Shopper(running_twice, "两边说")
    shopper.say("你好")
    texts = ["发什么快递", "能开发票吗", "怎么付款", "质量怎么样"]
    with ThreadPoolExecutor(4) as threads:
        said = [
            threads.submit(Shopper(running_twice, shopper.sender, APPS[number % 2]).say, text)
            for number, text in enumerate(texts)
        ]
        answers = [each.result(60) for each in said]
    lines = shopper.transcript()
    asked = [each["id"] for each in lines if each["author"] == "shopper"]
    answered = [each["answers"] for each in lines if each["author"] == "bot"]
    assert answered == sorted(answered)
    assert set(answered) == set(asked)
    ids = [[bubble["id"] for bubble in answer] for answer in answers]
    assert sorted(id for each in ids for id in each) == [
        each["id"] for each in lines if each["author"] == "bot" and each["answers"] != asked[0]
    ]


def test_a_message_sent_to_both_apps_is_one_message(running_twice: Running) -> None:
    clients = [Shopper(running_twice, "发两遍", app) for app in APPS * 3]
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda client: client.say("发什么快递", client_id="same"), clients))
    assert all(each == answers[0] for each in answers)
    assert clients[0].scripts_heard() == [each["script_id"] for each in answers[0]]


def test_the_answer_comes_when_one_app_and_one_timer_are_gone(running_twice: Running) -> None:
    shopper = Shopper(running_twice, "少了一半", "app2")
    shopper.haggle_until_the_supervisor_is_asked()
    running_twice.kill("app", "timers")
    shopper.got_one_gift()
    assert {each.shop for each in shopper.rows("offers")} == {SHOP}
