"""What counts as used: by shop, script, variant and rung, from tests that passed and from shoppers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from huashu.scripts import Library, load_library
from huashu.settings import PROJECT
from huashu.workshop.coverage import as_json, as_text, coverage_of
from huashu.workshop.usage import FILE, Kept, NoCoverage, Usage, read_tested


@pytest.fixture(scope="module")
def library() -> Library:
    """Two scripts of the real library, in one shop that has its own words for one of them and in one that has not."""
    whole = load_library(PROJECT / "scripts_zh")
    scripts = {each: whole.scripts[each] for each in ("utter_bargain_refuse", "utter_bargain_which")}
    shops = {each: whole.shops[each] for each in ("dengyu", "mobi")}
    return replace(whole, scripts=scripts, shops=shops)


def test_a_variant_counts_once_for_each_shop_that_can_say_it(library: Library) -> None:
    found = coverage_of(library, {}, Usage())
    refuse, which = library.scripts["utter_bargain_refuse"], library.scripts["utter_bargain_which"]
    assert refuse.shop_variants.keys() == {"dengyu"}, "the shop with words of its own"
    expected = len(refuse.shop_variants["dengyu"]) + len(refuse.variants) + 2 * len(which.variants)
    assert len(found.variants) == len(found.unused_variants) == expected
    assert ("dengyu", "utter_bargain_refuse", 100) in found.variants
    assert ("dengyu", "utter_bargain_refuse", 0) not in found.variants
    assert len(found.rungs) == sum(len(shop.ladder.rungs) for shop in library.shops.values())


def test_tests_and_shoppers_count_alike_and_what_is_left_is_told(library: Library) -> None:
    tested = {"a.yml": Kept(library.revision, Usage(frozenset({("dengyu", "utter_bargain_which", 0)}))),
              "b.yml": Kept("0ld", Usage(rungs=frozenset({("mobi", "refuse")})))}  # fmt: skip
    real = Usage(frozenset({("dengyu", "utter_bargain_which", 1), ("dengyu", "utter_gone", 0)}))
    found = coverage_of(library, tested, real)
    assert (found.tests, found.outdated) == (2, 1)
    assert set(found.variants) - set(found.unused_variants) == {
        ("dengyu", "utter_bargain_which", 0),
        ("dengyu", "utter_bargain_which", 1),
    }
    assert found.unused_scripts == ("utter_bargain_refuse",)
    assert ("mobi", "refuse") not in found.unused_rungs
    assert ("dengyu", "refuse") in found.unused_rungs
    told = as_text(found, 30)
    assert "  话术  1/2  50%\n" in told
    assert "其中 1 个测试是话术改动以前跑的" in told
    assert "utter_bargain_refuse  一般讲价，婉拒：一次也没说过" in told
    first, second, third = (each.angle for each in library.scripts["utter_bargain_which"].variants)
    assert f"      说法“{first}”：墨笔坊文具旗舰店没说过\n" in told
    assert f"      说法“{second}”：墨笔坊文具旗舰店没说过\n" in told
    assert f"      说法“{third}”：哪个店都没说过" in told
    data = as_json(found, 30)
    assert data["scripts"] == {
        "all": 2,
        "used": 1,
        "unused": [{"scene": "议价", "script_id": "utter_bargain_refuse", "title": "一般讲价，婉拒"}],
    }


@pytest.mark.parametrize("text", ["", "[]", '{"tests": {"a": {}}}', '{"tests": {"a": {"said": 1}}}', None])
def test_a_file_that_says_nothing_is_no_coverage(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(NoCoverage):
        read_tested(tmp_path)
