"""Good versions are kept: a turn ends with the one it began with, and a broken file does not survive a restart."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from script_making import good_folder
from test_live_library import Seconds, look_twice, retitle, title

from huashu.scripts import LiveLibrary, ScriptErrors, load_library
from huashu.scripts.releases import MOST, Releases


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
    root, releases = good_folder(tmp_path), Releases(tmp_path / "kept")
    for number in range(MOST + 5):
        releases.keep("scripts_zh", {"a.yml": str(number).encode()}, f"{number:012x}")
    assert len(list((tmp_path / "kept").glob("*.zip"))) == MOST
    assert releases.live() == f"{MOST + 4:012x}"
    assert load_library(root)


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
