"""Nouns as pydantic makes them, without pydantic: its core checks them and fills them in."""

from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError
from functools import cache
from operator import itemgetter
from typing import Any, ClassVar, Self, TypeVar

from pydantic_core import SchemaSerializer, SchemaValidator

from yearbook.model.fields import REQUIRED, Field, declared
from yearbook.model.shape import Schemas


class Model:
    """A frozen mapping of YAML that refuses unknown keys: of a pydantic model the verbs that are needed."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")  # which pydantic's core fills
    __pydantic_fields_set__: set[str]
    model_fields: ClassVar[dict[str, Field]] = {}

    def __init_subclass__(cls) -> None:
        cls.model_fields = declared(cls)

    def __init__(self, /, **data: object) -> None:
        _validator(type(self)).validate_python(data, self_instance=self)

    @classmethod
    def model_validate(cls, data: object, context: Mapping[str, Any] | None = None) -> Self:
        """The noun that plain data say. Raises pydantic_core.ValidationError."""
        made: Self = _validator(cls).validate_python(data, context=dict(context) if context else None)
        return made

    @classmethod
    def model_construct(cls, **values: object) -> Self:
        """A noun of values that are not looked at."""
        defaults = {name: field.default for name, field in cls.model_fields.items() if field.default is not REQUIRED}
        return _filled(object.__new__(cls), defaults | values, set(values))

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were written."""
        return self.__pydantic_fields_set__

    def model_copy(self, update: Mapping[str, object]) -> Self:
        """The same but for some fields, which are not looked at."""
        return _filled(object.__new__(type(self)), {**self.__dict__, **update}, {*self.__pydantic_fields_set__, *update})

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The noun as plain data."""
        said: dict[str, Any] = _serializer(type(self)).to_python(self, **options)
        return said

    def __copy__(self) -> Self:
        return self.model_copy({})

    def __getstate__(self) -> tuple[dict[str, Any], set[str]]:
        return self.__dict__, self.__pydantic_fields_set__

    def __setstate__(self, state: tuple[dict[str, Any], set[str]]) -> None:
        _filled(self, *state)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self) -> int:
        return hash(_values_of(self.__class__)(self.__dict__))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> Any:
        from yearbook.model.twin import twin  # only JSON Schemas ask

        noun: Any = cls
        return handler.generate_schema(twin(noun))


M = TypeVar("M", bound=Model)


def _filled(noun: M, values: dict[str, Any], written: set[str]) -> M:
    object.__setattr__(noun, "__dict__", values)
    object.__setattr__(noun, "__pydantic_fields_set__", written)
    return noun


# each of a noun, made when it is first asked for
_validator: Callable[[Any], SchemaValidator] = cache(lambda noun: SchemaValidator(Schemas().of(noun)))
_serializer: Callable[[Any], SchemaSerializer] = cache(lambda noun: SchemaSerializer(Schemas().of(noun)))
_values_of: Callable[[Any], Callable[[Mapping[str, Any]], object]] = cache(lambda noun: itemgetter(*noun.model_fields))
