"""Books in a real SQLite file, migrated once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from import_help import Books

from huashu.storage import SqlUnitOfWork, make_engine, migrate


@pytest.fixture(scope="session")
def empty_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def books(empty_books: Path, tmp_path: Path) -> Iterator[Books]:
    path = shutil.copy(empty_books, tmp_path / "huashu.db")
    engine = make_engine(f"sqlite:///{path}")
    yield lambda: SqlUnitOfWork(engine)
    engine.dispose()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write CSV texts by table name into a new folder."""

    def folder(**texts: str) -> Path:
        path = tmp_path / "tables"
        path.mkdir(exist_ok=True)
        for name, text in texts.items():
            (path / f"{name}.csv").write_text(text, encoding="utf-8")
        return path

    return folder
