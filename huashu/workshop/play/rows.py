"""记录: the rows that a conversation left in the books, each as one line of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation

Read = Callable[[UnitOfWork, Conversation], list[str]]


def _of_conversation(table: str, text: Callable[[Any], str]) -> Read:
    def read(uow: UnitOfWork, conversation: Conversation) -> list[str]:
        return [text(each) for each in getattr(uow, table).find(conversation_id=conversation.id)]

    return read


def _of_shopper(table: str, text: Callable[[Any], str]) -> Read:
    def read(uow: UnitOfWork, conversation: Conversation) -> list[str]:
        mine = getattr(uow, table).find(shop=conversation.shop, shopper=conversation.sender)
        return [text(each) for each in mine]

    return read


def _order(order: Any) -> str:
    lines = "、".join(f"{line['name']} {line['colour']}{line['size']}×{line['quantity']}" for line in order.lines)
    delivery = f"{order.receiver} {order.phone} {order.address} {order.carrier}"
    return f"{order.status} {order.order_no} {lines} {delivery} {order.total_fen}"


def _summary(summary: dict[str, Any]) -> str:
    """What the person is told, as far as there is anything to tell."""
    promised, order = [each["text"] for each in summary["promised"]], summary["order"] or {}
    told = {
        "问过": "、".join(summary["asked"]),
        "讲价到": summary["rung"],
        "答应过": "、".join(promised),
        "订单": " ".join(str(order[key]) for key in ("status", "order_no", "total_fen") if order),
    }
    return "".join(f"，{word} {text}" for word, text in told.items() if text)


def remark_text(each: Any) -> str:
    return f"{each.flag} {each.order_no or '未挂单'} {each.text}{'' if each.status == 'open' else ' 作废'}"


def promise_text(each: Any) -> str:
    return f"{each.kind} {each.status} {each.owner} {each.order_no or '未挂单'} {each.text}"


ROWS: Mapping[str, Read] = {
    "备注": _of_conversation("remarks", remark_text),
    "承诺": _of_conversation("promises", promise_text),
    "报价": _of_conversation("offers", lambda each: f"{each.kind} {each.status} {each.approver} {each.cost_fen}"),
    "请示": _of_conversation("approvals", lambda each: f"{each.status} {each.answer} {each.answered_by}"),
    "转人工": _of_conversation("handoffs", lambda each: f"{each.status} {each.reason}{_summary(each.summary)}"),
    "询盘": _of_conversation(
        "inquiries", lambda each: f"{each.status} {'、'.join(question['intent'] for question in each.questions)}"
    ),
    "线索": _of_conversation(
        "leads", lambda each: f"{each.stage} {'、'.join(f'{key} {value}' for key, value in each.intake.items())}"
    ),
    "到货通知": _of_conversation("restock_requests", lambda each: str(each.sku_no)),
    "订单": _of_shopper("orders", _order),
    "未付款": _of_shopper(
        "unpaid_orders", lambda each: f"{each.status} {each.order_no} {each.amount_fen} {'、'.join(each.asked)}"
    ),
}
