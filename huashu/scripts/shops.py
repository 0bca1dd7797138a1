"""One shop file ``scripts_zh/shops/<shop>.yml`` -> ShopProfile. ``shop_checks`` tells whether it agrees with itself."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from huashu.domain.bargain import Rung
from huashu.domain.shop import Campaign, Carrier, Gift, Hours, Ladder, ShopProfile, Supervisor
from huashu.scripts.facts import SENTENCE_FACTS
from huashu.scripts.kinds import (
    CLOCK,
    COUNT,
    CUT_OFF,
    DAYS,
    FEN,
    FLAG,
    HOURS,
    SECONDS,
    TEXT,
    ZONE,
    Kind,
    choice,
    moment,
    name_of,
)
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text
from huashu.scripts.section import Section, items_of, read_value
from huashu.scripts.shop_checks import check_shop
from huashu.scripts.templates import check_template

_NAME = name_of("英文名字", "sachet")
_RUNG: Kind[str] = choice("阶梯的一级", {each.value: each.value for each in Rung}, Rung.REFUSE.value)
REMARK_FIELDS: Mapping[str, tuple[str, ...]] = {
    "改属性": ("old", "new", "content", "date", "agent", "carrier"),
    "改地址": ("address", "content", "date", "agent", "carrier"),
    "要求": ("content", "date", "agent", "carrier"),
    "承诺": ("content", "date", "agent", "carrier"),
}


def read_shop(node: Node, stem: str, notes: Notes) -> ShopProfile:
    """``stem``: the file's name without ``.yml``, which must be the shop's id. Wrong values are stand-ins."""
    top = Section(node, notes)
    zone = top.read("时区", ZONE)
    carriers = top.section("快递")
    profile = ShopProfile(
        shop_id=top.read("店铺", _NAME),
        name=top.read("店名", TEXT),
        trade=top.read("行业", TEXT),
        platform=top.read("平台", TEXT),
        assistant=top.read("客服", TEXT),
        zone=zone,
        hours=Hours(*top.read("营业", HOURS)),
        carriers=_carriers(carriers.section("各家"), notes),
        default_carrier=carriers.read("默认", TEXT),
        fallback_carriers=carriers.values("备选", TEXT),
        regions=_regions(top.section("地区"), notes),
        cut_off=top.read("截单", CUT_OFF),
        packing=top.read("打包", HOURS),
        waybill_by=top.read("单号", CLOCK),
        supervisor=_supervisor(top.section("主管")),
        ladder=_ladder(top.section("议价")),
        gifts=_gifts(top.section("赠品"), notes) if top.has("赠品") else {},
        remark_formats=_remark_formats(top.section("备注格式"), notes),
        campaigns=tuple(_campaign(Section(each, notes), zone) for each in top.nodes("活动")),
        facts=_facts(top.section("事实")),
        return_days=top.maybe("退货天数", COUNT, None),
        free_shipping_from_fen=top.maybe("包邮", FEN, None),
        shipping_fee_fen=top.maybe("运费", FEN, 0),
        invoice=top.read("发票", FLAG),
        instalments=top.read("分期", FLAG),
        wholesale=top.read("批发", FLAG),
    )
    carriers.close()
    top.close()
    check_shop(profile, stem, top, notes)
    return profile


def _carriers(section: Section, notes: Notes) -> Mapping[str, Carrier]:
    return {key.value: _carrier(key.value, Section(node, notes)) for key, node in section.every()}


def _carrier(name: str, section: Section) -> Carrier:
    days = section.section("天数")
    carrier = Carrier(
        name=name,
        aliases=section.values("别名", TEXT),
        extra_fee_fen=section.maybe("补差价", FEN, 0),
        not_reached=section.values("不到", TEXT),
        days={key.value: read_value(node, DAYS, section.notes) for key, node in days.every()},
        to_post_office=section.maybe("自取", FLAG, False),
    )
    section.close()
    return carrier


def _regions(section: Section, notes: Notes) -> Mapping[str, tuple[str, ...]]:
    return {
        key.value: tuple(read_value(each, TEXT, notes) for each in items_of(node, notes))
        for key, node in section.every()
    }


def _supervisor(section: Section) -> Supervisor:
    supervisor = Supervisor(
        name=section.read("称呼", TEXT),
        wait_seconds=section.read("等候", SECONDS),
        wholesale_wait_seconds=section.read("批发等候", SECONDS),
        daily_budget_fen=section.read("每日预算", FEN),
        gift_id=section.maybe("赠品", _NAME, None),
    )
    section.close()
    return supervisor


def _ladder(section: Section) -> Ladder:
    section.must("阶梯")
    ladder = Ladder(
        rungs=section.values("阶梯", _RUNG),
        refusals_before_supervisor=section.read("请示前拒绝", COUNT),
        closes=section.read("不再接受议价", FLAG),
        bulk_from_quantity=section.read("大宗件数", COUNT),
    )
    section.close()
    return ladder


def _gifts(section: Section, notes: Notes) -> Mapping[str, Gift]:
    return {key.value: _gift(key, Section(node, notes)) for key, node in section.every()}


def _gift(key: Text, section: Section) -> Gift:
    gift = Gift(
        gift_id=read_value(key, _NAME, section.notes),
        name=section.read("名称", TEXT),
        value_fen=section.read("价值", FEN),
        cost_fen=section.read("成本", FEN),
        stock=section.read("库存", COUNT),
    )
    section.close()
    return gift


def _campaign(section: Section, zone: ZoneInfo) -> Campaign:
    campaign = Campaign(
        name=section.read("名称", TEXT),
        starts_at=section.read("开始", moment(zone)),
        ends_at=section.read("结束", moment(zone)),
        how=section.read("说明", TEXT),
        price_locked=section.maybe("不议价", FLAG, True),
        gift_id=section.maybe("赠品", _NAME, None),
    )
    section.close()
    return campaign


def _remark_formats(section: Section, notes: Notes) -> Mapping[str, str]:
    formats = {kind: section.node(kind) for kind in REMARK_FIELDS}
    section.close()
    for kind, text in formats.items():
        check_template(text, REMARK_FIELDS[kind], notes)
    return {kind: text.value.strip() for kind, text in formats.items()}


def _facts(section: Section) -> Mapping[str, str]:
    facts = {name: section.read(name, TEXT) for name in SENTENCE_FACTS}
    section.close()
    return facts
