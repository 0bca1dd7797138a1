"""The running bot as the trainer sees it: which model it has, and taking another."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import httpx2 as httpx

from huashu.domain.errors import HuashuError

HEALTH_SECONDS, SWAP_SECONDS = 3.0, 120.0


class SwapRefused(HuashuError):
    """The bot kept the model it had; the text says why."""

    code = "SWAP_REFUSED"


class BotAway(HuashuError):
    """Nobody answers, or no model is loaded yet."""

    code = "BOT_AWAY"


class ModelDoor(Protocol):
    """Where a bot's model is looked at and changed."""

    def loaded(self) -> str:
        """File name of the model that answers. Raises BotAway."""
        ...

    def swap(self, path: Path) -> None:
        """Loads the model and answers with it from the next turn on. Raises SwapRefused, BotAway."""
        ...


class LoopbackModelDoor:
    """``/webhooks/huashu/health`` and ``/webhooks/huashu/model`` of the bot at ``url``."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/webhooks/huashu", trust_env=False)

    def loaded(self) -> str:
        try:
            answer = self._http.get("/health", timeout=HEALTH_SECONDS)
            name = answer.json().get("model")
        except (httpx.HTTPError, ValueError, AttributeError) as problem:
            raise BotAway(repr(problem)) from problem
        if not name:
            raise BotAway("no model loaded yet")
        return str(name)

    def swap(self, path: Path) -> None:
        try:
            answer = self._http.post("/model", json={"path": str(path)}, timeout=SWAP_SECONDS)
        except httpx.HTTPError as problem:
            raise BotAway(repr(problem)) from problem
        if answer.status_code == 422:
            raise SwapRefused(str(answer.json().get("problem")))
        if answer.status_code != 200:
            raise SwapRefused(f"the bot answered {answer.status_code}")

    def close(self) -> None:
        self._http.close()
