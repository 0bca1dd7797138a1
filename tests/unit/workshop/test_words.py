"""How a script sounds, and what shoppers hear differently since another version."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from huashu.scripts import Library, conditions_at, load_library
from huashu.scripts.load import read_files
from huashu.scripts.releases import Releases
from huashu.settings import PROJECT
from huashu.workshop.difference import UnknownRevision, differences, library_at
from huashu.workshop.preview import preview
from huashu.workshop.rendering import Sample

LIBRARY = load_library(PROJECT / "scripts_zh")
QUIET_DAY = datetime(2026, 11, 24, 7, 30, tzinfo=timezone.utc)  # 15:30 in the shops, no campaign
CAMPAIGN = datetime(2026, 11, 11, 7, 30, tzinfo=timezone.utc)


def seen(script_id: str, shop: str, at: datetime, member: bool = False) -> str:
    profile = LIBRARY.shops[shop]
    sample = Sample(LIBRARY, LIBRARY.script(script_id), profile, at)
    return "\n".join(preview(sample, conditions_at(profile, at, member)))


@pytest.mark.parametrize("shop", LIBRARY.shops)
@pytest.mark.parametrize("at", [QUIET_DAY, CAMPAIGN])
def test_every_script_can_be_seen_without_a_placeholder_left_when_previewed(shop: str, at: datetime) -> None:
    for script_id in LIBRARY.scripts:
        text = seen(script_id, shop, at)
        assert "{" not in text and "〔" not in text, text


def test_preview_shows_the_shops_own_words_the_debts_and_the_buttons() -> None:
    text = seen("utter_bargain_gift_accepted", "qingmian", CAMPAIGN)
    assert "送您手缝香囊一份，已经备注" in text
    assert "承诺 送手缝香囊一份 — 打单，2026-11-24 23:00 前" in text
    assert "备注 红旗 小满送手缝香囊一份，申通 2026.11.11" in text
    assert "按钮  [可以] → 好的  [不用了] → 不用了" in seen("utter_bargain_offer_gift", "qingmian", CAMPAIGN)
    assert "卡片  赠品" in seen("utter_bargain_offer_gift", "qingmian", CAMPAIGN)
    assert "灯屿的灯是一口价" in seen("utter_bargain_refuse", "dengyu", QUIET_DAY)


def test_preview_marks_what_would_not_be_said_then() -> None:
    quiet, campaign = (seen("utter_campaign_running", "qingmian", at) for at in (QUIET_DAY, CAMPAIGN))
    assert quiet.count("（这时候不会说）") == 3 and "没有活动 · 不是会员 · 营业中" in quiet
    assert campaign.count("（这时候不会说）") == 0 and "双十一回馈 · 不是会员" in campaign


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git checkout with the demo scripts, committed."""
    shutil.copytree(PROJECT / "scripts_zh", tmp_path / "shop" / "scripts_zh")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path / "shop" / "scripts_zh"


def changed(root: Path, file: str, old: str, new: str) -> Library:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_library(root)


def told(root: Path, new: Library, revision: str = "HEAD") -> list[str]:
    return [line for line in differences(library_at(revision, root, root / "none"), new, QUIET_DAY) if line]


def test_nothing_is_told_when_shoppers_hear_the_same(checkout: Path) -> None:
    assert told(checkout, changed(checkout, "payment.yml", "    标题: 怎么付款\n", "    标题: 问怎么付款\n")) == []


def test_a_changed_variant_is_told_once_when_all_shops_say_it(checkout: Path) -> None:
    new = changed(checkout, "payment.yml", "，您挑顺手的。", "，挑一样顺手的。")
    assert told(checkout, new)[0] == "utter_payment_how  怎么付款"
    assert [line for line in told(checkout, new) if "支付宝、微信、银行卡" in line] == [
        "    - 0 支付宝、微信、银行卡都能付，您挑顺手的。",
        "    + 0 支付宝、微信、银行卡都能付，挑一样顺手的。",
    ]


def test_a_changed_word_of_the_window_is_told_where_it_is_shown(checkout: Path) -> None:
    words = "    - hot 大家常问", "    + hot 常有人问"
    shared = changed(checkout, "widget.yml", "hot: 大家常问", "hot: 常有人问")
    assert told(checkout, shared) == ["聊天窗口里的字", *words]
    own = changed(checkout, "shops/mobi.yml", "\n  常问:", "\n  文字: {hot: 文具的事}\n  常问:")
    assert told(checkout, own)[1:4] == ["  dengyu、qingmian", *words]


def test_a_changed_card_is_told(checkout: Path) -> None:
    lines = told(checkout, changed(checkout, "bargaining.yml", "    卡片: 赠品\n", ""))
    assert lines[1:] == ["    - 卡片 赠品"]


def test_a_changed_fact_of_a_shop_is_told_where_it_is_heard(checkout: Path) -> None:
    new = changed(checkout, "shops/qingmian.yml", "payment_rule: 支付宝、微信、银行卡", "payment_rule: 微信、银行卡")
    lines = told(checkout, new)
    assert "utter_payment_how  怎么付款" in lines and "  qingmian" in lines
    assert not any("对公转账" in line for line in lines)  # mobi's


def test_a_new_promise_a_new_question_and_a_new_script_are_told(checkout: Path) -> None:
    changed(checkout, "faq/care.yml", "    问法:\n", "    问法:\n      - 机洗模式开哪一档呢\n")
    new = changed(checkout, "handoff.yml", "内容: 人工接待", "内容: 人工接待顾客")
    lines = told(checkout, new)
    assert any(re.fullmatch(r"    \+ 承诺 人工接待顾客 — 客服，.* 前", line) for line in lines)
    assert "ask_faq_care_machine_wash  问法" in lines and "    + 机洗模式开哪一档呢" in lines


def test_a_kept_version_is_known_by_what_messages_carry(checkout: Path, tmp_path: Path) -> None:
    files, _ = read_files(checkout)
    Releases(tmp_path / "kept").keep("scripts_zh", files, replace(load_library(checkout), revision="0123456789ab"))
    assert library_at("0123456789ab", checkout, tmp_path / "kept").scripts == load_library(checkout).scripts


@pytest.mark.parametrize("revision", ["nope", "--output=/tmp/x", "HEAD:../..", ""])
def test_a_revision_that_nobody_knows_is_told(revision: str, checkout: Path) -> None:
    with pytest.raises(UnknownRevision):
        library_at(revision, checkout, checkout / "none")
