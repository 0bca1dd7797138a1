"""Plays a conversation file against the real app, bot, actions and database; docs/testing.md explains the format.

Steps: 顾客 (a message), 客服 (every bubble since, as ``script_id`` or ``script_id：words it must contain``), 时间
(moves the clock), 主管 (answers the open approval), 商城 (pushes an order event), 同事 (takes or returns a handoff),
记录 (rows).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from starlette.testclient import TestClient

from huashu.bootstrap import Services
from huashu.clock import StandingClock
from huashu.services.records import Handoff, Member
from huashu.timers.loop import run_once

UNITS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400}
ANSWERS = {"赠品": "gift", "改价": "price", "优惠券": "coupon", "拒绝": "refuse"}
EVENTS = {
    "拍下": "created",
    "付款": "paid",
    "打单": "printed",
    "发货": "shipped",
    "完成": "completed",
    "取消": "cancelled",
}
STEPS = {"接入": "accept", "交还": "return", "结束": "close"}


@dataclass
class World:
    """The running product, as the tests hold it."""

    services: Services
    clock: StandingClock
    client: TestClient


@dataclass
class Player:
    """One conversation being played. ``log`` is the transcript so far, shown when a step fails."""

    world: World
    sender: str
    shop: str
    last_id: int = 0
    log: list[str] = field(default_factory=list)
    order_no: str = ""

    def play(self, steps: list[dict[str, Any]]) -> None:
        for step in steps:
            ((kind, value),) = step.items()
            PLAY[kind](self, value)
        self.expect([])

    def say(self, text: Any) -> None:
        """A message; ``{话: …, 遍: 2000}`` is one long message."""
        text = text["话"] * text["遍"] if isinstance(text, dict) else text
        self.log.append(f"顾客  {text}")
        body = {"sender": self.sender, "message": str(text), "metadata": {"shop": self.shop}}
        self.world.client.post("/webhooks/rest/webhook", json=body).raise_for_status()

    def heard(self) -> list[dict[str, Any]]:
        params = {"after": self.last_id, "shop": self.shop}
        answer = self.world.client.get(f"/api/conversations/{self.sender}/messages", params=params)
        found = answer.json() if answer.status_code == 200 else []  # 404: nothing was said yet
        self.last_id = max([self.last_id, *(each["id"] for each in found)])
        bubbles = [each for each in found if each["author"] == "bot"]
        self.log += [f"客服  {each['text']}   ({each['script_id']})" for each in bubbles]
        return bubbles

    def expect(self, wanted: Any) -> None:
        """All bubbles since the last look, in order; too many fail like too few."""
        lines = wanted if isinstance(wanted, list) else [wanted]
        heard = self.heard()
        said = [each["script_id"] for each in heard]
        assert said == [line.partition("：")[0] for line in lines], self.story(f"expected {lines}")
        for line, bubble in zip(lines, heard, strict=True):
            for words in line.partition("：")[2].split("|"):
                assert words in bubble["text"], self.story(f"{words!r} not in {bubble['text']!r}")

    def wait(self, text: str) -> None:
        """+3分钟, or a moment such as 2026-11-23 16:30; then what is due is done."""
        step = re.fullmatch(r"\+(\d+)(秒|分钟|小时|天)", str(text))
        zone = self.world.services.library().shops[self.shop].zone
        if step:
            self.world.clock.advance(int(step[1]) * UNITS[step[2]])
        else:
            self.world.clock.at = moment(str(text), zone)
        self.log.append(f"时间  {self.world.clock.at.astimezone(zone):%m-%d %H:%M}")
        self.settle()

    def settle(self) -> None:
        while run_once(self.world.services, stale_seconds=0):
            pass

    def supervise(self, text: str) -> None:
        """赠品, 改价 99, 优惠券 5, 拒绝."""
        self.answer_approval(text, 200)
        self.log.append(f"主管  {text}")
        self.settle()

    def supervise_in_vain(self, text: str) -> None:
        """An answer that the supervisor may not give either: refused, nothing changes."""
        self.answer_approval(text, 422)

    def answer_approval(self, text: str, status: int) -> None:
        word, _, yuan = text.partition(" ")
        approvals = [
            each
            for each in self.world.client.get("/api/approvals").json()
            if each["conversation_id"] == self.conversation_id()
        ]
        assert len(approvals) == 1, self.story(f"open approvals: {approvals}")
        body = {"answer": ANSWERS[word], "by": "王主管"} | ({"fen": round(float(yuan) * 100)} if yuan else {})
        answer = self.world.client.post(f"/api/approvals/{approvals[0]['id']}", json=body)
        assert answer.status_code == status, self.story(answer.text)

    def mall(self, event: dict[str, Any]) -> None:
        """{拍下: 订单号, …}: an order event with the API's own field names beside it."""
        (word, order_no), *_ = event.items()
        details = {key: value for key, value in event.items() if key != word}
        self.order_no = str(order_no)
        body = {"shop": self.shop, "order_no": self.order_no, "shopper": self.sender, "event": EVENTS[word],
                "at": self.world.clock.at.isoformat(), **details}  # fmt: skip
        answer = self.world.client.post("/api/orders", json=body)
        assert answer.status_code == 200, self.story(answer.text)
        self.log.append(f"商城  {word} {order_no}")

    def colleague(self, step: str) -> None:
        """接入, 交还 or 结束 of the newest handoff."""
        with self.world.services.uow() as uow:
            handoffs = uow.handoffs.find(conversation_id=self.conversation_id())
        body = {"step": STEPS[step], "agent": "小周"}
        answer = self.world.client.post(f"/api/handoffs/{handoffs[-1].id}", json=body)
        assert answer.status_code == 200, self.story(answer.text)
        self.log.append(f"同事  {step}")
        self.settle()

    def queue(self, others: int) -> None:
        """So many other shoppers of the shop wait for a person."""
        with self.world.services.uow() as uow:
            now = self.world.clock.now()
            for number in range(others):
                other = uow.lock_conversation(self.shop, f"{self.sender}-{number}", now)
                uow.handoffs.add(Handoff(other.id or 0, self.shop, "request", "requested", now))
            uow.commit()

    def member(self, _: Any) -> None:
        with self.world.services.uow() as uow:
            uow.members.add(Member(self.shop, self.sender, self.world.clock.now()))
            uow.commit()

    def conversation_id(self) -> int:
        with self.world.services.uow() as uow:
            found = uow.conversations.one(shop=self.shop, sender=self.sender)
        assert found is not None and found.id is not None
        return found.id

    def rows(self, wanted: dict[str, list[str]]) -> None:
        """Each table named is compared whole: so many rows, and each contains the words asked for."""
        for table, lines in wanted.items():
            actual = ROWS[table](self)
            assert len(actual) == len(lines), self.story(f"{table}: expected {lines}, got {actual}")
            for line, row in zip(lines, actual, strict=True):
                for words in str(line).split("|"):
                    assert words in row, self.story(f"{table}: {words!r} not in {row!r}")

    def story(self, problem: str) -> str:
        return "\n".join([problem, *self.log])


