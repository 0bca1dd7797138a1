"""Whether a shop's file agrees with itself: SC021 it refers to what it does not have, SC022 its policies contradict."""

from __future__ import annotations

from collections.abc import Collection

from huashu.domain.dispatch import OTHER_REGION
from huashu.domain.shop import ShopProfile
from huashu.scripts.problems import Notes, did_you_mean
from huashu.scripts.section import Section


def check_shop(profile: ShopProfile, stem: str, top: Section, notes: Notes) -> None:
    """``top``: the file's mapping, for places. Says nothing about a file with other problems: it holds stand-ins."""
    if notes.problems:
        return
    checker = _Checker(profile, top, notes)
    if profile.shop_id != stem:
        fix = f"把文件改名为 {profile.shop_id}.yml，或者写“店铺: {stem}”"
        notes.add(top.place(["店铺"]), "SC023", f"店铺编号和文件名不一样：{profile.shop_id}", fix)
    checker.carriers()
    checker.gifts()
    checker.times()
    checker.money()


class _Checker:
    def __init__(self, profile: ShopProfile, top: Section, notes: Notes) -> None:
        self.profile, self.top, self.notes = profile, top, notes

    def carriers(self) -> None:
        shop = self.profile
        self._known(shop.default_carrier, shop.carriers, "快递", "快递", "默认")
        for at, name in enumerate(shop.fallback_carriers):
            self._known(name, shop.carriers, "快递", "快递", "备选", at)
            if name == shop.default_carrier:
                self._contradicts("默认快递又写在备选里", "从备选里去掉它", "快递", "备选", at)
        for name, carrier in shop.carriers.items():
            for region in carrier.days:
                self._known(region, (*shop.regions, OTHER_REGION), "地区", "快递", "各家", name, "天数", region)
            if OTHER_REGION not in carrier.days:
                path = ("快递", "各家", name, "天数")
                self._add("SC021", f"{name}没有写其他地区要几天", f"在天数里加上“{OTHER_REGION}: 3-5”", *path)

    def gifts(self) -> None:
        shop = self.profile
        if shop.supervisor.gift_id is not None:
            self._known(shop.supervisor.gift_id, shop.gifts, "赠品", "主管", "赠品")
        for at, campaign in enumerate(shop.campaigns):
            if campaign.gift_id is not None:
                self._known(campaign.gift_id, shop.gifts, "赠品", "活动", at, "赠品")

    def times(self) -> None:
        shop = self.profile
        if shop.hours.opens >= shop.hours.closes:
            self._contradicts("关门不晚于开门", "先写开门，再写关门", "营业")
        if shop.packing[0] >= shop.packing[1]:
            self._contradicts("打包结束不晚于开始", "先写开始，再写结束", "打包")
        if shop.cut_off.at is not None and shop.cut_off.at > shop.packing[0]:
            self._contradicts("截单比打包还晚，当天发不出去", "截单要早于打包开始", "截单")
        if shop.waybill_by < shop.packing[1]:
            self._contradicts("单号录入比打包结束还早", "单号时间要晚于打包结束", "单号")
        for at, campaign in enumerate(shop.campaigns):
            if campaign.starts_at >= campaign.ends_at:
                self._contradicts("活动结束不晚于开始", "先写开始，再写结束", "活动", at, "结束")

    def money(self) -> None:
        shop = self.profile
        if shop.free_shipping_from_fen is None and shop.shipping_fee_fen:
            fix = "不写包邮就是全场包邮：去掉运费，或者加上“包邮: 59元”"
            self._contradicts("写了运费，却没有写满多少包邮", fix, "运费")
        if shop.free_shipping_from_fen is not None and not shop.shipping_fee_fen:
            self._contradicts("写了满多少包邮，却没有写运费", "加上“运费: 6元”，或者去掉包邮", "包邮")

    def _known(self, name: str, known: Collection[str], what: str, *path: str | int) -> None:
        if name not in known:
            guess = did_you_mean(name, known)
            listed = "、".join(known) or "一个也没有"
            self._add("SC021", f"{what}里没有：{name}", f"{guess}现在有：{listed}", *path)

    def _contradicts(self, message: str, fix: str, *path: str | int) -> None:
        self._add("SC022", message, fix, *path)

    def _add(self, code: str, message: str, fix: str, *path: str | int) -> None:
        self.notes.add(self.top.place(path), code, message, fix)
