"""Which scripts the code says, and how the flow goes: a reading of the project that runs nothing of it.

:func:`read_uses` reads ``actions/``, ``huashu/services``, ``huashu/engine``, ``data/rules`` and ``domain.yml``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from huashu.scripts.uses.flow import read_actions, read_rungs
from huashu.scripts.uses.model import ActionUse, Domain, Form, FormAsk, Pattern, Reach, Rule, Site, Uses
from huashu.scripts.uses.plan import form_asks, read_domain, read_rules
from huashu.scripts.uses.scan import Units
from huashu.scripts.uses.source import Source

__all__ = ["ActionUse", "Domain", "Form", "FormAsk", "Pattern", "Reach", "Rule", "Site", "Uses", "read_uses"]

SAYING = ("huashu/services", "huashu/engine")


def read_uses(project: Path) -> Uses:
    """The uses of the project at ``project``. Kept until a file of it changes; what is not there is empty.

    Raises:
        SyntaxError: a Python file that cannot be parsed.
    """
    root = project.resolve()
    code = [*_found(root, "actions"), *(path for folder in SAYING for path in _found(root, folder))]
    plans = [root / "domain.yml", *sorted((root / "data" / "rules").glob("*.yml"))]
    known = [path for path in (*code, *plans) if path.is_file()]
    return _read(root, tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in known))


def _found(root: Path, folder: str) -> list[Path]:
    return sorted((root / folder).rglob("*.py"))


@lru_cache(maxsize=8)
def _read(root: Path, stamps: tuple[tuple[str, int, int], ...]) -> Uses:
    paths = [Path(name) for name, _, _ in stamps]
    domain = read_domain(root)
    source = Source(root, [path for path in paths if path.suffix == ".py"])
    units = Units(source)
    actions = read_actions(source, units)
    asks = form_asks(domain, {*actions, *domain.actions})
    says: dict[str, set[Site]] = {ask.plain: set() for ask in asks}
    for ask in asks:
        says[ask.plain].add(ask.site)
    for said in units.said():
        for script_id in said.ids:
            says.setdefault(script_id, set()).add(said.site)
    patterns = tuple(Pattern(said.pattern, said.site) for said in units.said() if said.pattern)
    rules = read_rules(root, [path for path in paths if path.suffix == ".yml" and path.name != "domain.yml"])
    return Uses(
        says={script_id: tuple(sorted(sites, key=Site.order)) for script_id, sites in sorted(says.items())},
        patterns=patterns, asks=asks, actions=actions, rules=rules, domain=domain, rungs=read_rungs(source, units),
    )  # fmt: skip
