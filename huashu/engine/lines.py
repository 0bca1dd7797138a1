"""``TrainingLine``: a line of ``data/nlu`` as Rasa's training handles it.

Rasa copies every message deeply and hashes it anew at each of half a dozen merges; with twenty thousand lines that was
a third of the training. A line is a flat dict of texts: copying it is copying the dict, and its hash is theirs.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils.io import get_text_hash


class TrainingLine(Message):
    """A message whose values nobody changes in place."""

    @classmethod
    def of(cls, message: Message) -> TrainingLine:
        return cls(message.data, set(message.output_properties), message.time, list(message.features))

    def __deepcopy__(self, memo: dict[int, Any]) -> TrainingLine:
        return self.of(self)

    def fingerprint(self) -> str:
        """Equal for equal data; with features, as Rasa makes it."""
        if self.features:
            return str(super().fingerprint())
        return str(get_text_hash(repr(sorted(self.data.items(), key=str))))
