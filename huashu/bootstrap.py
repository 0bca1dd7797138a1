"""The one page where the real adapters are chosen: database, clock, scripts, bot."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from huashu.clock import SystemClock
from huashu.logs import write_logs_plainly
from huashu.loopback import LoopbackBot
from huashu.scripts import Library, LiveLibrary
from huashu.scripts.project import Project, read_project
from huashu.secret import kept_secret
from huashu.services.bot import Bot
from huashu.services.pictures import PictureStore
from huashu.services.ports import Clock, UnitOfWork
from huashu.services.turns import Desk
from huashu.settings import PROJECT, Settings, read_settings
from huashu.storage import SqlUnitOfWork, make_engine
from huashu.storage.pictures import picture_store


@dataclass(frozen=True)
class Services:
    """What cli, web, timers and actions work with. ``reads``: units of work that hold up nobody and write nothing."""

    settings: Settings
    uow: Callable[[], UnitOfWork]
    reads: Callable[[], UnitOfWork]
    scripts: LiveLibrary
    clock: Clock
    bot: Bot

    @cached_property
    def secret(self) -> bytes:
        """What this installation signs with: ``HUASHU_SECRET``, or a file of its own in ``HUASHU_HOME``."""
        return self.settings.secret.encode() or kept_secret(self.settings.home / "secret")

    @cached_property
    def pictures(self) -> PictureStore:
        """What shoppers sent."""
        return picture_store(self.settings.pictures)

    def library(self) -> Library:
        """The scripts as they are live now."""
        return self.scripts.current()

    def desk(self) -> Desk:
        return Desk(self.uow, self.scripts.at, self.bot, self.clock, worker_name(), self.settings.lease_seconds)


def build(settings: Settings, clock: Clock | None = None, bot: Bot | None = None) -> Services:
    """The real thing; tests give their own clock."""
    engine = make_engine(settings.database_url)
    reader = make_engine(settings.database_url, only_reads=True)
    return Services(
        settings=settings,
        uow=lambda: SqlUnitOfWork(engine),
        reads=lambda: SqlUnitOfWork(reader),
        scripts=LiveLibrary(settings.scripts, project=project, kept=settings.kept_scripts),
        clock=clock or SystemClock(settings.time_scale),
        bot=bot or LoopbackBot(settings.bot_url, settings.bot_seconds),
    )


@lru_cache(maxsize=1)
def project() -> Project:
    """What the scripts are checked against: the code and the training lines of this checkout."""
    return read_project(PROJECT)


@lru_cache(maxsize=1)
def services() -> Services:
    """This process's services, built at first use from the environment; from then on its log is plain."""
    write_logs_plainly()
    return build(read_settings())


def worker_name() -> str:
    """Names this process in leases: host and process id."""
    return f"{socket.gethostname()}:{os.getpid()}"
