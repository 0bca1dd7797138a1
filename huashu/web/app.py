"""The ASGI app that faces shoppers' clients and the shop's systems. No rules: it checks, calls a service, answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from huashu.bootstrap import Services
from huashu.domain.errors import HuashuError
from huashu.services.ports import StorageUnavailable
from huashu.services.turns import UnknownShop
from huashu.web import approvals, conversations, demo, desk, goods, orders, scripts, tokens, webhook
from huashu.web.shopper import routes, uploads
from huashu.web.shopper.socket import ShopperSocket

log = structlog.get_logger()

LARGEST_BODY = 1024 * 1024  # it is read before it is asked who sends it
STATUS_OF: dict[type[HuashuError], int] = {UnknownShop: 404, StorageUnavailable: 503}


def create_app(services: Services) -> FastAPI:
    """The app over the given services."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        log.info("app started", host=services.settings.host, port=services.settings.port)
        delivering = asyncio.create_task(socket.run())
        yield
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        await socket.close()

    socket = ShopperSocket(services)
    app = FastAPI(title="Huashu 话术", lifespan=lifespan, max_body_size=LARGEST_BODY)
    app.state.services = services
    app.add_exception_handler(HuashuError, _refuse)
    app.add_exception_handler(RequestValidationError, _invalid)
    for module in (webhook, conversations, orders, approvals, desk, scripts, tokens, routes, uploads, goods, demo):
        app.include_router(module.router)
    app.mount("/socket.io", socket.asgi)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        """503 while the bot loads or the database is away, 200 when a message would be answered."""
        ready = services.bot.ready()
        with services.uow() as uow:
            uow.conversations.find(limit=1)
        return JSONResponse({"status": "ready" if ready else "loading"}, status_code=200 if ready else 503)

    return app


async def _invalid(request: Request, problem: Exception) -> Response:
    """What is wrong and where, without what was sent: FastAPI's own answer repeats it, and breaks, with all of it in
    the log, on half a character."""
    assert isinstance(problem, RequestValidationError)
    detail = [{key: each[key] for key in ("type", "loc", "msg")} for each in problem.errors()]
    return Response(json.dumps({"detail": detail}), 422, media_type="application/json")


async def _refuse(request: Request, problem: Exception) -> JSONResponse:
    """A named error becomes a JSON answer for the calling system; shoppers never see it."""
    assert isinstance(problem, HuashuError)
    status = next((code for kind, code in STATUS_OF.items() if isinstance(problem, kind)), 422)
    body: dict[str, Any] = {"code": problem.code, "message": str(problem)}
    if status >= 500:
        log.error("request failed", path=request.url.path, code=problem.code, problem=str(problem))
    return JSONResponse(body, status_code=status)
