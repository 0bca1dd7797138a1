"""When a shopper's messages are answered: after a short quiet, so that several typed in a row are answered together."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import structlog
from starlette.concurrency import run_in_threadpool

from huashu.bootstrap import Services
from huashu.services.bot import BotUnavailable
from huashu.services.ports import StorageUnavailable
from huashu.services.turns import take_next
from huashu.web.shopper.delivery import Delivery
from huashu.web.shopper.talks import Talk

log = structlog.get_logger()

AT_ONCE = 8
TYPING_SECONDS = 1.5  # a sign of typing counts as long as the next one would take
LONGEST_QUIET_SECONDS = 4.0  # whoever types on is answered after that all the same


class Answering:
    """One task per conversation that has something waiting."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self.services, self.delivery = services, delivery
        self.turns = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="turn")
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._quiet_until: dict[int, float] = {}
        self._since: dict[int, float] = {}

    def wake(self, talk: Talk, pause_seconds: float) -> None:
        """Something waits: it is answered when the shopper has been quiet for ``pause_seconds``."""
        key, now = talk.conversation_id, time.monotonic()
        self._since.setdefault(key, now)
        self._quiet_until[key] = now + pause_seconds
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._answer(talk))

    def typing(self, talk: Talk) -> None:
        """The shopper goes on typing: what he has sent may be the first half."""
        key = talk.conversation_id
        if key in self._quiet_until:
            self._quiet_until[key] = max(self._quiet_until[key], time.monotonic() + TYPING_SECONDS)

    async def _answer(self, talk: Talk) -> None:
        key = talk.conversation_id
        try:
            await self._quiet(key)
            while (by_bot := await run_in_threadpool(self._waits, key)) is not None and await self._take(talk, by_bot):
                await self._quiet(key)
        except (BotUnavailable, StorageUnavailable) as problem:
            log.warning("the message keeps waiting", conversation_id=key, problem=str(problem))
        except Exception:
            log.exception("a turn from the chat window failed", conversation_id=key)
        finally:
            self._tasks.pop(key, None)
            if key in self._quiet_until:  # woken while the last turn ended
                self._tasks[key] = asyncio.create_task(self._answer(talk))

    async def _quiet(self, key: int) -> None:
        longest = self._since.get(key, 0.0) + LONGEST_QUIET_SECONDS
        while (left := min(self._quiet_until.get(key, 0.0), longest) - time.monotonic()) > 0:
            await asyncio.sleep(left)
        self._quiet_until.pop(key, None)
        self._since.pop(key, None)

    def _waits(self, conversation_id: int) -> bool | None:
        """Whether the bot is to answer what waits; None: nothing does."""
        with self.services.reads() as uow:
            conversation = uow.conversations.get(conversation_id)
            waiting = uow.pending_messages(conversation_id)
        return conversation.holder == "bot" if conversation and waiting else None

    async def _take(self, talk: Talk, by_bot: bool) -> bool:
        """One turn, delivered. False: another worker has the turn and delivers it."""
        if by_bot:
            await self.delivery.typing(talk, True)
        try:
            loop = asyncio.get_running_loop()
            taken = await loop.run_in_executor(self.turns, take_next, self.services.desk(), talk.conversation_id)
            await self.delivery.deliver(talk)
        finally:
            if by_bot:
                await self.delivery.typing(talk, False)
        return taken

    async def close(self) -> None:
        """Turns that run end; what waits is taken up by whoever comes next."""
        self._quiet_until.clear()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(self.turns.shutdown, wait=True, cancel_futures=True)
