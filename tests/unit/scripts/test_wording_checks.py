"""Sentences that each check of wording must catch, and ordinary ones that none of them may."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest
from script_making import EXAMPLES, folder_with_shop

from huashu.scripts import Button, PromiseRule, RemarkRule, Script, ScriptErrors, Span, Variant, When, load_library
from huashu.scripts.checking import all_checks
from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.reader import Text

CODES = [f"SC{number:03}" for number in range(40, 57)]
PLACE = Span("scene.yml", 1, 1)
SENTENCES = EXAMPLES / "sentences"
GOOD = load_library(EXAMPLES / "good")


def book() -> Book:
    """The good shops; tea also sends by 平邮, which its file calls 包裹 too, and by zto."""
    tea = GOOD.shops["tea"]
    post = dataclasses.replace(tea.carriers["圆通"], name="平邮", aliases=("包裹", "zto"))
    shop = dataclasses.replace(tea, carriers={**tea.carriers, "平邮": post})
    return Book(dataclasses.replace(GOOD, shops={**GOOD.shops, "tea": shop}))


BOOK = book()


def variant_of(sentence: str, shops: tuple[str, ...] = ()) -> Variant:
    return Variant("", sentence, When(shops=shops), Text(sentence, PLACE, sentence))


def said(sentence: str, shop: str | None = None, **script: object) -> Said:
    variant = variant_of(sentence)
    made = Script("utter_scene_aim", "场景", "标题", (variant,), PLACE, **script)  # type: ignore[arg-type]
    return Said(variant.node, made, variant, shop)


def found(code: str, told: Said) -> list[Finding]:
    check = all_checks()[code]
    assert isinstance(check, Check) and check.said is not None
    return list(check.said(told, BOOK))


def sentences(code: str, mark: str) -> list[str]:
    """Those of tests/scripts/sentences/<code>.txt that begin with ``mark``: 抓 must be caught, 放 must pass."""
    lines = (SENTENCES / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    assert all(each[:2] in ("抓 ", "放 ") for each in lines)
    return [each[2:] for each in lines if each.startswith(mark)]


CAUGHT = [(code, each) for code in CODES for each in sentences(code, "抓")]
PASSED = [(code, each) for code in CODES for each in sentences(code, "放")]
HONEST = (SENTENCES / "honest.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("code", "sentence"), CAUGHT)
def test_sentence_is_caught_with_its_words_and_a_fix_when_checked(code: str, sentence: str) -> None:
    problems = found(code, said(sentence))
    assert problems
    for each in problems:
        pointed = sentence[each.span.column - 1 : each.span.column - 1 + each.span.length]
        assert pointed and (pointed in each.message or sentence[each.span.column - 1] in each.message)
        assert len(each.fix) > 4


@pytest.mark.parametrize(("code", "sentence"), PASSED)
def test_ordinary_sentence_passes_when_checked(code: str, sentence: str) -> None:
    assert found(code, said(sentence)) == []


@pytest.mark.parametrize("sentence", HONEST)
def test_honest_sentence_passes_every_check_when_checked(sentence: str) -> None:
    assert {code: problems for code in CODES if (problems := found(code, said(sentence)))} == {}


def test_tables_are_large_enough_when_counted() -> None:
    for code in CODES:
        fewest = 12 if code in ("SC040", "SC043", "SC045", "SC051", "SC056") else 5
        assert min(len(sentences(code, mark)) for mark in ("抓", "放")) >= (fewest if code != "SC047" else 3)
    assert len(HONEST) >= 20


def test_promise_is_allowed_when_the_script_declares_it() -> None:
    promise = PromiseRule("gift", "打单", "offer_due_at", "送一份")
    assert found("SC056", said("送您一份小礼物", promise=promise)) == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("human", "同事马上到，先送您一份小礼物"),
        ("gift", "送您一份，今天就发走"),
        ("dispatch", "今天发走，再给您便宜5块"),
        ("callback", "同事会打给您，这单给您包邮"),
    ],
)
def test_another_promise_is_caught_when_the_script_declares_one(kind: str, sentence: str) -> None:
    promise = PromiseRule(kind, "客服", "reply_at", "一件事")
    [caught] = found("SC056", said(sentence, promise=promise))
    assert f"这一条的“承诺:”是 {kind}" in caught.fix


def test_remark_alone_covers_the_remark_and_no_gift_when_declared() -> None:
    remark = RemarkRule("要求", "red", "写上")
    assert found("SC056", said("已经备注了", remark=remark)) == []
    assert [each.message for each in found("SC056", said("已经备注了，送您一份小礼物", remark=remark))] == [
        "像是答应了顾客，却没有写承诺：送您一份小礼物"
    ]


def test_own_shop_name_is_allowed_when_only_that_shop_says_it() -> None:
    assert found("SC052", said("山前茶铺欢迎您", shop="tea")) == []
    assert found("SC052", said("山前茶铺欢迎您", shop="lamp")) != []
    variant = variant_of("山前茶铺欢迎您", shops=("tea",))
    told = Said(variant.node, Script("utter_a_b", "", "", (variant,), PLACE), variant)
    assert found("SC052", told) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("拍一罐送一只小茶杯", "全网最低价", "SC040"),
        ("brand_source: 自家茶园", "brand_source: 喝了降血压的茶", "SC041"),
        ("名称: 春茶上新", "名称: 百分百满意节", "SC042"),
        ("payment_rule: 支付宝", "payment_rule: 加微信付款也行", "SC043"),
        ("名称: 小茶杯", "名称: 五星好评红包", "SC044"),
        ("invoice_rule: 可以开电子发票", "invoice_rule: 待补充", "SC055"),
    ],
)
def test_text_of_a_shop_file_is_checked_when_shoppers_get_to_read_it(
    old: str, new: str, code: str, tmp_path: Path
) -> None:
    with pytest.raises(ScriptErrors) as caught:
        load_library(folder_with_shop(tmp_path, old, new))
    assert {(each.code, each.span.path) for each in caught.value.problems} == {(code, "scripts_zh/shops/tea.yml")}


def test_way_of_paying_is_no_contact_when_a_shop_takes_it(tmp_path: Path) -> None:
    load_library(folder_with_shop(tmp_path, "payment_rule: 支付宝", "payment_rule: 支付宝、微信、银行卡都能付"))


def test_button_is_read_up_to_its_equals_sign_when_checked() -> None:
    node = Text("你好 = 你们今天发圆通,好吗", PLACE, "你好 = 你们今天发圆通,好吗")
    script = Script("utter_a_b", "", "", (), PLACE, buttons=(Button("你好", "你们今天发圆通,好吗", node),))
    assert {code: each for code in CODES if (each := found(code, Said(node, script)))} == {}
    shown = Text("发圆通 = 发圆通", PLACE, "发圆通 = 发圆通")
    assert [each.span.column for each in found("SC049", Said(shown, script))] == [2]


def test_second_occurrence_is_pointed_at_when_the_same_words_stand_twice() -> None:
    columns = [each.span.column for each in found("SC047", said("你好，谢谢你"))]
    assert columns == [1, 6]  # 你好，谢谢 is five characters


def test_fix_names_a_fact_of_the_script_when_there_is_one() -> None:
    assert "{carrier}" in found("SC049", said("发圆通", facts=("carrier",)))[0].fix
    assert "{default_carrier}" in found("SC049", said("发圆通"))[0].fix
    assert "{member_price}" in found("SC051", said("一件12元", facts=("member_price",)))[0].fix
    assert "{arrival_days}" in found("SC050", said("路上3天", facts=("arrival_days",)))[0].fix


def test_all_checks_of_wording_are_fast_when_a_thousand_scripts_are_read() -> None:
    """3,500 sentences, all 17 checks. Measured 0.4 s; the limit leaves room for a busy machine."""
    told = [said(each) for each in HONEST * 120][:3500]
    begun = time.process_time()
    for each in told:
        for code in CODES:
            found(code, each)
    assert time.process_time() - begun < 2
