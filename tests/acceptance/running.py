"""The product as real processes, which a test kills, stops and starts; shoppers talk to it over HTTP."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2 as httpx

from huashu.bootstrap import Services, build
from huashu.cli.books import load_demo_once
from huashu.processes import commands, write_endpoints
from huashu.settings import PROJECT, Settings, read_settings
from huashu.storage import SqlUnitOfWork, make_engine, migrate
from huashu.training.shelf import Shelf
from tests.support import free_port, wait_until

SHOP = "qingmian"
READY_SECONDS = 240.0
ANSWER_SECONDS = 60.0
TIME_SCALE, BOT_SECONDS = "60", "6"  # the supervisor's 150 s are 2.5 s; a dead worker's turn is free after 7.5 s
ASKING = "utter_bargain_ask_supervisor"
GIFT = "utter_bargain_offer_gift"


def settings_in(home: Path, **more: str) -> Settings:
    """Settings of a product of its own, with the checkout's scripts as of a day without a campaign."""
    scripts = home / "scripts_zh"
    shutil.copytree(PROJECT / "scripts_zh", scripts)
    for shop in (scripts / "shops").glob("*.yml"):
        text = shop.read_text(encoding="utf-8")
        shop.write_text(re.sub(r"\b20\d\d(-\d\d-\d\d \d\d:\d\d)", r"2020\1", text), encoding="utf-8")
    ports = {name: str(free_port()) for name in ("HUASHU_PORT", "HUASHU_BOT_PORT", "HUASHU_ACTIONS_PORT")}
    fast = {"HUASHU_TIME_SCALE": TIME_SCALE, "HUASHU_BOT_SECONDS": BOT_SECONDS}
    return read_settings({"HUASHU_HOME": str(home), "HUASHU_SCRIPTS": str(scripts), **ports, **fast, **more})


class Running:
    """Processes by name: bot, actions, timers, app, and more workers of the last two as ``app2`` …"""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = make_engine(settings.database_url)
        self.services: Services = replace(build(settings), uow=lambda: SqlUnitOfWork(self.engine))
        migrate(settings.database_url)
        load_demo_once(self.services, PROJECT / "demo")
        Shelf.of(read_settings({})).lend(Shelf.of(settings))
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.log_path = settings.home / "log.txt"
        self.urls = {"app": f"http://127.0.0.1:{settings.port}"}
        self.endpoints = write_endpoints(settings)

    def start(self, *names: str) -> None:
        for name in names:
            command, environment = commands(self._settings_of(name), self.endpoints)[name.rstrip("0123456789")]
            with self.log_path.open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    command, env=environment, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True
                )

    def _settings_of(self, name: str) -> Settings:
        if name.startswith("app") and name != "app" and name not in self.urls:
            self.urls[name] = f"http://127.0.0.1:{free_port()}"
        return replace(self.settings, port=int(self.urls.get(name, self.urls["app"]).rpartition(":")[2]))

    def kill(self, *names: str) -> None:
        """kill -9, all before the first is waited for."""
        for name in names:
            self.processes[name].kill()
        for name in names:
            self.processes[name].wait(20)

    @contextmanager
    def stopped(self, name: str) -> Iterator[None]:
        """The process neither runs nor ends: its callers wait."""
        self.processes[name].send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.processes[name].send_signal(signal.SIGCONT)

    def wait_ready(self, name: str = "app") -> None:
        wait_until(lambda: self._is_ready(self.urls[name]), READY_SECONDS, self.log)

    def _is_ready(self, url: str) -> bool:
        try:
            return httpx.get(f"{url}/healthz", timeout=3.0, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def times_logged(self, words: str) -> int:
        return self.log_path.read_text(errors="replace").count(words)

    def log(self) -> str:
        return self.log_path.read_text(errors="replace")[-4000:]

    def close(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)
        self.engine.dispose()


class Shopper:
    """A shopper's client: says things to one of the apps and reads the transcript."""

    def __init__(self, running: Running, sender: str, app: str = "app") -> None:
        self.running, self.sender, self.app = running, sender, app

    def call(self, method: str, path: str, **more: Any) -> list[dict[str, Any]]:
        url = self.running.urls[self.app] + path
        answer = httpx.request(method, url, timeout=ANSWER_SECONDS, trust_env=False, **more).raise_for_status()
        lines: list[dict[str, Any]] = answer.json()
        return lines

    def say(self, text: str, **metadata: str) -> list[dict[str, Any]]:
        body = {"sender": self.sender, "message": text, "metadata": {"shop": SHOP, **metadata}}
        return self.call("POST", "/webhooks/rest/webhook", json=body)

    def transcript(self) -> list[dict[str, Any]]:
        return self.call("GET", f"/api/conversations/{self.sender}/messages", params={"shop": SHOP})

    def scripts_heard(self) -> list[str]:
        return [each["script_id"] for each in self.transcript() if each["author"] == "bot"]

    def haggle_until_the_supervisor_is_asked(self) -> None:
        self.say("高腰阔腿裤有货吗")
        for text in ("能便宜点吗", "再便宜点", "还是贵，再便宜点"):
            last = self.say(text)
        assert ASKING in [each["script_id"] for each in last], self.transcript()

    def conversation_id(self) -> int:
        with self.running.services.uow() as uow:
            found = uow.conversations.one(shop=SHOP, sender=self.sender)
        assert found is not None and found.id is not None
        return found.id

    def rows(self, table: str, **equals: Any) -> list[Any]:
        mine = self.conversation_id()
        with self.running.services.uow() as uow:
            found: list[Any] = getattr(uow, table).find(conversation_id=mine, **equals)
            return found

    def wait_for(self, script_id: str, times: int = 1) -> None:
        wait_until(
            lambda: self.scripts_heard().count(script_id) >= times,
            ANSWER_SECONDS,
            lambda: f"{self.sender} heard {self.scripts_heard()}\n{self.running.log()}",
        )

    def nothing_is_left_to_do(self) -> bool:
        """No message waits, no turn is taken, nothing that is due is undone: what was said is all that will be said."""
        waiting = [each for each in self.rows("messages", answered_at=None) if each.author in ("shopper", "system")]
        with self.running.services.uow() as uow:
            held = uow.conversations.get(self.conversation_id())
        due = [each for each in self.rows("reminders", done_at=None) if each.kind != "offer_expiry"]
        return not waiting and not due and held is not None and held.lease_by is None

    def got_one_gift(self) -> None:
        """The gift came once, as a push, and the books say so: one answer, told; one offer, said."""
        self.wait_for(GIFT)
        wait_until(self.nothing_is_left_to_do, ANSWER_SECONDS, self.running.log)
        assert self.scripts_heard().count(GIFT) == 1, self.transcript()
        assert [each["pushed"] for each in self.transcript() if each["script_id"] == GIFT] == [True]
        [approval], [offer] = self.rows("approvals"), self.rows("offers")
        assert (approval.status, approval.answer, approval.answered_by) == ("told", "gift", "standing rule")
        assert (offer.status, offer.kind, offer.approval_id) == ("offered", "gift", approval.id)
        [asked] = [each for each in self.rows("promises") if each.kind == "supervisor_answer"]
        assert asked.status == "kept"


def descendants(pid: int) -> set[int]:
    """The process's children, their children, and so on, as the kernel knows them now."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in found | {pid}} - found:
        found |= more
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run; a zombie that waits for its parent does not."""
    running = set()
    for pid in pids:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                running.add(pid)
        except OSError:
            continue
    return running
