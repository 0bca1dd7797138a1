"""A running product, pages of a shop's own site that carry its chat window, and Chromium.

The product is real: bot, actions, app, timers, on books of its own. A minute is four seconds, so a wait for the
supervisor is ten. The pages come from another origin than the app, under a Content-Security-Policy that allows the
app and nothing inline.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from huashu.settings import PROJECT
from tests.acceptance.running import Running, settings_in
from tests.browser.window import Window

HEAD = "<!doctype html><html lang=zh><meta name=viewport content='width=device-width'><title>小店</title>"
CHROMIUM = "/usr/bin/chromium"
TIME_SCALE = "15"
SHOPS = ("qingmian", "mobi", "dengyu")
AXE = PROJECT / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium; what it would fetch from elsewhere is turned off."""
    assert Path(CHROMIUM).exists(), "no Chromium: run `make browser`"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    return {"executable_path": CHROMIUM, "args": quiet}


@dataclass
class Site:
    """A web site: path -> what its page holds. ``policy`` is sent with every page."""

    port: int
    policy: str = ""
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The shops' own site."""
    with_site: list[Site] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, with_site))
    site = Site(server.server_port)
    with_site.append(site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


class _Pages(BaseHTTPRequestHandler):
    def __init__(self, sites: list[Site], *given: Any) -> None:
        self.site = sites[0]
        super().__init__(*given)

    def do_GET(self) -> None:
        held = self.site.pages.get(self.path.split("?")[0])
        self.send_response(200 if held is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.site.policy:
            self.send_header("Content-Security-Policy", self.site.policy)
        self.end_headers()
        self.wfile.write(HEAD.encode() + f"<body>{held or ''}</body></html>".encode())

    def log_message(self, *given: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def product(model: None, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Open shops: 青棉记 and 墨笔坊 have people at work whatever time it is; 灯屿 has nobody."""
    home = tmp_path_factory.mktemp("browser")
    settings = settings_in(home, HUASHU_TIME_SCALE=TIME_SCALE, HUASHU_BOT_SECONDS="20")
    for shop in SHOPS:
        _set_up(settings.scripts / "shops" / f"{shop}.yml", site.origin, is_open=shop != "dengyu")
    running = Running(settings)
    address = f"http://127.0.0.1:{settings.port}"
    site.policy = (
        f"default-src 'none'; script-src {address}; connect-src {address} ws://127.0.0.1:{settings.port};"
        f" img-src {address}; style-src 'none'; base-uri 'none'; require-trusted-types-for 'script';"
        " trusted-types lit-html"
    )
    for shop in SHOPS:
        line = f'<script src="{address}/widget.js" data-shop="{shop}" async></script>'
        site.pages[f"/{shop}"] = f"<main><h1>商品</h1></main>{line}"
    try:
        running.start("actions", "bot", "app", "timers")
        running.wait_ready()
        yield running
    finally:
        running.close()


def _set_up(file: Path, origin: str, is_open: bool) -> None:
    text = file.read_text(encoding="utf-8")
    local = datetime.now(timezone.utc) + timedelta(hours=8)
    hours = "00:00-23:59" if is_open else f"{local + timedelta(hours=2):%H}:00-{local + timedelta(hours=2):%H}:30"
    text = re.sub(r"^营业: .*$", f"营业: {hours}", text, flags=re.MULTILINE)
    file.write_text(re.sub(r"^网站: .*$", f"网站: [{origin}]", text, flags=re.MULTILINE), encoding="utf-8")


@pytest.fixture
def on_page(browser: Browser, product: Running, site: Site) -> Iterator[Callable[..., Window]]:
    """A page of a shop in a browser of its own: ``on_page("mobi", viewport=…)``; with ``context`` in the same one."""
    contexts: list[BrowserContext] = []

    def make(shop: str = "qingmian", context: BrowserContext | None = None, **options: Any) -> Window:
        if context is None:
            context = browser.new_context(locale="zh-CN", **options)
            contexts.append(context)
        return opened_page(context.new_page(), site, shop)

    yield make
    for each in contexts:
        each.close()


@pytest.fixture
def window(on_page: Callable[..., Window]) -> Window:
    """青棉记's page with its window, not opened yet, on a computer."""
    return on_page("qingmian", viewport={"width": 1100, "height": 760})


def opened_page(page: Page, site: Site, shop: str) -> Window:
    window = Window(page)
    page.goto(f"{site.origin}/{shop}")
    return window
