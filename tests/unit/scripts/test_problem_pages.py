"""One check = one file = one page, and the page's bad and good examples are the check's tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_examples import PAGES, problems_of, read_page

from huashu.scripts import checks
from huashu.scripts.checking import all_checks

CODES = list(all_checks())


@pytest.mark.parametrize("code", CODES)
def test_bad_example_has_exactly_its_problems_when_checked(code: str, tmp_path: Path) -> None:
    page = read_page(code)
    assert any(f" {code} " in each for each in page.expected)
    assert problems_of(page.bad, tmp_path) == list(page.expected)


@pytest.mark.parametrize("code", CODES)
def test_good_example_has_no_problem_when_checked(code: str, tmp_path: Path) -> None:
    assert problems_of(read_page(code).good, tmp_path) == []


@pytest.mark.parametrize("code", CODES)
def test_page_says_which_check_it_explains_when_read(code: str) -> None:
    assert read_page(code).title == f"# {code} {all_checks()[code].title}"


def test_every_check_is_one_file_and_one_page_when_counted() -> None:
    files = sorted(path.name[:5].upper() for path in Path(checks.__path__[0]).glob("sc*.py"))
    assert files == CODES
    assert sorted(path.stem for path in PAGES.glob("SC*.md")) == CODES
    assert len(CODES) >= 40


def test_index_lists_every_check_when_read() -> None:
    listed = re.findall(r"^\| \[(SC\d{3})\]\(\1\.md\) \| (.+?) \|", (PAGES / "README.md").read_text(), re.MULTILINE)
    assert listed == [(code, each.title) for code, each in all_checks().items()]
