"""``huashu chat``: a chat in the terminal, through the app like any other client, pushes included."""

from __future__ import annotations

import os
import threading
import uuid
from typing import Annotated, Any

import httpx2 as httpx
import typer

from huashu.settings import Settings, read_settings


def add_to(app: typer.Typer) -> None:
    app.command()(chat)


def chat(
    shop: Annotated[str, typer.Option(help="shop id, see scripts_zh/shops")] = "qingmian",
    sender: Annotated[str, typer.Option(help="shopper id; a new one each time by default")] = "",
) -> None:
    """Chat with a running Huashu. Empty line or Ctrl-D ends."""
    settings = read_settings()
    who = sender or f"chat-{uuid.uuid4().hex[:8]}"
    client = _client(settings)
    typer.echo(f"{shop} · {who} · 空行结束")
    heard = _Heard()
    stop = threading.Event()
    threading.Thread(target=_listen, args=(settings, shop, who, heard, stop), daemon=True).start()
    while text := _read():
        body = {"sender": who, "message": text, "metadata": {"shop": shop, "channel": "terminal"}}
        for bubble in client.post("/webhooks/rest/webhook", json=body, timeout=60).raise_for_status().json():
            heard.say(bubble)
    stop.set()


class _Heard:
    """Prints every bubble once, whichever way it came."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._lock = threading.Lock()
        self.last = 0

    def say(self, bubble: dict[str, Any]) -> None:
        with self._lock:
            if bubble["id"] in self._ids:
                return
            self._ids.add(bubble["id"])
            self.last = max(self.last, int(bubble["id"]))
            titles = "  ".join(f"[{each['title']}]" for each in bubble.get("buttons") or [])
            typer.echo(f"客服  {bubble['text']}  {titles}".rstrip())


def _listen(settings: Settings, shop: str, sender: str, heard: _Heard, stop: threading.Event) -> None:
    """Fetches what is pushed: the supervisor's answer comes without being asked for."""
    client = _client(settings)
    while not stop.wait(1.0):
        try:
            found = client.get(f"/api/conversations/{sender}/messages", params={"after": heard.last, "shop": shop})
        except httpx.HTTPError:
            continue
        if found.status_code == 200:
            for message in found.json():
                if message["author"] in ("bot", "agent"):
                    heard.say(message)


def _client(settings: Settings) -> httpx.Client:
    key = os.environ.get("HUASHU_API_KEY")
    headers = {b"authorization": f"Bearer {key}".encode()} if key else {}
    return httpx.Client(base_url=f"http://{settings.host}:{settings.port}", headers=headers, trust_env=False)


def _read() -> str:
    try:
        return input("我    ").strip()
    except EOFError:
        return ""
