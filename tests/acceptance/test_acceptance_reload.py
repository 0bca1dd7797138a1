"""Scripts are changed 200 times while shoppers write: every message is answered, each answer and the rows it leaves are
of one version, and what `huashu check` refuses is never heard."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from huashu.scripts.load import read_files, revision_of
from tests.acceptance.running import Running, Shopper
from tests.support import wait_until

VERSIONS, EVERY_BROKEN, SHOPPERS = 200, 5, 3
LIVE_SECONDS = 20.0
FILES = ("authenticity.yml", "carrier.yml", "handoff.yml")
TEXT = re.compile(r"^(\s+(?:文|内容): .*?)('?)$", re.MULTILINE)
MARK = re.compile("〔([^〕]+)〕")
TWO_WISHES, A_PERSON = "是正品吗？发什么快递", "转人工"


@dataclass
class Editor:
    """Saves version after version of three files, as a person does: one file after the other."""

    root: Path
    good: dict[str, str]

    def save(self, mark: str, old: str = "", new: str = "") -> str:
        """Marks every text and every promise, and exchanges ``old`` for ``new``. The revision of what was saved."""
        for name, text in self.good.items():
            marked = TEXT.sub(rf"\1〔{mark}〕\2", text)
            self._write(name, marked.replace(old, new, 1) if old else marked)
        return revision_of(read_files(self.root)[0])

    def save_broken(self, number: int) -> str:
        """In turns: a placeholder that nobody fills, and a script that is gone though the code says it, which only a
        process that knows the code can find out."""
        old, new = (("〕", "〕{nobody}"), ("utter_handoff_returned", "utter_handoff_gone"))[number % 2]
        return self.save(f"坏{number}", old, new)

    def restore(self) -> str:
        for name, text in self.good.items():
            self._write(name, text)
        return revision_of(read_files(self.root)[0])

    def _write(self, name: str, text: str) -> None:
        """In place, in two pieces, as the plainest of editors does it."""
        with (self.root / name).open("w", encoding="utf-8") as opened:
            opened.write(text[: len(text) // 2])
            opened.flush()
            os.fsync(opened.fileno())
            opened.write(text[len(text) // 2 :])


@dataclass
class Chatter:
    """Shoppers who write one message after the other until they are told to stop, and what they got."""

    running: Running
    stop: threading.Event = field(default_factory=threading.Event)
    answers: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)

    def chat(self, name: str) -> None:
        number = 0
        try:
            while not self.stop.is_set():
                number += 1
                shopper = Shopper(self.running, f"reload-{name}-{number}")
                self.answers.append((shopper.sender, shopper.say((TWO_WISHES, A_PERSON)[number % 2])))
        except BaseException as failure:
            self.failures.append(failure)


@pytest.fixture
def editor(running: Running) -> Iterator[Editor]:
    root = running.settings.scripts
    editor = Editor(root, {name: (root / name).read_text(encoding="utf-8") for name in FILES})
    yield editor
    wait_live(running, editor.restore())


def status(running: Running) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{running.urls['app']}/api/scripts/status", trust_env=False, timeout=30).json()
    return found


def wait_live(running: Running, revision: str) -> None:
    wait_until(lambda: status(running)["revision"] == revision, LIVE_SECONDS, running.log)


def wait_refused(running: Running, revision: str) -> None:
    wait_until(lambda: (status(running)["refused"] or {}).get("revision") == revision, LIVE_SECONDS, running.log)


def test_every_answer_is_of_one_good_version_when_scripts_change_under_load(running: Running, editor: Editor) -> None:
    chatter = Chatter(running)
    threads = [threading.Thread(target=chatter.chat, args=(str(number),)) for number in range(SHOPPERS)]
    wait_live(running, editor.save("0"))
    for each in threads:
        each.start()
    for number in range(1, VERSIONS + 1):
        if number % EVERY_BROKEN == 0:
            wait_refused(running, editor.save_broken(number))
        wait_live(running, editor.save(str(number)))
    chatter.stop.set()
    for each in threads:
        each.join()
    assert chatter.failures == []
    assert len(chatter.answers) > VERSIONS  # it was a load
    heard = {sender: _marks(lines) for sender, lines in chatter.answers}
    assert [sender for sender, lines in chatter.answers if not lines] == []
    assert {sender: marks for sender, marks in heard.items() if len(marks) != 1} == {}
    assert not any("坏" in mark for marks in heard.values() for mark in marks)
    assert len({mark for marks in heard.values() for mark in marks}) > VERSIONS / 4
    assert _promised_otherwise(running, heard) == {}


def _marks(lines: list[dict[str, Any]]) -> set[str]:
    """The version of each bubble; a bubble that was not marked counts as a version of its own."""
    return {found[1] if (found := MARK.search(each["text"])) else each["script_id"] for each in lines}


def _promised_otherwise(running: Running, heard: dict[str, set[str]]) -> dict[str, str]:
    """Promises that are not of the version that was heard."""
    with running.services.uow() as uow:
        promises = {each.conversation_id: each.text for each in uow.promises.find(kind="human")}
        talks = {each.id: each.sender for each in uow.conversations.find() if each.sender in heard}
    mine = {talks[talk]: text for talk, text in promises.items() if talk in talks}
    assert len(mine) > VERSIONS / 4
    return {sender: text for sender, text in mine.items() if set(MARK.findall(text)) != heard[sender]}


def test_the_last_good_version_is_said_when_the_bot_starts_over_broken_scripts(
    running: Running, editor: Editor
) -> None:
    """The bot does not know what the code says; it must not take the folder's word for it."""
    wait_live(running, editor.save("好"))
    wait_refused(running, editor.save_broken(1))
    running.kill("bot", "actions")
    running.start("bot", "actions")
    running.wait_ready()
    lines = Shopper(running, "reload-after-a-restart").say(TWO_WISHES)
    assert _marks(lines) == {"好"}
    assert status(running)["refused"] is not None
