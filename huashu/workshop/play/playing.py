"""Plays a conversation on the stage, step by step, and keeps what was expected beside what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from huashu.domain.errors import HuashuError
from huashu.services.records import Conversation as Row
from huashu.services.records import Handoff, Member
from huashu.workshop.play import conversation as steps
from huashu.workshop.play.conversation import Conversation, Step
from huashu.workshop.play.rows import ROWS
from huashu.workshop.play.story import Played, Told, told_lines, told_rows
from huashu.workshop.stage import Stage

SUPERVISOR, COLLEAGUE = "王主管", "小周"


class Stopped(HuashuError):
    """The conversation cannot go on as written; the text is for the owner of the file."""

    code = "STOPPED"


class Player:
    """One shopper on the stage."""

    def __init__(self, stage: Stage, sender: str, shop: str) -> None:
        self.stage, self.sender, self.shop = stage, sender, shop
        self.last_id = 0
        self.story: list[Told] = []

    @property
    def zone(self) -> ZoneInfo:
        return self.stage.services.library().shops[self.shop].zone

    def do(self, step: Step) -> None:
        """Raises Stopped."""
        DO[type(step)](self, step)

    def tell(self, who: str, what: str) -> None:
        self.story.append(Told(who, what, what))

    def say(self, step: steps.Say) -> None:
        self.tell("顾客", step.text if len(step.text) < 200 else f"{step.text[:60]}…（{len(step.text)}字）")
        body = {"sender": self.sender, "message": step.text, "metadata": {"shop": self.shop}}
        self.stage.client.post("/webhooks/rest/webhook", json=body).raise_for_status()

    def heard(self) -> list[dict[str, Any]]:
        """The bubbles since the last look."""
        params: dict[str, Any] = {"after": self.last_id, "shop": self.shop}
        answer = self.stage.client.get(f"/api/conversations/{self.sender}/messages", params=params)
        found = answer.json() if answer.status_code == 200 else []  # 404: nothing was said yet
        self.last_id = max([self.last_id, *(each["id"] for each in found)])
        return [each for each in found if each["author"] == "bot"]

    def hear(self, step: steps.Hear) -> None:
        """All bubbles since the last look, in order; too many fail like too few."""
        told = told_lines(step.lines, self.heard())
        self.story += told
        if not all(each.right for each in told):
            raise Stopped("客服说的，和应当说的不一样")

    def wait(self, step: steps.Wait) -> None:
        if step.at is not None:
            self.stage.clock.at = step.at
        else:
            self.stage.clock.advance(step.seconds)
        self.tell("时间", local_time(self.stage.clock.at, self.zone))
        self.stage.settle()

    def supervise(self, step: steps.Supervise) -> None:
        conversation, who = self.conversation(), "主管不能" if step.refused else "主管"
        self.tell(who, step.written)
        asked = self.stage.client.get("/api/approvals").json()
        mine = [each for each in asked if conversation and each["conversation_id"] == conversation.id]
        if len(mine) != 1:
            raise Stopped("这时没有在等主管回答的请示" if not mine else f"有 {len(mine)} 件请示在等主管回答")
        body = {"answer": step.kind, "by": SUPERVISOR} | ({"fen": step.fen} if step.fen else {})
        answer = self.stage.client.post(f"/api/approvals/{mine[0]['id']}", json=body)
        if step.refused and answer.status_code != 422:
            raise Stopped(f"主管不能给的，却给成了：{step.written}")
        if not step.refused and answer.status_code != 200:
            raise Stopped(f"主管的回答被拒绝了：{answer.json().get('message')}")
        self.stage.settle()

    def mall(self, step: steps.Mall) -> None:
        order_no = self._newest_order() if step.newest else step.pushed.order_no
        self.tell("商城", f"{step.word} {order_no}")
        known = {"order_no": order_no, "shopper": self.sender, "at": self.stage.clock.at}
        pushed = step.pushed.model_copy(update=known).model_dump(mode="json")
        answer = self.stage.client.post("/api/orders", json=pushed)
        if answer.status_code != 200:
            raise Stopped(f"商城推来的订单没有收下：{answer.text}")

    def _newest_order(self) -> str:
        with self.stage.services.uow() as uow:
            orders = uow.orders.find(shop=self.shop, shopper=self.sender)
        placed = [each.order_no for each in orders if each.status != "draft"]
        if not placed:
            raise Stopped("这位顾客还没有拍下的订单")
        return placed[-1]

    def colleague(self, step: steps.Colleague) -> None:
        self.tell("同事", step.written)
        with self.stage.services.uow() as uow:
            conversation = self.conversation()
            handoffs = uow.handoffs.find(conversation_id=conversation.id) if conversation else []
        if not handoffs:
            raise Stopped("这位顾客没有转人工，同事接不了")
        body = {"step": step.step, "agent": COLLEAGUE}
        answer = self.stage.client.post(f"/api/handoffs/{handoffs[-1].id}", json=body)
        if answer.status_code != 200:
            raise Stopped(f"同事{step.written}不了：{answer.json().get('message')}")
        self.stage.settle()

    def queue(self, step: steps.Queue) -> None:
        self.tell("排队", f"{step.others}位")
        with self.stage.services.uow() as uow:
            now = self.stage.clock.now()
            for number in range(step.others):
                other = uow.lock_conversation(self.shop, f"{self.sender}-{number}", now)
                uow.handoffs.add(Handoff(other.id or 0, self.shop, "request", "requested", now))
            uow.commit()

    def join(self, _: steps.Join) -> None:
        self.tell("会员", "是")
        with self.stage.services.uow() as uow:
            uow.members.add_if_absent(Member(self.shop, self.sender, self.stage.clock.now()))
            uow.commit()

    def look(self, step: steps.Look) -> None:
        told = [each for table, wanted in step.tables.items() for each in told_rows(table, wanted, self.rows(table))]
        self.story += told
        if not all(each.right for each in told):
            raise Stopped("写下的记录，和应当有的不一样")

    def rows(self, table: str) -> list[str]:
        conversation = self.conversation()
        if conversation is None:
            return []
        with self.stage.services.uow() as uow:
            return ROWS[table](uow, conversation)

    def conversation(self) -> Row | None:
        """None before the first message."""
        with self.stage.services.uow() as uow:
            return uow.conversations.one(shop=self.shop, sender=self.sender)


DO: Mapping[type, Callable[[Player, Any], None]] = {
    steps.Say: Player.say,
    steps.Hear: Player.hear,
    steps.Wait: Player.wait,
    steps.Supervise: Player.supervise,
    steps.Mall: Player.mall,
    steps.Colleague: Player.colleague,
    steps.Queue: Player.queue,
    steps.Join: Player.join,
    steps.Look: Player.look,
}


def play(stage: Stage, conversation: Conversation) -> Played:
    """Plays one conversation to its end, or to the first step that goes otherwise than written."""
    stage.clock.at = conversation.at
    no_queue(stage)
    player = Player(stage, conversation.sender, conversation.shop)
    end = conversation.lines[-1] if conversation.lines else 1
    for step, line in zip((*conversation.steps, steps.Hear(())), (*conversation.lines, end), strict=True):
        try:
            player.do(step)
        except Stopped as problem:
            return Played(conversation, tuple(player.story), str(problem), line)
    return Played(conversation, tuple(player.story), None)


def no_queue(stage: Stage) -> None:
    """Handoffs that other conversations left open are closed, so that nobody waits before this shopper."""
    with stage.services.uow() as uow:
        for waiting in uow.handoffs.find(status="requested"):
            uow.handoffs.change(replace(waiting, status="closed"))
        uow.commit()


def local_time(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
