"""A turn that broke is as if it never was.

Rasa goes on when an action or a line fails: it logs the error, keeps the shopper's message and forgets the rest. Here
the failure is noted, the tracker store does not save that turn, and the channel says so, so that the app can take the
message up again (``unreachable``) or apologise (``broken``).
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any

from aiohttp import ClientConnectionError
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

UNREACHABLE, BROKEN = "unreachable", "broken"
REJECTED = 400  # rasa-sdk's status for an action that rejects its execution: a form's way, no failure

_failures: ContextVar[list[str]] = ContextVar("failures")


def watch_turn() -> list[str]:
    """Begins a turn; the list returned collects its failures."""
    failures: list[str] = []
    _failures.set(failures)
    return failures


def note(kind: str) -> None:
    """Notes a failure of the running turn; outside a turn (``rasa shell``) nothing is watched."""
    _failures.get([]).append(kind)


def turn_failed() -> bool:
    return bool(_failures.get([]))


class WatchedEndpoint(EndpointConfig):
    """The action server's endpoint, noting calls that fail."""

    @classmethod
    def over(cls, endpoint: EndpointConfig) -> WatchedEndpoint:
        return cls(endpoint.url, endpoint.params, endpoint.headers, endpoint.basic_auth, endpoint.token,
                   endpoint.token_name, **endpoint.kwargs)  # fmt: skip

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super().request(*args, **kwargs)
        except ClientResponseError as problem:
            if problem.status != REJECTED:
                note(BROKEN)
            raise
        except (ClientConnectionError, asyncio.TimeoutError):
            note(UNREACHABLE)
            raise
        except Exception:
            note(BROKEN)
            raise
