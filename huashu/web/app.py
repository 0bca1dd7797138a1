"""The ASGI app that faces shoppers' clients and the shop's systems. No rules: it checks, calls a service, answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from huashu.bootstrap import Services
from huashu.domain.errors import HuashuError
from huashu.services.ports import StorageUnavailable
from huashu.services.turns import UnknownShop
from huashu.web import approvals, conversations, desk, orders, scripts, webhook

log = structlog.get_logger()

STATUS_OF: dict[type[HuashuError], int] = {UnknownShop: 404, StorageUnavailable: 503}


def create_app(services: Services) -> FastAPI:
    """The app over the given services."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        log.info("app started", host=services.settings.host, port=services.settings.port)
        yield

    app = FastAPI(title="Huashu 话术", lifespan=lifespan)
    app.state.services = services
    app.add_exception_handler(HuashuError, _refuse)
    for module in (webhook, conversations, orders, approvals, desk, scripts):
        app.include_router(module.router)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        """503 while the bot loads or the database is away, 200 when a message would be answered."""
        ready = services.bot.ready()
        with services.uow() as uow:
            uow.conversations.find(limit=1)
        return JSONResponse({"status": "ready" if ready else "loading"}, status_code=200 if ready else 503)

    return app


async def _refuse(request: Request, problem: Exception) -> JSONResponse:
    """A named error becomes a JSON answer for the calling system; shoppers never see it."""
    assert isinstance(problem, HuashuError)
    status = next((code for kind, code in STATUS_OF.items() if isinstance(problem, kind)), 422)
    body: dict[str, Any] = {"code": problem.code, "message": str(problem)}
    if status >= 500:
        log.error("request failed", path=request.url.path, code=problem.code, problem=str(problem))
    return JSONResponse(body, status_code=status)
