"""What goes wrong in a database is told, without what shoppers wrote."""

from __future__ import annotations

import traceback

import pytest
from sqlalchemy import text

from huashu.services.ports import StorageUnavailable
from huashu.storage import make_engine
from huashu.storage.runner import Runner


def test_an_error_does_not_repeat_what_was_to_be_stored(sqlite_url: str) -> None:
    engine, phone = make_engine(sqlite_url), "138" + "0" * 8
    runner = Runner(engine)
    with pytest.raises(StorageUnavailable) as caught:
        runner.run(text("INSERT INTO no_such_table VALUES (:said)").bindparams(said=phone))
    assert phone not in "".join(traceback.format_exception(caught.value))
    runner.close()
    engine.dispose()
