"""What all typed YAML shares: frozen models that refuse unknown keys, and the kinds of text a field can hold.

A field of kind Prose or Inline is parsed into spans by the verb that `check` puts into the validation context
under ``"body"`` and ``"inline"``; the JSON Schema calls both plain strings.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic_core import PydanticCustomError, core_schema
from pydantic_core.core_schema import ValidationInfo

from yearbook.model.fields import Kind
from yearbook.model.text import BodyText, Words
from yearbook.units import BadLength, length

if TYPE_CHECKING:  # mypy knows pydantic's models, whose like nouns are: how they are made, and that they are frozen
    from pydantic import BaseModel as Model
    from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag
else:
    from yearbook.model.fields import BeforeValidator, Discriminator, Field, Tag
    from yearbook.model.plain_model import Model

__all__ = [
    "BeforeValidator", "ColourName", "Discriminator", "Field", "FigureKey", "Id", "Inline", "Length", "Line", "Lines", "Noun", "Prose",
    "Tag", "Year", "listed",
]  # fmt: skip


class Noun(Model):
    """A frozen mapping of YAML that refuses unknown keys; keys are the field names or their aliases."""

    if TYPE_CHECKING:
        model_config = ConfigDict(extra="forbid", frozen=True)


def _parse(verb: str) -> Any:
    def parse(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "text expected")
        return info.context[verb](value) if info.context else value

    return parse


def _length(value: object, info: ValidationInfo) -> int:
    context = info.context or {}
    if not isinstance(value, str | int | float) and not hasattr(value, "as_tuple"):
        raise PydanticCustomError("bad_length", "length expected", {"text": str(value)})
    try:
        return length(str(value), context)
    except BadLength as bad:
        raise PydanticCustomError("bad_length", "not a length: {text}", {"text": str(bad)}) from None


def _whole(value: object) -> object:
    """A value that is wholly digits must be quoted to be text; say so instead of guessing (2026 or "2026"?)."""
    if type(value) is str:
        return value  # nearly all
    if isinstance(value, bool | date):
        raise PydanticCustomError("string_type", "text expected")
    if isinstance(value, int):
        return str(value)
    return value


def listed(given: object) -> object:
    """One thing as a list of one: lists of which most have one member may be written without their brackets."""
    return given if isinstance(given, list | tuple) or given is None else [given]


class _Parsed(Kind):
    """A kind of field of which JSON Schema says something else than pydantic: what is written there, not what it is made into."""

    def __init__(self, verb: Callable[[Any, ValidationInfo], Any], schema: core_schema.CoreSchema, told: dict[str, Any]) -> None:
        super().__init__(core_schema.with_info_before_validator_function(verb, schema))
        self._told = told

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return dict(self._told)


_LENGTH_SCHEMA = {"type": ["string", "number"], "description": "长度：25mm、10.5pt、2em、4line、五号"}
_PROSE, _INLINE = core_schema.is_instance_schema(BodyText), core_schema.is_instance_schema(tuple)
_LINE = core_schema.str_schema(strip_whitespace=True, pattern=r"^[^\n]*$")

Prose: TypeAlias = Annotated[BodyText, _Parsed(_parse("body"), _PROSE, {"type": "string", "format": "markdown"})]
Inline: TypeAlias = Annotated[Words, _Parsed(_parse("inline"), _INLINE, {"type": "string"})]
Line: TypeAlias = Annotated[str, Kind(core_schema.no_info_before_validator_function(_whole, _LINE))]
Id: TypeAlias = Annotated[str, Kind(core_schema.str_schema(pattern=r"^[a-z0-9][a-z0-9._-]*$"))]
Lines: TypeAlias = Annotated[tuple[Line, ...], BeforeValidator(listed, json_schema_input_type=Line | tuple[Line, ...])]
FigureKey: TypeAlias = Annotated[str, Field(min_length=1)]
Year: TypeAlias = Annotated[int, Field(ge=1900, le=2100)]
ColourName: TypeAlias = str  # a key of the layout's colours
Length: TypeAlias = Annotated[int, _Parsed(_length, core_schema.int_schema(), _LENGTH_SCHEMA)]
