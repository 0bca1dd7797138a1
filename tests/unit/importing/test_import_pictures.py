"""Pictures of goods: what the column takes, and what of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from import_help import Books, load, problems

from huashu.services.import_pictures import LARGEST_BYTES
from huashu.services.importing import ImportErrors, Tables, keep_pictures, read_tables

Write = Callable[..., Path]

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
NAME = f"{sha256(DRAWING).hexdigest()[:32]}.svg"
FILES = {
    "a.svg": DRAWING,
    "a.PNG": b"\x89PNG\r\n\x1a\n...",
    "a.jpeg": b"\xff\xd8\xff\xe0...",
    "a.webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "heic.jpg": b"\0\0\0\x18ftypheic",
    "large.png": b"\x89PNG\r\n\x1a\n".ljust(LARGEST_BYTES + 1),
}


@pytest.fixture
def shop(write: Write) -> Callable[..., Path]:
    """Pictures in a folder, and a table with one product for each of the given cells."""

    def tables(*cells: str) -> Path:
        rows = (f"A{number},裤子{number},129,99,{cell}\n" for number, cell in enumerate(cells))
        path = write(products=f"货号,品名,标价,底价,图片\n{''.join(rows)}")
        (path / "pictures").mkdir(exist_ok=True)
        for name, content in FILES.items():
            (path / "pictures" / name).write_bytes(content)
        return path

    return tables


CELLS = [
    ("http://img.example/a.png", "网址要以 https:// 开头，写的是“http://img.example/a…”"),
    ("https://", "网址要以 https:// 开头，写的是“https://”"),
    ("pictures/none.svg", "没有这个文件“pictures/none.svg”，路径从表格所在的文件夹写起"),
    ("pictures", "图片只认 .svg、.png、.jpg、.webp，写的是“pictures”"),
    ("pictures/a.gif", "图片只认 .svg、.png、.jpg、.webp，写的是“pictures/a.gif”"),
    ("data:image/x.svg", "图片只认 .svg、.png、.jpg、.webp，写的是“data:image/x.svg”"),
    ("pictures/heic.jpg", "“pictures/heic.jpg”打不开，里面不是JPG图片"),
    ("pictures/large.png", "图片太大，最多2MB"),
    ("/etc/a.svg", "从表格所在的文件夹写起，例如 pictures/A1.png，写的是“/etc/a.svg”"),
    ("pictures/../../a.svg", "从表格所在的文件夹写起，例如 pictures/A1.png，写的是“pictures/../../a.svg”"),
    ("..\\a.svg", "从表格所在的文件夹写起，例如 pictures/A1.png，写的是“..\\a.svg”"),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_picture_is_reported_with_its_place_when_it_cannot_be_taken(
    books: Books, shop: Callable[..., Path], cell: str, expected: str
) -> None:
    assert problems(books, shop("pictures/a.svg", cell)) == [f"products.csv:3:图片 {expected}"]


def test_each_kind_of_picture_is_taken(shop: Callable[..., Path]) -> None:
    read = read_tables(shop("pictures/a.svg", "pictures/a.PNG", "pictures\\a.jpeg", "pictures/a.webp", ""))
    assert isinstance(read, Tables)
    assert [name.rpartition(".")[2] for name in read.pictures] == ["svg", "png", "jpg", "webp"]


def test_picture_is_stored_as_the_address_of_what_is_in_it(books: Books, shop: Callable[..., Path]) -> None:
    load(books, "qingmian", shop("https://img.example/a.png?w=400", "pictures/a.svg", "pictures/a.svg"))
    with books() as uow:
        pictures = [each.picture for each in uow.products.find()]
    assert pictures == ["https://img.example/a.png?w=400", f"/goods/{NAME}", f"/goods/{NAME}"]


def test_picture_is_renewed_when_the_file_or_the_cell_changed(books: Books, shop: Callable[..., Path]) -> None:
    path = shop("pictures/a.svg")
    load(books, "qingmian", path)
    (path / "pictures" / "a.svg").write_bytes(DRAWING + b"\n")
    assert "更新1" in str(load(books, "qingmian", path))
    with books() as uow:
        [changed] = uow.products.find()
    assert changed.picture.endswith(".svg") and changed.picture != f"/goods/{NAME}"
    load(books, "qingmian", shop(""))
    with books() as uow:
        assert [each.picture for each in uow.products.find()] == [""]


def test_files_are_kept_once_under_a_name_of_their_own(shop: Callable[..., Path]) -> None:
    kept: list[tuple[str, bytes]] = []

    class Store:
        def put(self, name: str, content: bytes) -> None:
            kept.append((name, content))

        def get(self, name: str) -> bytes | None:
            raise AssertionError(name)

    read = read_tables(shop("pictures/a.svg", "pictures/a.svg", "https://img.example/a.png"))
    assert not isinstance(read, ImportErrors)
    keep_pictures(read, Store())
    assert kept == [(f"goods/{NAME}", DRAWING)]
