"""Pictures that shoppers send, made anew: what is stored was drawn by us, so nothing else of the file comes with it.

A photograph tells where it was taken and on which phone; a file may be two things at once. Decoding and encoding again
leaves the picture alone.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Protocol

from PIL import Image, ImageOps

from huashu.domain.errors import HuashuError
from huashu.services.ports import UnitOfWork
from huashu.services.records import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 16_000_000  # each takes up to 25 bytes of memory until it is drawn
MOST_JPEG_PIXELS = 50_000_000  # decoded smaller than they are
MOST_SCANS = 100  # of a JPEG: an empty one has 83 bytes and takes as long as a full one
SCAN = re.compile(rb"\xff\xda\x00[\x08\x0a\x0c\x0e][\x01-\x04]")
LONGEST_SIDE = 1600
QUALITY = 82
ENDING, PICTURE_TYPE = ".jpg", "image/jpeg"
MOST_A_DAY = 30
WHITE = (255, 255, 255)


class PictureTooLarge(HuashuError):
    """More bytes or more pixels than are taken."""

    code = "PICTURE_TOO_LARGE"


class NotAPicture(HuashuError):
    """None of the formats that are taken, or broken."""

    code = "NOT_A_PICTURE"


class TooManyPictures(HuashuError):
    """A conversation had its pictures of the day."""

    code = "TOO_MANY_PICTURES"


class PictureStore(Protocol):
    """Where the files are. StorageUnavailable when it does not answer."""

    def put(self, name: str, content: bytes) -> None: ...

    def get(self, name: str) -> bytes | None: ...


@dataclass(frozen=True)
class Remade:
    """A JPEG of ours."""

    content: bytes
    width: int
    height: int


def store_picture(
    uow: Callable[[], UnitOfWork], store: PictureStore, shop: str, sender: str, content: bytes, now: datetime
) -> Picture:
    """The picture's file, then its row: a file without one is harmless. Drawing and the store take long, so no unit of
    work is open meanwhile: nobody else's writing waits for them.

    Raises:
        PictureTooLarge, NotAPicture, TooManyPictures: nothing was stored.
    """
    with uow() as begun:
        _may_send(begun, _conversation_id(begun, shop, sender, now), now)
        begun.commit()
    remade = remake(content)
    name = token_hex(16) + ENDING
    store.put(name, remade.content)
    with uow() as books:
        conversation_id = _conversation_id(books, shop, sender, now)
        _may_send(books, conversation_id, now)
        stored = books.pictures.add(
            Picture(conversation_id, name, remade.width, remade.height, len(remade.content), now)
        )
        books.commit()
    return stored


def _conversation_id(uow: UnitOfWork, shop: str, sender: str, now: datetime) -> int:
    found = uow.lock_conversation(shop, sender, now).id
    assert found is not None
    return found


def _may_send(uow: UnitOfWork, conversation_id: int, now: datetime) -> None:
    newest = uow.pictures.find(conversation_id=conversation_id, newest_first=True, limit=MOST_A_DAY)
    if len(newest) == MOST_A_DAY and newest[-1].created_at > now - timedelta(days=1):
        raise TooManyPictures(f"conversation {conversation_id} has sent {MOST_A_DAY} pictures within a day")


def remake(content: bytes) -> Remade:
    """The picture upright, in sRGB, on white, at most LONGEST_SIDE long; of a moving one the first frame.

    Raises:
        PictureTooLarge, NotAPicture.
    """
    if len(content) > LARGEST_BYTES:
        raise PictureTooLarge(f"{len(content)} bytes, at most {LARGEST_BYTES} are taken")
    if len(SCAN.findall(content)) > MOST_SCANS:
        raise NotAPicture(f"more than {MOST_SCANS} scans")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; ours is a limit.
            return _remade(content)
    except PictureTooLarge:
        raise
    except Image.DecompressionBombError as problem:
        raise PictureTooLarge(str(problem)) from None
    except Exception as problem:  # Decoders fail in many ways, each of them the file's fault.
        raise NotAPicture(f"cannot be read as a picture: {problem!r}"[:300]) from None


def _remade(content: bytes) -> Remade:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        width, height = opened.size  # from the header: nothing was decoded yet
        most = MOST_JPEG_PIXELS if opened.format in ("JPEG", "MPO") else MOST_PIXELS
        if width * height > most:
            raise PictureTooLarge(f"{width} x {height} pixels, at most {most} are taken")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = _on_white(ImageOps.exif_transpose(opened))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        drawn = io.BytesIO()
        picture.save(drawn, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return Remade(drawn.getvalue(), *picture.size)


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture that has the pixels and nothing else of the old one."""
    if picture.mode.startswith(("I", "F")):  # 16 bits a channel
        picture = picture.point(lambda value: value / 256).convert("L")
    seen = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
    page = Image.new("RGB", picture.size, WHITE)
    page.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return page
