"""A carrier that a shop's people add is understood with the next message, without a training and without a restart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huashu.engine.entities.recogniser import Recogniser
from huashu.scripts import LiveLibrary, load_library
from huashu.scripts.load import read_files
from huashu.scripts.releases import Releases

PROJECT = Path(__file__).resolve().parents[2]


def carriers(recogniser: Recogniser, message: str) -> list[str]:
    return [str(each.value) for each in recogniser.find(message, "qingmian") if each.entity == "carrier"]


def test_new_alias_is_known_when_the_version_with_it_is_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, home = tmp_path / "scripts_zh", tmp_path / "home"
    shutil.copytree(PROJECT / "scripts_zh", root)
    monkeypatch.setenv("HUASHU_SCRIPTS", str(root))
    monkeypatch.setenv("HUASHU_HOME", str(home))
    LiveLibrary(root, kept=home / "scripts")
    recogniser = Recogniser(tmp_path / "lexicon.json")
    assert carriers(recogniser, "发闪闪飞鸽吧") == []
    shop = root / "shops" / "qingmian.yml"
    text = shop.read_text(encoding="utf-8")
    shop.write_text(text.replace("别名: [申通快递]", "别名: [申通快递, 闪闪飞鸽]"), encoding="utf-8")
    assert carriers(recogniser, "发闪闪飞鸽吧") == []  # nobody has checked it yet
    Releases(home / "scripts").keep("scripts_zh", read_files(root)[0], load_library(root))
    assert carriers(recogniser, "发闪闪飞鸽吧") == ["申通"]
    assert carriers(recogniser, "发圆通吗") == ["圆通"]
