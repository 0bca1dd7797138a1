"""Another model for the running bot, without losing a turn.

The model is loaded and tried in a thread while the old one goes on answering; then it is put in its place in one step
on the event loop. A turn keeps the agent that it began with, so one in flight ends on the old model. The memory of the
conversations, their locks and the action server are the same before and after.
"""

from __future__ import annotations

import asyncio
import copy
import os
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from sanic import Sanic

from huashu.domain.errors import HuashuError
from huashu.engine.failures import WatchedEndpoint
from huashu.settings import read_settings
from huashu.training.shelf import Shelf

TRIED_WITH = "在吗"


class ModelRefused(HuashuError):
    """The bot keeps the model it has; the text says why."""

    code = "MODEL_REFUSED"


def models_folder() -> Path:
    """The only folder that models are taken from: ``$HUASHU_HOME/models``."""
    return Shelf.of(read_settings()).folder


async def swap_model(app: Sanic, path: str) -> str:
    """Has the app answer with the model at ``path``; returns the model's file name.

    Raises:
        ModelRefused: not a file of the models folder, or a model that does not load or does not understand.
    """
    model = _checked(path)
    async with _alone(app):
        try:
            fresh = await asyncio.get_running_loop().run_in_executor(None, _loaded, app.ctx.agent, model)
        except Exception as problem:
            raise ModelRefused(f"{model.name} does not load: {problem!r}") from problem
        _put_in_place(app, fresh)
    return model.name


def model_of(agent: Agent | None) -> str | None:
    """File name of the model that an agent answers with."""
    return agent.processor.model_path.name if agent is not None and agent.processor is not None else None


def watch_actions(agent: Agent) -> None:
    """Puts the watched endpoint in the place of Rasa's own; once per loaded model."""
    processor = agent.processor
    endpoint = processor.action_endpoint if processor is not None else None
    if processor is not None and endpoint is not None and not isinstance(endpoint, WatchedEndpoint):
        processor.action_endpoint = WatchedEndpoint.over(endpoint)


def _checked(path: str) -> Path:
    """Links inside the folder are the owner's; a path that leads out of it is nobody's business."""
    model = Path(os.path.normpath(models_folder() / path))
    if models_folder() not in model.parents or not model.is_file():
        raise ModelRefused(f"{path} is no file below {models_folder()}")
    return model


def _alone(app: Sanic) -> asyncio.Lock:
    """One swap at a time."""
    if not hasattr(app.ctx, "swapping"):
        app.ctx.swapping = asyncio.Lock()
    lock: asyncio.Lock = app.ctx.swapping
    return lock


def _loaded(agent: Agent, model: Path) -> Agent:
    """An agent like the one that answers, but for its model, which has understood a message."""
    fresh = copy.copy(agent)
    fresh.processor = MessageProcessor(
        model_path=model,
        tracker_store=agent.tracker_store,
        lock_store=agent.lock_store,
        action_endpoint=agent.action_endpoint,
        generator=agent.nlg,
        http_interpreter=agent.http_interpreter,
    )
    fresh.domain = fresh.processor.domain
    asyncio.run(fresh.processor.parse_message(UserMessage(TRIED_WITH)))
    watch_actions(fresh)
    return fresh


def _put_in_place(app: Sanic, fresh: Agent) -> None:
    fresh.tracker_store.domain = fresh.domain
    app.ctx.agent = fresh
