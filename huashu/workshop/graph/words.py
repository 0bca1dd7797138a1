"""Chinese names, for the shop's staff, of what the code calls in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from huashu.domain.ladder import ANGLES, CAMPAIGN_TIMES, Rung
from huashu.domain.shop import ShopProfile
from huashu.scripts.locale_zh import minutes_text
from huashu.scripts.project import read_project
from huashu.services.bargaining import OFFER_HOURS, WHOLESALE_QUANTITY

# Intents that have no training line of their own, or whose line says less than a word.
INTENTS = {
    "affirm": "是", "deny": "否", "inform": "只报一样事实", "nlu_fallback": "没听懂",
    "supervisor_answered": "主管有了答复", "handoff_returned": "同事把对话交还",
    "shopper_arrived": "打开聊天窗口", "message_left": "给同事留言", "restocked": "货到了",
}  # fmt: skip
QUESTIONS = {
    "offer": "这份优惠要不要", "order_confirm": "核对的订单对不对", "order_fix": "哪里不对",
    "dispatch_ack": "这样发货行不行", "carrier_terms": "换快递的条件行不行", "restock_notice": "到货要不要通知",
    "void_order": "真的取消吗", "human": "要不要转人工", "place_order": "要不要下单", "carrier_place": "寄到哪里",
    "arrival_place": "寄到哪里，算几天到", "measures": "身高体重", "which_product": "是哪一款",
    "which_wish": "想说哪一样",
    "which_order": "是哪一个订单", "tier_quantity": "要几件", "faq": "我们追问的要不要听",
}  # fmt: skip
FORMS = {"order_form": "逐项问订单", "address_form": "问新地址", "item_form": "问新规格", "invoice_form": "问发票抬头",
         "wish_form": "问贺卡内容", "bulk_form": "逐项问大宗需求"}  # fmt: skip
# When each rung is said, as huashu.domain.ladder decides it.
RUNGS: Mapping[Rung, str] = {
    Rung.CAMPAIGN_PRICE: "活动期间不议价，最多 {campaign_times} 次",
    Rung.TIER_PRICE: "件数够上阶梯价",
    Rung.TIER_HINT: "买得多，还差一点够上阶梯价",
    Rung.ONE_PRICE: "买得多，没有阶梯价",
    Rung.MEMBER_PRICE: "说还会再来，已经是会员",
    Rung.MEMBER_LATER: "说还会再来，还不是会员",
    Rung.ELSEWHERE: "说别家便宜",
    Rung.REFUSE: "一般讲价，请示前拒绝 {refusals} 次",
    Rung.REGULARS_PRICE: "真的让过一次，又来讲",
    Rung.ASK_SUPERVISOR: "拒绝满 {refusals} 次以后，只请示一次",
    Rung.STILL_ASKING: "等主管的时候又讲，最多 {angles} 次",
    Rung.ALREADY_OFFERED: "又问已经给过的",
    Rung.LAST_WORD: "没有更多可给了",
    Rung.CLOSED: "不再接受议价",
    Rung.NOT_BELOW: "出的价低于底价",
    Rung.BULK_INTAKE: "{bulk} 件起，转大宗登记",
    Rung.HUMAN: "话都说完了，转人工",
}
# A promise that is kept by an event of ours: the kind -> the intent, and what is waited for.
WAITS = {"supervisor_answer": ("supervisor_answered", "等主管"), "restock": ("restocked", "等到货"),
         "human": ("handoff_returned", "等同事接入，处理完交还")}  # fmt: skip
VALID = {"offer": f"{OFFER_HOURS} 小时内有效"}


def rung_text(rung: Rung, profile: ShopProfile) -> str:
    ladder = profile.ladder
    return RUNGS[rung].format(campaign_times=CAMPAIGN_TIMES, angles=ANGLES, bulk=ladder.bulk_from_quantity,
                              refusals=ladder.refusals_before_supervisor)  # fmt: skip


def wait_lines(kind: str, profile: ShopProfile) -> tuple[str, ...]:
    """What is waited for; for the supervisor also how long, and what happens when nobody answers."""
    supervisor = profile.supervisor
    if kind != "supervisor_answer":
        return (WAITS[kind][1],)
    gift = profile.gifts.get(supervisor.gift_id or "")
    lines = [f"等{supervisor.name}回话：{_minutes(supervisor.wait_seconds)}"]
    if profile.wholesale:
        lines.append(f"批发 {WHOLESALE_QUANTITY} 件起：{_minutes(supervisor.wholesale_wait_seconds)}")
    lines.append(f"没人回：有存货和预算就送{gift.name}，没有就不批" if gift else "没人回：不批")
    return tuple(lines)


def _minutes(seconds: int) -> str:
    return f"{minutes_text(seconds)} 分钟（{seconds} 秒）"


def intent_text(intent: str, project: Path) -> str:
    """A short name, or the first training line as an example 「…」."""
    return INTENTS.get(intent) or f"「{first_lines(project).get(intent, intent)}」"


@lru_cache(maxsize=4)
def first_lines(project: Path) -> Mapping[str, str]:
    """Intent -> its first training line in data/nlu."""
    found: dict[str, str] = {}
    for line, (intent, _) in read_project(project).lines.items():
        found.setdefault(intent, line)
    return found
