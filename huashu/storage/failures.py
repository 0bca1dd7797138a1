"""Names for what goes wrong in a database, the same for both: the driver's own errors stop here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from huashu.domain.errors import HuashuError
from huashu.services.ports import AlreadyStored, RecordRefused, StorageUnavailable

UNIQUE = ("23505", "SQLITE_CONSTRAINT_UNIQUE")


@contextmanager
def named_failures() -> Iterator[None]:
    """Raise the named error instead of SQLAlchemy's; what has no name is a mistake of ours and passes as it is."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        named = name_of(error)
        if named is None:
            raise
        raise named from error


def name_of(error: exc.SQLAlchemyError) -> HuashuError | None:
    cause = getattr(error, "orig", None)
    if isinstance(cause, HuashuError):
        return cause
    if isinstance(error, exc.IntegrityError):
        return AlreadyStored(str(cause)) if is_unique_violation(cause) else RecordRefused(str(cause))
    if isinstance(error, exc.DataError):
        return RecordRefused(str(cause))
    return StorageUnavailable(str(cause or error)) if is_away(error) else None


def is_unique_violation(cause: object) -> bool:
    return getattr(cause, "sqlstate", None) in UNIQUE or getattr(cause, "sqlite_errorname", None) in UNIQUE


def is_away(error: exc.SQLAlchemyError) -> bool:
    if isinstance(error, (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)):
        return True
    return isinstance(error, exc.DBAPIError) and error.connection_invalidated
