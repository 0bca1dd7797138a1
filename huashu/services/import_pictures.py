"""Pictures of goods: from a shop's own files into the picture store, named by what is in them.

A name that is the content's hash says the same thing for ever: an import that is refused has harmed nothing, a picture
that changes gets another address, and browsers may keep each as long as they like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from huashu.services.import_cells import BadCell
from huashu.services.import_columns import PRODUCTS
from huashu.services.import_tables import Line, Problem, Tables
from huashu.services.pictures import PictureStore

SHELF = "/goods/"
GOODS_PICTURE = re.compile(r"[0-9a-f]{32}\.(?:svg|png|jpg|webp)")
LARGEST_BYTES = 2 * 1024 * 1024

# What a file of each kind begins with; a telephone's HEIC called .jpg is no rare thing, and no browser shows it.
IS_KIND: Mapping[str, Callable[[bytes], bool]] = {
    "svg": lambda content: b"<svg" in content,
    "png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "webp": lambda content: content.startswith(b"RIFF") and content[8:12] == b"WEBP",
}


def with_pictures(tables: Tables, folder: Path, problems: list[Problem]) -> Tables:
    """The tables with the address of each file in the place of its path, and the files to be kept under ``pictures``.

    Paths are relative to ``folder``. A row whose file cannot be taken goes to ``problems`` and stays as it is.
    """
    files: dict[str, Path] = {}
    lines = [_with_picture(line, folder, files, problems) for line in tables.of(PRODUCTS)]
    return Tables({**tables.lines, PRODUCTS.name: lines}, files) if tables.has(PRODUCTS) else tables


def keep_pictures(tables: Tables, store: PictureStore) -> None:
    """Raises StorageUnavailable; what was kept until then is harmless."""
    for name, path in tables.pictures.items():
        store.put(store_name(name), path.read_bytes())


def store_name(name: str) -> str:
    """Where the store has the picture ``name``: apart from those that shoppers send, which are nobody else's."""
    return f"goods/{name}"


def _with_picture(line: Line, folder: Path, files: dict[str, Path], problems: list[Problem]) -> Line:
    cell = line.values.get("picture", "")
    if not cell or cell.startswith("https://"):
        return line
    try:
        name = _name_of(folder / cell, cell)
    except (BadCell, OSError) as bad:  # A name too long for a file, a file that may not be read.
        problems.append(line.problem("picture", str(bad) if isinstance(bad, BadCell) else f"读不了这个文件“{cell}”"))
        return line
    files[name] = folder / cell
    return replace(line, values={**line.values, "picture": SHELF + name})


def _name_of(path: Path, cell: str) -> str:
    kind = path.suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if not path.is_file():
        raise BadCell(f"没有这个文件“{cell}”，路径从表格所在的文件夹写起")
    if path.stat().st_size > LARGEST_BYTES:
        raise BadCell(f"图片太大，最多{LARGEST_BYTES // 1024 // 1024}MB")
    content = path.read_bytes()
    if not IS_KIND[kind](content):
        raise BadCell(f"“{cell}”打不开，里面不是{kind.upper()}图片")
    return f"{sha256(content).hexdigest()[:32]}.{kind}"
