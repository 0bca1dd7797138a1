"""One shop file ``scripts_zh/shops/<shop>.yml`` -> ShopProfile. Whether it agrees with itself, the checks tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from huashu.domain.shop import Campaign, Carrier, Gift, Hours, Ladder, ShopProfile, Supervisor, Window
from huashu.scripts.checks.sc023_bad_file_name import other_shop
from huashu.scripts.checks.sc084_not_an_origin import not_an_origin
from huashu.scripts.format import (
    NAME,
    CampaignKeys,
    CarrierKeys,
    CarriersKeys,
    GiftKeys,
    LadderKeys,
    RemarkFormatKeys,
    ShopFactKeys,
    ShopFile,
    SupervisorKeys,
    WindowKeys,
)
from huashu.scripts.kinds import DAYS, TEXT, moment
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text, deepest
from huashu.scripts.scenes import read_excuses
from huashu.scripts.section import Section, items_of, read_value
from huashu.scripts.templates import check_template
from huashu.scripts.wordbook import texts_of
from huashu.scripts.words import OwnWordKeys

REMARK_FIELDS: Mapping[str, tuple[str, ...]] = {
    "改属性": ("old", "new", "content", "date", "agent", "carrier"),
    "改地址": ("address", "content", "date", "agent", "carrier"),
    "要求": ("content", "date", "agent", "carrier"),
    "承诺": ("content", "date", "agent", "carrier"),
}


def read_shop(node: Node, stem: str, notes: Notes) -> ShopProfile:
    """``stem``: the file's name without ``.yml``, which must be the shop's id. Wrong values are stand-ins."""
    top = Section(node, ShopFile, notes)
    zone = top.read(ShopFile.zone)
    carriers = top.section(ShopFile.carriers)
    profile = ShopProfile(
        shop_id=top.read(ShopFile.shop_id),
        name=top.read(ShopFile.name),
        trade=top.read(ShopFile.trade),
        platform=top.read(ShopFile.platform),
        assistant=top.read(ShopFile.assistant),
        zone=zone,
        hours=Hours(*top.read(ShopFile.hours)),
        carriers={key.value: _carrier(key.value, each, notes) for key, each in carriers.every(CarriersKeys.each)},
        default_carrier=carriers.read(CarriersKeys.default),
        fallback_carriers=carriers.values(CarriersKeys.fallbacks),
        regions={key.value: _names(each, notes) for key, each in top.every(ShopFile.regions)},
        cut_off=top.read(ShopFile.cut_off),
        packing=top.read(ShopFile.packing),
        waybill_by=top.read(ShopFile.waybill_by),
        supervisor=_supervisor(top.section(ShopFile.supervisor)),
        ladder=_ladder(top.section(ShopFile.ladder)),
        gifts={key.value: _gift(key, each, notes) for key, each in top.every(ShopFile.gifts)},
        remark_formats=_remark_formats(top.section(ShopFile.remark_formats)),
        campaigns=tuple(_campaign(each, zone, notes) for each in top.nodes(ShopFile.campaigns)),
        facts=_facts(top.section(ShopFile.facts)),
        return_days=top.maybe(ShopFile.return_days, None),
        free_shipping_from_fen=top.maybe(ShopFile.free_shipping_from, None),
        shipping_fee_fen=top.maybe(ShopFile.shipping_fee, 0),
        invoice=top.read(ShopFile.invoice),
        instalments=top.read(ShopFile.instalments),
        wholesale=top.read(ShopFile.wholesale),
        origins=_origins(top),
        window=_window(top.section(ShopFile.window)),
    )
    read_excuses(top, ShopFile.excuses)
    if not notes.problems and profile.shop_id != stem:
        notes.add(other_shop(deepest(node, ["店铺"]).span, profile.shop_id, stem))
    return profile


def overrides_of(node: Node) -> tuple[tuple[Text, Node], ...]:
    """The shop's own variants as they stand in its file: script id -> list of variants."""
    return tuple(Section(node, ShopFile, Notes()).every(ShopFile.scripts))


def _names(node: Node, notes: Notes) -> tuple[str, ...]:
    return tuple(read_value(each, TEXT, notes) for each in items_of(node, notes))


def _carrier(name: str, node: Node, notes: Notes) -> Carrier:
    section = Section(node, CarrierKeys, notes)
    return Carrier(
        name=name,
        aliases=section.values(CarrierKeys.aliases),
        extra_fee_fen=section.maybe(CarrierKeys.extra_fee, 0),
        not_reached=section.values(CarrierKeys.not_reached),
        days={key.value: read_value(each, DAYS, notes) for key, each in section.every(CarrierKeys.days)},
        to_post_office=section.maybe(CarrierKeys.to_post_office, False),
    )


def _supervisor(section: Section) -> Supervisor:
    return Supervisor(
        name=section.read(SupervisorKeys.title),
        wait_seconds=section.read(SupervisorKeys.wait),
        wholesale_wait_seconds=section.read(SupervisorKeys.wholesale_wait),
        daily_budget_fen=section.read(SupervisorKeys.daily_budget),
        gift_id=section.maybe(SupervisorKeys.gift, None),
    )


def _ladder(section: Section) -> Ladder:
    return Ladder(
        rungs=section.values(LadderKeys.rungs),
        refusals_before_supervisor=section.read(LadderKeys.refusals),
        closes=section.read(LadderKeys.closes),
        bulk_from_quantity=section.read(LadderKeys.bulk_from),
    )


def _gift(key: Text, node: Node, notes: Notes) -> Gift:
    section = Section(node, GiftKeys, notes)
    return Gift(
        gift_id=read_value(key, NAME, notes),
        name=section.read(GiftKeys.title),
        value_fen=section.read(GiftKeys.value),
        cost_fen=section.read(GiftKeys.cost),
        stock=section.read(GiftKeys.stock),
    )


def _campaign(node: Node, zone: ZoneInfo, notes: Notes) -> Campaign:
    section = Section(node, CampaignKeys, notes)
    return Campaign(
        name=section.read(CampaignKeys.title),
        starts_at=section.read(replace(CampaignKeys.starts_at, value=moment(zone))),
        ends_at=section.read(replace(CampaignKeys.ends_at, value=moment(zone))),
        how=section.read(CampaignKeys.how),
        price_locked=section.maybe(CampaignKeys.price_locked, True),
        gift_id=section.maybe(CampaignKeys.gift, None),
    )


def _origins(top: Section) -> tuple[str, ...]:
    for node in top.nodes(ShopFile.origins):
        problem = not_an_origin(node) if isinstance(node, Text) and node.value.strip() else None
        if problem is not None:
            top.notes.add(problem)
    return top.values(ShopFile.origins)


def _window(section: Section) -> Window:
    texts = texts_of(section.section(WindowKeys.words), OwnWordKeys)
    return Window(
        colour=section.maybe(WindowKeys.colour, Window.colour),
        hot=section.values(WindowKeys.hot),
        words={name: text.value.strip() for name, text in texts.items()},
    )


def _remark_formats(section: Section) -> Mapping[str, str]:
    formats = {key.name: section.node(key) for key in RemarkFormatKeys.declared()}
    for kind, text in formats.items():
        check_template(text, REMARK_FIELDS[kind], section.notes)
    return {kind: text.value.strip() for kind, text in formats.items()}


def _facts(section: Section) -> Mapping[str, str]:
    return {key.name: section.read(key) for key in ShopFactKeys.declared()}
