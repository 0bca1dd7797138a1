"""The bot's actions, one skill a file: what was understood -> a service -> what to say. Rules live in huashu/."""

import warnings

# rasa-sdk 3.21 warns that it was not tested with the Rasa 3.6 it talks to; the conversation tests do that.
warnings.filterwarnings("ignore", message=".*might not be compatible.*")

from actions import (  # noqa: E402, F401  (rasa-sdk finds the actions by their import)
    authenticity,
    bargaining,
    bulk,
    campaign,
    carrier,
    changes,
    dispatch,
    greeting,
    handoff,
    order,
    payment,
    product,
    smalltalk,
)
