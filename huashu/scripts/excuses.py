"""放行: what a script or a shop is excused from, and which excuses excuse nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from huashu.scripts.checks.base import Book, Check
from huashu.scripts.checks.sc074_idle_excuse import excuses_nothing, never_excused, unknown_code
from huashu.scripts.problems import Code, Problem, Span


@dataclass
class Excuses:
    """An excuse covers what its script says and what its shop's file says. ``used``: where those stand that did."""

    book: Book
    used: set[Span] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.shops = {node.span.path: self.book.excused(shop) for shop, node in self.book.shops.items()}

    def cover(self, code: str, at: Span, script_id: str) -> bool:
        """``at``: where a check found something; ``script_id``: of the script that this is about, "" for none."""
        script = self.book.library.scripts.get(script_id)
        sources = (script.excuses if script else {}, self.shops.get(at.path, {}))
        written = [source[code] for source in sources if code in source]
        self.used.update(written)
        return bool(written)

    def idle(self, checks: Mapping[str, Code]) -> Iterator[Problem]:
        """Excuses that no check needed, once all have run."""
        for span, code in self._written().items():
            if code not in checks:
                yield unknown_code(span, code, checks)
            elif not isinstance(check := checks[code], Check):
                yield never_excused(span, code)
            elif span not in self.used and self._ran(check):
                yield excuses_nothing(span, code)

    def _written(self) -> Mapping[Span, str]:
        """A question and our question back share what is written once."""
        sources = (*(each.excuses for each in self.book.library.scripts.values()), *self.shops.values())
        return {span: code for source in sources for code, span in source.items()}

    def _ran(self, check: Check) -> bool:
        return self.book.whole and not (check.project and self.book.project is None)
