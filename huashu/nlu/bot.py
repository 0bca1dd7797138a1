"""A module of the bot's environment as a process: JSON lines in, JSON lines out, as they come.

Three streams at once, so that nobody waits for a full pipe: one thread writes the requests, another keeps the last
lines of stderr, the caller reads the answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from threading import Thread
from typing import IO, Any

from huashu.domain.errors import HuashuError
from huashu.settings import PROJECT, Settings
from huashu.training.train import BOT_PYTHON, bot_environment

LAST_LINES = 15
BRIEFLY_SECONDS = 1.0  # a thread that still waits, for the next request or for more of stderr, is left alone


class BotDied(HuashuError):
    """The process ended before it had answered everything; the text has the end of what it said."""

    code = "BOT_DIED"


def answers(module: str, requests: Iterable[Mapping[str, Any]], settings: Settings) -> Iterator[dict[str, Any]]:
    """What ``python -m module`` of the bot's environment answers to the requests, each as soon as it is there.

    Raises:
        BotDied: it ended with an error, or said something that is no answer.
        Exception: what ``requests`` raised.
    """
    command = [sys.executable, "-m", "huashu.tether", str(BOT_PYTHON), "-m", module]
    process = subprocess.Popen(command, cwd=PROJECT, env=bot_environment(settings), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    feeding, listening = _Feeding(process.stdin, requests), _Listening(process.stderr)
    try:
        for line in process.stdout:
            yield _answer(module, line)
        feeding.join(BRIEFLY_SECONDS)
        if process.wait() or feeding.cut_off:
            raise BotDied(f"python -m {module} ended with exit code {process.returncode}:\n{listening.heard()}")
        if feeding.problem is not None:
            raise feeding.problem
    finally:
        process.kill()
        process.wait()
        feeding.join(BRIEFLY_SECONDS)
        process.stdout.close()
        listening.close()


def _answer(module: str, line: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(line)
    except ValueError:
        raise BotDied(f"python -m {module} answered {line[:200]!r}, expected JSON") from None
    return answer


class _Feeding(Thread):
    """Writes the requests; ``cut_off``: nobody read them to the end; ``problem``: what getting them raised."""

    def __init__(self, pipe: IO[bytes], requests: Iterable[Mapping[str, Any]]) -> None:
        super().__init__(daemon=True)
        self._pipe, self._requests = pipe, requests
        self.cut_off = False
        self.problem: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            for each in self._requests:
                self._pipe.write(json.dumps(each).encode() + b"\n")
                self._pipe.flush()
        except BrokenPipeError:
            self.cut_off = True
        except Exception as problem:
            self.problem = problem
        with suppress(BrokenPipeError):
            self._pipe.close()


class _Listening(Thread):
    """Keeps the last lines of what is said beside the answers."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._last: deque[str] = deque(maxlen=LAST_LINES)
        self.start()

    def run(self) -> None:
        with self._pipe:
            for line in self._pipe:
                self._last.append(line.decode(errors="replace").rstrip())

    def heard(self) -> str:
        """The last lines, once the process has ended."""
        self.join(BRIEFLY_SECONDS)
        return "\n".join(self._last)

    def close(self) -> None:
        """Waits for the end, but not for a child of the process that holds its stderr open."""
        self.join(BRIEFLY_SECONDS)
