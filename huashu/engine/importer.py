"""Tells Rasa which scripts exist: every id in ``scripts_zh/`` becomes a response of the domain.

The text stays out of the model; :mod:`huashu.engine.nlg` renders it when it is said, so wording changes need no
training.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

from huashu.scripts import load_library


def scripts_root() -> Path:
    """The folder of the scripts: ``HUASHU_SCRIPTS``, by default ``scripts_zh`` beside the Rasa project."""
    return Path(os.environ.get("HUASHU_SCRIPTS", "scripts_zh"))


def kept_scripts() -> Path:
    """Where the app keeps good versions of the scripts, below ``HUASHU_HOME``."""
    return Path(os.environ.get("HUASHU_HOME") or "var") / "scripts"


class ScriptImporter(RasaFileImporter):
    """Rasa's own file importer plus one response per script.

    Raises:
        huashu.scripts.ScriptErrors: with every problem of every file, so a broken script never gets into a model.
    """

    def get_domain(self) -> Domain:
        scripts = load_library(scripts_root()).scripts
        responses: dict[str, Any] = {script_id: [{"text": script_id}] for script_id in scripts}
        return super().get_domain().merge(Domain.from_dict({"responses": responses}))
