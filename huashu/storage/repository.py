"""Repositories: rows of one table as frozen records, and the transcript, which only grows."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Executable, Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from huashu.services.ports import AppendOnly, NotStored, RecordRefused
from huashu.services.records import Message
from huashu.storage import tables
from huashu.storage.runner import Runner

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class SqlRepo(Generic[T]):
    """``kept``: columns that ``change`` leaves as they are, because claims own them."""

    def __init__(self, runner: Runner, record: type[T], table: Table, kept: tuple[str, ...] = ()) -> None:
        self.runner, self.record, self.table, self.kept = runner, record, table, kept

    def add(self, record: T) -> T:
        row = self.runner.run(insert(self.table).values(new_values(record)).returning(self.table.c.id)).one()
        return replace(record, id=row.id)

    def add_if_absent(self, record: T) -> T | None:
        dialect = postgresql if self.runner.dialect == "postgresql" else sqlite
        statement = dialect.insert(self.table).values(new_values(record)).on_conflict_do_nothing()
        row = self.runner.run(statement.returning(self.table.c.id)).one_or_none()
        return None if row is None else replace(record, id=row.id)

    def get(self, id: int) -> T | None:
        return self.first(select(self.table).where(self.table.c.id == id))

    def lock(self, id: int) -> T | None:
        return self.first(select(self.table).where(self.table.c.id == id).with_for_update(key_share=True))

    def find(self, limit: int = 1000, newest_first: bool = False, **equals: object) -> list[T]:
        order = self.table.c.id.desc() if newest_first else self.table.c.id
        return self.all(select(self.table).where(*self.matching(equals)).order_by(order).limit(limit))

    def one(self, **equals: object) -> T | None:
        return self.first(select(self.table).where(*self.matching(equals)).order_by(self.table.c.id).limit(1))

    def change(self, record: T) -> T:
        values = {name: value for name, value in values_of(record).items() if name not in ("id", *self.kept)}
        mine = update(self.table).where(self.table.c.id == id_of(record))
        stored = self.first(mine.values(values).returning(self.table))
        if stored is None:
            raise NotStored(f"{self.table.name} has no row {id_of(record)}")
        return stored

    def matching(self, equals: dict[str, object]) -> list[ColumnElement[bool]]:
        return [self.table.c[name] == value for name, value in equals.items()]

    def all(self, statement: Executable) -> list[T]:
        return [self.record(**row) for row in self.runner.run(statement).mappings()]

    def first(self, statement: Executable) -> T | None:
        return next(iter(self.all(statement)), None)


class MessageRepo(SqlRepo[Message]):
    """Writing a line holds the conversation, so that ids are committed in their order and a reader misses none."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner, Message, tables.messages)

    def add(self, record: Message) -> Message:
        self.hold(record.conversation_id)
        return super().add(record)

    def add_if_absent(self, record: Message) -> Message | None:
        self.hold(record.conversation_id)
        return super().add_if_absent(record)

    def change(self, record: Message) -> Message:
        stored = self.lock(record.id or 0)
        if stored is None:
            raise NotStored(f"messages has no row {record.id}")
        if stored.author not in ("shopper", "system") or stored.answered_at is not None:
            raise AppendOnly(f"message {record.id} does not wait for an answer")
        if stored != replace(record, answered_at=stored.answered_at, understood=stored.understood):
            raise AppendOnly(f"only answered_at and understood of message {record.id} may change")
        return super().change(record)

    def hold(self, conversation_id: int) -> None:
        if conversation_id in self.runner.held:
            return
        row = select(tables.conversations.c.id).where(tables.conversations.c.id == conversation_id)
        self.runner.run(row.with_for_update(key_share=True)).all()
        self.runner.held.add(conversation_id)


def new_values(record: DataclassInstance) -> dict[str, Any]:
    values = values_of(record)
    if values.pop("id") is not None:
        raise RecordRefused(f"a new row gets its id from the database, got {record!r}")
    return values


def values_of(record: DataclassInstance) -> dict[str, Any]:
    return {each.name: getattr(record, each.name) for each in fields(record)}


def id_of(record: DataclassInstance) -> int | None:
    found: int | None = values_of(record)["id"]
    return found
