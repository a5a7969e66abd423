"""What is on the shelves: layouts, their faces, the schemas of files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from yearbook.fonts import shipped_fonts
from yearbook.model.layout import Layout
from yearbook.press import Order, faulty_faces, layout_folders, open_shelf
from yearbook.problems import ContentError

if TYPE_CHECKING:
    from yearbook.check import FaceFacts as FaceFacts  # noqa: PLC0414 # cli may name it, but not import check
    from yearbook.check import Fallback as Fallback  # noqa: PLC0414 # cli may name it, but not import check


def layouts() -> tuple[Layout, ...]:
    """The shipped layouts by name."""
    from yearbook.load import layout_names

    return tuple(layout_called(name) for name in layout_names(layout_folders()))


def layout_called(name: str) -> Layout:
    """A layout by its name or the path of its file. Raises UsageError, PathError, ContentError."""
    from yearbook.check import check_layout
    from yearbook.load import load_layout

    return check_layout(load_layout(name, layout_folders()))


def faces_of(layout: Layout) -> tuple["FaceFacts", ...]:
    """What is known of each face of a layout; one that cannot be used carries its fault."""
    from yearbook.check import face_facts

    return face_facts(open_shelf(layout), shipped_fonts())


def fallbacks_of(order: Order) -> tuple["Fallback", ...]:
    """The characters of an edition that not the first face of a chain must print."""
    from yearbook.check import check_layout, fallbacks
    from yearbook.load import load_edition

    source = load_edition(order.folder, order.layout, layout_folders())
    layout = check_layout(source.layout)
    shelf = open_shelf(layout, (source.folder,))
    faulty = faulty_faces(shelf, source)
    if faulty:
        raise ContentError(faulty)
    chains = {
        f"{family} {weight}": tuple((name, shelf[name]) for name in names)
        for family, weights in layout.families.items()
        for weight, names in weights.items()
    }
    return tuple(fallbacks(source, chains))


def kinds() -> tuple[str, ...]:
    """The kinds of file that have a schema."""
    from yearbook.check import SCHEMAS

    return SCHEMAS


def schema(kind: str) -> Mapping[str, Any]:
    """The JSON Schema of a kind of file. Raises KeyError."""
    from yearbook.check import schema_of

    return schema_of(kind)
