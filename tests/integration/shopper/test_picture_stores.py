"""Where pictures are kept: the same list of tests for a folder and for S3, and what happens when S3 is away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer
from PIL import Image

from huashu.services.picture_links import opens, sign
from huashu.services.pictures import MOST_A_DAY, PictureStore, TooManyPictures, store_picture
from huashu.services.ports import StorageUnavailable
from huashu.storage.pictures import picture_store
from tests.integration.product_making import NOW, SHOP, UowFactory

SECRET = b"s" * 32


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """Where an S3 of this test's own answers."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PictureStore:
    if request.param == "folder":
        return picture_store(str(tmp_path / "pictures"))
    endpoint = request.getfixturevalue("s3")
    set_up_s3(monkeypatch, endpoint)
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(Bucket="shop")
    return picture_store("s3://shop/pictures")


def set_up_s3(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    keys = {"ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test"}
    where = {"REGION": "us-east-1", "DEFAULT_REGION": "us-east-1", "ENDPOINT_URL": endpoint}
    for name, value in {**keys, **where}.items():
        monkeypatch.setenv(f"AWS_{name}", value)


def test_what_was_put_is_there_and_nothing_else(store: PictureStore) -> None:
    store.put("a.jpg", b"picture")
    assert (store.get("a.jpg"), store.get("b.jpg")) == (b"picture", None)
    store.put("goods/c.svg", b"<svg/>")
    assert store.get("goods/c.svg") == b"<svg/>"


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../secret", "", ".", "..", "a\0b"])
def test_nothing_outside_is_read(store: PictureStore, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    assert store.get(name) is None


def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    picture_store(str(tmp_path / "deep" / "pictures"))
    assert (tmp_path / "deep" / "pictures").stat().st_mode & 0o777 == 0o700


def test_an_s3_that_is_away_is_said_so_and_names_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_s3(monkeypatch, "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "very-secret")
    away = picture_store("s3://shop/pictures")
    for work in (lambda: away.put("a.jpg", b"x"), lambda: away.get("a.jpg")):
        with pytest.raises(StorageUnavailable) as told:
            work()
        assert "very-secret" not in str(told.value)


def png() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return drawn.getvalue()


def test_a_picture_has_its_row_and_its_file(uow_factory: UowFactory, store: PictureStore) -> None:
    first, second = (store_picture(uow_factory, store, SHOP, "shopper", png(), NOW) for _ in range(2))
    assert first.name != second.name and len(first.name) == len("0" * 32 + ".jpg")
    content = store.get(first.name)
    assert content is not None and (first.width, first.height, first.bytes) == (8, 8, len(content))


def test_a_conversation_has_so_many_pictures_a_day(uow_factory: UowFactory, tmp_path: Path) -> None:
    store = picture_store(str(tmp_path))
    for minute in range(MOST_A_DAY):
        store_picture(uow_factory, store, SHOP, "shopper", png(), NOW + timedelta(minutes=minute))
    with pytest.raises(TooManyPictures):
        store_picture(uow_factory, store, SHOP, "shopper", png(), NOW + timedelta(hours=1))
    store_picture(uow_factory, store, SHOP, "shopper", png(), NOW + timedelta(days=1))
    store_picture(uow_factory, store, SHOP, "another", png(), NOW + timedelta(hours=1))


def test_a_link_opens_its_picture_for_half_a_day() -> None:
    link = sign(SECRET, "a.jpg", NOW)
    assert link == sign(SECRET, "a.jpg", NOW + timedelta(minutes=59))
    until, mark = (part.partition("=")[2] for part in link.partition("?")[2].split("&"))
    assert opens(SECRET, "a.jpg", int(until), mark, NOW + timedelta(hours=12))
    assert not opens(SECRET, "a.jpg", int(until), mark, NOW + timedelta(hours=13))
    assert not opens(SECRET, "b.jpg", int(until), mark, NOW)
    assert not opens(SECRET, "a.jpg", int(until) + 3600, mark, NOW)
    assert not opens(b"t" * 32, "a.jpg", int(until), mark, NOW)
    assert not opens(SECRET, "a.jpg", int(until), "号", NOW)
