"""Files to grids of text: CSV (UTF-8, BOM tolerated) and XLSX. Says which table each one is."""

from __future__ import annotations

import csv
import difflib
import io
import warnings
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook  # type: ignore[import-untyped]

from huashu.services.import_columns import SHEETS, Sheet
from huashu.services.import_tables import Problem

SUFFIXES = (".csv", ".xlsx", ".xls")
WHOLE_FILE = "文件"
NO_WORKBOOK = (BadZipFile, KeyError, ValueError, TypeError, OSError, EOFError, SyntaxError, zlib.error)


@dataclass(frozen=True)
class Grid:
    """One table's cells as stripped text, row by row from the header on. ``file`` names it in problems."""

    sheet: Sheet
    file: str
    rows: list[list[str]]


def grids_at(path: Path) -> Iterator[Grid | Problem]:
    """The tables in a folder or file; what cannot be opened or is not known is a Problem."""
    if not path.exists():
        yield whole_file(path.name, "没有这个文件或文件夹")
        return
    files = sorted(each for each in path.iterdir() if _is_table(each)) if path.is_dir() else [path]
    if not files:
        yield whole_file(path.name, "文件夹里没有 .csv 或 .xlsx 表格")
    for each in files:
        yield from _grids_in(each)


def whole_file(file: str, text: str) -> Problem:
    return Problem(file, 1, WHOLE_FILE, text)


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", "."))


def _grids_in(path: Path) -> Iterator[Grid | Problem]:
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        yield from _workbook(path)
    elif suffix == ".csv":
        yield from _csv(path)
    else:
        yield whole_file(path.name, "只认 .csv 和 .xlsx，请在表格软件里另存一份")


def _csv(path: Path) -> Iterator[Grid | Problem]:
    sheet = _sheet_called(path.stem)
    if sheet is None:
        yield whole_file(path.name, _unknown("文件名", path.stem))
        return
    try:
        content = path.read_bytes().decode("utf-8-sig")
        rows = [[each.strip() for each in row] for row in csv.reader(io.StringIO(content, newline=""), strict=True)]
    except UnicodeDecodeError:
        yield whole_file(path.name, "不是UTF-8编码，请在表格软件里另存为“CSV UTF-8”")
    except csv.Error as error:
        yield whole_file(path.name, f"不是完整的CSV，多半是引号没有配对（{error}）")
    except OSError as error:
        yield whole_file(path.name, f"读不了这个文件（{type(error).__name__}）")
    else:
        yield Grid(sheet, path.name, rows)


def _workbook(path: Path) -> Iterator[Grid | Problem]:
    try:
        pages = _pages(path)
    except NO_WORKBOOK as error:
        yield whole_file(path.name, f"打不开这个表格文件（{type(error).__name__}）")
        return
    only = _sheet_called(path.stem) if len(pages) == 1 else None
    for title, rows in pages.items():
        sheet = only or _sheet_called(title)
        file = path.name if only else f"{path.name}[{title}]"
        yield Grid(sheet, file, rows) if sheet else whole_file(file, _unknown("工作表名", title))


def _pages(path: Path) -> dict[str, list[list[str]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            pages = {page.title: _rows(page) for page in book.worksheets}
        finally:
            book.close()
    return {title: rows for title, rows in pages.items() if rows} or dict(list(pages.items())[:1])


def _rows(page: Any) -> list[list[str]]:
    page.reset_dimensions()
    rows = [[_shown(each) for each in row] for row in page.iter_rows(values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _shown(value: object) -> str:
    """A spreadsheet's value as somebody would have typed it: 12.0 -> 12, a date -> 2026-11-20 10:35:00."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _sheet_called(name: str) -> Sheet | None:
    wanted = name.strip().lower()
    return next((each for each in SHEETS if wanted in (each.name, each.title)), None)


def _unknown(what: str, name: str) -> str:
    names = [name for each in SHEETS for name in (each.name, each.title)]
    return f"不认识的{what}“{name}”，{did_you_mean(name, names)}"


def did_you_mean(word: str, known: list[str], taken: Sequence[str] = ()) -> str:
    """The nearest of ``known`` that is not ``taken`` already, else all of them."""
    close = difflib.get_close_matches(word, [each for each in known if each not in taken], n=1, cutoff=0.5)
    return f"是不是“{close[0]}”？" if close else f"能用的有：{'、'.join(known)}"
