"""``Learnt``: what the trainable steps of the pipeline share. Each is a config and the one model that it learnt."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

FILE = "model.joblib"
M = TypeVar("M")
Step = TypeVar("Step", bound="Learnt[Any]")


class Learnt(GraphComponent, Generic[M]):
    """A step whose model is None until it is trained, and after a training that had too little to learn from."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: M | None = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls: type[Step],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Step:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Step],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Step:
        """The step as it was persisted; ``ValueError`` when the storage does not know the resource."""
        with model_storage.read_from(resource) as directory:
            model = joblib.load(directory / FILE)
        return cls(config, model_storage, resource, model)

    def _persist(self) -> Resource:
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / FILE)  # None too: Rasa's cache loses an empty folder
        return self._resource
