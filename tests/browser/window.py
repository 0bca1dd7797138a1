"""The chat window as a shopper uses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect

SECONDS = 20_000


@dataclass
class Window:
    """``trouble``: what the page's console complained of."""

    page: Page
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(SECONDS)
        expect.set_options(timeout=SECONDS)
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))

    def part(self, name: str) -> Locator:
        return self.page.locator(f'huashu-chat [part~="{name}"]')

    def open(self) -> Window:
        self.part("bubble").click()
        expect(self.part("window")).to_be_visible()
        return self

    def ready(self) -> Window:
        """Opened, connected and greeted."""
        self.open()
        expect(self.theirs.first).to_be_visible()
        return self

    @property
    def theirs(self) -> Locator:
        return self.page.locator('huashu-chat [part~="theirs"]')

    @property
    def mine(self) -> Locator:
        return self.page.locator('huashu-chat [part~="mine"]')

    def texts(self, lines: Locator) -> list[str]:
        return lines.locator('[part="text"]').all_text_contents()

    def type(self, text: str) -> None:
        self.part("input").fill(text)
        self.part("input").press("Enter")

    def say(self, text: str) -> str:
        """Types it and waits for what the shop says to it."""
        before = self.theirs.count()
        self.type(text)
        expect(self.theirs.nth(before)).to_be_visible()
        self.quiet()
        return "\n".join(self.texts(self.theirs)[before:])

    def press(self, button: Locator) -> str:
        before = self.theirs.count()
        button.click()
        expect(self.theirs.nth(before)).to_be_visible()
        self.quiet()
        return "\n".join(self.texts(self.theirs)[before:])

    def quiet(self) -> None:
        """Nobody writes and nothing is on its way."""
        expect(self.part("typing")).to_have_count(0)
        expect(self.page.locator("huashu-chat .unsent")).to_have_count(0)

    def axe(self, source: str) -> list[dict[str, Any]]:
        """What axe finds wrong. It is put in past the page's own policy, as a reader's tool is."""
        self.page.evaluate(source)
        found: list[dict[str, Any]] = self.page.evaluate("axe.run().then(({violations}) => violations)")
        return [{"id": each["id"], "nodes": [node["html"][:200] for node in each["nodes"]]} for each in found]
