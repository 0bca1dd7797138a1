"""What the conversation survives: another tab, a lost network, a reload, a server that was killed."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from huashu.services.turns import post_event
from tests.acceptance.running import Running
from tests.browser.window import Window

OnPage = Callable[..., Window]


def test_two_tabs_are_in_step(window: Window, on_page: OnPage) -> None:
    window.ready()
    other = on_page("qingmian", context=window.page.context)
    expect(other.part("window")).to_be_visible()  # as the first tab has it
    window.say("高腰阔腿裤有货吗")
    other.say("发什么快递")
    expect(window.mine).to_have_count(2)
    expect(other.mine).to_have_count(2)
    expect(window.theirs).to_have_count(other.theirs.count())
    window.quiet()
    assert window.texts(window.part("line")) == other.texts(other.part("line"))


def test_what_is_typed_offline_is_sent_on_return_once_and_in_order(window: Window) -> None:
    window.ready()
    window.page.context.set_offline(True)
    window.page.evaluate("document.querySelector('huashu-chat').chat.stop()")
    for text in ("在吗", "高腰阔腿裤", "有货吗"):
        window.type(text)
    expect(window.part("offline")).to_be_visible()
    expect(window.page.locator("huashu-chat .unsent")).to_have_count(3)
    window.page.context.set_offline(False)
    expect(window.page.locator("huashu-chat .unsent")).to_have_count(0)
    expect(window.theirs.nth(1)).to_be_visible()
    assert window.texts(window.mine) == ["在吗", "高腰阔腿裤", "有货吗"]


def test_what_was_typed_offline_outlives_the_page(window: Window) -> None:
    """The page is closed before the network is back; the next one sends it."""
    window.ready()
    window.page.context.set_offline(True)
    window.page.evaluate("document.querySelector('huashu-chat').chat.stop()")
    window.type("发什么快递")
    expect(window.page.locator("huashu-chat .unsent")).to_have_count(1)
    window.page.context.set_offline(False)
    window.page.reload()
    expect(window.mine).to_have_count(1)
    expect(window.theirs.nth(1)).to_be_visible()
    assert window.texts(window.mine) == ["发什么快递"]


def test_a_reload_shows_the_same_and_the_window_stays_open(window: Window) -> None:
    window.ready()
    window.say("高腰阔腿裤有货吗")
    before = window.texts(window.part("line"))
    window.page.reload()
    expect(window.part("window")).to_be_visible()
    expect(window.mine).to_have_count(1)
    assert window.texts(window.part("line")) == before
    window.part("minimise").click()
    window.page.reload()
    expect(window.part("bubble")).to_be_visible()
    expect(window.part("window")).to_have_count(0)


def test_a_server_killed_in_the_middle_loses_nothing(window: Window, product: Running) -> None:
    """kill -9 of the app; what is typed meanwhile is sent when it is back, and the talk goes on."""
    window.ready()
    window.say("高腰阔腿裤有货吗")
    product.kill("app")
    expect(window.part("offline")).to_be_visible()
    window.type("能便宜点吗")
    expect(window.page.locator("huashu-chat .unsent")).to_have_count(1)
    product.start("app")
    product.wait_ready()
    expect(window.page.locator("huashu-chat .unsent")).to_have_count(0)
    expect(window.part("offline")).to_have_count(0)
    before = window.theirs.count()
    window.say("发什么快递")
    assert window.texts(window.mine) == ["高腰阔腿裤有货吗", "能便宜点吗", "发什么快递"]
    assert window.theirs.count() > before


def test_a_turn_that_died_with_the_server_is_answered_once(window: Window, product: Running) -> None:
    """Killed while the bot thinks: the timers answer it, and the window hears of it when the server is back."""
    window.ready()
    with product.stopped("bot"):
        window.type("高腰阔腿裤有货吗")
        expect(window.part("typing")).to_be_visible()
        product.kill("app")
    product.start("app")
    product.wait_ready()
    expect(window.part("card-product")).to_have_count(1, timeout=60_000)  # a dead worker's turn is free after 25 s
    window.quiet()
    assert window.texts(window.mine) == ["高腰阔腿裤有货吗"]


def test_a_badge_counts_what_came_while_the_window_was_closed(window: Window, product: Running) -> None:
    window.ready()
    window.part("minimise").click()
    with product.services.uow() as uow:
        [conversation] = uow.conversations.find(newest_first=True, limit=1)
        post_event(uow, conversation, "handoff_returned", {}, product.services.clock.now())
        uow.commit()
    expect(window.part("badge")).to_contain_text("1")
    window.open()
    window.part("minimise").click()
    expect(window.part("badge")).to_have_count(0)
