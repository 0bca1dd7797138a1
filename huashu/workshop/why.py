"""Why an answer was given, line by line, out of what the books keep of a turn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from huashu.domain.oddities import odd_kind
from huashu.scripts import shop_facts
from huashu.scripts.uses import Rule
from huashu.services.records import Conversation, Message
from huashu.workshop.play.playing import local_time
from huashu.workshop.play.rows import promise_text, remark_text
from huashu.workshop.rules import rules_fired
from huashu.workshop.stage import Stage

PLACEHOLDER = re.compile(r"\{(\w+)\}")
ODD = {"empty": "空消息", "too_long": "太长", "link": "光一个链接", "strange": "代码", "emoji": "只有表情或符号"}


def explain(stage: Stage, rules: tuple[Rule, ...], conversation: Conversation, asked: Message) -> Iterator[str]:
    """``asked``: the message that was answered, as it stands in the books."""
    with stage.services.uow() as uow:
        lines = uow.messages.find(conversation_id=asked.conversation_id, turn_id=asked.id)
        moves = uow.bargain_moves.find(conversation_id=asked.conversation_id, turn_id=asked.id)
        earlier = uow.bargain_moves.find(conversation_id=asked.conversation_id)
        promises = [row for line in lines for row in uow.promises.find(message_id=line.id)]
        remarks = [row for line in lines for row in uow.remarks.find(message_id=line.id)]
    parts = asked.understood.get("parts") or []
    yield from _not_understood(asked, bool(parts), conversation.holder)
    for part in parts:
        yield f"听成  {_heard(part)}" if asked.author == "shopper" else f"事件  {part['intent']}（不是顾客说的）"
        yield from _part(rules, part)
    for move in moves:
        step = [each.id for each in earlier if each.product_no == move.product_no].index(move.id) + 1
        yield f"台阶  {move.rung}（{move.kind}，货号 {move.product_no}，第 {step} 步）"
    for line in lines:
        yield from _line(stage, conversation.shop, line)
    zone = stage.services.library().shops[conversation.shop].zone
    yield from (f"承诺  {promise_text(each)}，期限 {local_time(each.due_at, zone)}" for each in promises)
    yield from (f"备注  {remark_text(each)}" for each in remarks)


def _not_understood(asked: Message, understood: bool, holder: str) -> Iterator[str]:
    """Why the bot was not asked."""
    odd = odd_kind(asked.text) if asked.author == "shopper" else None
    if understood:
        return
    if holder != "bot":
        yield "没问机器人：现在由同事接待"
    elif odd:
        yield f"没问机器人：这是{ODD[odd]}，有固定的话"
    else:
        yield "机器人没有答上来：出错的地方写在 workshop.log 里"


def _part(rules: tuple[Rule, ...], part: Mapping[str, Any]) -> Iterator[str]:
    if part.get("entities"):
        yield "听到  " + "  ".join(f"{each['entity']}={_value(each['value'])}" for each in part["entities"])
    if part.get("pending"):
        yield f"在等  {part['pending']}（我们问过、到这句还没答的）"
    if part.get("form"):
        yield f"表单  {part['form']}（正在填）"
    done = " → ".join(name for name, _ in part.get("actions") or []) or "没有动作"
    fired = rules_fired(rules, part)
    for rule in fired:
        yield f"规则  {rule.name}（{rule.path}:{rule.line}）"
    by_no_rule = not fired and not part.get("form")
    yield f"动作  {done}{'（不是规则定的）' if by_no_rule else ''}"


def _heard(part: Mapping[str, Any]) -> str:
    second = next((each for each in part.get("ranking") or [] if each[0] != part["intent"]), None)
    also = f"，其次 {second[0]} {_percent(second[1])}" if second else ""
    return f"{part['intent']} {_percent(part['confidence'])}{also}：{part['text']}"


def _percent(share: float | None) -> str:
    return f"{100 * (share or 0):.0f}%"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _line(stage: Stage, shop: str, line: Message) -> Iterator[str]:
    script = stage.services.library().scripts.get(line.script_id or "")
    variant = script.numbered(shop).get(line.variant or 0) if script else None
    if variant is None:
        yield f"话术  {line.script_id} 说法 {line.variant}"
        return
    yield f"话术  {line.script_id} 说法 {line.variant}" + (f"“{variant.angle}”" if variant.angle else "")
    facts = {**shop_facts(stage.services.library().shops[shop], line.created_at), **line.facts}
    used = dict.fromkeys(PLACEHOLDER.findall(variant.text))
    if used:
        yield "事实  " + "  ".join(f"{name}={_fact(facts.get(name))}" for name in used)


def _fact(value: Any) -> str:
    return f"{value:%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
