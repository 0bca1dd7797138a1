"""The lines that were misunderstood, told as a labelled file, so that they can be kept and measured again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from huashu.nlu.heard import Heard

GUESSES = 3
FALLBACK = "nlu_fallback"


def misses(lines: Iterable[Heard]) -> Iterator[str]:
    """``text<TAB>names<TAB>what was heard``, of lines whose first guess is none of their names."""
    for each in lines:
        if not each.accepts():
            yield "\t".join((each.text, "|".join(each.names), told(each)))


def told(line: Heard, called: Callable[[str], str] = str) -> str:
    """The first guesses with their confidences, each name as it is ``called``. Behind the first stands the model's own
    intent where that is finer; those of an unanswered line stand behind the fallback."""
    guesses = [f"{'|'.join(map(called, each.names))} {each.confidence:.2f}" for each in line.guesses[:GUESSES]]
    if not line.answered:
        return f"{FALLBACK}: {', '.join(guesses)}"
    if line.intent not in line.guesses[0].names:
        guesses[0] += f" ({line.intent})"
    return ", ".join(guesses)
