"""The annotations of a noun's fields → the schema of which pydantic's core makes a validator.

Why not pydantic's own models, which would say the same (tests/model/test_shape.py): to import pydantic, and to have it look at
1,150 fields, took 0.2 s of every start.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from yearbook.model.fields import REQUIRED, BeforeValidator, Discriminator, Field, Kind, Tag, parted

NO_LIMITS: Mapping[str, Any] = {}
_IN_HAND: dict[str, Any] = {}  # the schema of a noun that is being made
_PLAIN = {bool: "bool", int: "int", str: "str", Decimal: "decimal", date: "date", NoneType: "none"}


class Schemas:
    """The schemas of a noun and of all nouns in it, each made once; one that holds itself is referred to by name."""

    def __init__(self) -> None:
        self._made: dict[Any, dict[str, Any]] = {}
        self._named: dict[str, dict[str, Any]] = {}  # those that hold themselves

    def of(self, noun: Any) -> Any:
        """What pydantic's core is given."""
        schema = self._noun(noun)
        return {"type": "definitions", "schema": schema, "definitions": [*self._named.values()]} if self._named else schema

    def _noun(self, noun: Any) -> dict[str, Any]:
        name = noun.__name__
        reference = {"type": "definition-ref", "schema_ref": name}
        if noun in self._made:
            if self._made[noun] is _IN_HAND:
                self._named[name] = {}
            return self._made[noun] or reference
        self._made[noun] = _IN_HAND
        fields = {key: self._field(key, noun) for key in noun.model_fields}
        inner: dict[str, Any] = {"type": "model-fields", "fields": fields, "model_name": name}
        made = {"type": "model", "cls": noun, "schema": inner, "config": {"title": name, "extra_fields_behavior": "forbid"}}
        if name in self._named:
            self._named[name], made = {**made, "ref": name}, reference
        self._made[noun] = made
        return made

    def _field(self, name: str, noun: Any) -> dict[str, Any]:
        field = noun.model_fields[name]
        if isinstance(field.annotation, str):  # it tells of a noun that was not yet there
            field.annotation, field.metadata = parted(get_type_hints(noun, include_extras=True)[name])
        schema = self._annotated(field.annotation, field.metadata, field.limits)
        if field.default_factory:
            schema = {"type": "default", "schema": schema, "default_factory": field.default_factory}
        elif field.default is not REQUIRED:
            schema = {"type": "default", "schema": schema, "default": field.default}
        aliases: dict[str, Any] = {"validation_alias": field.alias, "serialization_alias": field.alias} if field.alias else {}
        return {"type": "model-field", "schema": schema, **aliases}

    def _annotated(self, annotation: Any, metadata: tuple[Any, ...], limits: Mapping[str, Any] = NO_LIMITS) -> dict[str, Any]:
        """As pydantic does: limits hold for what stands there unless it is nothing; then comes what stands behind the type, in turn."""
        discriminator = next((one.discriminator for one in metadata if isinstance(one, Discriminator)), None)
        schema = self._tagged(get_args(annotation), discriminator) if discriminator else self._bare(annotation)
        if limits and schema["type"] == "nullable":
            schema = {**schema, "schema": {**schema["schema"], **limits}}
        elif limits:
            schema = {**schema, **limits}
        for one in metadata:
            if isinstance(one, Kind):
                schema = one.within(limits)
            elif isinstance(one, Field):
                schema = {**schema, **one.limits}
            elif isinstance(one, BeforeValidator):
                schema = {"type": "function-before", "function": {"type": "no-info", "function": one.func}, "schema": schema}
        return schema

    def _tagged(self, members: tuple[Any, ...], discriminator: Callable[[Any], str | None]) -> dict[str, Any]:
        choices = {}
        for member in members:
            annotation, metadata = parted(member)
            tag = next(one.tag for one in metadata if isinstance(one, Tag))
            choices[tag] = self._annotated(annotation, metadata)
        return {"type": "tagged-union", "choices": choices, "discriminator": discriminator}

    def _bare(self, annotation: Any) -> dict[str, Any]:
        kind, arguments = get_origin(annotation), get_args(annotation)
        if kind is None:
            return self._simple(annotation)
        if kind is Annotated:
            return self._annotated(*parted(annotation))
        if kind is Literal:
            return {"type": "literal", "expected": [*arguments]}
        if kind in (Union, UnionType):
            return self._union(arguments)
        inner = [self._bare(one) for one in arguments if one is not Ellipsis]
        if kind is dict:
            return {"type": "dict", "keys_schema": inner[0], "values_schema": inner[1]}
        return {"type": "tuple", "items_schema": inner, **({"variadic_item_index": 0} if Ellipsis in arguments else {})}

    def _simple(self, kind: Any) -> dict[str, Any]:
        if hasattr(kind, "model_fields"):
            return self._noun(kind)
        return {"type": _PLAIN[kind]} if kind in _PLAIN else {"type": "is-instance", "cls": kind}

    def _union(self, members: tuple[Any, ...]) -> dict[str, Any]:
        schemas = [self._bare(member) for member in members if member is not NoneType]
        schema = schemas[0] if len(schemas) == 1 else {"type": "union", "choices": schemas}
        return {"type": "nullable", "schema": schema} if NoneType in members else schema
