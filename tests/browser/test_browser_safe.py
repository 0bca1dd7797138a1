"""Nothing a shopper or a page can say does harm: text stays text, tokens stay where they belong."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.acceptance.running import Running
from tests.browser.conftest import Site
from tests.browser.window import Window

OnPage = Callable[..., Window]

# Our own list: one for each way we know in which a text could become something else.
PAYLOADS: list[str] = json.loads((Path(__file__).parent / "payloads.json").read_text(encoding="utf-8"))
NEVER = ("script", "img", "iframe", "object", "embed", "style", "link", "meta", "base", "form", "video", "audio", "svg")


def test_every_payload_is_shown_as_the_text_it_is(window: Window) -> None:
    """As the shopper's own lines, as lines of the shop's, on buttons and on cards."""
    assert len(PAYLOADS) >= 50
    window.ready()
    window.page.evaluate("() => { window.pwned = 0; window.pwn = () => window.pwned++ }")
    shown = window.page.evaluate(
        """(payloads) => {
            const element = document.querySelector('huashu-chat');
            element.chat.stop();
            element.chat.read = () => {};  // what is shown is not the chat's
            const at = new Date().toISOString();
            const line = (text, n) => [
                {id: 10**6 + 10 * n, author: 'shopper', text, at},
                {id: 10**6 + 10 * n + 1, author: 'bot', text, at, agent: text, buttons: [{title: text, payload: text}]},
                {id: 10**6 + 10 * n + 2, author: 'bot', text: '卡', at, card: {kind: 'product', product_no: text,
                    name: text, picture: text, price_fen: 1, stock: 1}},
                {id: 10**6 + 10 * n + 3, author: 'bot', text, at, buttons: [{title: text, payload: text}],
                    card: {kind: 'order', items: [text], receiver: text, phone: text, address: text, carrier: text,
                        total: text}},
                {id: 10**6 + 10 * n + 4, author: 'agent', text: '礼', at, agent: text,
                    card: {kind: 'gift', name: text, value: text}},
                {id: 10**6 + 10 * n + 5, author: 'bot', text: '怪', at, card: {kind: text}},
            ];
            element.state = {...element.state, messages: payloads.flatMap(line)};
            return element.updateComplete.then(() =>
                [...element.renderRoot.querySelectorAll('[part~=line] [part=text]')].map((each) => each.textContent));
        }""",
        list(PAYLOADS),
    )
    assert [text for text in shown if text not in "卡礼怪"] == [each for each in PAYLOADS for _ in range(3)]
    inside = window.page.evaluate(
        """(never) => [...document.querySelector('huashu-chat').renderRoot
            .querySelectorAll('[part=text], dd, b, small, [part=quick] button')]
            .flatMap((each) => [...each.querySelectorAll('*')]).map((each) => each.localName)
            .filter((name) => never.includes(name))""",
        list(NEVER),
    )
    assert inside == []
    links = window.page.locator("huashu-chat [part=text] a").evaluate_all(
        "(all) => all.map((each) => [each.protocol, each.target, each.rel])"
    )
    assert links and all(link[1:] == ["_blank", "noopener noreferrer nofollow ugc"] for link in links)
    assert {link[0] for link in links} <= {"http:", "https:"}
    images = window.page.locator("huashu-chat img").evaluate_all("(all) => all.map((each) => each.src)")
    assert all(each.startswith(("http://", "https://")) for each in images)
    window.page.mouse.move(5, 5)
    for name in ("click", "mouseover", "focus"):
        window.page.evaluate(
            "(name) => document.querySelector('huashu-chat').renderRoot.querySelectorAll('[part=text], [part=text] *')"
            ".forEach((each) => each.tagName === 'A' || each.dispatchEvent(new Event(name, {bubbles: true})))",
            name,
        )
    assert window.page.evaluate("window.pwned") == 0


@pytest.mark.parametrize("payload", PAYLOADS[:8])
def test_a_payload_that_went_through_the_server_is_text_again(window: Window, payload: str) -> None:
    window.ready()
    window.page.evaluate("() => { window.pwned = 0; window.pwn = () => window.pwned++ }")
    window.say(payload)
    assert window.texts(window.mine) == [payload]
    window.page.reload()
    expect(window.mine).to_have_count(1)
    assert window.texts(window.mine) == [payload]
    assert window.page.evaluate("window.pwned ?? 0") == 0


def token_in(window: Window, shop: str = "qingmian") -> dict[str, Any]:
    kept = window.page.evaluate(f"localStorage.getItem('huashu:{shop}:session')")
    session: dict[str, Any] = json.loads(kept)
    return session


def test_a_stolen_token_opens_nothing_on_another_site(window: Window, on_page: OnPage, product: Running) -> None:
    window.ready()
    window.say("我的电话13800138000")
    token = token_in(window)["token"]
    thief = on_page("none")
    thief.page.goto(f"http://127.0.0.1:{product.settings.port}/docs")  # any page of another origin than the token's
    address = f"ws://127.0.0.1:{product.settings.port}/socket.io/?EIO=4&transport=websocket"
    answers = thief.page.evaluate(
        """([address, token]) => new Promise((done) => {
            const heard = [], socket = new WebSocket(address);
            socket.onmessage = ({data}) => {
                heard.push(data);
                if (data[0] === '0') socket.send('40' + JSON.stringify({token}));
                if (data.startsWith('40') || data.startsWith('44')) done(heard);
            };
            socket.onclose = () => done(heard);
            socket.onerror = () => done(heard);
        })""",
        [address, token],
    )
    assert not any(each.startswith("40") for each in answers), answers
    renewed = thief.page.evaluate(
        "(token) => fetch('/widget/qingmian/session', {method: 'POST', headers: {'content-type': 'application/json'},"
        " body: JSON.stringify({token})}).then((answer) => answer.status)",
        token,
    )
    assert renewed == 403


def test_a_site_that_the_shop_does_not_name_gets_no_window(browser: Any, product: Running, site: Site) -> None:
    """The same page under another name of this machine is another origin."""
    context = browser.new_context()
    page = context.new_page()
    site.pages["/foreign"] = site.pages["/qingmian"]
    warned: list[str] = []
    page.on("console", lambda said: warned.append(said.text))
    page.goto(f"http://localhost:{site.port}/foreign")
    page.wait_for_function("performance.getEntriesByType('resource').some((each) => each.name.includes('/widget/'))")
    page.wait_for_timeout(300)
    assert page.locator("huashu-chat").count() == 0
    assert any("Huashu" in each or "CORS" in each for each in warned)
    context.close()


def test_a_picture_is_sent_remade_and_shown_only_by_its_link(window: Window, product: Running) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (2400, 1200), (200, 40, 40)).save(drawn, "PNG")
    window.ready()
    chooser = window.part("picture").locator("input")
    chooser.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": drawn.getvalue()})
    photo = window.part("photo")
    expect(photo).to_be_visible()
    assert photo.evaluate("(each) => each.decode().then(() => [each.naturalWidth, each.naturalHeight])") == [1600, 800]
    expect(window.theirs.nth(1)).to_contain_text("图")
    source = photo.get_attribute("src") or ""
    assert window.page.request.get(source).status == 200
    assert window.page.request.get(source.replace("mark=", "mark=0")).status == 404
    assert window.page.request.get(source.split("?")[0]).status == 404
    chooser.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(window.part("notice")).to_be_visible()
    chooser.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG no picture"})
    expect(window.part("notice")).to_contain_text("发不了")
    expect(photo).to_have_count(1)
