"""What is live and what was refused, for the shop's people."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from huashu.scripts import LiveLibrary
from huashu.settings import PROJECT
from huashu.web.app import create_app
from tests.integration.product_making import Product

HERE = ("127.0.0.1", 50000)


class Jumping:
    """A clock that jumps a second at every look."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "scripts_zh", tmp_path / "scripts_zh"))


def test_status_tells_the_report_and_keeps_the_live_version_when_a_file_is_broken(
    product: Product, folder: Path
) -> None:
    services = replace(product.services, scripts=LiveLibrary(folder, Jumping()))
    with TestClient(create_app(services), client=HERE) as client:
        before = client.get("/api/scripts/status").json()
        assert (before["refused"], before["shops"]) == (None, ["dengyu", "mobi", "qingmian"])
        assert before["questions"] > 0
        payment = folder / "payment.yml"
        good = payment.read_text(encoding="utf-8")
        payment.write_text(good.replace("{payment_rule}", "{payment_role}", 1), encoding="utf-8")
        client.get("/api/scripts/status")  # the first look might fall into the writing
        after = client.get("/api/scripts/status").json()
        assert after["revision"] == before["revision"]
        [problem] = after["refused"]["problems"]
        assert (problem["path"], problem["code"]) == ("scripts_zh/payment.yml", "SC012")
        assert "您是不是想写 {payment_rule}？" in after["refused"]["report"]
        payment.write_text(good, encoding="utf-8")
        client.get("/api/scripts/status")
        assert client.get("/api/scripts/status").json() == before


def test_status_is_refused_when_the_caller_is_another_machine(product: Product) -> None:
    with TestClient(create_app(product.services), client=("192.0.2.1", 50000)) as client:
        assert client.get("/api/scripts/status").status_code == 403
