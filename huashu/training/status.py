"""How the training stands, for whoever wants to show it: ``$HUASHU_HOME/models/status.json``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from enum import Enum

from huashu.disk import replace_bytes
from huashu.settings import Settings
from huashu.training.shelf import Shelf

FILE = "status.json"


class State(str, Enum):
    """READY: what shoppers talk to was made of the files as they are. FAILED: it was not, and ``problem`` says why."""

    READY = "ready"
    TRAINING = "training"
    FAILED = "failed"


@dataclass(frozen=True)
class TrainingStatus:
    """``fingerprint``: of the files that the state is about; ``since``: ISO, aware UTC; ``problem``: for developers."""

    state: State
    fingerprint: str
    since: str
    problem: str = ""


def write_status(settings: Settings, state: State, fingerprint: str, problem: str = "") -> None:
    """Writes the status in one step; the same state of the same files keeps its ``since``."""
    known = read_status(settings)
    if known is not None and (known.state, known.fingerprint, known.problem) == (state, fingerprint, problem):
        return
    status = TrainingStatus(state, fingerprint, datetime.now(timezone.utc).isoformat(), problem)
    replace_bytes(Shelf.of(settings).folder / FILE, json.dumps(asdict(status), ensure_ascii=False).encode() + b"\n")


def read_status(settings: Settings) -> TrainingStatus | None:
    """The status as the trainer wrote it last; None where no trainer has run."""
    try:
        found = json.loads((Shelf.of(settings).folder / FILE).read_text(encoding="utf-8"))
        return TrainingStatus(State(found["state"]), found["fingerprint"], found["since"], found["problem"])
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return None
