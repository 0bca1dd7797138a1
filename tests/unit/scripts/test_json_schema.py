"""What editors are told of the format: the same as the readers know."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from json_schema_validator import complaints
from ruamel.yaml import YAML

from huashu.scripts import Problem, ScriptErrors, load_library
from huashu.scripts.checking import all_checks
from huashu.scripts.checks.base import Check
from huashu.scripts.factbook import FILE as FACTS
from huashu.scripts.json_schema import FILES, FOLDER, examples_of, schema_of, schemas
from huashu.scripts.kinds import Kind
from huashu.scripts.load import watched_files
from huashu.scripts.shape import Either, ListOf, MapOf, Shape
from huashu.scripts.wishbook import FILE as WISHES
from huashu.scripts.wordbook import FILE as WORDS

PROJECT = Path(__file__).resolve().parents[3]
DEMO = PROJECT / "scripts_zh"
GOOD = PROJECT / "tests" / "scripts" / "good"
PLACES = {
    "scene": "bargain.yml", "topic": "faq/care.yml", "shop": "shops/qingmian.yml", "facts": FACTS, "wishes": WISHES,
    "words": WORDS,
}  # fmt: skip
UNKNOWN = "多余的键"
READERS = {code for code, each in all_checks().items() if not isinstance(each, Check) and code != "SC074"}
Path_ = tuple[str | int, ...]


def kind_of_file(inside: str) -> str:
    others = {"shops": "shop", "faq": "topic", FACTS: "facts", WISHES: "wishes", WORDS: "words"}
    return others.get(inside.partition("/")[0], "scene")


# --- the files that are checked in


def test_schemas_are_as_the_format_says_when_generated() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (DEMO / FOLDER).iterdir()}
    assert written == schemas(), "write them again: huashu.scripts.json_schema.schemas()"


def test_every_kind_of_file_gets_its_schema_when_edited() -> None:
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./scripts_zh/{FOLDER}/scene.schema.json": [
            "scripts_zh/*.yml",
            f"!scripts_zh/{FACTS}",
            f"!scripts_zh/{WISHES}",
            f"!scripts_zh/{WORDS}",
        ],
        f"./scripts_zh/{FOLDER}/topic.schema.json": ["scripts_zh/faq/*.yml"],
        f"./scripts_zh/{FOLDER}/shop.schema.json": ["scripts_zh/shops/*.yml"],
        f"./scripts_zh/{FOLDER}/facts.schema.json": [f"scripts_zh/{FACTS}"],
        f"./scripts_zh/{FOLDER}/wishes.schema.json": [f"scripts_zh/{WISHES}"],
        f"./scripts_zh/{FOLDER}/words.schema.json": [f"scripts_zh/{WORDS}"],
    }
    # An editor that does not know the exclamation mark follows this line before any setting.
    first = (DEMO / FACTS).read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={FOLDER}/facts.schema.json"


@pytest.mark.parametrize("root", [DEMO, GOOD], ids=["demo", "good"])
def test_every_file_is_valid_when_an_editor_types_it(root: Path) -> None:
    """YAML 1.2, as editors read it: 50 is a number, 08:30 is text."""
    found = {}
    for path in watched_files(root):
        inside = path.relative_to(root.resolve()).as_posix()
        document = YAML(typ="safe", pure=True).load(path)
        found[inside] = list(complaints(document, schema_of(FILES[kind_of_file(inside)])))
    assert len(found) >= 4 and [each for each in found.items() if each[1]] == []


# --- one file of each kind with every key there is, made from the declarations


def sample(value: Any) -> Any:
    if isinstance(value, Kind):
        return examples_of(value)[0]
    if isinstance(value, ListOf):
        short = [sample(value.item.kind)] if isinstance(value.item, Either) else []
        return [sample(value.item), *short]
    if isinstance(value, MapOf):
        return {examples_of(value.name)[0]: sample(value.item)}
    if isinstance(value, Either):
        return sample(value.shape)
    return {key.name: ["好 = 好的"] if key.name == "按钮" else sample(key.value) for key in value.declared()}


def mappings(value: Any, document: Any, path: Path_ = ()) -> Iterator[tuple[Path_, type[Shape]]]:
    """Where each declared mapping stands in the document."""
    if isinstance(value, ListOf):
        yield from mappings(value.item, document[0], (*path, 0))
    elif isinstance(value, MapOf):
        ((name, item),) = document.items()
        yield from mappings(value.item, item, (*path, name))
    elif isinstance(value, Either):
        yield from mappings(value.shape, document, path)
    elif not isinstance(value, Kind):
        yield path, value
        for key in value.declared():
            yield from mappings(key.value, document[key.name], (*path, key.name))


SAMPLES = {kind: sample(shape) for kind, shape in FILES.items()}
WHERE = [(kind, path, shape) for kind, top in FILES.items() for path, shape in mappings(top, SAMPLES[kind])]
KEYS = [(kind, path, key.name, key.must) for kind, path, shape in WHERE for key in shape.declared()]


def changed(kind: str, path: Path_, change: Callable[[dict[str, Any]], object]) -> Any:
    document = copy.deepcopy(SAMPLES[kind])
    inner = document
    for step in path:
        inner = inner[step]
    change(inner)
    return document


def read(kind: str, document: Any, tmp_path: Path) -> list[Problem]:
    """What our readers say when this file stands among the samples of the others; not whether they agree. JSON is
    YAML."""
    for each, place in PLACES.items():
        path = tmp_path / "scripts_zh" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(document if each == kind else SAMPLES[each], ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    try:
        load_library(tmp_path / "scripts_zh")
    except ScriptErrors as errors:
        return [each for each in errors.problems if each.code in READERS]
    return []


@pytest.mark.parametrize("kind", FILES)
def test_file_with_every_key_is_accepted_by_both_when_nothing_is_wrong(kind: str, tmp_path: Path) -> None:
    assert read(kind, SAMPLES[kind], tmp_path) == []
    assert list(complaints(SAMPLES[kind], schema_of(FILES[kind]))) == []


@pytest.mark.parametrize(("kind", "path", "name", "must"), KEYS, ids=lambda each: str(each))
def test_missing_key_is_refused_by_both_when_it_has_to_be_there(
    kind: str, path: Path_, name: str, must: bool, tmp_path: Path
) -> None:
    document = changed(kind, path, lambda inner: inner.pop(name))
    assert bool(list(complaints(document, schema_of(FILES[kind])))) is must
    said = [each.message for each in read(kind, document, tmp_path) if each.code == "SC009"]
    assert said == ([f"这里缺少 {name}"] if must else [])


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, path, _ in WHERE], ids=lambda each: str(each))
def test_unknown_key_is_refused_by_both_wherever_it_stands(kind: str, path: Path_, tmp_path: Path) -> None:
    document = changed(kind, path, lambda inner: inner.update({UNKNOWN: "是"}))
    assert len(list(complaints(document, schema_of(FILES[kind])))) == 1
    said = [each.message for each in read(kind, document, tmp_path) if each.code == "SC008"]
    assert said == [f"不认识这个键：{UNKNOWN}"]


@pytest.mark.parametrize(
    ("kind", "path", "name", "value"),
    [
        ("scene", ("话术", "utter_bargain_refuse", "承诺"), "负责人", "老板"),
        ("scene", ("话术", "utter_bargain_refuse", "备注"), "旗", "red"),
        ("scene", ("话术", "utter_bargain_refuse", "说法", 0, "条件"), "活动", True),
        ("shop", ("主管",), "等候", "150"),
        ("shop", ("主管",), "每日预算", "200块"),
        ("shop", (), "营业", "8点半"),
        ("shop", (), "批发", "no"),
        ("shop", ("议价",), "大宗件数", "五十"),
    ],
)
def test_wrong_value_is_refused_by_the_schema_when_its_kind_has_a_form(
    kind: str, path: Path_, name: str, value: object
) -> None:
    document = changed(kind, path, lambda inner: inner.update({name: value}))
    assert list(complaints(document, schema_of(FILES[kind])))
