"""For everybody: a narrow telephone, the dark, a screen reader, a keyboard, an input method, a page with two shops."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.acceptance.running import Running
from tests.browser.conftest import AXE, Site
from tests.browser.window import Window
from tests.unit.shopper.test_shopper_tokens import signed_user

OnPage = Callable[..., Window]
NARROW = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1100, "height": 760}}


def picture(window: Window, name: str) -> None:
    """Kept for who wants to look, in the folder that ``HUASHU_SCREENSHOTS`` names."""
    if folder := os.environ.get("HUASHU_SCREENSHOTS"):
        window.page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [NARROW, DESK], ids=["narrow", "desk"])
def test_axe_finds_nothing_wrong_and_nothing_is_cut_off(on_page: OnPage, screen: dict[str, Any], scheme: str) -> None:
    window = on_page("qingmian", color_scheme=scheme, **screen)
    axe = AXE.read_text(encoding="utf-8")
    expect(window.part("bubble")).to_be_visible()
    assert window.axe(axe) == []
    window.ready()
    assert window.axe(axe) == []
    window.say("高腰阔腿裤有货吗")
    for text in ("能便宜点吗", "再便宜点", "还是贵，再便宜点"):
        window.say(text)
    expect(window.part("asking")).to_be_visible()
    picture(window, f"asking-{scheme}-{screen['viewport']['width']}")
    assert window.axe(axe) == []
    expect(window.part("card-gift")).to_be_visible()
    window.say("可以")
    window.say("要一条黑色L码，沈小禾 13800138000 浙江省杭州市西湖区文三路1号2单元301")
    expect(window.part("card-order")).to_be_visible()
    picture(window, f"order-{scheme}-{screen['viewport']['width']}")
    assert window.axe(axe) == []
    window.part("emoji").click()
    assert window.axe(axe) == []
    wide = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    inside = window.part("log").evaluate("(log) => log.scrollWidth - log.clientWidth")
    assert (wide, inside) == (0, 0)
    if screen is NARROW:
        small = window.page.evaluate(
            """() => [...document.querySelector('huashu-chat').renderRoot.querySelectorAll(
               '[part=composer] :is(button, label), [part=header] button:not([part=human])')]
               .map((each) => each.getBoundingClientRect())
               .filter((box) => box.width < 44 || box.height < 44).length"""
        )
        assert small == 0


def test_a_long_word_and_a_long_line_stay_inside(on_page: OnPage) -> None:
    window = on_page("qingmian", **NARROW).ready()
    window.say("W" * 300)
    window.say("https://example.com/" + "a" * 200)
    assert window.part("log").evaluate("(log) => log.scrollWidth - log.clientWidth") == 0


def test_enter_that_ends_a_composition_does_not_send(window: Window) -> None:
    """As an input method for 拼音 types: the Enter that takes the letters as they are belongs to it."""
    window.ready()
    window.part("input").focus()
    session = window.page.context.new_cdp_session(window.page)
    session.send("Input.imeSetComposition", {"selectionStart": 5, "selectionEnd": 5, "text": "youma"})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    expect(window.mine).to_have_count(0)
    session.send("Input.insertText", {"text": "有吗"})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    expect(window.mine).to_have_count(0)
    assert window.part("input").input_value() == "有吗"
    window.page.wait_for_function("performance.now() > 0")
    window.part("input").press("Shift+Enter")
    assert window.part("input").input_value() == "有吗\n"
    window.part("input").press("Enter")
    expect(window.mine).to_have_count(1)
    assert window.texts(window.mine) == ["有吗"]


def test_an_enter_right_behind_a_composition_does_not_send(window: Window) -> None:
    """Safari ends the composition first and then tells of the Enter that ended it, as a plain one."""
    window.ready()
    window.part("input").fill("nihao")
    window.part("input").evaluate(
        """(input) => {
            input.dispatchEvent(new CompositionEvent('compositionstart'));
            input.dispatchEvent(new CompositionEvent('compositionend', {data: 'nihao'}));
            input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true}));
        }"""
    )
    assert window.part("input").input_value() == "nihao"
    expect(window.mine).to_have_count(0)


def test_the_keyboard_alone_is_enough(window: Window) -> None:
    bubble = window.part("bubble")
    bubble.focus()
    window.page.keyboard.press("Enter")
    expect(window.part("input")).to_be_focused()
    expect(window.theirs.first).to_be_visible()
    window.page.keyboard.type("发什么快递")
    window.page.keyboard.press("Enter")
    expect(window.mine).to_have_count(1)
    window.part("emoji").focus()
    window.page.keyboard.press("Enter")
    expect(window.part("emojis").get_by_role("button").first).to_be_focused()
    window.page.keyboard.press("ArrowRight")
    window.page.keyboard.press("Enter")
    assert window.part("input").input_value() == "😄"
    window.page.keyboard.press("Escape")
    expect(window.part("emojis")).to_have_count(0)
    window.page.keyboard.press("Escape")
    expect(window.part("window")).to_have_count(0)
    expect(bubble).to_be_focused()


def test_the_tab_key_stays_in_a_sheet(on_page: OnPage) -> None:
    window = on_page("qingmian", **NARROW).ready()
    for _ in range(25):
        window.page.keyboard.press("Tab")
        focused = "document.activeElement.shadowRoot?.activeElement?.closest('[part=window]') != null"
        assert window.page.evaluate(focused)


def test_new_lines_are_read_out_and_old_ones_are_not(window: Window) -> None:
    window.ready()
    log = window.page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    window.say("发什么快递")
    window.page.evaluate(
        """() => { window.lives = []; new MutationObserver(() => {
            const log = document.querySelector('huashu-chat')?.renderRoot?.querySelector('[role=log]');
            if (log?.querySelector('[part~=line]')) window.lives.push(log.ariaLive);
        }).observe(document.querySelector('huashu-chat').renderRoot, {childList: true, subtree: true}); }"""
    )
    window.part("minimise").click()
    window.open()
    expect(log).to_have_attribute("aria-live", "polite")
    assert window.page.evaluate("window.lives[0]") == "off"


def test_who_wants_no_movement_sees_none(on_page: OnPage) -> None:
    window = on_page("qingmian", reduced_motion="reduce", **DESK).ready()
    assert window.part("window").evaluate("(each) => getComputedStyle(each).animationName") == "none"
    assert window.part("bubble").evaluate("(each) => parseFloat(getComputedStyle(each).transitionDuration)") == 0


def test_two_shops_on_one_page_have_a_window_each(on_page: OnPage, site: Site, product: Running) -> None:
    site.pages["/both"] = site.pages["/qingmian"] + site.pages["/mobi"]
    window = on_page("both", **DESK)
    bubbles = window.part("bubble")
    expect(bubbles).to_have_count(2)
    [first, second] = [bubbles.nth(number).bounding_box() for number in range(2)]
    assert first and second and abs(first["y"] - second["y"]) >= 60
    shops = window.page.evaluate("[...document.querySelectorAll('huashu-chat')].map((each) => each.shop.shop)")
    assert sorted(shops) == ["mobi", "qingmian"]
    window.page.evaluate("Huashu('mobi').open()")
    expect(window.part("window")).to_have_count(1)
    expect(window.part("header")).to_contain_text("墨笔坊")
    window.say("中性笔有货吗")
    with product.services.uow() as uow:
        [newest] = uow.messages.find(author="shopper", newest_first=True, limit=1)
        conversation = uow.conversations.get(newest.conversation_id)
    assert conversation is not None and conversation.shop == "mobi"


def test_the_page_can_speak_to_the_window(window: Window, product: Running) -> None:
    page = window.page
    expect(window.part("bubble")).to_be_visible()
    page.evaluate("window.heard = []; for (const name of ['open', 'close', 'sent', 'message', 'unread'])"
                  " Huashu.on(name, (detail) => heard.push([name, detail?.text ?? detail ?? null]))")  # fmt: skip
    page.evaluate("Huashu.open()")
    expect(window.theirs.first).to_be_visible()
    window.say("发什么快递")
    page.evaluate("Huashu.close()")
    heard = page.evaluate("heard")
    names = [name for name, _ in heard]
    assert names[0] == "open" and names[-1] == "close" and ["sent", "发什么快递"] in heard and "message" in names
    page.evaluate("document.querySelector('huashu-chat').remove()")
    expect(window.part("bubble")).to_have_count(0)


def test_a_user_whom_the_shop_signed_has_his_conversation_on_every_device(on_page: OnPage, product: Running) -> None:
    user = signed_user(product.services.secret, "qingmian", "demo-member")
    one, two = on_page("qingmian", **DESK), on_page("qingmian", **NARROW)
    for each in (one, two):
        expect(each.part("bubble")).to_be_visible()
        assert each.page.evaluate("(user) => Huashu.identify(user)", user)
        each.ready()
    one.say("高腰阔腿裤能便宜点吗，我是老顾客")
    expect(two.mine.last).to_contain_text("老顾客")
    assert not one.page.evaluate("(user) => Huashu.identify({...user, id: 'someone'})", user)
    with product.services.uow() as uow:
        assert uow.conversations.one(shop="qingmian", sender="demo-member") is not None


def test_calls_made_before_the_window_was_there_are_done(on_page: OnPage, site: Site) -> None:
    """A strict page cannot have the stub inline; a page without a policy can."""
    policy, site.policy = site.policy, ""
    site.pages["/early"] = "<script>window.Huashu = {q: [['open']]}</script>" + site.pages["/qingmian"]
    try:
        window = on_page("early", **DESK)
        expect(window.part("window")).to_be_visible()
    finally:
        site.policy = policy


@pytest.mark.parametrize("shop", ["qingmian", "mobi", "dengyu"])
def test_the_demo_shop_talks_about_the_product_on_the_page(on_page: OnPage, product: Running, shop: str) -> None:
    window = on_page("none", **DESK)
    window.page.goto(product.urls["app"])
    window.trouble.clear()  # of the page that was none
    window.page.get_by_role("link").filter(has_text=re.compile("青棉记|墨笔坊|灯屿")).first.wait_for()
    window.page.goto(f"{product.urls['app']}/demo/{shop}")
    expect(window.part("bubble")).to_be_visible()
    card = window.page.locator(".card[data-no]").first
    name = card.get_attribute("data-no")
    card.click()
    expect(window.page).to_have_url(re.compile(f"/demo/{shop}/{name}$"))
    window.ready()
    window.say("这个有货吗")
    expect(window.part("card-product").first).to_be_visible()
    image = window.part("card-product").first.locator("img")
    assert image.evaluate("(each) => each.decode().then(() => each.naturalWidth > 0)")
    assert window.trouble == []
