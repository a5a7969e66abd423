"""Nouns are what pydantic would make of the same fields: the same schema for its core, and verbs that do as its models' do."""

import copy
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from yearbook.check.schema import MODELS
from yearbook.model.blocks import Column, SubheadBlock
from yearbook.model.facts import Fact, Growth
from yearbook.model.noun import Noun
from yearbook.model.shape import Schemas
from yearbook.model.twin import twin

# What pydantic writes down for JSON Schemas, and what says what holds anyway.
_NEEDLESS = {
    "metadata", "ref", "cls", "custom_init", "root_model", "computed_fields", "json_schema_input_schema", "default_factory_takes_data",
}  # fmt: skip


def spelt(schema: Any, named: Mapping[str, Any], around: tuple[str, ...] = ()) -> Any:
    """A schema without names: what a name stands for is put in its place, save inside of itself."""
    if isinstance(schema, list | tuple):
        return [spelt(one, named, around) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    if schema.get("type") == "definitions":
        return spelt(schema["schema"], {**named, **{one["ref"]: one for one in schema["definitions"]}}, around)
    if schema.get("type") == "definition-ref":
        name = schema["schema_ref"]
        return ("again", len(around) - around.index(name)) if name in around else spelt(named[name], named, around)
    inside = (*around, schema["ref"]) if "ref" in schema else around
    found = {key: spelt(value, named, inside) for key, value in schema.items() if key not in _NEEDLESS}
    return found if schema.get("type") != "model-fields" else [*found["fields"].items()]  # faults are told in the order of fields


@pytest.mark.parametrize("kind", MODELS)
def test_a_file_is_checked_as_by_a_pydantic_model(kind: str) -> None:
    noun = MODELS[kind]
    assert spelt(Schemas().of(noun), {}) == spelt(TypeAdapter(twin(noun)).core_schema, {})


def growth(**values: object) -> Growth:
    return Growth.model_validate({"value": 3, **values})


def test_what_was_written_and_what_was_not() -> None:
    noun = growth(over="去年")
    assert (noun.value, noun.over, noun.unit) == (3, "去年", "%")
    assert noun.model_fields_set == {"value", "over"}
    assert not hasattr(Growth, "unit")


@pytest.mark.parametrize("data", [{}, {"value": "x"}, {"value": 3, "rate": 1}, None])
def test_faults_are_raised(data: object) -> None:
    with pytest.raises(ValidationError):
        Growth.model_validate(data)
    with pytest.raises(ValidationError):
        Growth(value="x")  # type: ignore[arg-type]


def test_a_noun_is_frozen() -> None:
    noun = growth()
    with pytest.raises(FrozenInstanceError):
        noun.unit = "倍"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del noun.unit


def test_equal_by_value() -> None:
    assert growth() == growth(unit="%")
    assert hash(growth()) == hash(growth(unit="%"))
    assert growth() != growth(unit="倍")
    assert growth() != 3
    assert repr(growth(over="")) == "Growth(value=Decimal('3'), unit='%', qualifier='', over='', basis='')"


@pytest.mark.parametrize("again", [copy.copy, lambda noun: pickle.loads(pickle.dumps(noun, 5)), lambda noun: noun.model_copy(update={})])
def test_copies(again: Any) -> None:
    noun = Fact.model_validate({"indicator": "gdp", "period": "2025", "source": "s", "growth": {"value": 3}})
    made = again(noun)
    assert made == noun
    assert made.model_fields_set == noun.model_fields_set
    assert made.__dict__ is not noun.__dict__


def test_a_copy_that_differs() -> None:
    noun = growth().model_copy(update={"unit": "倍"})
    assert (noun.unit, noun.model_fields_set) == ("倍", {"value", "unit"})
    assert isinstance(noun, Noun)


def test_plain_data() -> None:
    fact = Fact.model_validate({"indicator": "gdp", "period": "2025", "source": "s", "rank": {"place": 1, "field": "全市"}})
    told = {"indicator": "gdp", "period": "2025", "rank": [{"place": 1, "field": "全市"}], "source": "s"}
    assert fact.model_dump(mode="json", by_alias=True, exclude_defaults=True) == told


def test_a_noun_that_holds_its_like() -> None:
    column = Column.model_validate({"title": "甲", "columns": [{"title": "乙"}, {"title": "丙", "columns": [{"title": "丁"}]}]})
    assert column.columns[1].columns[0] == Column(title="丁")


def test_a_noun_made_of_what_nobody_looks_at() -> None:
    assert SubheadBlock.model_construct(subhead="一").title_en == ""
