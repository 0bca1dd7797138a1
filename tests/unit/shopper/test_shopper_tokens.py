"""A token opens one shopper's conversation with one shop from one origin, for a while; nothing else passes."""

from __future__ import annotations

import base64
import json
import time
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from hmac import new as hmac

import jwt
import pytest

from huashu.web.shopper.tokens import (
    ANONYMOUS,
    LASTS,
    RENEWED_FOR,
    Claims,
    TokenRefused,
    new_shopper,
    read,
    read_to_renew,
    sign,
    talk_name,
    user_key,
    user_of,
)

SECRET, NOW = b"s" * 32, datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc)
SITE = "https://qingmian.example"
CLAIMS = Claims("qingmian", "user-1", SITE)
TOKEN, UNTIL = sign(SECRET, CLAIMS, NOW)


def test_a_token_says_who_it_is_for_until_it_is_over() -> None:
    assert UNTIL == NOW + LASTS
    assert read(SECRET, TOKEN, "qingmian", SITE, NOW) == CLAIMS
    assert read(SECRET, TOKEN, None, SITE, UNTIL - timedelta(seconds=1)) == CLAIMS
    with pytest.raises(TokenRefused, match="over"):
        read(SECRET, TOKEN, "qingmian", SITE, UNTIL)


def test_a_token_that_is_over_still_takes_up_its_conversation_for_half_a_year() -> None:
    anonymous = new_shopper("qingmian", SITE)
    token, until = sign(SECRET, anonymous, NOW)
    assert read_to_renew(SECRET, token, "qingmian", SITE, until + RENEWED_FOR - timedelta(seconds=1)) == anonymous
    with pytest.raises(TokenRefused, match="over"):
        read_to_renew(SECRET, token, "qingmian", SITE, until + RENEWED_FOR)


def test_a_token_of_a_shops_own_user_is_renewed_only_while_it_is_good() -> None:
    assert read_to_renew(SECRET, TOKEN, "qingmian", SITE, UNTIL - timedelta(seconds=1)) == CLAIMS
    with pytest.raises(TokenRefused, match="over"):
        read_to_renew(SECRET, TOKEN, "qingmian", SITE, UNTIL)


def test_half_a_character_is_no_token() -> None:
    with pytest.raises(TokenRefused):
        read(SECRET, "\ud800", None, SITE, NOW)


@pytest.mark.parametrize(
    "shop, origin",
    [("mobi", SITE), ("qingmian", "https://evil.example"), ("qingmian", ""), ("qingmian", SITE + ":8443"),
     ("qingmian", "http://qingmian.example"), ("qingmian", "null")],
)  # fmt: skip
def test_a_token_is_refused_for_another_shop_and_from_another_page(shop: str, origin: str) -> None:
    for reading in (read, read_to_renew):
        with pytest.raises(TokenRefused):
            reading(SECRET, TOKEN, shop, origin, NOW)


def test_a_token_without_an_origin_is_refused_from_any_page() -> None:
    token, _ = sign(SECRET, Claims("qingmian", "user-1", ""), NOW)
    assert read(SECRET, token, "qingmian", "", NOW).sender == "user-1"
    with pytest.raises(TokenRefused):
        read(SECRET, token, "qingmian", SITE, NOW)


def forged(header: dict[str, str], changes: dict[str, object]) -> str:
    content = {**jwt.decode(TOKEN, options={"verify_signature": False}), **changes}
    parts = [base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in (header, content)]
    return ".".join(parts)


@pytest.mark.parametrize(
    "token",
    [
        "", "x", "a.b.c", TOKEN[:-2], TOKEN + "x", TOKEN.rpartition(".")[0] + ".",
        forged({"alg": "none", "typ": "JWT"}, {}) + ".",
        forged({"alg": "HS256", "typ": "JWT"}, {"sub": "user-2"}) + "." + TOKEN.rpartition(".")[2],
        sign(b"t" * 32, CLAIMS, NOW)[0],
        jwt.encode({"shop": "qingmian", "sub": "user-1"}, SECRET, "HS256"),
    ],
)  # fmt: skip
def test_a_changed_or_forged_token_is_refused(token: str) -> None:
    with pytest.raises(TokenRefused):
        read_to_renew(SECRET, token, "qingmian", SITE, NOW)


def test_anonymous_shoppers_are_never_the_same() -> None:
    names = {new_shopper("qingmian", SITE).sender for _ in range(100)}
    assert len(names) == 100 and all(name.startswith(ANONYMOUS) and len(name) == len(ANONYMOUS) + 32 for name in names)


def test_the_name_of_a_talk_tells_shoppers_and_shops_apart_and_does_not_name_them() -> None:
    shoppers = [Claims("qingmian", "user-1", SITE), Claims("qingmian", "user-2", SITE), Claims("mobi", "user-1", SITE)]
    names = [talk_name(SECRET, each) for each in shoppers]
    assert len(set(names)) == 3 and names[0] == talk_name(SECRET, Claims("qingmian", "user-1", "https://b.example"))
    assert all("user" not in name for name in names)


def signature(shop: str, user: str, expires: int) -> str:
    """As docs/howto/embed.md tells a shop to sign."""
    return hmac(user_key(SECRET, shop).encode(), f"{shop}\n{user}\n{expires}".encode(), sha256).hexdigest()


def signed_user(secret: bytes, shop: str, user: str) -> dict[str, object]:
    """As a shop's own server signs one of its users, for five minutes."""
    expires = int(time.time()) + 300
    text = f"{shop}\n{user}\n{expires}".encode()
    mark = hmac(user_key(secret, shop).encode(), text, sha256).hexdigest()
    return {"id": user, "expires": expires, "signature": mark}


SOON = int(NOW.timestamp()) + 300


def test_a_user_whom_the_shop_signed_is_known() -> None:
    assert user_of(SECRET, "qingmian", "user-1", SOON, signature("qingmian", "user-1", SOON), NOW) == "user-1"


@pytest.mark.parametrize(
    "user, expires, mark",
    [
        ("user-2", SOON, signature("qingmian", "user-1", SOON)),
        ("user-1", SOON + 1, signature("qingmian", "user-1", SOON)),
        ("user-1", SOON, signature("mobi", "user-1", SOON)),
        ("user-1", SOON - 300, signature("qingmian", "user-1", SOON - 300)),
        ("user-1", SOON, ""), ("user-1", SOON, "号"),
        ("", SOON, signature("qingmian", "", SOON)),
        ("u" * 101, SOON, signature("qingmian", "u" * 101, SOON)),
        ("web-1", SOON, signature("qingmian", "web-1", SOON)),
    ],
)  # fmt: skip
def test_a_user_who_is_not_signed_so_is_refused(user: str, expires: int, mark: str) -> None:
    with pytest.raises(TokenRefused):
        user_of(SECRET, "qingmian", user, expires, mark, NOW)
