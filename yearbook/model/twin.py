"""Nouns as pydantic's own models: for JSON Schemas, and for the tests that hold that both say the same."""

import os
from functools import cache
from typing import Annotated, Any

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no plug-in of the user's environment takes part

import pydantic


@cache
def twin(noun: Any) -> type[pydantic.BaseModel]:
    """The model that pydantic makes of a noun's fields."""
    fields: dict[str, Any] = {}
    for name, field in noun.model_fields.items():
        default = {"default_factory": field.default_factory} if field.default_factory else {"default": field.default}
        if field.is_required():
            default = {}
        annotation = field.annotation if not field.metadata else Annotated[field.annotation, *field.metadata]
        fields[name] = annotation, pydantic.Field(**default, alias=field.alias, description=field.description, **field.limits)
    config = pydantic.ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True, protected_namespaces=())
    return pydantic.create_model(noun.__name__, __config__=config, __doc__=noun.__doc__, __module__=noun.__module__, **fields)
