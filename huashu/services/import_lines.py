"""A grid to lines: header and cells are checked here, one row at a time. Never raises, collects every problem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from huashu.services.import_cells import BadCell
from huashu.services.import_columns import Column
from huashu.services.import_files import Grid, did_you_mean
from huashu.services.import_tables import Line, Problem

HEADER = "表头"


def lines_of(grid: Grid, problems: list[Problem]) -> list[Line]:
    """The rows below the header that are not empty; what is wrong goes to ``problems``."""
    if not grid.rows or not any(grid.rows[0]):
        problems.append(Problem(grid.file, 1, HEADER, "没有表头，第一行要写列名"))
        return []
    problems.extend(_header_problems(grid))
    places = _places(grid)
    return [
        _line(grid, row, cells, places, problems) for row, cells in enumerate(grid.rows[1:], start=2) if any(cells)
    ]


def _header_problems(grid: Grid) -> Iterator[Problem]:
    header, known = grid.rows[0], [each.header for each in grid.sheet.columns]
    for place, name in enumerate(header):
        if name and name not in known:
            yield Problem(grid.file, 1, name, f"不认识的列，{did_you_mean(name, known, header)}")
        elif name and name in header[:place]:
            yield Problem(grid.file, 1, name, "这一列写了两次")
    for column in grid.sheet.columns:
        if column.required and column.header not in header:
            yield Problem(grid.file, 1, column.header, "缺少这一列")


def _places(grid: Grid) -> list[tuple[Column, int]]:
    header = grid.rows[0]
    return [(each, header.index(each.header) if each.header in header else -1) for each in grid.sheet.columns]


def _line(grid: Grid, row: int, cells: list[str], places: list[tuple[Column, int]], problems: list[Problem]) -> Line:
    values: dict[str, Any] = {}
    for column, place in places:
        cell = cells[place] if 0 <= place < len(cells) else ""
        try:
            _read(column, cell, place, values)
        except BadCell as bad:
            problems.append(Problem(grid.file, row, column.header, str(bad)))
    header = grid.rows[0]
    problems.extend(
        Problem(grid.file, row, f"第{place + 1}格", f"“{cell[:20]}”没有对应的列名")
        for place, cell in enumerate(cells)
        if cell and (place >= len(header) or not header[place])
    )
    return Line(grid.sheet, grid.file, row, values)


def _read(column: Column, cell: str, place: int, values: dict[str, Any]) -> None:
    if cell:
        values[column.field] = column.read(cell)
    elif not column.required:
        values[column.field] = column.empty
    elif place >= 0:
        raise BadCell("没有填")
