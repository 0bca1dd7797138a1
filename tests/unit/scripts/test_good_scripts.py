"""The good examples as values, every field; and what the reader must not do to text."""

from __future__ import annotations

from datetime import datetime, time, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from script_making import EXAMPLES, folder_with_scene, good_folder

from huashu.domain.shop import Campaign, Carrier, CutOff, Gift, Hours, Ladder, Supervisor
from huashu.scripts import Button, Library, PromiseRule, RemarkRule, UnknownScript, Variant, When, load_library


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(EXAMPLES / "good")


def test_script_has_all_its_parts_when_loaded(library: Library) -> None:
    script = library.script("utter_bargain_offer_gift")
    assert (script.scene, script.title, script.facts) == ("议价", "主管给了赠品", ("gift_name", "dispatch_at"))
    assert script.variants[1] == Variant("说来历", "{shop_name}的{assistant}给您争取到了{gift_name}")
    assert script.variants[3].when == When(campaign=True, member=False, open=True, shops=("tea",))
    assert [each.when.always for each in script.variants] == [True, True, True, False]
    assert script.buttons == (Button("可以", "好的，要{gift_name}"), Button("算了", "不用了"))
    assert script.promise == PromiseRule("gift", "打单", "dispatch_at", "送{gift_name}一份")
    assert script.remark == RemarkRule("承诺", "red", "送{gift_name}一份")
    assert (script.span.path, script.span.line, script.span.column) == ("good/bargain.yml", 3, 3)


def test_text_in_several_lines_is_one_text_when_loaded(library: Library) -> None:
    assert library.script("utter_order_changed").variants[0].text == "已经帮您改好了\n从{old}改成{new}"


def test_variants_have_stable_numbers_when_a_shop_has_its_own(library: Library) -> None:
    script = library.script("utter_bargain_offer_gift")
    assert list(script.numbered("tea")) == [0, 1, 2, 3]
    assert {number: each.angle for number, each in script.numbered("lamp").items()} == {100: "一口价", 101: "讲道理"}
    assert script.variant("lamp", 101).text == "价格已经到底了"
    assert script.variant("lamp", 2).angle == "说规矩"  # said before the shop had its own variants


@pytest.mark.parametrize(("shop", "number"), [("tea", 4), ("tea", 100), ("lamp", 102), ("tea", -1)])
def test_variant_is_refused_when_the_number_is_not_there(library: Library, shop: str, number: int) -> None:
    with pytest.raises(UnknownScript):
        library.script("utter_bargain_offer_gift").variant(shop, number)


def test_script_is_refused_when_the_id_is_unknown(library: Library) -> None:
    with pytest.raises(UnknownScript):
        library.script("utter_bargain_nothing")


def test_shop_has_all_its_facts_when_loaded(library: Library) -> None:
    shop = library.shops["tea"]
    assert (shop.shop_id, shop.name, shop.trade, shop.platform, shop.assistant) == (
        "tea", "山前茶铺", "茶叶", "淘宝", "阿青",
    )  # fmt: skip
    assert (shop.zone, shop.hours) == (ZoneInfo("Asia/Shanghai"), Hours(time(8, 30), time(22)))
    assert shop.carriers == {
        "圆通": Carrier("圆通", ("圆通快递",), 0, ("西藏自治区",), {"江浙沪": (1, 2), "其他": (3, 5)}),
        "申通": Carrier("申通", extra_fee_fen=50, days={"其他": (3, 5)}),
    }
    assert (shop.default_carrier, shop.fallback_carriers) == ("圆通", ("申通",))
    assert shop.regions == {"江浙沪": ("江苏省", "浙江省", "上海市")}
    assert (shop.cut_off, library.shops["lamp"].cut_off) == (CutOff(at=time(16)), CutOff(within_hours=24))
    assert (shop.packing, shop.waybill_by) == ((time(19), time(21)), time(23))
    assert shop.supervisor == Supervisor("主管", 150, 300, 20000, "cup")
    assert shop.ladder == Ladder(("campaign_price", "refuse", "ask_supervisor"), 2, False, 50)
    assert shop.gifts == {"cup": Gift("cup", "小茶杯", 1500, 425, 60)}
    # Midnight in Shanghai is 16:00 UTC of the day before.
    starts, ends = (datetime(2026, 3, day, 16, tzinfo=timezone.utc) for day in (9, 12))
    assert shop.campaigns == (Campaign("春茶上新", starts, ends, "拍一罐送一只小茶杯", True, "cup"),)
    assert (shop.return_days, shop.free_shipping_from_fen, shop.shipping_fee_fen) == (7, 5900, 600)
    assert (library.shops["lamp"].free_shipping_from_fen, library.shops["lamp"].shipping_fee_fen) == (None, 0)
    assert (shop.invoice, shop.instalments, shop.wholesale) == (True, False, False)
    assert shop.remark_formats["承诺"] == "{agent}{content}，{carrier} {date}"
    assert shop.facts["shipping_rule"] == "满59元包邮"


@pytest.mark.parametrize("value", ["yes", "12:30", "0123", "1e3", "null", "2026-11-11", "~", "0x1F", "1_000", "on"])
def test_text_stays_as_written_when_yaml_would_type_it(value: str, tmp_path: Path) -> None:
    scene = f"场景: 问候\n话术:\n  utter_greet_hello:\n    标题: {value}\n    说法: [{{角度: 直接, 文: {value}}}]\n"
    scene += "    放行: {SC050: 这里只看时间怎么读}\n"
    script = load_library(folder_with_scene(tmp_path, scene.encode())).script("utter_greet_hello")
    assert (script.title, script.variants[0].text) == (value, value)


def test_byte_order_mark_and_windows_lines_are_read_when_an_editor_wrote_them(tmp_path: Path) -> None:
    lines = [
        "\ufeff场景: 问候",
        "话术:",
        "  utter_greet_hello:",
        "    标题: 好",
        "    说法: [{角度: 直接, 文: 亲}]",
        "",
    ]
    library = load_library(folder_with_scene(tmp_path, "\r\n".join(lines).encode()))
    assert library.script("utter_greet_hello").title == "好"


def test_revision_is_the_same_when_read_twice_and_in_another_folder(tmp_path: Path) -> None:
    first, copy = load_library(EXAMPLES / "good"), load_library(good_folder(tmp_path))
    assert first.revision == load_library(EXAMPLES / "good").revision == copy.revision
    assert len(first.revision) == 12 and int(first.revision, 16) >= 0


@pytest.mark.parametrize("name", ["order.yml", "shops/tea.yml"])
def test_revision_changes_when_a_byte_or_a_name_changes(name: str, tmp_path: Path) -> None:
    root = good_folder(tmp_path)
    before = load_library(root).revision
    (root / name).write_bytes((root / name).read_bytes() + b"# \n")
    after = load_library(root).revision
    (root / "order.yml").rename(root / "orders.yml")
    assert len({before, after, load_library(root).revision}) == 3
