"""A picture that a shopper sent is drawn anew: nothing else of the file stays, and nothing but a picture passes."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from huashu.services.pictures import LARGEST_BYTES, LONGEST_SIDE, NotAPicture, PictureTooLarge, remake

RED, BLUE = (220, 30, 30), (30, 30, 220)


def file_of(kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 32), colour: Any = RED, **more: Any) -> bytes:
    drawn = io.BytesIO()
    Image.new(mode, size, colour).save(drawn, kind, **more)
    return drawn.getvalue()


def seen(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_kind_becomes_a_jpeg_of_the_same_picture(kind: str) -> None:
    remade = remake(file_of(kind))
    picture = seen(remade.content)
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (64, 32), "RGB")
    assert (remade.width, remade.height) == (64, 32) and near(picture.getpixel((10, 10)), RED)


@pytest.mark.parametrize(
    "kind, mode, colour, expected",
    [
        ("PNG", "P", 0, None), ("PNG", "L", 200, (200, 200, 200)), ("PNG", "1", 1, (255, 255, 255)),
        ("JPEG", "CMYK", (0, 255, 255, 0), None), ("PNG", "I;16", 65535, (255, 255, 255)),
        ("PNG", "RGBA", (*RED, 0), (255, 255, 255)), ("PNG", "RGBA", (*RED, 255), RED),
        ("PNG", "LA", (0, 0), (255, 255, 255)),
        ("WEBP", "RGBA", (*BLUE, 0), (255, 255, 255)),
    ],
)  # fmt: skip
def test_every_mode_of_colour_is_drawn_on_white(kind: str, mode: str, colour: Any, expected: Any) -> None:
    picture = seen(remake(file_of(kind, mode, colour=colour)).content)
    assert picture.mode == "RGB"
    assert expected is None or near(picture.getpixel((5, 5)), expected)


def test_a_photograph_stands_upright_and_does_not_tell_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825)[1] = "N"
    photograph = file_of("JPEG", size=(64, 32), exif=exif, comment=b"secret", icc_profile=b"x" * 200)
    assert b"Telephone" in photograph and b"secret" in photograph
    remade = remake(photograph)
    assert (remade.width, remade.height) == (32, 64)
    assert not seen(remade.content).getexif()
    assert not any(each in remade.content for each in (b"Telephone", b"secret", b"Exif", b"ICC_PROFILE"))


def test_a_large_picture_becomes_as_long_as_is_needed() -> None:
    remade = remake(file_of("JPEG", size=(4000, 1000)))
    assert (remade.width, remade.height) == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_of_a_moving_picture_the_first_frame_stays() -> None:
    drawn = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    frames[0].save(drawn, "GIF", save_all=True, append_images=frames[1:])
    picture = seen(remake(drawn.getvalue()).content)
    assert near(picture.getpixel((5, 5)), RED) and not getattr(picture, "is_animated", False)


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises more than its few bytes hold."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("content", [b"0" * (LARGEST_BYTES + 1), bomb(20_000, 20_000), bomb(2**30, 1)])
def test_more_than_is_taken_is_refused_before_it_is_decoded(content: bytes) -> None:
    with pytest.raises(PictureTooLarge):
        remake(content)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"x", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", b"<!doctype html><img src=x>",
        b"%PDF-1.4\n", b"PK\x03\x04", b"MZ\x90", file_of("BMP"), file_of("TIFF"), file_of("PPM"), file_of("ICO"),
        file_of("PNG")[:60], file_of("JPEG", size=(400, 400))[:400], b"\x89PNG\r\n\x1a\n" + b"0" * 100, bomb(10, 10),
        b"\xff\xd8\xff\xe0" + b"0" * 50, b"GIF89a" + b"\xff" * 40, b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        remake(content)


def test_a_file_that_is_two_things_is_one_afterwards() -> None:
    remade = remake(file_of("PNG") + b"<script>pwn()</script>PK\x03\x04")
    assert b"script" not in remade.content and b"PK\x03\x04" not in remade.content
