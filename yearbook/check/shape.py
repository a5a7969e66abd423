"""Plain data → typed nouns; everything pydantic finds becomes a Problem in the editors' words, with its place."""

import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from pydantic_core import ErrorDetails, ValidationError

from yearbook.check.trace import Trace, keys_of, trace
from yearbook.model.blocks import KINDS, TextBlock
from yearbook.model.noun import Noun
from yearbook.model.source import Path, SourceFile
from yearbook.model.text import BadText
from yearbook.problems import Place, Problem, near

AnyNoun = TypeVar("AnyNoun", bound=Noun)

# What pydantic calls a wrong type → the word of messages/*.toml for what is wanted there.
_WANTED = {
    "string_type": "text", "string_unicode": "text", "int_type": "whole", "int_from_float": "whole", "int_parsing": "whole",
    "int_parsing_size": "whole", "decimal_type": "number", "decimal_parsing": "number", "decimal_max_digits": "number",
    "finite_number": "number", "float_type": "number", "float_parsing": "number", "bool_type": "yes-no",
    "bool_parsing": "yes-no", "tuple_type": "list", "list_type": "list", "model_type": "mapping",
    "model_attributes_type": "mapping", "dict_type": "mapping", "date_type": "date", "is_instance_of": "text",
}  # fmt: skip
_LIMITS = {
    "greater_than_equal": ("least", "ge"), "greater_than": ("above", "gt"), "less_than_equal": ("most", "le"), "less_than": ("below", "lt"),
}  # fmt: skip


def shaped(file: SourceFile, model: type[AnyNoun], context: Mapping[str, Any], problems: list[Problem]) -> AnyNoun | None:
    """The file as a noun; None, and a problem for every fault, when it has not that shape.

    A key that need not be there may stand without a value: it is then as if it were absent.
    """
    data = file.data
    for _ in range(2):
        try:
            return model.model_validate(data, context=dict(context))
        except ValidationError as error:
            details = error.errors(include_url=False)
        except RecursionError:
            problems.append(Problem.of("yaml-depth", file.locate(()), most=60))
            return None
        traces = [trace(model, detail["loc"], data) for detail in details]
        empty = {found.path for detail, found in zip(details, traces, strict=True) if _is_empty(detail, found)}
        if not empty:
            break
        data = _without(data, empty, ())
    problems.extend(_problems(file.locate, details, traces))
    return None


def _is_empty(detail: ErrorDetails, found: Trace) -> bool:
    return detail["input"] is None and detail["type"] != "missing" and found.field is not None and not found.field.is_required()


def _without(data: Any, paths: set[Path], here: Path) -> Any:
    """The data without the values at `paths`."""
    if isinstance(data, dict):
        return {key: _without(value, paths, (*here, key)) for key, value in data.items() if (*here, key) not in paths}
    if isinstance(data, list):
        return [_without(value, paths, (*here, number)) for number, value in enumerate(data)]
    return data


def _problems(locate: Callable[..., Place], details: list[ErrorDetails], traces: list[Trace]) -> list[Problem]:
    """One problem for every faulty value: pydantic gives one for every member of a union."""
    by_path: dict[tuple[Path, bool], list[tuple[ErrorDetails, Trace]]] = {}
    for detail, found in zip(details, traces, strict=True):
        missing = detail["type"] == "missing"
        short = missing and isinstance(found.path[-1], int)  # a row of fixed length: told once, of the whole row
        by_path.setdefault((found.path[:-1] if short else found.path, missing), []).append((detail, found))
    problems: list[Problem] = []
    meant: set[tuple[Path, str]] = set()
    for found_here in by_path.values():
        chosen = next((pair for pair in found_here if "error" in pair[0].get("ctx", {})), found_here[-1])
        several = len({detail["type"] for detail, _ in found_here}) > 1 and chosen[0]["type"].endswith("_type")
        problems.extend(_problem(locate, *chosen, several=several))
        if chosen[0]["type"] == "extra_forbidden":
            meant.add((chosen[1].path[:-1], _key_meant(str(chosen[1].path[-1]), chosen[1])))
    told = {(str(locate(path)), key) for path, key in meant if key}
    return [problem for problem in problems if problem.code != "missing-key" or (str(problem.place), _slot(problem)) not in told]


def _slot(problem: Problem) -> str:
    return dict(problem.values)["key"]


def _problem(locate: Callable[..., Place], detail: ErrorDetails, found: Trace, several: bool) -> list[Problem]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    path, name = found.path, _name(found.path)
    if kind == "missing" and path and isinstance(path[-1], int):
        return [Problem.of("too-few", locate(path[:-1]), key=_name(path[:-1]), least=path[-1] + 1)]
    if kind == "missing":
        return [Problem.of("missing-key", locate(path[:-1]), key=name, what=found.field.description or "" if found.field else "")]
    if kind == "extra_forbidden":
        return [_unknown_key(locate(path, key=True), name, found)]
    if kind == "union_tag_not_found":
        return [_no_kind(locate(path), name, value)]
    if isinstance(context.get("error"), BadText):
        return [Problem(fault.code, locate(path, fragment=fault.fragment), fault.values) for fault in context["error"].faults]
    place = locate(path)
    if value is None and kind in _WANTED:
        return [Problem.of("empty-value", place, key=name)]
    if kind in ("too_short", "too_long", "string_too_short"):
        return _counted(kind, place, name, value, context)
    if kind in _WANTED:
        return [_wrong_type(place, name, "text-or-number" if several else _WANTED[kind], value)]
    return [_bad_value(kind, place, name, value, context)]


