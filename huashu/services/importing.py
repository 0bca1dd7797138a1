"""Load a shop's goods, orders and members from tables; say every problem with its place, or load everything.

Columns: docs/import.md. Loading the same tables again changes nothing; rows are found by 货号, SKU编号, 订单号, 顾客ID.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from huashu.services.import_checks import Known, problems_in_files, problems_with_books, yuan
from huashu.services.import_columns import PRODUCTS, SKUS
from huashu.services.import_files import WHOLE_FILE, grids_at, whole_file
from huashu.services.import_lexicon import export_lexicon
from huashu.services.import_lines import HEADER, lines_of
from huashu.services.import_pictures import keep_pictures, with_pictures
from huashu.services.import_store import Shelf, store
from huashu.services.import_tables import Counts, ImportErrors, ImportReport, Line, Problem, Tables
from huashu.services.ports import UnitOfWork

__all__ = [
    "Counts", "ImportErrors", "ImportReport", "Problem", "Tables", "export_lexicon", "import_tables", "keep_pictures",
    "read_tables",
]


# A table whose keys were not seen: checking what refers to it would blame rows that are right.
KEYS_UNSEEN = (WHOLE_FILE, HEADER, "货号", "SKU编号")


def read_tables(folder_or_file: Path) -> Tables | ImportErrors:
    """A folder of tables, one CSV or one XLSX, with the checks that need no books."""
    problems: list[Problem] = []
    lines: dict[str, list[Line]] = {}
    for found in grids_at(folder_or_file):
        if isinstance(found, Problem):
            problems.append(found)
        elif found.sheet.name in lines:
            problems.append(whole_file(found.file, f"{found.sheet.title}这张表给了两次"))
        else:
            lines[found.sheet.name] = lines_of(found, problems)
    folder = folder_or_file if folder_or_file.is_dir() else folder_or_file.parent
    tables = with_pictures(Tables(lines), folder, problems)
    problems += problems_in_files(tables)
    return ImportErrors.of(problems, tables) if problems else tables


def import_tables(
    uow: UnitOfWork, shop_id: str, read: Tables | ImportErrors, now: datetime
) -> ImportReport | ImportErrors:
    """Load what ``read_tables`` gave into one shop and commit; with any problem load nothing and give all of them.

    Bad tables are welcome: what does not fit the books is told in the same run. ``uow`` is entered by the caller;
    ``now`` is aware UTC, the joining time of members listed without one.
    """
    tables, problems = (read.tables, list(read.problems)) if isinstance(read, ImportErrors) else (read, [])
    if any(each.row == 1 and each.column in KEYS_UNSEEN for each in problems):
        return ImportErrors.of(problems, tables)
    shelf = Shelf.of(uow, shop_id)
    goods = {each.product_no: vars(each) for each in shelf.products.values()}
    problems += problems_with_books(tables, Known.by(tables, goods, shelf.skus))
    problems += _floors_above_skus(tables, shelf)
    if problems:
        return ImportErrors.of(problems, tables)
    counts = store(uow, shop_id, tables, now, shelf)
    uow.commit()
    return ImportReport(counts)


def _floors_above_skus(tables: Tables, shelf: Shelf) -> Iterator[Problem]:
    """A new floor price must not pass the price of a SKU that stays as it is."""
    coming = {each.values.get("sku_no") for each in tables.of(SKUS)}
    floors = {line.values.get("product_no"): line for line in tables.of(PRODUCTS) if "floor_price_fen" in line.values}
    for sku in shelf.skus.values():
        line = floors.get(sku.product_no)
        if line and sku.sku_no not in coming and sku.price_fen < line.values["floor_price_fen"]:
            text = f"库里规格“{sku.sku_no}”卖{yuan(sku.price_fen)}，低于底价，请一起更新规格"
            yield line.problem("floor_price_fen", text)
