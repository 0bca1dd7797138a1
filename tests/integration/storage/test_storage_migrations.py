"""Migrations make exactly the tables that the code means, on both databases, whoever starts them and how often."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from alembic import command
from book_rows import NOW
from sqlalchemy import Engine, inspect

from huashu.services import records
from huashu.storage import make_engine, migrate, tables
from huashu.storage.migrate import config_for

ROOT = Path(__file__).parents[3]

RECORDS = {
    "conversations": records.Conversation,
    "messages": records.Message,
    "read_marks": records.ReadMark,
    "pictures": records.Picture,
    "ratings": records.Rating,
    "orders": records.Order,
    "remarks": records.Remark,
    "promises": records.Promise,
    "approvals": records.Approval,
    "offers": records.Offer,
    "bargain_moves": records.BargainMove,
    "reminders": records.Reminder,
    "handoffs": records.Handoff,
    "inquiries": records.Inquiry,
    "unpaid_orders": records.UnpaidOrder,
    "members": records.Member,
    "restock_requests": records.RestockRequest,
    "leads": records.Lead,
    "notices": records.Notice,
    "products": records.CatalogueProduct,
    "skus": records.CatalogueSku,
}


def test_metadata_and_migrations_agree_on_each_database(engine: Engine) -> None:
    with engine.begin() as connection:
        command.check(config_for(connection))


def test_indexes_and_unique_keys_are_the_ones_written_in_tables(engine: Engine) -> None:
    found = inspect(engine)
    for table in tables.metadata.sorted_tables:
        indexes = {each["name"] for each in found.get_indexes(table.name) if "duplicates_constraint" not in each}
        assert indexes == {each.name for each in table.indexes}, table.name


def test_migrating_again_keeps_the_tables_and_their_rows(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(tables.members.insert().values(shop="mobi", shopper="甲", joined_at=NOW, name=""))
    migrate(database_url)
    with engine.begin() as connection:
        assert connection.execute(tables.members.select()).one().shopper == "甲"
    assert set(inspect(engine).get_table_names()) == {*RECORDS, "alembic_version"}


def test_downgrade_leaves_no_table_of_ours(empty_database_url: str) -> None:
    migrate(empty_database_url)
    engine = make_engine(empty_database_url)
    with engine.begin() as connection:
        command.downgrade(config_for(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_processes_that_start_at_once_all_find_the_tables(empty_database_url: str) -> None:
    program = (
        "import sys; from huashu.storage import migrate; print(flush=True); sys.stdin.read(); migrate(sys.argv[1])"
    )
    with ExitStack() as stack:
        starting = [stack.enter_context(waiting_process(program, empty_database_url)) for _ in range(3)]
        for each in starting:
            assert each.stdout and each.stdout.readline() == b"\n"
        for each in starting:
            assert each.stdin
            each.stdin.close()
        assert [each.wait(timeout=120) for each in starting] == [0] * 3
    engine = make_engine(empty_database_url)
    assert set(inspect(engine).get_table_names()) == {*RECORDS, "alembic_version"}
    engine.dispose()


def waiting_process(program: str, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", program, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_of_a_record_is_a_column(name: str) -> None:
    columns = {each.name for each in tables.metadata.tables[name].columns}
    assert columns == {each.name for each in fields(RECORDS[name])}


def test_every_record_has_its_table() -> None:
    classes = {each for each in vars(records).values() if isinstance(each, type) and is_dataclass(each)}
    assert classes == set(RECORDS.values())
    assert set(tables.metadata.tables) == set(RECORDS)
