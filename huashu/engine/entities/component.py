"""``ShopEntityExtractor``: the recogniser as a step of Rasa's pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from huashu.engine.entities.recogniser import Recogniser


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Adds the shop's entities to ``entities``; ``shop`` in the message's metadata decides a carrier's name.

    Config: ``lexicon`` = path of the catalogue's words, by default ``$HUASHU_HOME/lexicon.json``.
    """

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"lexicon": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ShopEntityExtractor:
        path = config.get("lexicon")
        return cls(Recogniser(Path(path) if path else None))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            known = message.get(ENTITIES, [])
            message.set(ENTITIES, known + self._entities(message), add_to_output=True)
        return messages

    def _entities(self, message: Message) -> list[dict[str, Any]]:
        metadata = message.get(METADATA)
        shop = metadata.get("shop") if isinstance(metadata, dict) else None
        found = self._recogniser.find(message.get(TEXT) or "", shop if isinstance(shop, str) else None)
        return self.add_extractor_name(
            [
                {"entity": each.entity, "start": each.start, "end": each.end, "value": each.value, "confidence": 1.0}
                for each in found
            ]
        )
