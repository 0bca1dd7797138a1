"""The app as a server on loopback, over a product without Rasa, and shoppers' clients that connect to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx
import pytest
import socketio
import uvicorn

from huashu.web.app import create_app
from huashu.web.shopper.tokens import Claims, sign
from tests.integration.product_making import SENDER, SHOP, Product, UowFactory, make_product
from tests.support import free_port, wait_until

SECONDS = 15.0
PAUSE = 0.15


@dataclass
class Client:
    """A shopper's client: what it was told so far, newest last."""

    socket: socketio.Client
    downs: list[dict[str, Any]] = field(default_factory=list)
    rasa: list[dict[str, Any]] = field(default_factory=list)

    def up(self, kind: str, **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.socket.call("up", {"kind": kind, **more}, timeout=SECONDS)
        return answer

    def say(self, text: str, id: str, **more: Any) -> dict[str, Any]:
        return self.up("say", id=id, text=text, **more)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [each for frame in list(self.downs) if frame["kind"] == "messages" for each in frame["messages"]]

    def texts(self, author: str = "bot") -> list[str]:
        return [each["text"] for each in self.lines if each["author"] == author]

    def told(self, kind: str) -> list[Any]:
        return [frame for frame in list(self.downs) if frame["kind"] == kind]

    def wait(self, true: Callable[[], object]) -> None:
        wait_until(true, SECONDS, lambda: f"told so far: {self.downs}")


@dataclass
class Live:
    """The served product. ``page`` is an origin of its own pages."""

    product: Product
    port: int
    clients: list[socketio.Client] = field(default_factory=list)

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, sender: str = SENDER, shop: str = SHOP, origin: str | None = None) -> str:
        claims = Claims(shop, sender, self.page if origin is None else origin)
        return sign(self.product.services.secret, claims, self.product.clock.now())[0]

    def connect(self, token: str | None = None, origin: str | None = None, **more: Any) -> Client:
        """Raises socketio's ConnectionError where the server refuses."""
        socket = socketio.Client(reconnection=False, websocket_extra_options={"suppress_origin": True})
        client = Client(socket)
        socket.on("down", client.downs.append)
        socket.on("bot_uttered", client.rasa.append)
        headers = {"Origin": self.page if origin is None else origin}
        auth = {"token": self.token() if token is None else token}
        self.clients.append(socket)
        socket.connect(self.page, headers=headers, auth=auth, transports=["websocket"], **more)
        return client

    def greeted(self, after: int = 0, **more: Any) -> tuple[Client, dict[str, Any]]:
        client = self.connect(**more)
        return client, client.up("hello", after=after)

    def http(self, **headers: str) -> httpx.Client:
        return httpx.Client(base_url=self.page, headers=headers, trust_env=False, timeout=SECONDS)


@contextmanager
def served(product: Product, port: int) -> Iterator[Live]:
    """The app in a thread, stopped with all its clients at the end."""
    server = uvicorn.Server(uvicorn.Config(create_app(product.services), port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    live = Live(product, port)
    try:
        wait_until(lambda: server.started, SECONDS)
        yield live
    finally:
        for each in live.clients:
            each.disconnect()
        server.should_exit = True
        thread.join(SECONDS)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def product(uow_factory: UowFactory, port: int) -> Product:
    """Once on SQLite and once on PostgreSQL."""
    return make_product(uow_factory, public_url=f"http://127.0.0.1:{port}", pause_seconds=PAUSE)


@pytest.fixture
def live(product: Product, port: int) -> Iterator[Live]:
    with served(product, port) as live:
        yield live
