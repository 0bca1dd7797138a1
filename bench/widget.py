"""The chat window in a browser: how soon the bubble can be pressed, and how long from the Enter key to the answer.

    python bench/widget.py [--messages 20]

Needs Chromium (``make browser``). Uses the Huashu that the ``HUASHU_*`` settings point at when one answers there; else
starts one of its own. Prints one JSON object: docs/testing.md.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import signal
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page, sync_playwright

from bench.messages import SAID, SHOP
from bench.running import Unusable, product
from huashu.settings import PROJECT, Settings

CHROMIUM, SECONDS, PAGES = "/usr/bin/chromium", 20.0, 5
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
BUBBLE = "performance.getEntriesByName('huashu:bubble')[0]?.startTime"


def main() -> None:
    parser = argparse.ArgumentParser(description="The chat window in a browser, as one JSON object.")
    parser.add_argument("--messages", type=int, default=20, help="messages typed (20)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with contextlib.redirect_stdout(sys.stderr), product() as settings, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            result = measure(browser, settings, options.messages)
            browser.close()
    except Unusable as problem:
        sys.exit(f"bench: {problem}")
    print(json.dumps(result))


def measure(browser: Browser, settings: Settings, messages: int) -> dict[str, Any]:
    bubbles = [bubble_ms(browser, settings) for _ in range(PAGES)]
    page = shop_page(browser, settings)
    page.locator('huashu-chat [part="bubble"]').click()
    page.locator('huashu-chat [part~="theirs"]').first.wait_for()
    took = [answer_ms(page, SAID[number % len(SAID)]) for number in range(messages + 1)][1:]
    cuts = quantiles(took, n=20, method="inclusive")
    script = (PROJECT / "web" / "dist" / "widget.js").read_bytes()
    return {
        "gzipped_bytes": len(gzip.compress(script, 9)),
        "bubble_ms": round(median(bubbles)),
        "messages": len(took),
        "pause_ms": round(settings.pause_seconds * 1000),
        "answer_p50_ms": round(cuts[9]),
        "answer_p95_ms": round(cuts[18]),
    }


def shop_page(browser: Browser, settings: Settings) -> Page:
    """A demo shop's page in a browser that has never been here."""
    page = browser.new_context(bypass_csp=True).new_page()  # so that it can be looked into
    page.goto(f"http://{settings.host}:{settings.port}/demo/{SHOP}")
    page.wait_for_function(BUBBLE, timeout=SECONDS * 1000)
    return page


def bubble_ms(browser: Browser, settings: Settings) -> float:
    page = shop_page(browser, settings)
    found: float = page.evaluate(BUBBLE)
    page.context.close()
    return found


def answer_ms(page: Page, text: str) -> float:
    """From the Enter key to the first new line of the shop's on the screen; then its other lines are waited for."""
    lines = page.locator('huashu-chat [part~="theirs"]')
    before = lines.count()
    page.locator('huashu-chat [part="input"]').fill(text)
    began = time.monotonic()
    page.keyboard.press("Enter")
    lines.nth(before).wait_for(timeout=SECONDS * 1000)
    took = (time.monotonic() - began) * 1000
    page.wait_for_function("!document.querySelector('huashu-chat').state.typing", timeout=SECONDS * 1000)
    page.wait_for_timeout(1500)  # between messages, as a person reads
    return took


if __name__ == "__main__":
    main()
