"""One wish of the shopper: what was said and understood, what is known, and what is answered because of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet

from huashu.bootstrap import Services
from huashu.clock import StandingClock
from huashu.domain.carriers import Place
from huashu.domain.goods import Product
from huashu.domain.replies import nth_of
from huashu.domain.shop import ShopProfile
from huashu.scripts import Library
from huashu.services.catalogue import find_product, product_of, products_of
from huashu.services.offers import offer_text, pending_offer
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Order
from huashu.services.saying import order_at_hand

Events = list[dict[str, Any]]

ONE_TALK = timedelta(days=1)
SUBJECTS = ("product_name", "item", "place", "order_no", "carrier")
ANGLES = 3  # P4: after the third angle a person is offered
PRESSING = ("utter_bargain_", "utter_handoff_", "utter_smalltalk_goodbye")
# Questions of ours that a form waits for, when they were put in the middle of it.
FIRST = ("carrier_terms", "restock_notice", "void_order", "which_product", "which_order", "carrier_place",
         "arrival_place", "measures")  # fmt: skip
INSTEAD = re.compile("不要|不是|换成|改成|换个")


class Turn:
    """One wish of the shopper, and what is said and remembered because of it."""

    def __init__(self, uow: UnitOfWork, here: Services, tracker: Tracker) -> None:
        message = tracker.latest_message or {}
        about = message.get("metadata") or {}
        shop, _, sender = str(tracker.sender_id).partition("/")
        self.uow, self.here = uow, here
        self.library: Library = here.scripts.at(about.get("revision"))
        shop_id = about.get("shop") or (shop if sender else next(iter(self.library.shops)))
        self.profile: ShopProfile = here.desk().profile(shop_id, self.library.revision)
        self.now: datetime = datetime.fromisoformat(about["now"]) if "now" in about else here.clock.now()
        self.clock = StandingClock(self.now, here.settings.time_scale)
        self.conversation: Conversation = uow.lock_conversation(self.profile.shop_id, sender or shop, self.now)
        self.turn_id = int(about.get("message_id") or -_messages_so_far(tracker))
        self.part, self.parts = int(about.get("part") or 0), int(about.get("parts") or 1)
        self.seen: dict[str, dict[str, int]] = about.get("seen") or {}
        self.about: dict[str, Any] = about
        self.text = str(message.get("text") or "")
        self.intent = str((message.get("intent") or {}).get("name") or "")
        self.confidence = float((message.get("intent") or {}).get("confidence") or 0)
        self.ranking: list[dict[str, Any]] = message.get("intent_ranking") or []
        self.entities: list[dict[str, Any]] = message.get("entities") or []
        self.slots: dict[str, Any] = dict(tracker.slots)
        self.form: str | None = (tracker.active_loop or {}).get("name")
        self.said: list[tuple[str, dict[str, Any]]] = []
        self.said_before = _said_in_this_turn(tracker)
        self.asked_before = _asked_in_this_turn(tracker)
        self.events: Events = []
        self.followed = False
        self.asked = False
        self._product: Product | None = None

    @property
    def conversation_id(self) -> int:
        assert self.conversation.id is not None
        return self.conversation.id

    @property
    def last_part(self) -> bool:
        return self.part == self.parts - 1

    @property
    def presses(self) -> bool:
        """To put the form's question again now would press: the shopper is being haggled with or handed over, or was
        asked something else just now."""
        pressing = (each for each in self.said_before if each.startswith(PRESSING) and not each.endswith("_accepted"))
        return self.asked_before or any(pressing)

    def say(self, script_id: str, **facts: Any) -> None:
        self.said.append((script_id, facts))

    def answer(self, script_id: str, **facts: Any) -> None:
        """Says an answer that may be asked for again: three angles, then a person is offered (P4)."""
        if self._angles_used(script_id, facts) >= ANGLES:
            self.say("utter_handoff_offer")
            self.ask("human")
        else:
            self.say(script_id, **facts)

    def _angles_used(self, script_id: str, facts: dict[str, Any]) -> int:
        """How often this was answered about the same thing within a day; another product is another question."""
        said = self.uow.messages.find(
            conversation_id=self.conversation_id, script_id=script_id, newest_first=True, limit=20
        )
        since = self.now - ONE_TALK
        return sum(
            each.created_at > since and all(each.facts.get(key) == facts.get(key) for key in SUBJECTS) for each in said
        )

    def ask(self, question: str | None, about: Any = None) -> None:
        """Remembers which question of ours a yes, a no or a bare answer belongs to now. When one is settled, an offer
        of the supervisor's that was heard and not answered comes up again."""
        self.asked = question is not None
        offer = pending_offer(self.uow, self.conversation_id) if question is None and self.pending != "offer" else None
        if offer is not None:
            question, about = "offer", {"offered": offer_text(self.profile, offer)}
        self.remember("pending_question", question)
        self.remember("pending_about", about)

    def remember(self, slot: str, value: Any) -> None:
        self.slots[slot] = value
        self.events.append(SlotSet(slot, value))

    def forget(self, *slots: str) -> None:
        for slot in slots:
            self.remember(slot, None)

    def then(self, action: str) -> None:
        """The action that Rasa runs next."""
        self.followed = True
        self.events.append(FollowupAction(action))

    @property
    def pending(self) -> str | None:
        return self.slots.get("pending_question")

    def found(self, entity: str) -> Any:
        """The first value of an entity in this wish."""
        return next((each["value"] for each in self.entities if each["entity"] == entity), None)

    def entity(self, entity: str) -> dict[str, Any] | None:
        """The first entity of a kind, with its place in the text."""
        return next((each for each in self.entities if each["entity"] == entity), None)

    def last(self, entity: str) -> Any:
        """The last value of an entity in this wish."""
        return next((each["value"] for each in reversed(self.entities) if each["entity"] == entity), None)

    def has(self, *entities: str) -> bool:
        return any(each["entity"] in entities for each in self.entities)

    def product(self) -> Product | None:
        """The product talked about: named now, else before, else the page the shopper is on, else the only one."""
        if self._product is None:
            self._product = self._named_product() or self._known_product()
            if self._product is not None and self._product.product_no != self.slots.get("product"):
                if self.slots.get("product"):
                    self.forget("order_choice", "order_quantity")  # They were about the other product.
                self.remember("product", self._product.product_no)
        return self._product

    def _named_product(self) -> Product | None:
        names = [each["value"] for each in self.entities if each["entity"] == "product"]
        if INSTEAD.search(self.text):
            names.reverse()  # 「不要卫衣了要毛衣」 wants the last one
        found = (find_product(self.uow, self.profile.shop_id, str(name)) for name in names)
        return next((each for each in found if each), None)

    def _known_product(self) -> Product | None:
        for known in (self._page_product(), self.slots.get("product")):
            if known and (found := product_of(self.uow, self.profile.shop_id, str(known))):
                return found
        all_goods = products_of(self.uow, self.profile.shop_id)
        return all_goods[0] if len(all_goods) == 1 else None

    def _page_product(self) -> str | None:
        """货号 of the page the shopper is on, where nothing is talked about yet or he has turned to another page; what
        an order is being filled in for stays."""
        page: str | None = self.about.get("product")
        if not page:
            return None
        turned = page != self.slots.get("page")
        if turned:
            self.remember("page", page)
        return page if (turned and not self.form) or not self.slots.get("product") else None

    def listed_product(self) -> Product | None:
        """第二个, of the goods that we named when we asked which."""
        name = nth_of(self.text, self.product_names())
        self._product = find_product(self.uow, self.profile.shop_id, name) if name else None
        if self._product is not None:
            self.remember("product", self._product.product_no)
        return self._product

    def product_names(self, most: int = 4) -> list[str]:
        return [each.name for each in products_of(self.uow, self.profile.shop_id)][:most]

    def place(self) -> Place | None:
        """Where the shopper lives: said now, or before."""
        named = self.found("place") or self.found("address")
        if named and (named.get("province") or named.get("city")):
            self.remember("place", {key: named.get(key) or "" for key in ("province", "city", "district")})
        known = self.slots.get("place")
        return Place(**known) if known else None

    def order(self) -> Order | None:
        return order_at_hand(self.uow, self.conversation)


def _messages_so_far(tracker: Tracker) -> int:
    """Makes turns of stock ``rasa shell``, which have no message of ours, differ; negative, so never taken for one."""
    return sum(event.get("event") == "user" for event in tracker.events)


def _said_in_this_turn(tracker: Tracker) -> list[str]:
    """Scripts said by earlier actions since the shopper's message."""
    said: list[str] = []
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "bot":
            said.append(str((event.get("metadata") or {}).get("script_id")))
    return said


def _asked_in_this_turn(tracker: Tracker) -> bool:
    """An earlier action since the shopper's message has asked something that goes before a form's question."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "slot" and event.get("name") == "pending_question":
            return event.get("value") in FIRST
    return False
