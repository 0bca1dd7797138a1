"""Models on the shelf: one is current, the newest three are kept, a reader sees all or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from huashu.training.shelf import CURRENT, Shelf, model_name


def put(shelf: Shelf, fingerprint: str, made_at: int) -> Path:
    """A model trained at second ``made_at``."""
    made = shelf.folder / "made"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text(fingerprint)
    shelf.put(made, fingerprint)
    path = shelf.folder / model_name(fingerprint)
    os.utime(path, (made_at, made_at))
    return path


def test_a_model_is_named_after_the_first_twelve_of_its_fingerprint() -> None:
    assert model_name("0123456789abcdef") == "huashu-0123456789ab.tar.gz"


def test_there_is_no_current_model_before_the_first(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "models").current() is None


def test_the_newest_three_are_kept_and_the_last_is_current(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    paths = [put(shelf, f"{number}" * 64, number) for number in range(1, 6)]
    assert [path.exists() for path in paths] == [False, False, True, True, True]
    assert shelf.current() == paths[-1]
    assert shelf.current().read_text() == "5" * 64  # type: ignore[union-attr]


def test_the_current_model_stays_however_old_it_is(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    oldest, *others = [put(shelf, f"{number}" * 64, number) for number in range(1, 4)]
    (tmp_path / model_name("4" * 64)).write_text("newer")
    shelf.use(oldest)
    assert shelf.current() == oldest
    assert [path.exists() for path in others] == [False, True]  # of the others, the newest two stay


def test_a_model_that_was_taken_away_is_not_current(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf, "1" * 64, 1).unlink()
    assert shelf.current() is None


def test_a_lent_model_is_current_in_the_other_home(tmp_path: Path) -> None:
    ours, theirs = Shelf(tmp_path / "ours"), Shelf(tmp_path / "theirs")
    path = put(ours, "1" * 64, 1)
    ours.lend(theirs)
    lent = theirs.current()
    assert lent is not None and lent.parent == theirs.folder
    assert lent.resolve() == path.resolve()


@pytest.mark.parametrize("text", ["", "\n", "huashu-gone.tar.gz\n"])
def test_a_pointer_to_nothing_is_no_model(tmp_path: Path, text: str) -> None:
    (tmp_path / CURRENT).write_text(text)
    assert Shelf(tmp_path).current() is None
