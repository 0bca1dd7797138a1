"""What the services need from outside: the books in units of work, and the time; shapes, and the failures by name.

Times are aware UTC, money is integer fen. Everything of one ``UnitOfWork`` is kept or lost together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self, TypeVar

from huashu.domain.errors import HuashuError
from huashu.services import records

T = TypeVar("T")


class StorageUnavailable(HuashuError):
    """The database does not answer, or stayed locked too long. Nothing was kept; the same work may be tried again."""

    code = "STORAGE_UNAVAILABLE"


class AlreadyStored(HuashuError):
    """Another row has this unique key. The unit of work is spoilt; where that may happen use ``add_if_absent``."""

    code = "ALREADY_STORED"


class NotStored(HuashuError):
    """A row that should be changed does not exist."""

    code = "NOT_STORED"


class RecordRefused(HuashuError):
    """The database refuses the row's values: an unknown foreign id, a missing value, a text it cannot hold.

    A datetime without a time zone is refused with ``huashu.domain.errors.NaiveTimeError``.
    """

    code = "RECORD_REFUSED"


class AppendOnly(RecordRefused):
    """The transcript is append-only: of a message only ``answered_at`` and ``understood`` change, while it waits."""

    code = "APPEND_ONLY"


class Repo(Protocol[T]):
    """The rows of one table. ``equals`` are column names with the value wanted; None finds rows without a value."""

    def add(self, record: T) -> T:
        """The record with its new id. AlreadyStored when a unique key is taken."""

    def add_if_absent(self, record: T) -> T | None:
        """As ``add``, but None, and nothing spoilt, when a unique key is taken."""

    def get(self, id: int) -> T | None: ...

    def lock(self, id: int) -> T | None:
        """As ``get``; nobody else changes or locks the row until this unit of work ends."""

    def find(self, limit: int = 1000, newest_first: bool = False, **equals: object) -> list[T]:
        """At most ``limit`` rows by id, the oldest first unless asked otherwise."""

    def one(self, **equals: object) -> T | None:
        """The row with the lowest id that matches."""

    def change(self, record: T) -> T:
        """Write the whole row by its id and give it back as stored. NotStored, AppendOnly.

        Leases are left as they are (a conversation's ``lease_*``; a reminder's ``claimed_by``, ``lease_until``,
        ``attempts``): they change only by claiming and releasing, so an old copy cannot take somebody's turn away.
        """


class Books(Protocol):
    """One repository for each table."""

    @property
    def conversations(self) -> Repo[records.Conversation]: ...

    @property
    def messages(self) -> Repo[records.Message]: ...

    @property
    def read_marks(self) -> Repo[records.ReadMark]: ...

    @property
    def pictures(self) -> Repo[records.Picture]: ...

    @property
    def ratings(self) -> Repo[records.Rating]: ...

    @property
    def orders(self) -> Repo[records.Order]: ...

    @property
    def remarks(self) -> Repo[records.Remark]: ...

    @property
    def promises(self) -> Repo[records.Promise]: ...

    @property
    def offers(self) -> Repo[records.Offer]: ...

    @property
    def bargain_moves(self) -> Repo[records.BargainMove]: ...

    @property
    def approvals(self) -> Repo[records.Approval]: ...

    @property
    def reminders(self) -> Repo[records.Reminder]: ...

    @property
    def handoffs(self) -> Repo[records.Handoff]: ...

    @property
    def inquiries(self) -> Repo[records.Inquiry]: ...

    @property
    def unpaid_orders(self) -> Repo[records.UnpaidOrder]: ...

    @property
    def members(self) -> Repo[records.Member]: ...

    @property
    def restock_requests(self) -> Repo[records.RestockRequest]: ...

    @property
    def leads(self) -> Repo[records.Lead]: ...

    @property
    def notices(self) -> Repo[records.Notice]: ...

    @property
    def products(self) -> Repo[records.CatalogueProduct]: ...

    @property
    def skus(self) -> Repo[records.CatalogueSku]: ...


class Turns(Protocol):
    """Whose turn it is in a conversation, and its transcript."""

    def lock_conversation(self, shop: str, sender: str, now: datetime) -> records.Conversation:
        """This shopper's conversation, created if absent, held until the unit of work ends."""

    def claim_turn(self, conversation_id: int, worker: str, now: datetime, lease_seconds: float) -> bool:
        """True if the turn was free or its lease over. ``worker`` names one taker: it cannot claim twice either."""

    def release_turn(self, conversation_id: int, worker: str) -> None:
        """Give the turn back, if this worker still has it."""

    def pending_messages(self, conversation_id: int) -> list[records.Message]:
        """The shopper's and the system's messages that wait for an answer, in order."""

    def stale_conversations(self, now: datetime, older_than: datetime) -> list[int]:
        """Ids of conversations whose turn nobody has and where an event of ours waits, or a shopper's message since
        ``older_than`` or longer: a shopper may still be typing the next one."""

    def messages_after(self, conversation_id: int, after_id: int) -> list[records.Message]:
        """The transcript behind ``after_id``. None is missed: ids of a conversation are committed in order."""

    def messages_before(self, conversation_id: int, before_id: int | None, limit: int) -> list[records.Message]:
        """The last ``limit`` messages before ``before_id`` (None: of all), in order."""

    def newest_ids(self, conversation_ids: Sequence[int]) -> dict[int, int]:
        """Conversation -> the id of its newest message; those without one are left out."""

    def message_by_client_id(self, conversation_id: int, client_id: str) -> records.Message | None: ...

    def seen_variants(self, conversation_id: int) -> dict[str, dict[int, int]]:
        """How often each variant was said here: {script_id: {variant: count}} (P4)."""


