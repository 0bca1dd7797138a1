"""Every word that the chat window itself shows: what it is for, how long it may be, what the window fills in.

The names are those of ``WORD_NAMES`` in web/protocol/messages.ts; the words stand in ``scripts_zh/widget.yml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huashu.scripts.kinds import TEXT
from huashu.scripts.shape import Key, Shape


@dataclass(frozen=True)
class Word:
    """``about`` is for the owner; ``longest``: characters without placeholders, as many as there is room for;
    ``filled``: the placeholders that the window fills."""

    about: str
    longest: int
    filled: tuple[str, ...] = ()

    @property
    def described(self) -> str:
        names = "、".join(f"{{{each}}}" for each in self.filled)
        return f"{self.about}；不超过 {self.longest} 个字" + (f"，可以用 {names}" if names else "")


WORDS: Mapping[str, Word] = {
    # the window
    "open": Word("打开聊天的圆钮，读屏软件念出来", 16),
    "close": Word("收起窗口的钮，读屏软件念出来", 16),
    "window": Word("窗口的名字，读屏软件念出来", 16, ("shop_name",)),
    "placeholder": Word("输入框空着的时候", 16),
    "send": Word("发送的钮", 4),
    "human": Word("找真人的钮", 6),
    "emoji": Word("选表情的钮", 8),
    "picture": Word("发图片的钮", 8),
    "sound_on": Word("打开提示音的钮", 10),
    "sound_off": Word("关掉提示音的钮", 10),
    "title_new": Word("浏览器标签上，有没看的消息", 12, ("n",)),
    # the greeting card
    "welcome": Word("窗口里头一张卡片的招呼", 40, ("shop_name", "assistant")),
    "campaign": Word("头一张卡片上正在办的活动", 20, ("campaign_name", "campaign_how")),
    "hours": Word("头一张卡片上几点到几点有人", 16, ("hours",)),
    "hot": Word("常问的几句话上面的小标题", 12),
    # lines
    "me": Word("顾客自己的话是谁说的，读屏软件念出来", 6),
    "typing": Word("对方正在打字", 16, ("name",)),
    "earlier": Word("往前翻的钮", 12),
    "new_below": Word("下面有新消息，点了就下去", 12, ("n",)),
    "sending": Word("消息正在发", 8),
    "sent": Word("消息发出去了", 8),
    "delivered": Word("消息到了店里", 8),
    "read": Word("店里看过了", 8),
    "failed": Word("消息没发出去，点了再发", 20),
    "offline": Word("网断了", 24),
    "picture_alt": Word("聊天里的图片，读屏软件念出来", 10),
    # cards
    "buy": Word("商品卡片上要买的钮", 8),
    "buy_text": Word("点了要买，替顾客说出去的话", 20, ("product_name",)),
    "stock": Word("商品卡片上还有几件", 12, ("stock",)),
    "stock_out": Word("商品卡片上没货的时候", 12),
    "order_title": Word("订单卡片的标题", 12),
    "order_items": Word("订单卡片：买了什么", 6),
    "order_receiver": Word("订单卡片：谁收", 6),
    "order_address": Word("订单卡片：寄到哪儿", 6),
    "order_carrier": Word("订单卡片：走哪家快递", 6),
    "order_total": Word("订单卡片：一共多少钱", 6),
    "gift_title": Word("赠品卡片的标题", 12),
    "gift_value": Word("赠品卡片上值多少", 12, ("gift_value",)),
    # waiting
    "asking": Word("正在问主管", 20),
    "asking_left": Word("问主管，大约还要多久", 20, ("left",)),
    "asking_over": Word("问主管，说好的时间过了", 24),
    "person_ahead": Word("等真人，前面还有几位", 24, ("ahead",)),
    "person_next": Word("等真人，前面没有人了", 24),
    "person_here": Word("真人已经在了", 24, ("agent",)),
    # off hours
    "off": Word("没有真人在的时候", 40, ("back",)),
    "leave": Word("留言的钮", 8),
    "leave_text": Word("留言框空着的时候", 30),
    "leave_contact": Word("留联系方式的那一格", 24),
    "leave_send": Word("交留言的钮", 8),
    "leave_cancel": Word("不留了的钮", 8),
    # rating
    "rate": Word("请顾客评一评", 24),
    "rate_text": Word("评价里写字的框空着的时候", 24),
    "rate_send": Word("交评价的钮", 8),
    "rate_thanks": Word("评完以后", 24),
    "star_1": Word("一颗星的意思", 8),
    "star_2": Word("两颗星的意思", 8),
    "star_3": Word("三颗星的意思", 8),
    "star_4": Word("四颗星的意思", 8),
    "star_5": Word("五颗星的意思", 8),
    # what went wrong
    "too_long": Word("打的字太多", 30),
    "too_fast": Word("发得太快", 30),
    "picture_large": Word("图片太大", 30, ("megabytes",)),
    "picture_type": Word("不是能收的图片", 30),
    "picture_failed": Word("图片没发出去", 30),
    "refused": Word("这一条发不了", 30),
}


class WordKeys(Shape):
    """聊天窗口自己的字：名字: 顾客看到的字"""

    must = True

    @classmethod
    def declared(cls) -> tuple[Key[Any], ...]:
        return tuple(Key(name, TEXT, word.described, must=cls.must) for name, word in WORDS.items())


class OwnWordKeys(WordKeys):
    """这家店自己的字，换掉 widget.yml 里的"""

    must = False
