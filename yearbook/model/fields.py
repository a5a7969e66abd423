"""What a noun says of its fields beside their types: defaults, keys, limits, kinds of text, how the members of a union are told apart.

They are called as pydantic calls them, and it understands them, for JSON Schemas (`twin.py`).
"""

from collections.abc import Callable, Mapping
from copy import copy
from inspect import get_annotations
from typing import Any

from yearbook.frozen import frozen

REQUIRED: Any = object()
_LIMITS = frozenset(("ge", "gt", "le", "lt", "min_length", "max_length"))


class Field:
    """A field of a noun: whether it must be written, under what key, what it is for; `limits` are those of pydantic (ge, min_length …).

    `annotation` is its type, `metadata` what the annotation says besides.
    """

    annotation: Any
    metadata: tuple[Any, ...]

    def __init__(
        self, default: Any = REQUIRED, *, default_factory: Callable[[], Any] | None = None, alias: str | None = None,
        description: str | None = None, **limits: Any,
    ) -> None:  # fmt: skip
        self.default, self.default_factory, self.alias, self.description, self.limits = default, default_factory, alias, description, limits

    def is_required(self) -> bool:
        """Whether its key must be written."""
        return self.default is REQUIRED and self.default_factory is None

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Any]) -> Any:
        return {**handler(source), **self.limits}


class Kind:
    """A kind of field of which everything but its limits is said by a schema for pydantic's core."""

    def __init__(self, schema: Any) -> None:
        self.schema = schema

    def within(self, limits: Mapping[str, Any]) -> Any:
        """The schema, so that what a text is made into keeps to the limits."""
        if limits and "schema" in self.schema:
            return {**self.schema, "schema": {**self.schema["schema"], **limits}}
        return {**self.schema, **limits}

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Mapping[str, Any]]) -> Any:
        return self.within({name: value for name, value in handler(source).items() if name in _LIMITS})


@frozen
class BeforeValidator:
    """A function that is given what is written before it is looked at; `json_schema_input_type` is what may be written."""

    func: Callable[[Any], Any]
    json_schema_input_type: Any = Any

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> Any:
        import pydantic  # only JSON Schemas ask, through `twin.py`

        told = {} if self.json_schema_input_type is Any else {"json_schema_input_type": self.json_schema_input_type}
        return pydantic.BeforeValidator(self.func, **told).__get_pydantic_core_schema__(source, handler)


@frozen
class Tag:
    """The name of a member of a union."""

    tag: str

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> Any:
        import pydantic

        return pydantic.Tag(self.tag).__get_pydantic_core_schema__(source, handler)


@frozen
class Discriminator:
    """Tells the member of a union by what is written."""

    discriminator: Callable[[Any], str | None]

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> Any:
        import pydantic

        return pydantic.Discriminator(self.discriminator).__get_pydantic_core_schema__(source, handler)


def declared(noun: Any) -> dict[str, Field]:
    """The fields of a noun, those of its base first; what stands behind their names in the class is taken out of it."""
    fields: dict[str, Field] = dict(noun.model_fields)
    for name, annotation in get_annotations(noun).items():
        given = noun.__dict__.get(name, REQUIRED)
        field = given if isinstance(given, Field) else Field(given)
        if hasattr(field, "annotation"):  # it is another noun's too
            field = copy(field)
        fields[name] = field
        field.annotation, field.metadata = parted(annotation)
        if given is not REQUIRED:
            delattr(noun, name)
    return fields


def parted(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type, and what its annotation says besides."""
    return (annotation.__origin__, annotation.__metadata__) if hasattr(annotation, "__metadata__") else (annotation, ())
