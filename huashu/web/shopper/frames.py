"""What a shopper's client is told, as plain JSON: the shapes of web/protocol/messages.ts.

Cards are made from what the books know when they are shown, so an old line never shows an old stock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from huashu.bootstrap import Services
from huashu.domain.shop import ShopProfile
from huashu.scripts.locale_zh import moment_text, next_opening
from huashu.services.catalogue import product_of
from huashu.services.picture_links import sign
from huashu.services.ports import UnitOfWork
from huashu.services.records import CatalogueProduct, Conversation, Message
from huashu.services.standing import Marks, Standing

Frame = dict[str, Any]


@dataclass(frozen=True)
class Framer:
    """Makes frames of one conversation within one unit of work."""

    services: Services
    uow: UnitOfWork
    conversation: Conversation
    profile: ShopProfile
    now: datetime

    def messages(self, messages: Iterable[Message]) -> list[Frame]:
        """What shoppers see of the transcript: events of ours are left out."""
        return [self._message(each) for each in messages if each.author != "system"]

    def _message(self, message: Message) -> Frame:
        frame: Frame = {"id": message.id, "author": message.author, "text": message.text}
        frame["at"] = _iso(message.created_at)
        if message.author == "shopper":
            frame["client_id"] = message.client_id
            frame["picture"] = self._picture(message)
        else:
            frame["agent"] = message.metadata.get("agent")
            frame["buttons"] = message.buttons
            frame["card"] = self._card(message)
        return {key: value for key, value in frame.items() if value not in (None, [])}

    def _picture(self, message: Message) -> Frame | None:
        name = message.metadata.get("picture")
        picture = self.uow.pictures.one(name=name, conversation_id=message.conversation_id) if name else None
        if picture is None:
            return None
        url = sign(self.services.secret, picture.name, self.now)
        return {"url": url, "width": picture.width, "height": picture.height}

    def _card(self, message: Message) -> Frame | None:
        library = self.services.scripts.at(message.revision)
        script = library.scripts.get(message.script_id or "")
        facts = message.facts
        if script is None or not script.card:
            return None
        if script.card == "product":
            return self._product(str(facts.get("product_name", "")))
        if script.card == "gift":
            return {"kind": "gift", "name": str(facts["gift_name"]), "value": str(facts["gift_value"])}
        rows = {key: str(facts[key]) for key in ("receiver", "phone", "address", "carrier", "total")}
        return {"kind": "order", "items": str(facts["items"]).splitlines(), **rows}

    def _product(self, name: str) -> Frame | None:
        row: CatalogueProduct | None = self.uow.products.one(shop=self.conversation.shop, name=name)
        product = product_of(self.uow, row.shop, row.product_no) if row else None
        if row is None or product is None:
            return None
        return {
            "kind": "product",
            "product_no": row.product_no,
            "name": row.name,
            "picture": row.picture,
            "price_fen": row.list_price_fen,
            "stock": sum(each.stock for each in product.skus),
        }

    def standing(self, standing: Standing) -> Frame:
        asking, person = standing.asking, standing.person
        opens = next_opening(self.now, self.profile)
        return {
            "now": _iso(self.now),
            "open": opens <= self.now,
            "back": moment_text(opens, self.now, self.profile) if opens > self.now else "",
            "asking": {"since": _iso(asking.since), "due": _iso(asking.due_at)} if asking else None,
            "person": asdict(person) if person else None,
            "rated": standing.rated,
        }


def marks_frame(marks: Marks) -> Frame:
    return asdict(marks)


def _iso(at: datetime) -> str:
    return at.isoformat()
