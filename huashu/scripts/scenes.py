"""One scene file ``scripts_zh/<scene>.yml`` -> scripts. Format: docs/scripts.md."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from huashu.scripts.checks.sc014_bad_id import bad_id
from huashu.scripts.checks.sc018_bad_button import bad_button
from huashu.scripts.facts import SHOP_FACTS
from huashu.scripts.format import CODE, EXCUSES, ID, PromiseKeys, RemarkKeys, SceneFile, ScriptKeys
from huashu.scripts.kinds import TEXT, Kind
from huashu.scripts.model import Button, PromiseRule, RemarkRule, Script, Variant
from huashu.scripts.problems import Notes, Span
from huashu.scripts.reader import Node, Table, Text
from huashu.scripts.section import Section, read_value
from huashu.scripts.shape import Key, ListOf, MapOf
from huashu.scripts.variants import VariantReader
from huashu.scripts.wording import Wording


def read_scene(node: Node, shops: Collection[str], notes: Notes) -> tuple[Script, ...]:
    """``shops``: the known shop ids. Scripts of a file with problems hold stand-ins and are not to be used."""
    top = Section(node, SceneFile, notes)
    scene = top.maybe(SceneFile.scene, "")
    return tuple(_ScriptReader(key, value, shops, notes).read(scene) for key, value in top.every(SceneFile.scripts))


class _ScriptReader:
    """One script being read."""

    def __init__(self, key: Text, node: Node, shops: Collection[str], notes: Notes) -> None:
        self.key, self.notes, self.section = key, notes, Section(node, ScriptKeys, notes)
        self.facts = tuple(each for each in self.section.values(ScriptKeys.facts) if each)
        self.wording = Wording(allowed_facts(self.facts), notes)
        self.variants = VariantReader(shops, self.wording, notes)

    def read(self, scene: str) -> Script:
        if ID.parse(self.key.value) is None:
            self.notes.add(bad_id(self.key))
        return Script(
            script_id=self.key.value,
            scene=scene,
            title=self.section.maybe(ScriptKeys.title, ""),
            variants=read_variants(self.section, ScriptKeys.variants, self.variants),
            facts=self.facts,
            buttons=read_buttons(self.section, ScriptKeys.buttons, self.wording),
            promise=self._promise(),
            remark=self._remark(),
            card=self.section.maybe(ScriptKeys.card, ""),
            span=self.key.span,
            excuses=read_excuses(self.section, ScriptKeys.excuses),
        )

    def _promise(self) -> PromiseRule | None:
        if not self.section.has(ScriptKeys.promise):
            return None
        section = self.section.section(ScriptKeys.promise)
        text = self.wording.read(section, PromiseKeys.text)
        return PromiseRule(
            kind=section.read(PromiseKeys.kind),
            owner=section.read(PromiseKeys.owner),
            due_fact=section.read(PromiseKeys.due_fact),
            text=text.value.strip(),
            node=text,
            key=self.section.entries[ScriptKeys.promise.name][0],
            due_node=section.node(PromiseKeys.due_fact),
        )

    def _remark(self) -> RemarkRule | None:
        if not self.section.has(ScriptKeys.remark):
            return None
        section = self.section.section(ScriptKeys.remark)
        text = self.wording.read(section, RemarkKeys.text)
        return RemarkRule(
            format=section.read(RemarkKeys.format),
            flag=section.read(RemarkKeys.flag),
            text=text.value.strip(),
            node=text,
            key=self.section.entries[ScriptKeys.remark.name][0],
        )


def allowed_facts(own: Collection[str] = ()) -> Mapping[str, None]:
    """The facts a script may use: its own, then those of the shop; an ordered set."""
    return dict.fromkeys((*own, *SHOP_FACTS))


def read_variants(section: Section, key: Key[ListOf[object]], reader: VariantReader) -> tuple[Variant, ...]:
    return reader.read(section.entries[key.name][1]) if section.has(key) else ()


def read_buttons(section: Section, key: Key[ListOf[Kind[str]]], wording: Wording) -> tuple[Button, ...]:
    return tuple(_button(each, wording) for each in section.nodes(key))


def _button(node: Node, wording: Wording) -> Button:
    if isinstance(node, Table):
        wording.notes.add(bad_button(node.span, "键: 值"))
        return Button("", "")
    shown = read_value(node, TEXT, wording.notes)
    title, _, payload = (part.strip() for part in shown.partition("="))
    if shown and not (title and payload):
        wording.notes.add(bad_button(node.span, shown))
    if not isinstance(node, Text):
        return Button(title, payload)
    wording.check(node)
    return Button(title, payload, node)


def read_excuses(section: Section, key: Key[MapOf[Kind[str]]]) -> Mapping[str, Span]:
    """放行: code -> its place; the reason has to be there."""
    excused = {}
    for code, reason in section.every(key):
        read_value(code, CODE, section.notes)
        read_value(reason, EXCUSES.item, section.notes)
        excused[code.value] = code.span
    return excused

