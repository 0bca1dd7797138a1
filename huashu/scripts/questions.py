"""One topic file ``scripts_zh/faq/<topic>.yml`` -> questions and their scripts. Format: docs/scripts.md."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from huashu.scripts.checks.sc014_bad_id import bad_question_name
from huashu.scripts.format import NAME, FollowUpKeys, QuestionKeys, TopicFile
from huashu.scripts.kinds import TEXT
from huashu.scripts.model import NOWHERE, QUESTION_INTENT, Question, Script, Variant, When
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Node, Text
from huashu.scripts.scenes import allowed_facts, read_buttons, read_excuses, read_variants
from huashu.scripts.section import Section, read_value
from huashu.scripts.variants import VariantReader, shops_of
from huashu.scripts.wording import Wording

Answered = tuple[Question, tuple[Script, ...]]


def intent_of(topic: str, name: str) -> str:
    return f"{QUESTION_INTENT}{topic}_{name}"


def read_topic(node: Node, topic: str, shops: Collection[str], notes: Notes) -> tuple[Answered, ...]:
    """Each question with its scripts: the answer, and our question back if any. ``topic``: the file's stem."""
    top = Section(node, TopicFile, notes)
    reader = _TopicReader(topic, top.maybe(TopicFile.topic, ""), shops, notes)
    return tuple(reader.read(key, value) for key, value in top.every(TopicFile.questions))


@dataclass(frozen=True)
class _TopicReader:
    topic: str
    title: str
    shops: Collection[str]
    notes: Notes

    def read(self, key: Text, node: Node) -> Answered:
        if NAME.parse(key.value) is None:
            self.notes.add(bad_question_name(key))
        section = Section(node, QuestionKeys, self.notes)
        answer = self._answer(key, section)
        back = self._follow_up(key, section)
        question = Question(
            intent=intent_of(self.topic, key.value),
            script_id=answer.script_id,
            phrasings=self._phrasings(section),
            span=key.span,
            shops=shops_of(section, QuestionKeys.shops, self.shops, self.notes),
            follow_up=back[0].script_id if back else None,
            then=back[1] if back else None,
            then_node=back[2] if back else NOWHERE,
        )
        return question, (answer, *([back[0]] if back else []))

    def _answer(self, key: Text, section: Section) -> Script:
        wording = Wording(allowed_facts(), self.notes)
        return Script(
            script_id=f"utter_faq_{self.topic}_{key.value}",
            scene=self.title,
            title=section.maybe(QuestionKeys.title, ""),
            variants=read_variants(section, QuestionKeys.variants, VariantReader(self.shops, wording, self.notes)),
            buttons=read_buttons(section, QuestionKeys.buttons, wording),
            span=key.span,
            excuses=read_excuses(section, QuestionKeys.excuses),
        )

    def _phrasings(self, section: Section) -> tuple[Text, ...]:
        for each in section.nodes(QuestionKeys.phrasings):
            read_value(each, TEXT, self.notes)
        return tuple(each for each in section.nodes(QuestionKeys.phrasings) if isinstance(each, Text))

    def _follow_up(self, key: Text, section: Section) -> tuple[Script, str, Text] | None:
        """The script that asks back, the intent that a yes stands for, and where that is written."""
        if not section.has(QuestionKeys.follow_up):
            return None
        inner = section.section(QuestionKeys.follow_up)
        text = Wording(allowed_facts(), self.notes).read(inner, FollowUpKeys.text)
        named = inner.node(FollowUpKeys.answer)
        topic, dot, name = named.value.strip().partition(".")
        script = Script(
            script_id=f"utter_faqback_{self.topic}_{key.value}",
            scene=self.title,
            title=f"{section.maybe(QuestionKeys.title, '')}：追问",
            variants=(Variant("", text.value.strip(), When(), text),),
            span=key.span,
            excuses=read_excuses(section, QuestionKeys.excuses),
        )
        return script, intent_of(topic, name) if dot else intent_of(self.topic, topic), named
