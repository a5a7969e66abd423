"""JSON Schemas of the files, for editors that complete and check YAML while it is written."""

from collections.abc import Mapping
from typing import Any

from yearbook.check.shaped import FILES
from yearbook.model.agenda import AgendaFile
from yearbook.model.blocks import Chapter
from yearbook.model.edition import EditionFile
from yearbook.model.layout import Layout
from yearbook.model.noun import Noun
from yearbook.model.twin import twin

MODELS: dict[str, type[Noun]] = {"edition": EditionFile, "chapter": Chapter, **FILES, "layout": Layout, "agenda": AgendaFile}


def schema_of(name: str) -> Mapping[str, Any]:
    """The schema of one kind of file. Raises KeyError for a name that is none."""
    model = MODELS[name]
    schema = twin(model).model_json_schema(by_alias=True, mode="validation")
    description = (model.__doc__ or "").strip()
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"yearbook {name}"}
    return {**dialect, "description": description, **{key: value for key, value in schema.items() if key not in ("title", "description")}}
