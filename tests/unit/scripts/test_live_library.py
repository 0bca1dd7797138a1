"""Changed files are live at the next look; a broken version never is; threads never see half a version."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

import pytest
from script_making import good_folder

from huashu.scripts import LiveLibrary, ScriptErrors, watch


class Seconds:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def retitle(root: Path, title: str) -> None:
    """Replaces order.yml whole, as an editor does that writes aside and renames."""
    lines = (root / "order.yml").read_text(encoding="utf-8").split("\n")
    new = root / ".order.new"
    new.write_text("\n".join(f"    标题: {title}" if "标题" in each else each for each in lines), encoding="utf-8")
    os.replace(new, root / "order.yml")


def title(live: LiveLibrary) -> str:
    return live.current().script("utter_order_changed").title


def look_twice(live: LiveLibrary, clock: Seconds) -> None:
    """A change is live at the second look: the first might fall into the writing."""
    for _ in range(2):
        clock.now += 1.0
        live.current()


def test_change_is_live_when_half_a_second_has_passed(tmp_path: Path) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    first = live.current()
    retitle(root, "新标题")
    for clock.now in (0.24, 0.25, 0.49):
        assert live.current() is first
    clock.now = 0.5
    assert title(live) == "新标题"
    assert live.current().revision != first.revision


def test_library_stays_the_same_object_when_nothing_changes(tmp_path: Path) -> None:
    clock = Seconds()
    live = LiveLibrary(good_folder(tmp_path), clock)
    first = live.current()
    clock.now = 100.0
    assert live.current() is first


def test_new_and_removed_files_are_noticed_when_looking(tmp_path: Path) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    (root / "order.yml").unlink()
    look_twice(live, clock)
    assert "utter_order_changed" not in live.current().scripts
    (root / "greet.yml").write_text(
        "场景: 问候\n话术: {utter_greet_hello: {标题: 好, 说法: [{角度: 直接, 文: 亲}]}}\n", encoding="utf-8"
    )
    look_twice(live, clock)
    assert "utter_greet_hello" in live.current().scripts


def test_last_good_version_stays_and_the_report_comes_once_when_a_file_is_broken(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    first = live.current()
    (root / "order.yml").write_text("场景: 下单\n话术: [\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        for now in (1.0, 2.0, 3.0):
            clock.now = now
            assert live.current() is first
    assert [each.levelname for each in caplog.records] == ["ERROR"]
    assert "scripts_zh/order.yml:3:1 错误 SC003" in caplog.text
    assert live.refused is not None and [each.code for each in live.refused.errors.problems] == ["SC003"]


def test_repaired_file_is_live_when_it_was_broken_before(tmp_path: Path) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    good = (root / "order.yml").read_text(encoding="utf-8")
    (root / "order.yml").write_text("场景: 下单\n", encoding="utf-8")
    look_twice(live, clock)
    assert live.refused is not None
    (root / "order.yml").write_text(good.replace("改好了属性", "修好了"), encoding="utf-8")
    look_twice(live, clock)
    assert (title(live), live.refused) == ("修好了", None)


def test_start_is_refused_when_the_first_version_is_broken(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    (root / "order.yml").write_text("", encoding="utf-8")
    with pytest.raises(ScriptErrors):
        LiveLibrary(root)


def test_threads_see_only_whole_versions_when_files_change_under_them(tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    live = LiveLibrary(root, iter_clock())
    stop, seen, failures = threading.Event(), set[tuple[str, str]](), list[BaseException]()

    def read() -> None:
        try:
            while not stop.is_set():
                library = live.current()
                seen.add((library.revision, library.script("utter_order_changed").title))
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        retitle(root, f"标题{number}")
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len({revision for revision, _ in seen}) == len(seen)  # one title per revision
    live.current()
    assert title(live) == "标题19"


def iter_clock() -> Seconds:
    """A clock that jumps a second at every look."""

    class Jumping(Seconds):
        def __call__(self) -> float:
            self.now += 1.0
            return self.now

    return Jumping()


def test_half_a_file_is_never_live_when_an_editor_is_still_writing(tmp_path: Path) -> None:
    """The half is good YAML with one variant less, so no check would find it."""
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    first, bargain = live.current(), root / "bargain.yml"
    whole = bargain.read_text(encoding="utf-8").replace("亲，主管同意送您", "亲，问到了，可以送您")
    half = whole.replace("      - 角度: 说规矩\n        文: 价格动不了，送您{gift_name}吧\n", "")
    assert half != whole
    bargain.write_text(half, encoding="utf-8")
    clock.now = 1.0
    assert live.current() is first
    bargain.write_text(whole, encoding="utf-8")
    clock.now = 2.0
    assert live.current() is first
    clock.now = 3.0
    assert len(live.current().script("utter_bargain_offer_gift").variants) == 4
    assert live.current().revision != first.revision


def test_mixture_is_never_live_when_files_change_while_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    first, read = live.current(), watch.read_files

    def read_and_change(folder: Path) -> object:
        found = read(folder)
        monkeypatch.setattr(watch, "read_files", read)
        retitle(root, "读的时候又改了")
        return found

    retitle(root, "先改的")
    monkeypatch.setattr(watch, "read_files", read_and_change)
    look_twice(live, clock)
    assert live.current() is first
    look_twice(live, clock)
    assert title(live) == "读的时候又改了"


def test_last_good_version_stays_and_it_is_told_when_a_check_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    first = live.current()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    retitle(root, "新标题")
    with monkeypatch.context() as patch:
        patch.setattr(watch, "library_of", broken)
        look_twice(live, clock)
        assert live.current() is first
    assert live.refused is not None and [each.code for each in live.refused.errors.problems] == ["SC024"]
    assert "ZeroDivisionError" in caplog.text
    retitle(root, "又改")
    look_twice(live, clock)
    assert (title(live), live.refused) == ("又改", None)


def test_file_with_the_wrong_ending_is_told_when_it_appears(tmp_path: Path) -> None:
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    (root / "odd.yaml").write_text("", encoding="utf-8")
    look_twice(live, clock)
    assert live.refused is not None and [each.code for each in live.refused.errors.problems] == ["SC023"]


def test_first_look_hears_it_when_the_files_were_saved_a_while_ago(tmp_path: Path) -> None:
    """In a quiet shop nobody looks for hours: the shopper who comes then hears the new words."""
    root, clock = good_folder(tmp_path), Seconds()
    live = LiveLibrary(root, clock)
    retitle(root, "新标题")
    for path in (root, *root.rglob("*")):
        os.utime(path, (1.0, 1.0))
    clock.now = 1.0
    assert title(live) == "新标题"
