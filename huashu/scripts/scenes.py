"""One scene file ``scripts_zh/<scene>.yml`` -> scripts. Format: docs/scripts.md."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from huashu.scripts.facts import SHOP_FACTS
from huashu.scripts.kinds import TEXT, Kind, choice, name_of
from huashu.scripts.model import Button, PromiseRule, RemarkRule, Script, Variant
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text
from huashu.scripts.section import Section, read_value
from huashu.scripts.variants import VariantReader
from huashu.scripts.wording import Wording

_ID = re.compile("utter(_[a-z0-9]+){2,}")
_FACT = name_of("事实的名字", "dispatch_at")
_KIND = name_of("承诺的种类", "gift")
_OWNER: Kind[str] = choice("负责人", {each: each for each in ("客服", "主管", "打单", "仓库", "系统")}, "客服")
_FORMAT: Kind[str] = choice("备注格式", {each: each for each in ("承诺", "改属性", "改地址", "要求")}, "承诺")
_FLAG: Kind[str] = choice("旗", {"红": "red", "黄": "yellow", "绿": "green", "蓝": "blue", "紫": "purple"}, "red")


def read_scene(node: Node, shops: Collection[str], notes: Notes) -> tuple[Script, ...]:
    """``shops``: the known shop ids. Scripts of a file with problems hold stand-ins and are not to be used."""
    top = Section(node, notes)
    scene = top.read("场景", TEXT)
    entries = top.section("话术").every()
    scripts = tuple(_ScriptReader(key, value, shops, notes).read(scene) for key, value in entries)
    top.close()
    return scripts


class _ScriptReader:
    """One script being read."""

    def __init__(self, key: Text, node: Node, shops: Collection[str], notes: Notes) -> None:
        self.key, self.notes, self.section = key, notes, Section(node, notes)
        self.facts = tuple(each for each in self.section.values("事实", _FACT) if each)
        self.wording = Wording(dict.fromkeys((*self.facts, *SHOP_FACTS)), notes)
        self.variants = VariantReader(shops, self.wording, notes)

    def read(self, scene: str) -> Script:
        self._check_id()
        script = Script(
            script_id=self.key.value,
            scene=scene,
            title=self.section.read("标题", TEXT),
            variants=self._own_variants(),
            shop_variants=self._shop_variants(),
            facts=self.facts,
            buttons=tuple(self._button(each) for each in self.section.nodes("按钮")),
            promise=self._promise(),
            remark=self._remark(),
            span=self.key.span,
        )
        self.section.close()
        return script

    def _check_id(self) -> None:
        if not _ID.fullmatch(self.key.value):
            fix = "写成 utter_<场景>_<目的>，只用小写英文、数字和下划线，例如 utter_bargain_refuse"
            self.notes.add(self.key.span, "SC014", f"编号写得不对：{self.key.value[:40]}", fix)

    def _own_variants(self) -> tuple[Variant, ...]:
        return self.variants.read(self.section.entries["说法"][1]) if self.section.must("说法") else ()

    def _shop_variants(self) -> Mapping[str, tuple[Variant, ...]]:
        if not self.section.has("店铺"):
            return {}
        return {key.value: self._override(key, node) for key, node in self.section.section("店铺").every()}

    def _override(self, shop: Text, node: Node) -> tuple[Variant, ...]:
        self.variants.check_shop(shop)
        return self.variants.read(node)

    def _button(self, node: Node) -> Button:
        shown = read_value(node, TEXT, self.notes)
        title, _, payload = (part.strip() for part in shown.partition("="))
        if shown and not (title and payload):
            fix = "写成：显示的字 = 点了以后替顾客发出的话（半角等号）"
            self.notes.add(node.span, "SC018", f"按钮写得不对：{shown[:40]}", fix)
        if isinstance(node, Text):
            self.wording.check(node)
        return Button(title, payload)

    def _promise(self) -> PromiseRule | None:
        if not self.section.has("承诺"):
            return None
        section = self.section.section("承诺")
        rule = PromiseRule(
            kind=section.read("种类", _KIND),
            owner=section.read("负责人", _OWNER),
            due_fact=section.read("期限", _FACT),
            text=self.wording.read(section, "内容"),
        )
        section.close()
        return rule

    def _remark(self) -> RemarkRule | None:
        if not self.section.has("备注"):
            return None
        section = self.section.section("备注")
        rule = RemarkRule(
            format=section.read("格式", _FORMAT),
            flag=section.read("旗", _FLAG),
            text=self.wording.read(section, "内容"),
        )
        section.close()
        return rule
