"""From a pydantic location back to the path in the data, and to the model and field that stand there."""

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from yearbook.frozen import frozen
from yearbook.model.noun import Discriminator, Noun, Tag
from yearbook.model.source import Path

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


@frozen
class Trace:
    """`path` as the data spells it; `owner` the model whose mapping the last step is a key of, `field` that key's field."""

    path: Path
    value: Any
    owner: type[Noun] | None
    field: "FieldInfo | None"


def trace(model: type[Noun], location: tuple[str | int, ...], data: Any) -> Trace:
    """Follow a location: the names of union members that pydantic puts between the steps are left out of the path."""
    path: list[str | int] = []
    annotation: Any = model
    owner: type[Noun] | None = model
    field: FieldInfo | None = None
    steps = list(location)
    while steps:
        annotation, named = _chosen(annotation, data)
        step = steps.pop(0)
        while named and isinstance(step, str) and steps:
            annotation, named = _chosen(annotation, data)
            step = steps.pop(0)
        if step == "[key]" or (named and isinstance(step, str)):
            break
        if isinstance(step, int) and isinstance(data, dict) and get_origin(annotation) is tuple:
            annotation = get_args(annotation)[0]  # one item written without its list
            continue
        owner, field, annotation = _step(annotation, step)
        path.append(step)
        try:
            data = data[step]
        except (TypeError, KeyError, IndexError):
            return Trace(tuple(path), None, owner, field)
    return Trace(tuple(path), data, owner, field)


def keys_of(model: type[Noun]) -> "dict[str, FieldInfo]":
    """The fields of a model by the key that YAML uses."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _step(annotation: Any, step: str | int) -> "tuple[type[Noun] | None, FieldInfo | None, Any]":
    """One step down: owner and field when it is a key of a model, and what stands there."""
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        field = keys_of(annotation).get(str(step))
        if field is None:
            return annotation, None, None
        inner = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        return annotation, field, inner
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return None, None, arguments[1]
    if get_origin(annotation) is tuple and isinstance(step, int):
        return None, None, arguments[0] if arguments[-1] is Ellipsis else arguments[min(step, len(arguments) - 1)]
    return None, None, None


def _chosen(annotation: Any, data: Any) -> tuple[Any, str]:
    """Annotations and unions taken off; "tag" or "smart" when pydantic names the chosen member in its locations."""
    discriminator: Any = None
    while get_origin(annotation) is Annotated:
        found = (item for item in annotation.__metadata__ if isinstance(item, Discriminator))
        discriminator = next(found, discriminator)
        annotation = annotation.__origin__
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, ""
    members = [member for member in get_args(annotation) if member is not type(None)]
    if discriminator is not None:
        tag = discriminator.discriminator(data)
        return next((_bare(member) for member in members if Tag(tag) in getattr(member, "__metadata__", ())), None), "tag"
    if len(members) == 1:
        return _chosen(members[0], data)
    return None, "smart"


def _bare(annotation: Any) -> Any:
    return annotation.__origin__ if get_origin(annotation) is Annotated else annotation
