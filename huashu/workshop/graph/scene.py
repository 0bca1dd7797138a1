"""The flow of a scene: what the shopper says, what is answered, what is asked and what is waited for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from huashu.domain.errors import HuashuError
from huashu.domain.ladder import Rung
from huashu.domain.shop import ShopProfile
from huashu.scripts import Library, Script
from huashu.scripts.uses import ActionUse, Reach, Rule, Uses
from huashu.workshop.graph.flow import Flow, Node
from huashu.workshop.graph.topic import is_topic, topic_flow
from huashu.workshop.graph.words import FORMS, QUESTIONS, VALID, WAITS, intent_text, rung_text, wait_lines

BASE = "actions/base.py"  # Takes an open question up again behind any action: no step of a scene's own.
AGAIN = "utter_handoff_offer"  # Comes behind any answer that was given from all its angles.
HOME_SHARE = 3  # A file is at home in a scene when it says a third of its scripts.
ANSWERS = 3  # training lines in one node
ALWAYS = (Rung.ALREADY_OFFERED, Rung.NOT_BELOW, Rung.STILL_ASKING, Rung.LAST_WORD, Rung.CLOSED, Rung.BULK_INTAKE,
          Rung.HUMAN)  # fmt: skip


class NoFlow(HuashuError):
    """Neither a scene, nor the stem of its file, nor a script id."""

    code = "NO_FLOW"


def flow_of(name: str, project: Path, uses: Uses, library: Library, profile: ShopProfile) -> Flow:
    """``name``: a scene (议价), the stem of its file (bargaining), or a script id.

    Raises:
        NoFlow: there is no such scene and no such script.
    """
    chosen = library.scripts.get(name)
    scene = chosen.scene if chosen else name
    stems = {Path(script.span.path).stem: script.scene for script in library.scripts.values()}
    scene = stems.get(scene, scene)
    scripts = [each for each in library.scripts.values() if each.scene == scene]
    if not scripts:
        raise NoFlow(f"没有这个场景或话术：{name}；场景有：{'、'.join(dict.fromkeys(stems.values()))}")
    if is_topic(scene, library):
        flow = topic_flow(scene, library, profile)
    else:
        flow = _Builder(project, uses, library, profile, scripts).build(f"{scene}：{profile.name}")
    if not flow.nodes:
        raise NoFlow(f"{profile.name}不答这个主题：{scene}")
    if chosen is None:
        return flow
    if name not in flow.nodes:
        raise NoFlow(f"{profile.name}不会走到这一句：{name}")
    around = flow.around(name)
    around.title = f"{chosen.title}：{profile.name}"
    return around


class _Builder:
    def __init__(
        self, project: Path, uses: Uses, library: Library, profile: ShopProfile, scripts: Iterable[Script]
    ) -> None:
        self.project, self.uses, self.library, self.profile = project, uses, library, profile
        self.scripts = {each.script_id: each for each in scripts}
        self.flow = Flow("")
        self.home = self._home()
        self.forms = self._forms()
        self.laddered = {script for reach in uses.rungs.values() for script in reach.scripts} - {AGAIN}

    @property
    def has_ladder(self) -> bool:
        return len(self._own(self.laddered)) * 2 > len(self.laddered)

    def build(self, title: str) -> Flow:
        self.flow.title = title
        for name in self.forms:
            self._form(name)
        for use in self.home:
            self._action(use)
        for script_id in list(self.flow.nodes):
            self._behind(script_id)
        self._rest()
        self._lead_in()
        self.flow.prune()
        return self.flow

    def _home(self) -> list[ActionUse]:
        """The actions of the files that say much of the scene."""
        files = Counter(path for each in self.scripts for path in {site.path for site in self.uses.sites(each)})
        files.pop(BASE, None)
        most = max(files.values(), default=0)
        enough = min(len(self.scripts), most * HOME_SHARE)
        home = {path for path, times in files.items() if times * HOME_SHARE >= enough}
        return [use for use in self.uses.actions.values() if use.path in home and self._own(use.scripts)]

    def _own(self, scripts: Collection[str]) -> list[str]:
        return [each for each in scripts if each in self.scripts]

    def _said_by(self, use: ActionUse) -> list[str]:
        """Without what comes behind any action."""
        return [each for each in use.scripts if not (
            (each == AGAIN and use.path not in {site.path for site in self.uses.sites(each)})
            or {site.path for site in self.uses.sites(each)} == {BASE})]  # fmt: skip

    def _forms(self) -> list[str]:
        """Forms that ask with scripts of this scene, or that an action of it starts."""
        started = {each for use in self.home for each in use.follows}
        asks = {name: self._asks(name) for name in self.uses.domain.forms}
        return [name for name, ids in asks.items()
                if (own := self._own(ids)) and (name in started or len(own) * 2 > len(ids))]  # fmt: skip

    def _asks(self, form: str) -> list[str]:
        """What a form asks with, in the order of its slots."""
        found: dict[str, None] = {}
        for slot, _ in self.uses.domain.forms[form].slots:
            use = self.uses.actions.get(f"action_ask_{slot}")
            found.update(dict.fromkeys(self._said_by(use) if use else [f"utter_ask_{slot}"]))
        return list(found)

    def _action(self, use: ActionUse) -> None:
        if use.name.startswith("action_ask_"):
            return  # Shown with its form.
        self._node(use.name, "action", (use.name,))
        self._triggers(use)
        said = self._said_by(use)
        if self.has_ladder and self.laddered <= set(use.scripts):
            self._ladder(use.name)
            said = [each for each in said if each not in self.laddered]
        self._says(use.name, said)
        for question, scripts in use.reach.questions.items():
            if not scripts:
                self._gate(use.name, question)
        by_rung = {name for reach in self.uses.rungs.values() if self.has_ladder for name in reach.follows}
        for name in use.follows:
            if name not in (use.name, *by_rung):
                self._go(use.name, name, "接着")

    def _triggers(self, use: ActionUse) -> None:
        rules = [each for each in self.uses.rules if use.name in each.actions and not each.loop]
        free = [each.intent for each in rules if each.intent and each.question is None]
        if free and not self._waits_for(use):
            words = [intent_text(each, self.project) for each in free]
            self._node(f"says_{use.name}", "says", (*words[:ANSWERS], *(["……"] if len(words) > ANSWERS else [])))
            self.flow.link(f"says_{use.name}", use.name)

    def _waits_for(self, use: ActionUse) -> bool:
        """It comes from an event that a script of this scene promises to wait for."""
        kinds = {each.promise.kind for each in self.scripts.values() if each.promise}
        waited = {intent for kind, (intent, _) in WAITS.items() if kind in kinds}
        return any(rule.intent in waited for rule in self.uses.rules if use.name in rule.actions)

    def _says(self, source: str, scripts: Iterable[str]) -> None:
        away: Counter[str] = Counter()
        for each in scripts:
            if each in self.scripts:
                self._script(each)
                self.flow.link(source, each)
            elif each in self.library.scripts:
                away[self.library.scripts[each].scene] += 1
        if away:
            key = f"exit_{source}"
            self._node(key, "exit", ("也会说到" + "、".join(f"“{scene}”" for scene in away),))
            self.flow.link(source, key)

    def _script(self, script_id: str, rank: int | None = None) -> None:
        script = self.scripts[script_id]
        lines = [script.title, script_id]
        if script.buttons:
            lines.append("按钮：" + " / ".join(each.title for each in script.buttons))
        if script.promise:
            lines.append(f"承诺：{script.promise.owner}" + ("，写备注" if script.remark else ""))
        elif script.remark:
            lines.append("写备注")
        if any(site.repeats for site in self.uses.sites(script_id)):
            lines.append("三个角度都说过，再问就提议转人工")
        self._node(script_id, "script", tuple(lines), rank)

    def _behind(self, script_id: str) -> None:
        """What a script asks, and what is waited for once it is said."""
        if script_id not in self.scripts:
            return
        for question in self._questions(script_id):
            self._gate(script_id, question)
        promise = self.scripts[script_id].promise
        intent = WAITS[promise.kind][0] if promise and promise.kind in WAITS else None
        for rule in self.uses.rules if promise and intent else ():
            if promise and rule.intent == intent:
                key = f"wait_{promise.kind}"
                self._node(key, "wait", wait_lines(promise.kind, self.profile))
                self.flow.link(script_id, key)
                self._go(key, rule.actions[0], intent_text(str(intent), self.project))

    def _questions(self, script_id: str) -> list[str]:
        uses = self.uses.actions.values()
        asked = {question for use in uses for question, by in use.reach.questions.items() if script_id in by}
        return [each for each in self.uses.domain.questions if each in asked]

    def _gate(self, source: str, question: str) -> None:
        key, is_new = f"ask_{question}", f"ask_{question}" not in self.flow.nodes
        valid = (VALID[question],) if question in VALID else ()
        self._node(key, "gate", (f"等回答：{QUESTIONS.get(question, question)}", *valid))
        self.flow.link(source, key)
        own = [rule for rule in self.uses.rules if rule.question == question and rule.intent]
        bare = [rule for rule in self.uses.rules if rule.question is None and rule.intent == "inform" and not rule.loop]
        for rule in (own or bare) if is_new else ():
            self._go(key, rule.actions[0], intent_text(rule.intent or "", self.project))

    def _ladder(self, source: str) -> None:
        is_new = "ladder" not in self.flow.nodes
        self._node("ladder", "ladder", (f"{self.profile.name}的议价阶梯", "先看凭什么讲价，一般讲价按顺序往下"))
        self.flow.link(source, "ladder")
        for rank, rung in enumerate(ladder_of(self.profile) if is_new else ()):
            listed = rung in self.profile.ladder.rungs
            key, number = f"rung_{rung}", f"{rank + 1} " if listed else "总有 "
            self._node(key, "rung", (f"{number}{rung}", rung_text(rung, self.profile)), rank)
            self.flow.link("ladder", key)
            reach = self.uses.rungs.get(str(rung), Reach())
            self._says(key, [each for each in reach.scripts if each != AGAIN])
            for name in reach.follows:
                self._go(key, name, "接着")

    def _form(self, name: str) -> None:
        self._node(name, "action", (FORMS.get(name, name), name))
        for rank, script_id in enumerate(self._own(self._asks(name))):
            self._script(script_id, rank)
        self._says(name, self._asks(name))
        for rule in self.uses.rules:
            if rule.loop == name and rule.actions:
                self._end_of_form(name, rule)

    def _end_of_form(self, name: str, rule: Rule) -> None:
        if rule.intent is None:
            self._go(name, rule.actions[-1], "问全了")
        else:
            self._go(name, rule.actions[0], intent_text(rule.intent, self.project))

    def _go(self, source: str, name: str, label: str) -> None:
        """On to an action or form: its own node when it is at home here, else the way out to its scene."""
        key = name
        if name not in {use.name for use in self.home} and name not in self.forms:
            scene = self._scene_of(name) or name
            key = f"exit_{source}_{scene}"
            self._node(key, "exit", (f"到“{scene}”",))
        self.flow.link(source, key, label)

    def _scene_of(self, name: str) -> str | None:
        """The scene most spoken in the action's file, or in the form's questions."""
        use, form = self.uses.actions.get(name), self.uses.domain.forms.get(name)
        asks = {f"utter_ask_{slot}" for slot, _ in form.slots} if form else set()
        here = {each for each, sites in self.uses.says.items() if use and use.path in {site.path for site in sites}}
        known = self.library.scripts
        return next((scene for scene, _ in Counter(known[each].scene for each in sorted(asks | here) if each in known)
                     .most_common(1)), None)  # fmt: skip

    def _node(self, key: str, kind: str, lines: tuple[str, ...], rank: int | None = None) -> None:
        self.flow.nodes.setdefault(key, Node(key, kind, lines, rank))

    def _rest(self) -> None:
        """Scripts of the scene that its own actions do not say: said from other scenes, or by the app itself."""
        for script_id in self.scripts:
            if script_id in self.flow.nodes or (self.has_ladder and script_id in self.laddered):
                continue
            key, words = self._way_in(script_id)
            self._node(key, "says", (words,))
            self._script(script_id)
            self.flow.link(key, script_id)
            self._behind(script_id)

    def _lead_in(self) -> None:
        """Actions that only another scene leads to: said so, or left out when all they say is shown without them."""
        led_to = {each.target for each in self.flow.edges}
        for use in self.home:
            if use.name not in self.flow.nodes or use.name in led_to or self._waits_for(use):
                continue
            own = [each for each in self.flow.edges if each.source == use.name]
            others = {each.target for each in self.flow.edges if each.source != use.name}
            if {each.target for each in own if not each.target.startswith("exit_")} <= others:
                self.flow.drop(use.name)
            else:
                self._node("says_elsewhere", "says", ("别的场景走到这里",))
                self.flow.link("says_elsewhere", use.name)

    def _way_in(self, script_id: str) -> tuple[str, str]:
        paths = {site.path for site in self.uses.sites(script_id)}
        if paths == {BASE}:
            return "says_resume", "答完别的，回到没答完的问题"
        if any(script_id in use.scripts for use in self.uses.actions.values()):
            return "says_elsewhere", "别的场景走到这里"
        return "says_app", "不用听懂，程序直接回"


def ladder_of(profile: ShopProfile) -> list[Rung]:
    """The shop's rungs in its own order, then those that are always there; without what this shop never says."""
    listed = [Rung(name) for name in profile.ladder.rungs]
    if profile.ladder.closes:
        never = {Rung.STILL_ASKING, Rung.LAST_WORD, Rung.HUMAN}
    else:
        never = {Rung.CLOSED}
    return [*listed, *(each for each in ALWAYS if each not in listed and each not in never)]
