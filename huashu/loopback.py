"""The bot port over loopback HTTP: posts turns to ``huashu.engine.channel``."""

from __future__ import annotations

from typing import Any

import httpx2 as httpx

from huashu.services.bot import BotBroke, BotReply, BotUnavailable, Line

SECONDS = 20.0


class LoopbackBot:
    """Talks to the Rasa server at ``url``. Thread-safe; keeps connections open."""

    def __init__(self, url: str, seconds: float = SECONDS) -> None:
        """``seconds``: how long an answer may take."""
        self._http = httpx.Client(base_url=url, timeout=seconds, trust_env=False)

    def turn(self, sender: str, text: str, message_id: int, trusted: bool, metadata: dict[str, Any]) -> BotReply:
        """See :class:`huashu.services.bot.Bot`."""
        body = {"sender": sender, "text": text, "message_id": message_id, "trusted": trusted, "metadata": metadata}
        try:
            answer = self._http.post("/webhooks/huashu/turn", json=body)
        except httpx.HTTPError as problem:
            raise BotUnavailable(f"bot at {self._http.base_url} did not answer: {problem!r}") from problem
        if answer.status_code in (404, 503):
            raise BotUnavailable(f"bot at {self._http.base_url} is loading or lacks its actions ({answer.status_code})")
        if answer.status_code != 200:
            raise BotBroke(f"bot failed on message {message_id} ({answer.status_code})")
        try:
            return _reply(answer.json())
        except (ValueError, TypeError, LookupError, AttributeError) as problem:
            raise BotUnavailable(f"{self._http.base_url} answers what no bot of ours would: {problem!r}") from problem

    def ready(self) -> bool:
        try:
            return self._http.get("/webhooks/huashu/health", timeout=2.0).status_code == 200
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        self._http.close()


def _reply(body: dict[str, Any]) -> BotReply:
    lines = [
        Line(
            text=each["text"] or "",
            script_id=each.get("script_id") or "",
            variant=int(each.get("variant") or 0),
            revision=each.get("revision") or "",
            buttons=each.get("buttons") or [],
            facts=each.get("facts") or {},
        )
        for each in body["messages"]
    ]
    return BotReply(lines, body["parts"])
