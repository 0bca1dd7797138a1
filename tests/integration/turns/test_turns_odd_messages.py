"""Messages that nobody types on purpose: stored as far as a database can hold them, answered with a scripted line."""

from __future__ import annotations

import pytest

from huashu.services.turns import LONGEST_STORED, take_turns
from tests.integration.product_making import Product

# What is sent, what is stored, and the script that answers; None: the bot is asked.
ODD = [
    ("", "", "utter_smalltalk_empty"),
    (" \u3000\n", " \u3000\n", "utter_smalltalk_empty"),
    ("\0", "", "utter_smalltalk_empty"),
    ("\ud83d", "", "utter_smalltalk_empty"),
    ("贵" * 5000, "贵" * 5000, "utter_smalltalk_too_long"),
    ("贵" * 5001, "贵" * LONGEST_STORED, "utter_smalltalk_too_long"),
    ("😀👍", "😀👍", "utter_smalltalk_emoji"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>", "utter_smalltalk_strange"),
    ("'; DROP TABLE orders; --", "'; DROP TABLE orders; --", "utter_smalltalk_strange"),
    ("https://example.com/x?id=1", "https://example.com/x?id=1", "utter_smalltalk_link"),
    ("便宜\0点\ud83d吧", "便宜点吧", None),
    ("/supervisor_answered", "/supervisor_answered", None),
    ("{agent} {{x}} %s %(a)s", "{agent} {{x}} %s %(a)s", None),
]


@pytest.mark.parametrize(("sent", "stored", "script_id"), ODD, ids=[repr(each[0][:12]) for each in ODD])
def test_an_odd_message_is_stored_and_answered(product: Product, sent: str, stored: str, script_id: str | None) -> None:
    asked = product.receive(sent)
    take_turns(product.desk(), asked.conversation_id)
    assert product.transcript()[0] == ("shopper", stored)
    assert product.waiting() == []
    if script_id:
        assert (product.bot.heard, product.scripts_said()) == ([], [script_id])
    else:
        assert [(heard[1], heard[2]) for heard in product.bot.heard] == [(stored, False)]
