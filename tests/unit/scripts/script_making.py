"""Folders like scripts_zh made of the good examples, changed where a test wants it."""

from __future__ import annotations

import shutil
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "scripts"


def good_folder(tmp_path: Path) -> Path:
    """A copy of tests/scripts/good that a test may change."""
    return Path(shutil.copytree(EXAMPLES / "good", tmp_path / "scripts_zh"))


def folder_with_scene(tmp_path: Path, content: bytes) -> Path:
    """The good shops without words of their own, and one scene file scene.yml."""
    root = shops_only(tmp_path)
    (root / "scene.yml").write_bytes(content)
    return root


def shops_only(tmp_path: Path) -> Path:
    """The good shops without variants of their own, which no script is there for yet, and the words of the window."""
    root = tmp_path / "scripts_zh"
    shutil.copytree(EXAMPLES / "good" / "shops", root / "shops")
    shutil.copy(EXAMPLES / "good" / "widget.yml", root)
    lamp = root / "shops" / "lamp.yml"
    lamp.write_text(lamp.read_text(encoding="utf-8").partition("话术:")[0], encoding="utf-8")
    return root


def folder_with_shop(tmp_path: Path, old: str, new: str) -> Path:
    """The good folder with one piece of shops/tea.yml replaced; the piece must be there exactly once."""
    root = good_folder(tmp_path)
    text = (root / "shops" / "tea.yml").read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    (root / "shops" / "tea.yml").write_text(text.replace(old, new), encoding="utf-8")
    return root
