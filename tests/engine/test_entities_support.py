"""What the entity tests share: one recogniser with a small catalogue, and how a row of a table is checked."""

from __future__ import annotations

import json
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from huashu.engine.entities.recogniser import Recogniser

SHOPS = {
    "qingmian": {
        "圆通": ("圆通速递",),
        "E邮宝": ("e邮宝", "EMS", "ems"),
        "顺丰": ("顺丰速运", "顺风"),
        "平邮": ("邮政平邮", "包裹"),
    },
    "mobi": {"中通": ("中通快递",), "本地快送": ("小蜜蜂",)},
}
CATALOGUE = {
    "product": {
        "棉麻连衣裙": "棉麻连衣裙", "连衣裙": "棉麻连衣裙", "阔腿裤": "高腰阔腿裤", "0.5中性笔": "顺滑中性笔0.5mm",
        "A5笔记本": "A5活页笔记本", "三折伞": "晴雨三折伞", "台灯": "护眼台灯",
    },
    "colour": ["米白", "藏青", "雾霾蓝色", "黑"],
    "size": ["S", "M", "L", "XL", "均码", "110码"],
}  # fmt: skip

Row = tuple[str, str, Any]


@lru_cache(maxsize=1)
def recogniser() -> Recogniser:
    path = Path(tempfile.mkdtemp()) / "lexicon.json"
    path.write_text(json.dumps(CATALOGUE, ensure_ascii=False), encoding="utf-8")
    return Recogniser(path, SHOPS, clock=lambda: 0.0)


def found(message: str, shop: str | None = None) -> list[Row]:
    """(entity, the words it spans, value) in the order of the text."""
    return [(each.entity, message[each.start : each.end], each.value) for each in recogniser().find(message, shop)]


def amount(fen: int) -> dict[str, Any]:
    return {"form": "amount", "fen": fen, "rate": None}


def off(fen: int) -> dict[str, Any]:
    return {"form": "off", "fen": fen, "rate": None}


def discount(rate: int) -> dict[str, Any]:
    return {"form": "discount", "fen": None, "rate": rate}


def count(n: int, unit: str = "件") -> dict[str, Any]:
    return {"n": n, "unit": unit}


def place(province: str, city: str = "", district: str = "") -> dict[str, str]:
    return {"province": province, "city": city, "district": district}


def address(province: str, city: str, district: str, detail: str, full: str) -> dict[str, str]:
    return {**place(province, city, district), "detail": detail, "full": full}


ROUND_OFF = {"form": "round_off", "fen": None, "rate": None}
