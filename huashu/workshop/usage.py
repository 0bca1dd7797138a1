"""What the conversation tests used, kept in ``$HUASHU_HOME/coverage.json`` from run to run.

The file: ``{"tests": {path: {"revision": of the scripts, "said": {shop: {script id: [variant numbers]}}, "rungs":
{shop: [rungs]}}}}``. Only tests that passed count; a test's entry is replaced when it is played again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huashu.disk import replace_bytes
from huashu.domain.errors import HuashuError
from huashu.settings import PROJECT
from huashu.workshop.play.story import Played
from huashu.workshop.stage import Stage

FILE = "coverage.json"
MOST_LINES = 100_000


class NoCoverage(HuashuError):
    """No conversation test has been played yet, or what was kept cannot be read."""

    code = "NO_COVERAGE"


@dataclass(frozen=True)
class Usage:
    """``said``: (shop, script id, variant number); ``rungs``: (shop, rung)."""

    said: frozenset[tuple[str, str, int]] = frozenset()
    rungs: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Usage) -> Usage:
        return Usage(self.said | other.said, self.rungs | other.rungs)


@dataclass(frozen=True)
class Kept:
    """One test's usage and the revision of the scripts that it was played with."""

    revision: str
    usage: Usage


def usage_of(stage: Stage, shop: str, sender: str) -> Usage:
    """What one conversation on the stage used."""
    with stage.services.uow() as uow:
        conversation = uow.conversations.one(shop=shop, sender=sender)
        if conversation is None:
            return Usage()
        lines = uow.messages.find(conversation_id=conversation.id, author="bot", limit=MOST_LINES)
        moves = uow.bargain_moves.find(conversation_id=conversation.id)
    said = {(shop, each.script_id, each.variant or 0) for each in lines if each.script_id}
    return Usage(frozenset(said), frozenset((shop, each.rung) for each in moves))


def record(home: Path, stage: Stage, played: Iterable[Played]) -> None:
    """Keeps what each played test used; one that failed, or whose file is gone, counts no longer."""
    try:
        kept = read_tested(home)
    except NoCoverage:
        kept = {}
    revision = stage.services.library().revision
    for each in played:
        kept.pop(name_of(each.conversation.path), None)
        if each.failure is None:
            usage = usage_of(stage, each.conversation.shop, each.conversation.sender)
            kept[name_of(each.conversation.path)] = Kept(revision, usage)
    _write(home / FILE, {name: tested for name, tested in kept.items() if (PROJECT / name).exists()})


def name_of(path: Path) -> str:
    """From the project's folder where the file lies below it, else absolute."""
    path = path.resolve()
    return (path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path).as_posix()


def _write(path: Path, tested: Mapping[str, Kept]) -> None:
    """As a whole: who reads meanwhile has the old one."""
    text = json.dumps({"tests": {name: _as_json(each) for name, each in sorted(tested.items())}}, ensure_ascii=False)
    replace_bytes(path, text.encode())


def _as_json(tested: Kept) -> dict[str, Any]:
    said: dict[str, dict[str, list[int]]] = {}
    for shop, script_id, variant in sorted(tested.usage.said):
        said.setdefault(shop, {}).setdefault(script_id, []).append(variant)
    rungs: dict[str, list[str]] = {}
    for shop, rung in sorted(tested.usage.rungs):
        rungs.setdefault(shop, []).append(rung)
    return {"revision": tested.revision, "said": said, "rungs": rungs}


def read_tested(home: Path) -> dict[str, Kept]:
    """Test -> what it used. Raises NoCoverage."""
    try:
        kept = json.loads((home / FILE).read_text(encoding="utf-8"))
        return {name: _kept(each) for name, each in kept["tests"].items()}
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as problem:
        raise NoCoverage(f"{home / FILE}: {problem!r}") from problem


def _kept(kept: dict[str, Any]) -> Kept:
    said = {(shop, script_id, int(number)) for shop, scripts in kept["said"].items()
            for script_id, numbers in scripts.items() for number in numbers}  # fmt: skip
    rungs = {(shop, str(rung)) for shop, rungs in kept["rungs"].items() for rung in rungs}
    return Kept(str(kept["revision"]), Usage(frozenset(said), frozenset(rungs)))
