"""Frozen nouns: what ``@dataclass(frozen=True, slots=True)`` makes, at a quarter of its cost when the program starts.

Why: a build defines some 150 nouns. The standard decorator writes and compiles six functions for each (1.2 ms); here one
is compiled for all that have as many fields, and the rest are shared. Fields have no factories, nouns no bases.
"""

import dataclasses
from copy import copy
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """The class with slots for its annotated fields, taken in their order, equality, hash and repr by value."""
    names = tuple(cls.__dict__.get("__annotations__", ()))
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    left_out = {*names, "__dict__", "__weakref__"}
    namespace = {key: value for key, value in cls.__dict__.items() if key not in left_out}
    namespace |= {"__slots__": names, "__match_args__": names, "__qualname__": cls.__qualname__}
    for verb in (__setattr__, __delattr__, __eq__, __hash__, __repr__, __reduce__):
        namespace.setdefault(verb.__name__, verb)
    if cls.__dict__.get("__hash__", None) is None:
        namespace["__hash__"] = __hash__
    made: Any = type(cls.__name__, (), namespace)
    made._values, made._places = _values_of(names), {name: place for place, name in enumerate(names)}
    made.__new__ = staticmethod(_new(type(cls.__name__, (), {"__slots__": names}), names, defaults))
    return made  # type: ignore[no-any-return]


@dataclass_transform(field_specifiers=(dataclasses.field,))
def workpiece(cls: type[T]) -> type[T]:
    """The class with an `__init__` for its fields and those of its base: what is worked on, one of a kind, until it is done.

    Why: of what the standard decorator writes (0.7 ms a class) it needs no more.
    """
    fields = [name for base in reversed(cls.__mro__) for name in base.__dict__.get("__annotations__", ())]
    unset = object()
    known: dict[str, Any] = {"_unset": unset}
    parameters, body = "self", ""
    for name in fields:
        given = known[f"_default_{name}"] = getattr(cls, name, unset)
        parameters += f", {name}" if given is unset else f", {name}=_default_{name}"
        body += f"    self.{name} = {name}\n"
        if isinstance(given, dataclasses.Field):  # what makes a list or dict for each piece
            known |= {f"_make_{name}": given.default_factory, f"_default_{name}": unset}
            body += f"    if {name} is _unset: self.{name} = _make_{name}()\n"
    # only names of fields go in
    exec(f"def __init__({parameters}):\n{body}", known)
    cls.__init__ = known["__init__"]  # type: ignore[method-assign]
    return cls


def replace(noun: T, **changes: object) -> T:
    """A noun like another but for these fields; dataclasses and pieces of work too."""
    kind: Any = type(noun)
    values = kind.__dict__.get("_values")
    if values is None and not dataclasses.is_dataclass(noun):
        made = copy(noun)
        made.__dict__.update(changes)
        return made
    if values is None:
        return dataclasses.replace(noun, **changes)  # type: ignore[type-var]
    filled, places = list(values.__func__(noun)), kind._places
    for name, value in changes.items():
        if name not in places:
            raise TypeError(f"{kind.__name__} has no field {name}")
        filled[places[name]] = value
    return kind(*filled)  # type: ignore[no-any-return]


def _new(blank: Any, names: tuple[str, ...], defaults: dict[str, object]) -> Any:
    """A `__new__` that fills the slots of a `blank`, which may be set and is laid out alike, and makes it the noun at last.

    Why so: past a frozen `__setattr__` each slot would have to be set by a call, at three times the cost.
    """
    if tuple(defaults) != names[len(names) - len(defaults) :]:
        raise TypeError(f"a field without a default follows one that has one: {', '.join(names)}")
    stencil, own = _stencil(len(names)), dict(zip(_places(len(names)), names, strict=True))
    code = stencil.replace(
        co_varnames=tuple(own.get(name, name) for name in stencil.co_varnames),
        co_names=tuple(own.get(name, name) for name in stencil.co_names),
    )
    return FunctionType(code, {"_blank": blank}, "__new__", tuple(defaults.values()))


@cache
def _stencil(count: int) -> CodeType:
    """The code of a `__new__` for so many fields, compiled once: their names are put in afterwards, at a tenth of the cost."""
    places = _places(count)
    body = "".join(f"    self.{place} = {place}\n" for place in places)
    known: dict[str, Any] = {}
    # only names of places go in
    exec(f"def __new__({', '.join(('cls', *places))}):\n    self = _blank()\n{body}    self.__class__ = cls\n    return self", known)
    return known["__new__"].__code__  # type: ignore[no-any-return]


def _places(count: int) -> tuple[str, ...]:
    return tuple(f"_{number}" for number in range(count))


def _values_of(names: tuple[str, ...]) -> Any:
    """A function of a noun to the tuple of its values."""
    if not names:
        return staticmethod(lambda _: ())
    values = attrgetter(*names)
    return staticmethod(values if len(names) > 1 else lambda noun: (values(noun),))


def __setattr__(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def __eq__(self: Any, other: Any) -> bool:
    values = self._values
    return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented


def __hash__(self: Any) -> int:
    return hash(self._values(self))


def __repr__(self: Any) -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({fields})"


def __reduce__(self: Any) -> tuple[object, ...]:
    """The first of a class to be packed gives the class a function that names each slot, at half the cost of asking for `_values`."""
    kind: Any = type(self)
    names, stencil = kind.__match_args__, _reducing(len(kind.__match_args__))
    own = dict(zip(_places(len(names)), names, strict=True))
    kind.__reduce__ = FunctionType(stencil.replace(co_names=tuple(own.get(name, name) for name in stencil.co_names)), {"_kind": kind})
    return kind.__reduce__(self)  # type: ignore[no-any-return]


@cache
def _reducing(count: int) -> CodeType:
    """The code of a `__reduce__` for so many fields."""
    known: dict[str, Any] = {}
    # only names of places go in
    exec(f"def __reduce__(self):\n    return _kind, ({''.join(f'self.{place}, ' for place in _places(count))})", known)
    return known["__reduce__"].__code__  # type: ignore[no-any-return]
