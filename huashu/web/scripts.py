"""Which version of the scripts is live, and why a newer one is not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends, Request

from huashu.scripts.report import plain
from huashu.scripts.watch import Refused
from huashu.training.status import read_status
from huashu.web.guard import allowed, services_of

router = APIRouter(prefix="/api/scripts", dependencies=[Depends(allowed)])


@router.get("/status")
def status(request: Request) -> dict[str, Any]:
    """``revision`` is what shoppers hear now; ``refused`` is None, or what is on disk and its problems; ``training``
    tells whether the bot has learnt how the questions are asked (None: no trainer has run)."""
    here = services_of(request)
    scripts, training = here.scripts, read_status(here.settings)
    library = scripts.current()
    return {
        "revision": library.revision,
        "scripts": len(library.scripts),
        "questions": len(library.questions),
        "shops": list(library.shops),
        "refused": _refused(scripts.refused),
        "training": asdict(training) if training else None,
    }


def _refused(refused: Refused | None) -> dict[str, Any] | None:
    """``report`` is what ``huashu check`` prints."""
    if refused is None:
        return None
    problems = [plain(each) for each in refused.errors.problems]
    return {"revision": refused.revision, "at": refused.at, "problems": problems, "report": str(refused.errors)}