class Due(Protocol):
    """Reminders, each done by one worker at a time."""

    def claim_reminders(self, worker: str, now: datetime, lease_seconds: float, limit: int) -> list[records.Reminder]:
        """At most ``limit`` due reminders, the longest due first, now this worker's until the lease is over."""

    def finish_reminder(self, reminder_id: int, worker: str, now: datetime) -> bool:
        """Mark it done, in the same unit of work as its effect. False: the claim is another's now; roll back."""

    def retry_reminder(self, reminder_id: int, worker: str, error: str, due_at: datetime) -> bool:
        """Give the claim back with what went wrong, to be due again. False: the claim is another's now."""


class Concessions(Protocol):
    """What offers cost a shop, and what becomes of what was promised.

    Reading ``spent_fen`` or ``gift_used`` makes others who ask for the same shop wait until this unit of work ends,
    so a budget is never spent twice. Lock the conversation before, never after.
    """

    def spent_fen(self, shop: str, since: datetime) -> int:
        """Cost of what supervisors granted (reserved, offered or accepted) at ``since`` or later; prices of the price
        list are no concession of the day."""

    def gift_used(self, shop: str, gift_id: str) -> int:
        """Number of offers of this gift that are reserved, offered or accepted."""

    def release_reserved(self, turn_id: int) -> int:
        """Release what was reserved in a turn and never said. The number of offers."""

    def attach_remarks(self, conversation_id: int, order_no: str) -> int:
        """Put open remarks and promises that have no order yet on this order (P10). The number of remarks."""


class Usage(Protocol):
    """What is in use."""

    def said_since(self, since: datetime) -> set[tuple[str, str, int]]:
        """(shop, script id, variant) of every line the bot said at ``since`` or later."""

    def rungs_since(self, since: datetime) -> set[tuple[str, str]]:
        """(shop, rung) of every step of a bargain at ``since`` or later."""


class UnitOfWork(Books, Turns, Due, Concessions, Usage, Protocol):
    """``with`` it; what was not committed is rolled back at the end. StorageUnavailable when the database is away."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC."""

    def after(self, seconds: float) -> datetime:
        """Now and that many seconds, divided by the time scale (60 makes every wait 60 times shorter)."""
