"""Pictures that are made to hurt: small files that take minutes, or all the memory."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from huashu.services.pictures import MOST_SCANS, NotAPicture, PictureTooLarge, remake


def file_of(picture: Image.Image, format: str, **more: object) -> bytes:
    drawn = io.BytesIO()
    picture.save(drawn, format, **more)
    return drawn.getvalue()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_is_drawn_anew(progressive: bool) -> None:
    remade = remake(file_of(Image.new("RGB", (3200, 2400)), "JPEG", progressive=progressive))
    assert (remade.width, remade.height) == (1600, 1200)


def test_a_jpeg_of_many_scans_is_no_picture() -> None:
    """Each repeats the whole picture in 83 bytes: a file that is small enough kept a thread for most of an hour."""
    plain = file_of(Image.new("L", (64, 64)), "JPEG", progressive=True)
    last = plain[plain.rfind(b"\xff\xc4", 0, plain.rfind(b"\xff\xda")) : -2]
    assert remake(plain[:-2] + b"\xff\xd9")
    with pytest.raises(NotAPicture, match="scans"):
        remake(plain[:-2] + last * (MOST_SCANS + 1) + b"\xff\xd9")


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF"])
def test_a_small_file_of_many_pixels_is_too_large(format: str) -> None:
    with pytest.raises(PictureTooLarge, match="pixels"):
        remake(file_of(Image.new("L", (4001, 4001)), format))
