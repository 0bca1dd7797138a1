"""docs/import.md documents exactly the tables and columns that can be imported."""

from __future__ import annotations

import re
from pathlib import Path

from huashu.services.import_columns import SHEETS

DOCS = Path(__file__).parents[3] / "docs" / "import.md"
SECTION = re.compile(r"^## (\S+) (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| ([^|]+?) \| (是)? ?\|", re.MULTILINE)


def test_documented_columns_are_those_that_are_read() -> None:
    documented = {
        (name, title): [(column, bool(required)) for column, required in ROW.findall(text) if column != "列"]
        for title, name, text in SECTION.findall(DOCS.read_text(encoding="utf-8"))
    }
    assert documented == {
        (sheet.name, sheet.title): [(each.header, each.required) for each in sheet.columns] for sheet in SHEETS
    }
