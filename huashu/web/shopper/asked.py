"""What a shopper's client asks for, checked: the ``Up`` of web/protocol/messages.ts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from huashu.services.turns import LONGEST_STORED
from huashu.web.fields import LARGEST_ID, Clean

MessageId = Annotated[int, Field(ge=0, le=LARGEST_ID)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Hello(_Asked):
    kind: Literal["hello"]
    after: MessageId = 0


class Open(_Asked):
    kind: Literal["open"]


class Leave(_Asked):
    contact: Clean = Field(default="", max_length=100)


class Say(_Asked):
    """``id``: the client's own. ``picture``: one that was sent before. ``leave``: for people, off hours."""

    kind: Literal["say"]
    id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    text: Clean = Field(max_length=LONGEST_STORED)
    product: Clean = Field(default="", max_length=64)
    picture: str | None = Field(default=None, pattern=r"^[a-z0-9.]{8,64}$")
    leave: Leave | None = None


class Typing(_Asked):
    kind: Literal["typing"]


class Read(_Asked):
    kind: Literal["read"]
    read: MessageId


class Earlier(_Asked):
    kind: Literal["earlier"]
    before: MessageId


class Rate(_Asked):
    kind: Literal["rate"]
    stars: int = Field(ge=1, le=5)
    text: Clean = Field(default="", max_length=2_000)


Up = Annotated[Hello | Open | Say | Typing | Read | Earlier | Rate, Field(discriminator="kind")]
_up: TypeAdapter[Up] = TypeAdapter(Up)


def asked_of(given: Any) -> Up | None:
    """None for what no client of ours sends."""
    try:
        return _up.validate_python(given)
    except ValidationError:
        return None


class RasaMessage(_Asked):
    """``user_uttered`` of Rasa's own socket.io clients."""

    message: Clean = Field(max_length=LONGEST_STORED)
