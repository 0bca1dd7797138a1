"""Good versions are kept: a turn ends with the one it began with, and a broken file does not survive a restart."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from script_making import good_folder
from test_live_library import Seconds, look_twice, retitle, title

from huashu.scripts import LiveLibrary, ScriptErrors, ToldLibrary, load_library, releases
from huashu.scripts.load import read_files
from huashu.scripts.project import Project
from huashu.scripts.releases import MOST, Releases
from huashu.scripts.uses import Site, Uses


def live_at(tmp_path: Path, root: Path, clock: Seconds | None = None) -> LiveLibrary:
    return LiveLibrary(root, clock or Seconds(), kept=tmp_path / "kept")


def test_turn_keeps_its_version_when_the_files_changed_meanwhile(tmp_path: Path) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = live_at(tmp_path, root, clock)
    begun_with = live.current().revision
    retitle(root, "新标题")
    look_twice(live, clock)
    assert title(live) == "新标题"
    assert live.at(begun_with).script("utter_order_changed").title == "改好了属性"
    assert live.at(None).script("utter_order_changed").title == "新标题"


def test_another_process_finds_the_version_when_it_has_not_read_it_itself(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    app = live_at(tmp_path, root)
    begun_with = app.current().revision
    retitle(root, "新标题")
    bot = live_at(tmp_path, root)
    assert (title(bot), bot.at(begun_with).revision) == ("新标题", begun_with)
    assert bot.at(begun_with).script("utter_order_changed").title == "改好了属性"
    assert bot.at(begun_with) is bot.at(begun_with)  # read once


def test_newest_version_speaks_when_the_one_asked_for_is_gone(tmp_path: Path) -> None:
    live = live_at(tmp_path, good_folder(tmp_path))
    assert live.at("0123456789ab") is live.current()


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "live", "x" * 200])
def test_no_file_outside_is_read_when_the_revision_is_hostile(name: str, tmp_path: Path) -> None:
    live = live_at(tmp_path, good_folder(tmp_path))
    assert live.at(name) is live.current()


def test_last_good_version_speaks_when_the_process_starts_on_broken_files(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = good_folder(tmp_path)
    good = live_at(tmp_path, root).current().revision
    (root / "order.yml").write_text("场景: 下单\n", encoding="utf-8")
    again = live_at(tmp_path, root)
    assert again.current().revision == good
    assert again.refused is not None and again.refused.revision != good
    assert again.refused.at.tzinfo is not None
    assert "scripts_zh/order.yml:1:1 错误 SC009" in caplog.text


def test_start_is_refused_when_no_good_version_was_ever_kept(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / "order.yml").write_text("场景: 下单\n", encoding="utf-8")
    with pytest.raises(ScriptErrors):
        live_at(tmp_path, root)


def test_broken_version_is_never_kept_when_it_is_refused(tmp_path: Path) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = live_at(tmp_path, root, clock)
    (root / "order.yml").write_text("场景: 下单\n", encoding="utf-8")
    look_twice(live, clock)
    assert live.refused is not None
    assert Releases(tmp_path / "kept").load(live.refused.revision) is None


def test_oldest_versions_are_forgotten_when_there_are_many(tmp_path: Path) -> None:
    root, store = good_folder(tmp_path), Releases(tmp_path / "kept")
    files, first = read_files(root)[0], load_library(root)
    for number in range(MOST + 5):
        store.keep("scripts_zh", files, replace(first, revision=f"{number:012x}"))
    assert len(list((tmp_path / "kept").glob("*.zip"))) == MOST
    assert store.live() == f"{MOST + 4:012x}"
    assert Releases(tmp_path / "kept").load(f"{MOST + 4:012x}") is not None


def test_version_that_is_live_again_is_not_the_next_to_be_forgotten(tmp_path: Path) -> None:
    root, store = good_folder(tmp_path), Releases(tmp_path / "kept")
    files, first = read_files(root)[0], load_library(root)
    for number in range(MOST):
        store.keep("scripts_zh", files, replace(first, revision=f"{number:012x}"))
        os.utime(tmp_path / "kept" / f"{number:012x}.zip", (number, number))
    store.keep("scripts_zh", files, replace(first, revision=f"{0:012x}"))
    store.keep("scripts_zh", files, replace(first, revision=f"{MOST:012x}"))
    kept = {path.stem for path in (tmp_path / "kept").glob("*.zip")}
    assert f"{0:012x}" in kept and f"{1:012x}" not in kept


def test_process_that_checks_nothing_never_makes_a_version_live(tmp_path: Path) -> None:
    """The code says a script that is gone: only who knows the code can tell."""
    root, kept = good_folder(tmp_path), tmp_path / "kept"
    said = Project(uses=Uses(says={"utter_order_changed": (Site("actions/order.py", 1, 1),),
                                   "utter_bargain_offer_gift": (Site("actions/order.py", 2, 1),)}))  # fmt: skip
    good = LiveLibrary(root, Seconds(), project=lambda: said, kept=kept).current().revision
    (root / "order.yml").unlink()
    bot = ToldLibrary(root, kept)
    assert bot.at(None).revision == good and bot.at("0123456789ab").revision == good
    assert Releases(kept).live() == good
    again = LiveLibrary(root, Seconds(), project=lambda: said, kept=kept)
    assert again.current().revision == good
    assert again.refused is not None and {each.code for each in again.refused.errors.problems} == {"SC077"}


def test_process_that_checks_nothing_reads_the_folder_when_nothing_was_ever_kept(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    assert ToldLibrary(root, tmp_path / "kept").at(None).revision == load_library(root).revision


def test_older_version_counts_as_gone_when_its_format_is_not_ours(tmp_path: Path) -> None:
    root, kept = good_folder(tmp_path), tmp_path / "kept"
    live = LiveLibrary(root, Seconds(), kept=kept)
    scene = "场景: 下单\n话术: {utter_a_b: {标题: 好, 说法: [亲], 店铺: {}}}\n"
    old = {**read_files(root)[0], "order.yml": scene.encode()}
    Releases(kept).keep("scripts_zh", old, replace(live.current(), revision="0123456789ab"))
    assert Releases(kept).load("0123456789ab") is None
    assert live.at("0123456789ab") is live.current()


def test_new_words_are_live_when_the_disk_is_too_full_to_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = live_at(tmp_path, root, clock)

    def full(path: Path, content: bytes) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(releases, "replace_bytes", full)
    retitle(root, "新标题")
    look_twice(live, clock)
    assert (title(live), live.refused) == ("新标题", None)
    assert "could not be kept" in caplog.text


def test_damaged_archive_counts_as_gone_when_it_is_asked_for(tmp_path: Path) -> None:
    live = live_at(tmp_path, good_folder(tmp_path))
    (tmp_path / "kept" / "0123456789ab.zip").write_bytes(b"PK half an archive")
    assert live.at("0123456789ab") is live.current()


def test_versions_are_whole_when_several_processes_keep_them_at_once(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    begun = threading.Barrier(4)

    def start() -> None:
        begun.wait()
        live_at(tmp_path, root)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    live = Releases(tmp_path / "kept").live()
    assert live is not None
    kept = Releases(tmp_path / "kept").load(live)
    assert kept is not None and kept.scripts == load_library(root).scripts
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == [f"{live}.zip", "live"]