def moment(text: str, zone: ZoneInfo) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)


def play_file(world: World, path: Path) -> None:
    """Plays one file; the sender is the file's name, so the variants said are the same each time."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    shop = told["店铺"]
    world.clock.at = moment(told["时间"], world.services.library().shops[shop].zone)
    no_queue(world)
    Player(world, f"{path.parent.name}-{path.stem}", shop).play(told["对话"])


def no_queue(world: World) -> None:
    """Handoffs that other files left open are closed, so that nobody waits before this shopper."""
    with world.services.uow() as uow:
        for waiting in uow.handoffs.find(status="requested"):
            uow.handoffs.change(replace(waiting, status="closed"))
        uow.commit()


def _rows(table: str, text: Any, **where: Any) -> Any:
    def read(player: Player) -> list[str]:
        with player.world.services.uow() as uow:
            found = getattr(uow, table).find(conversation_id=player.conversation_id(), **where)
        return [text(each) for each in found]

    return read


def _shoppers(table: str, text: Any) -> Any:
    def read(player: Player) -> list[str]:
        with player.world.services.uow() as uow:
            return [text(each) for each in getattr(uow, table).find(shop=player.shop, shopper=player.sender)]

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


PLAY = {
    "顾客": Player.say,
    "客服": Player.expect,
    "时间": Player.wait,
    "主管": Player.supervise,
    "主管不能": Player.supervise_in_vain,
    "商城": Player.mall,
    "同事": Player.colleague,
    "会员": Player.member,
    "排队": Player.queue,
    "记录": Player.rows,
}

ROWS = {
    "备注": _rows(
        "remarks",
        lambda each: f"{each.flag} {each.order_no or '未挂单'} {each.text}{'' if each.status == 'open' else ' 作废'}",
    ),
    "承诺": _rows(
        "promises", lambda each: f"{each.kind} {each.status} {each.owner} {each.order_no or '未挂单'} {each.text}"
    ),
    "报价": _rows("offers", lambda each: f"{each.kind} {each.status} {each.approver} {each.cost_fen}"),
    "请示": _rows("approvals", lambda each: f"{each.status} {each.answer} {each.answered_by}"),
    "转人工": _rows("handoffs", lambda each: f"{each.status} {each.reason}{_summary(each.summary)}"),
    "询盘": _rows(
        "inquiries", lambda each: f"{each.status} {'、'.join(question['intent'] for question in each.questions)}"
    ),
    "线索": _rows(
        "leads", lambda each: f"{each.stage} {'、'.join(f'{key} {value}' for key, value in each.intake.items())}"
    ),
    "到货通知": _rows("restock_requests", lambda each: each.sku_no),
    "订单": _shoppers("orders", _order),
    "未付款": _shoppers(
        "unpaid_orders", lambda each: f"{each.status} {each.order_no} {each.amount_fen} {'、'.join(each.asked)}"
    ),
}
