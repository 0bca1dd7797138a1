"""One cell of a shop's table: text in, value out. What cannot be read is a BadCell whose text the shop's staff see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from huashu.domain.errors import HuashuError

Reader = Callable[[str], Any]

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")
MONEY = re.compile(r"¥?(\d{1,7}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?元?", re.ASCII)
WHOLE = re.compile(r"-?\d{1,7}", re.ASCII)
SPAN = re.compile(r"(\d{1,3})[-~](\d{1,3})", re.ASCII)
PICTURE = re.compile(r"[^:?#]+\.(svg|png|jpe?g|webp)", re.IGNORECASE)
PHONE = re.compile(r"1\d{10}", re.ASCII)


class BadCell(HuashuError):
    """A cell that is not what its column wants. ``str(error)`` is the problem in Chinese."""

    code = "IMPORT_BAD_CELL"


def text(longest: int) -> Reader:
    """Any text of at most ``longest`` characters without control characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise BadCell(f"太长了，有{len(cell)}个字，最多{longest}个字")
        if any(unicodedata.category(each) == "Cc" for each in cell):
            raise BadCell("里面有换行或看不见的控制字符，请删掉")
        return cell

    return read


def texts(longest: int) -> Reader:
    """Several texts with ``|`` between them -> list, in order, each once."""
    one = text(longest)

    def read(cell: str) -> list[str]:
        parts = (each.strip() for each in cell.replace("｜", "|").split("|"))
        return list(dict.fromkeys(one(each) for each in parts if each))

    return read


def money(cell: str) -> int:
    """``129``, ``12.5``, ``¥12.50`` or ``12.5元`` -> fen, more than nothing."""
    match = MONEY.fullmatch(_plain(cell))
    if match is None:
        raise BadCell(f"应该是金额，例如 129 或 12.5，写的是“{_shown(cell)}”")
    fen = int(match[1].replace(",", "")) * 100 + int((match[2] or "").ljust(2, "0"))
    if fen == 0:
        raise BadCell("金额要大于0")
    return fen


def whole(least: int) -> Reader:
    """A whole number, ``least`` or more."""

    def read(cell: str) -> int:
        if WHOLE.fullmatch(_plain(cell)) is None:
            raise BadCell(f"应该是整数，写的是“{_shown(cell)}”")
        number = int(_plain(cell))
        if number < least:
            raise BadCell(f"不能小于{least}，写的是{number}")
        return number

    return read


def span(cell: str) -> list[int]:
    """``155-165`` -> [155, 165], both ends inclusive."""
    match = SPAN.fullmatch(_plain(cell).replace("–", "-").replace("—", "-"))
    if match is None:
        raise BadCell(f"应该是范围，例如 155-165，写的是“{_shown(cell)}”")
    low, high = int(match[1]), int(match[2])
    if low > high:
        raise BadCell(f"范围反了，{low}比{high}大")
    return [low, high]


def phone(cell: str) -> str:
    """A mobile number; spaces and dashes between the digits are dropped."""
    digits = _plain(cell).replace("-", "")
    if PHONE.fullmatch(digits) is None:
        raise BadCell(f"手机号应该是11位数字、1开头，写的是“{_shown(cell)}”")
    return digits


def moment(cell: str) -> datetime:
    """``2026-11-20 10:35`` (seconds or the whole clock time may be missing), Beijing time -> aware UTC."""
    plain = unicodedata.normalize("NFKC", cell).replace("/", "-").strip()
    for form in MOMENTS:
        try:
            return datetime.strptime(plain, form).replace(tzinfo=SHANGHAI).astimezone(timezone.utc)
        except (ValueError, OverflowError):
            continue
    raise BadCell(f"应该是时间，例如 2026-11-20 10:35，写的是“{_shown(cell)}”")


def choice(meanings: Mapping[str, Any]) -> Reader:
    """One of a few words -> what it means."""

    def read(cell: str) -> Any:
        if cell not in meanings:
            raise BadCell(f"只能写{'、'.join(meanings)}，写的是“{_shown(cell)}”")
        return meanings[cell]

    return read


def picture(cell: str) -> str:
    """An https address, or the path of a file below the table's own folder; whether it is there is looked at later."""
    path: str = text(1000)(cell).replace("\\", "/")
    if "://" in path:
        if not _is_https(path):
            raise BadCell(f"网址要以 https:// 开头，写的是“{_shown(cell)}”")
        return path
    if path.startswith("/") or ".." in path.split("/"):
        raise BadCell(f"从表格所在的文件夹写起，例如 pictures/A1.png，写的是“{_shown(cell)}”")
    if PICTURE.fullmatch(path) is None:
        raise BadCell(f"图片只认 .svg、.png、.jpg、.webp，写的是“{_shown(cell)}”")
    return path


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and parts.port != 0 and not (
            parts.username or parts.password or any(each.isspace() for each in address)
        )
    except ValueError:  # a bracket that is not closed, a port that is none
        return False


def _plain(cell: str) -> str:
    return "".join(unicodedata.normalize("NFKC", cell).split())


def _shown(cell: str) -> str:
    return cell if len(cell) <= 20 else cell[:20] + "…"
