"""What a button of 「您是想说 A，还是 B？」 sends is heard as that wish, by the real model."""

from __future__ import annotations

from huashu.workshop.stage import Stage

SURE = 0.6


def test_the_name_of_every_wish_is_heard_as_that_wish(stage: Stage) -> None:
    wishes = stage.services.library().wishes
    assert len(wishes) >= 25
    unsure = {}
    for intent, wish in wishes.items():
        sender = f"hears-{intent}"
        body = {"sender": sender, "message": wish.phrase, "metadata": {"shop": "qingmian"}}
        stage.client.post("/webhooks/rest/webhook", json=body).raise_for_status()
        [part] = _parts(stage, sender)
        if part["intent"] != intent or part["confidence"] < SURE:
            unsure[wish.phrase] = (part["intent"], part["confidence"])
    assert unsure == {}


def test_every_wish_is_an_intent_that_a_rule_answers(stage: Stage) -> None:
    """Short answers and events are nothing to ask about, and nobody is offered a complaint."""
    rules = stage.services.settings.scripts.parent / "data" / "rules"
    told = "\n".join(path.read_text(encoding="utf-8") for path in rules.glob("*.yml"))
    wishes = stage.services.library().wishes
    assert [intent for intent in wishes if f"- intent: {intent}\n" not in told] == []
    assert not {"affirm", "deny", "inform", "greet", "thank", "goodbye", "abuse", "complain"} & set(wishes)


def _parts(stage: Stage, sender: str) -> list[dict[str, object]]:
    with stage.services.uow() as uow:
        conversation = uow.conversations.one(shop="qingmian", sender=sender)
        assert conversation is not None
        [asked] = uow.messages.find(conversation_id=conversation.id, author="shopper")
    parts: list[dict[str, object]] = asked.understood["parts"]
    return parts
