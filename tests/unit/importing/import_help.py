"""What the tests of importing share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

from huashu.services.importing import ImportErrors, ImportReport, import_tables, read_tables
from huashu.storage import SqlUnitOfWork

DEMO = Path(__file__).parents[3] / "demo"
SHOPS = ("qingmian", "mobi", "dengyu")
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=timezone.utc)

Books = Callable[[], SqlUnitOfWork]


def load(books: Books, shop: str, path: Path) -> ImportReport | ImportErrors:
    """Read and import, as the command does."""
    with books() as uow:
        return import_tables(uow, shop, read_tables(path), NOW)


def problems(books: Books, path: Path) -> list[str]:
    """What is wrong with the tables, said to an empty shop."""
    found = load(books, "new", path)
    return [str(each) for each in found.problems] if isinstance(found, ImportErrors) else []


def counts(report: ImportReport | ImportErrors) -> dict[str, tuple[int, int, int]]:
    assert isinstance(report, ImportReport), str(report)
    return {name: (each.added, each.changed, each.same) for name, each in report.counts.items()}
