"""``python -m huashu.engine.entities.measure FILE``: how well the recogniser finds what FILE marks, as one JSON object.

Keys: entity -> ``n`` (marked), ``precision``, ``recall``, ``f1``. Goods: those of ``--lexicon``, else the shops'.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from huashu.engine.entities.found import ORDER
from huashu.engine.entities.recogniser import Recogniser
from huashu.nlu.marked import Marked, MarkErrors, held_out, read_marked
from huashu.nlu.spans import Mark, Score, scores


def marks(recogniser: Recogniser, text: str) -> frozenset[Mark]:
    return frozenset(Mark(each.entity, each.start, each.end) for each in recogniser.find(text))


def measure(recogniser: Recogniser, messages: Iterable[Marked]) -> dict[str, Score]:
    return scores((each.marks, marks(recogniser, each.text)) for each in messages)


def main(arguments: list[str] | None = None) -> int:
    """Exit code 2 if FILE cannot be read or holds bad marks."""
    asked = _parser().parse_args(arguments)
    try:
        messages = read_marked(asked.file, ORDER)
    except (OSError, UnicodeDecodeError, MarkErrors) as error:
        print(error, file=sys.stderr)
        return 2
    figures = measure(Recogniser(asked.lexicon), held_out(messages) if asked.held_out else messages)
    print(json.dumps({entity: asdict(score) for entity, score in figures.items()}, indent=1))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m huashu.engine.entities.measure", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="messages with marks, one a line")
    parser.add_argument("--lexicon", type=Path, help="words of the goods; by default $HUASHU_HOME/lexicon.json")
    parser.add_argument("--held-out", action="store_true", help="only every third message")
    return parser


if __name__ == "__main__":
    sys.exit(main())
