"""Goods, orders and members from a folder of tables into the books; with them the lexicon and the restock news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huashu.bootstrap import Services
from huashu.services.importing import (
    ImportErrors,
    ImportReport,
    Tables,
    export_lexicon,
    import_tables,
    keep_pictures,
    read_tables,
)
from huashu.services.restock import tell_restocked


@dataclass(frozen=True)
class Loaded:
    """What came of one shop's tables. ``told``: shoppers who hear that what they waited for is back."""

    shop: str
    report: ImportReport | ImportErrors
    told: int = 0

    @property
    def refused(self) -> bool:
        return isinstance(self.report, ImportErrors)


def load_folder(here: Services, path: Path, shop: str) -> Loaded:
    """Imports one shop's tables, all or nothing, and renews the lexicon. Pictures first: no row is without its."""
    read = read_tables(path)
    if isinstance(read, Tables):
        keep_pictures(read, here.pictures)
    with here.uow() as uow:
        report = import_tables(uow, shop, read, here.clock.now())
    if isinstance(report, ImportErrors):
        return Loaded(shop, report)
    with here.uow() as uow:
        export_lexicon(uow, here.settings.lexicon)
        told = tell_restocked(uow, shop, here.clock.now())
        uow.commit()
    return Loaded(shop, report, told)


def load_demo_once(here: Services, folder: Path) -> Iterator[Loaded]:
    """Loads every demo shop into books that have no goods yet; a folder's name is the shop's id."""
    with here.uow() as uow:
        if uow.products.find(limit=1):
            return
    for shop in sorted(path for path in folder.iterdir() if (path / "products.csv").is_file()):
        yield load_folder(here, shop, shop.name)