def _name(path: Path) -> str:
    """The key a message speaks of; an item of a list by the list's key and its number from 1."""
    last = path[-1] if path else ""
    return f"{_name(path[:-1])}[{last + 1}]" if isinstance(last, int) else last


def _unknown_key(place: Place, key: str, found: Trace) -> Problem:
    known = list(keys_of(found.owner)) if found.owner else []
    return Problem.of("unknown-key", place, key=key, near=_key_meant(key, found), keys=", ".join(known))


def _key_meant(key: str, found: Trace) -> str:
    """The key that an unknown one stands for or is most like; empty when none is."""
    known = set(keys_of(found.owner)) if found.owner else set()
    if found.owner is TextBlock:  # the kind of a block whose first key is misspelt is taken from its `text`
        known.update(name for name, _ in KINDS)
    like = next((name for name in key_names().get(key, ()) if name in known), "") or near(key, known)
    if like:
        return like
    stands_for = {word: next((name for name in names if name in known), "") for word, names in key_names().items()}
    return stands_for.get(near(key, [word for word, name in stands_for.items() if name]), "")


def _no_kind(place: Place, key: str, value: object) -> Problem:
    kinds = [name for name, _ in KINDS]
    if not isinstance(value, dict):
        return Problem.of("wrong-type", place, key=key, wanted="mapping", found=found_word(value))
    like = ""
    for word in value:
        like = like or near(word, kinds) or next((name for name in key_names().get(word, ()) if name in kinds), "")
    return Problem.of("no-kind", place, kinds=", ".join(kinds), near=like)


def _wrong_type(place: Place, key: str, wanted: str, value: object) -> Problem:
    if wanted in ("number", "whole", "date") and isinstance(value, str):
        return Problem.of("wrong-number" if wanted != "date" else "bad-date", place, key=key, wanted=wanted, text=value[:30])
    code = "expected-text" if wanted == "text" else "wrong-type"
    return Problem.of(code, place, key=key, wanted=wanted, found=found_word(value))


def _counted(kind: str, place: Place, key: str, value: Any, context: Mapping[str, Any]) -> list[Problem]:
    if kind == "string_too_short" or (kind == "too_short" and context["min_length"] == 1 and not value):
        return [Problem.of("empty-value", place, key=key)]
    if kind == "too_short":  # pydantic also counts items short that have faults of their own
        short = isinstance(value, list) and len(value) < context["min_length"]
        return [Problem.of("too-few", place, key=key, least=context["min_length"])] if short else []
    return [Problem.of("too-many", place, key=key, most=context["max_length"])]


def _bad_value(kind: str, place: Place, key: str, value: object, context: Mapping[str, Any]) -> Problem:
    shown = value[:30] if isinstance(value, str) else str(value)
    if kind == "literal_error":
        choices = [part.strip("' ") for part in context["expected"].replace(" or ", ",").split(",")]
        return Problem.of("bad-choice", place, key=key, value=shown, choices=", ".join(choices), near=near(shown, choices))
    if kind == "string_pattern_mismatch":
        code = {"^[^\\n]*$": "line-break", "^#[0-9A-Fa-f]{6}$": "bad-colour"}.get(context["pattern"], "bad-id")
        return Problem.of(code, place, key=key, value=shown.partition("\n")[0])
    if kind.startswith("date"):
        return Problem.of("bad-date", place, key=key, wanted="date", text=shown)
    if kind in _LIMITS:
        word, bound = _LIMITS[kind]
        return Problem.of("out-of-range", place, key=key, value=shown, word=word, limit=context[bound])
    if kind == "bad_length":
        return Problem.of("bad-length", place, key=key, value=shown)
    return Problem.of("bad-value", place, key=key, value=shown.partition("\n")[0], said=kind)


def found_word(value: object) -> str:
    """The word of messages/*.toml for what a value is."""
    for kinds, word in (((bool,), "yes-no"), ((int, Decimal), "number"), ((str,), "text"), ((list,), "list"), ((dict,), "mapping")):
        if isinstance(value, kinds):
            return word
    return "nothing"


@lru_cache(maxsize=1)
def key_names() -> dict[str, list[str]]:
    """What people call a key → the keys it may stand for (key_names.toml)."""
    import tomllib  # only a message needs it

    with open(os.path.join(os.path.dirname(__file__), "key_names.toml"), "rb") as file:
        names: dict[str, list[str]] = tomllib.load(file)["names"]
    return names
