"""Scripts 话术 as frozen values.

The number of a variant is stable: the script's own variants are 0, 1, 2 … in the order of the file, a shop's own
variants (店铺) are 100, 101, 102 … for every shop, which is clear because a conversation belongs to one shop. New
variants go to the end of their list; ``Library.revision`` says which wording a stored number meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from huashu.domain.errors import HuashuError
from huashu.domain.shop import ShopProfile
from huashu.scripts.problems import Span
from huashu.scripts.reader import Text

SHOP_NUMBERS_FROM = 100
NOWHERE = Text("", Span("", 1, 1))


class UnknownScript(HuashuError):
    """A script id or variant number that is not in the library."""

    code = "unknown_script"


@dataclass(frozen=True)
class When:
    """Conditions 条件, all of which must hold; None or () does not care.

    ``hours``: from, to (exclusive) in the shop's zone, over midnight when from is the later. ``channels``: web | rest |
    terminal.
    """

    campaign: bool | None = None
    member: bool | None = None
    open: bool | None = None
    hours: tuple[time, time] | None = None
    channels: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()

    @property
    def always(self) -> bool:
        return self == When()


@dataclass(frozen=True)
class Variant:
    """One way 说法 to say it, from one angle 角度, "" where it has no name. ``node``: the text as the file has it."""

    angle: str
    text: str
    when: When = When()
    node: Text = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Button:
    """``title`` is shown; ``payload`` is what the shopper says by clicking it."""

    title: str
    payload: str
    node: Text = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class PromiseRule:
    """What is owed once the script is said. ``due_fact``: the fact that holds the time; ``owner`` as in the file."""

    kind: str
    owner: str
    due_fact: str
    text: str
    node: Text = field(default=NOWHERE, compare=False, repr=False)
    key: Text = field(default=NOWHERE, compare=False, repr=False)
    due_node: Text = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class RemarkRule:
    """The remark the script leaves (P10). ``format``: 承诺 | 改属性 | 改地址 | 要求.

    ``flag``: red | yellow | green | blue | purple.
    """

    format: str
    flag: str
    text: str
    node: Text = field(default=NOWHERE, compare=False, repr=False)
    key: Text = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Script:
    """One thing to say. ``shop_variants``: shop id -> the variants used there instead. ``facts``: what actions give.

    ``card`` 卡片: what is shown beside the line, product | order | gift, "" for nothing. ``excuses`` 放行: code of a
    check that this script is excused from -> where that is written.
    """

    script_id: str
    scene: str
    title: str
    variants: tuple[Variant, ...]
    span: Span
    shop_variants: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    promise: PromiseRule | None = None
    remark: RemarkRule | None = None
    card: str = ""
    excuses: Mapping[str, Span] = field(default_factory=dict, compare=False)

    def numbered(self, shop_id: str) -> Mapping[int, Variant]:
        """Number -> variant, as this shop says it."""
        own = self.shop_variants.get(shop_id)
        return dict(enumerate(own, SHOP_NUMBERS_FROM)) if own else dict(enumerate(self.variants))

    def variant(self, shop_id: str, number: int) -> Variant:
        """Raises UnknownScript."""
        own = dict(enumerate(self.shop_variants.get(shop_id, ()), SHOP_NUMBERS_FROM))
        found = own.get(number) or dict(enumerate(self.variants)).get(number)
        if found is None:
            raise UnknownScript(f"{self.script_id}: got variant {number} for shop {shop_id}, which is not there")
        return found


QUESTION_INTENT = "ask_faq_"


@dataclass(frozen=True)
class Question:
    """A question 问答 that shoppers ask and the script that answers it.

    ``intent``: ``ask_faq_<topic>_<name>``; ``script_id``: ``utter_faq_<topic>_<name>``. ``phrasings`` 问法: how it is
    asked. ``shops``: who answers it; () is every shop. ``follow_up``: the id of our question back; a yes to it is
    answered like the question whose intent is ``then``.
    """

    intent: str
    script_id: str
    phrasings: tuple[Text, ...]
    span: Span
    shops: tuple[str, ...] = ()
    follow_up: str | None = None
    then: str | None = None
    then_node: Text = field(default=NOWHERE, compare=False, repr=False)

    def answered_by(self, shop_id: str) -> bool:
        return not self.shops or shop_id in self.shops


@dataclass(frozen=True)
class Fact:
    """A placeholder that actions fill. ``about`` tells the owner what it is; ``example`` is what a preview shows."""

    name: str
    about: str
    example: str
    span: Span


@dataclass(frozen=True)
class Wish:
    """What an intent is called, in the shopper's own few words, where we ask which one is meant; also a training line
    of it, so that what a button sends is understood."""

    intent: str
    phrase: str
    node: Text = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Library:
    """All that one reading of the folder found. ``revision``: the first 12 hex digits of the SHA-256 of all files.

    ``scripts`` by id, those that answer questions among them; ``questions`` and ``wishes`` by intent; ``facts`` by
    name; ``words`` of the chat window, name -> text.
    """

    scripts: Mapping[str, Script]
    shops: Mapping[str, ShopProfile]
    revision: str
    questions: Mapping[str, Question] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    wishes: Mapping[str, Wish] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def words_of(self, shop_id: str) -> Mapping[str, str]:
        """What the chat window of this shop shows: its own words in the place of the common ones."""
        return {**self.words, **self.shops[shop_id].window.words}

    def script(self, script_id: str) -> Script:
        """Raises UnknownScript."""
        found = self.scripts.get(script_id)
        if found is None:
            raise UnknownScript(f"got script {script_id!r}, expected one of the {len(self.scripts)} in the library")
        return found
