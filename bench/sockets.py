"""Many shoppers with an open window, some of whom write: how long until a message is stored, and until it is answered.

    python bench/sockets.py [--sockets 1000] [--per-second 20] [--seconds 60] [--pause 0.6]

Uses the Huashu that the ``HUASHU_*`` settings point at when one answers there (its own pause then counts); else starts
one of its own. Server, bot, books and this client share the machine. Prints one JSON object: docs/testing.md.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import signal
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import httpx2 as httpx
from websockets.asyncio.client import ClientConnection, connect

from bench.messages import SAID, SHOP
from bench.running import Unusable, product
from huashu.settings import Settings

CONNECT_SECONDS, ANSWER_SECONDS, AT_ONCE = 60.0, 30.0, 20


def main() -> None:
    parser = argparse.ArgumentParser(description="Many open windows, some of whom write, as one JSON object.")
    parser.add_argument("--sockets", type=int, default=1000, help="open windows (1000)")
    parser.add_argument("--per-second", type=float, default=20, help="messages a second, of all together (20)")
    parser.add_argument("--seconds", type=float, default=60, help="how long they write (60)")
    parser.add_argument("--pause", type=float, default=0.6, help="HUASHU_PAUSE_SECONDS of a product of its own (0.6)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with contextlib.redirect_stdout(sys.stderr), product(HUASHU_PAUSE_SECONDS=str(options.pause)) as settings:
            result = asyncio.run(measure(settings, options))
    except Unusable as problem:
        sys.exit(f"bench: {problem}")
    print(json.dumps(result))


@dataclass
class Window:
    """One shopper's socket, in the few frames of engine.io and socket.io that are needed."""

    socket: ClientConnection
    acks: dict[int, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    answer: asyncio.Future[float] | None = None
    number: int = 0
    listening: asyncio.Task[None] | None = None  # kept from the collector

    async def listen(self) -> None:
        async for packet in self.socket:
            text = str(packet)
            if text == "2":
                await self.socket.send("3")
            elif text.startswith("43"):
                number, _, rest = text[2:].partition("[")
                self.acks.pop(int(number)).set_result(json.loads("[" + rest)[0])
            elif text.startswith("42"):
                self._heard(json.loads(text[2:])[1])

    def _heard(self, frame: dict[str, Any]) -> None:
        lines = [each for each in frame.get("messages", []) if each["author"] == "bot"]
        if lines and self.answer is not None and not self.answer.done():
            self.answer.set_result(time.monotonic())

    async def up(self, frame: dict[str, Any]) -> dict[str, Any]:
        self.number += 1
        reply = self.acks[self.number] = asyncio.get_running_loop().create_future()
        await self.socket.send(f"42{self.number}" + json.dumps(["up", frame], ensure_ascii=False))
        return await asyncio.wait_for(reply, ANSWER_SECONDS)


async def opened(settings: Settings, token: str) -> Window:
    address = f"ws://{settings.host}:{settings.port}/socket.io/?EIO=4&transport=websocket"
    socket = await connect(address, open_timeout=CONNECT_SECONDS, ping_interval=None, proxy=None)
    await socket.recv()
    await socket.send("40" + json.dumps({"token": token}))
    welcome = str(await socket.recv())
    if not welcome.startswith("40"):
        raise Unusable(f"a window was refused: {welcome}")
    window = Window(socket)
    window.listening = asyncio.create_task(window.listen())
    await window.up({"kind": "hello", "after": 0})
    return window


def tokens(settings: Settings, number: int) -> list[str]:
    headers = {"authorization": f"Bearer {settings.api_key}"} if settings.api_key else {}
    with httpx.Client(base_url=f"http://{settings.host}:{settings.port}", headers=headers, trust_env=False) as client:
        return [client.post("/api/tokens", json={"shop": SHOP}).json()["token"] for _ in range(number)]


async def measure(settings: Settings, options: argparse.Namespace) -> dict[str, Any]:
    """Opens all windows, then lets them write one after another at the wanted rate, whether answered or not."""
    given = await asyncio.to_thread(tokens, settings, options.sockets)
    windows: list[Window] = []
    for some in range(0, len(given), AT_ONCE):
        windows += await asyncio.gather(*(opened(settings, token) for token in given[some : some + AT_ONCE]))
    await asked(random.choice(windows), SAID[0])  # not counted
    order = [window for _ in range(1 + int(options.per_second * options.seconds) // len(windows))
             for window in random.sample(windows, len(windows))]  # fmt: skip
    began, running = time.monotonic(), []
    for number in range(int(options.per_second * options.seconds)):
        await asyncio.sleep(max(0.0, began + number / options.per_second - time.monotonic()))
        running.append(asyncio.create_task(asked(order[number], SAID[number % len(SAID)])))
    took = await asyncio.gather(*running)
    stored, answered = [first for first, _ in took], [second for _, second in took if second is not None]
    return {
        "sockets": len(windows),
        "messages": len(took),
        "unanswered": len(took) - len(answered),
        "per_second": options.per_second,
        "pause_ms": round(settings.pause_seconds * 1000),
        **percentiles("stored", stored),
        **percentiles("answered", answered),
        **percentiles("answered_without_pause", [each - settings.pause_seconds for each in answered]),
    }


async def asked(window: Window, text: str) -> tuple[float, float | None]:
    """Seconds until the message was stored, and until the first line of its answer was here; None: not in time."""
    window.answer = asyncio.get_running_loop().create_future()
    began = time.monotonic()
    ack = await window.up({"kind": "say", "id": uuid.uuid4().hex, "text": text})
    stored = time.monotonic() - began
    if not ack["ok"]:
        raise Unusable(f"{text!r} was refused: {ack}")
    try:
        return stored, await asyncio.wait_for(window.answer, ANSWER_SECONDS) - began
    except TimeoutError:
        return stored, None


def percentiles(name: str, took: list[float]) -> dict[str, float]:
    cuts = quantiles(took, n=20, method="inclusive")
    return {f"{name}_p50_ms": round(cuts[9] * 1000, 1), f"{name}_p95_ms": round(cuts[18] * 1000, 1)}


if __name__ == "__main__":
    main()
