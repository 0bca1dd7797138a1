"""The whole main dialogue in a browser, clicked and typed, with the real bot: what is seen, and the rows behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from huashu.services.handoffs import move_handoff
from tests.acceptance.running import Running
from tests.browser.window import Window

OnPage = Callable[..., Window]


def rows(product: Running, table: str) -> list[str]:
    with product.services.uow() as uow:
        found = getattr(uow, table).find(newest_first=True, limit=3)
    return [f"{getattr(each, 'kind', '')} {each.status}".strip() for each in found]


def test_from_the_greeting_to_the_rating(window: Window, product: Running) -> None:
    window.ready()
    assert "小满" in window.texts(window.theirs)[0]
    expect(window.part("greeting")).to_contain_text("青棉记旗舰店")

    # A hot question, pressed; then the chips are gone.
    hot = window.part("hot").get_by_role("button", name="质量怎么样")
    window.press(hot)
    expect(window.part("hot")).to_have_count(0)
    assert "正品" in window.say("高腰阔腿裤是正品吗") or window.theirs.count() >= 3

    # A product card with what the shop has, then the ladder.
    window.say("高腰阔腿裤有货吗")
    card = window.part("card-product").last
    expect(card).to_contain_text("高腰阔腿裤")
    expect(card).to_contain_text("¥129")
    expect(card).to_contain_text(re.compile(r"还有\d+件"))
    for text in ("能便宜点吗", "再便宜点", "还是贵，再便宜点"):
        said = window.say(text)
    assert "主管" in said

    # The wait is shown, honestly, and does not stop the talk.
    asking = window.part("asking")
    expect(asking).to_contain_text("正在请示主管")
    expect(asking.get_by_role("timer")).to_contain_text(re.compile(r"还要\d+秒"))
    assert "圆通" in window.say("发什么快递")
    gift = window.part("card-gift")
    expect(gift).to_contain_text("手缝香囊")
    expect(asking).to_have_count(0)
    window.press(window.part("quick").get_by_role("button", name="可以"))
    assert rows(product, "promises")[0] == "gift open"

    # Ordered from the card; one thing is wrong and put right; confirmed.
    window.press(card.get_by_role("button", name="立即下单"))
    window.say("黑色L码一条")
    window.say("沈小禾 13800138000")
    window.say("浙江省杭州市西湖区文三路1号2单元301")
    order = window.part("card-order")
    expect(order.last).to_contain_text("沈小禾 13800138000")
    window.press(order.last.get_by_role("button", name="修改"))
    window.press(window.part("quick").get_by_role("button", name="电话"))
    window.say("13900139000")
    expect(order.last).to_contain_text("13900139000")
    expect(order.get_by_role("button")).to_have_count(2)  # of the newest card only
    assert "圆通" in window.press(order.last.get_by_role("button", name="对"))
    window.say("可以")

    # The talk is over, and may be rated.
    rate = window.part("rate")
    rate.get_by_role("radio", name="满意", exact=True).click()
    rate.get_by_role("textbox").fill("答得快")
    rate.get_by_role("button").click()
    expect(rate).to_contain_text("谢谢")
    with product.services.uow() as uow:
        [rating] = uow.ratings.find(newest_first=True, limit=1)
        [order_row] = uow.orders.find(newest_first=True, limit=1)
    assert (rating.stars, rating.text) == (4, "答得快")
    assert (order_row.status, order_row.phone, order_row.receiver) == ("placed", "13900139000", "沈小禾")
    assert window.trouble == []


def test_an_address_in_three_messages_is_one(window: Window) -> None:
    """Typed one after the other without waiting: answered together."""
    window.ready()
    window.say("我要买高腰阔腿裤，黑色L码一条，沈小禾 13800138000")
    before = window.theirs.count()
    for text in ("浙江省杭州市", "西湖区文三路1号", "2单元301"):
        window.type(text)
    expect(window.part("card-order")).to_contain_text("浙江省杭州市西湖区文三路1号2单元301")
    window.quiet()
    assert window.theirs.count() == before + 1


def test_a_person_is_one_tap_away_and_the_queue_is_seen(window: Window, product: Running) -> None:
    window.ready()
    window.press(window.part("human"))
    person = window.part("person")
    expect(person).to_contain_text(re.compile("下一位|还有"))
    with product.services.uow() as uow:
        handoff = uow.handoffs.find(status="requested", newest_first=True, limit=1)[0]
    with product.services.uow() as uow:
        move_handoff(uow, handoff.id or 0, "accept", "小周", product.services.clock.now())
        uow.commit()
    expect(person).to_contain_text("小周")
    expect(window.part("header")).to_contain_text("小周")
    expect(window.part("human")).to_have_count(0)
    window.type("在吗")
    expect(window.part("mark")).to_have_text("已送达")
    with product.services.uow() as uow:
        move_handoff(uow, handoff.id or 0, "close", "小周", product.services.clock.now())
        uow.commit()
    expect(window.part("rate")).to_be_visible()


def test_off_hours_a_message_is_left_and_owed_an_answer(on_page: OnPage, product: Running) -> None:
    window = on_page("dengyu")
    window.ready()
    off = window.part("off")
    expect(off).to_contain_text("留言")
    with product.services.uow() as uow:
        before = len(uow.promises.find(kind="reply"))
    off.get_by_role("button").click()
    leave = window.part("leave")
    leave.locator("textarea").fill("吊灯能不能定做两米的线")
    leave.locator("input").fill("13800138000")
    leave.locator("button.main").click()
    expect(window.theirs.nth(1)).to_be_visible()
    with product.services.uow() as uow:
        owed = uow.promises.find(kind="reply")
        [handoff] = uow.handoffs.find(shop="dengyu", newest_first=True, limit=1)
        [message] = uow.messages.find(author="shopper", newest_first=True, limit=1)
    assert len(owed) == before + 1 and handoff.reason == "message"
    assert message.metadata["leave"] == {"contact": "13800138000"}
    assert "吊灯能不能定做两米的线" in handoff.summary["last_lines"]


def test_this_is_the_product_of_the_page(window: Window) -> None:
    window.ready()
    window.page.evaluate("Huashu.product('QM1004')")
    assert "毛衣" in window.say("这个有货吗")
    window.page.evaluate("Huashu.product('QM1001')")
    assert "阔腿裤" in window.say("那这个呢，有货吗")
