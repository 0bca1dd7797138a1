"""One connection that runs the statements of one unit of work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Executable

from huashu.storage.failures import named_failures


class Runner:
    """A transaction begins with the first statement. ``held`` are the conversations whose row lock it has."""

    def __init__(self, engine: Engine) -> None:
        with named_failures():
            self._connection: Connection = engine.connect()
        self.dialect = engine.dialect.name
        self.held: set[int] = set()

    def run(self, statement: Executable) -> CursorResult[Any]:
        with named_failures():
            return self._connection.execute(statement)

    def commit(self) -> None:
        with named_failures():
            self._connection.commit()
        self.held.clear()

    def close(self) -> None:
        """Roll back what was not committed. A connection that is broken already has nothing left to lose."""
        with named_failures():
            self._connection.close()
