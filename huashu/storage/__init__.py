"""The shop's books in SQL: tables, repositories, unit of work, migrations. The only code that knows SQLAlchemy."""

from huashu.storage.engine import make_engine
from huashu.storage.migrate import migrate
from huashu.storage.unit_of_work import SqlUnitOfWork

__all__ = ["SqlUnitOfWork", "make_engine", "migrate"]
