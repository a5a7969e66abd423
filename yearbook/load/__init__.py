"""Files → Source: YAML with file, line and column kept, a layout merged over those it extends, body text as spans.

Every fault of every file is collected; `load_edition` and `load_layout` raise them together.
"""

from yearbook.load.ahead import Ahead
from yearbook.load.bare import BareFile, bare_files
from yearbook.load.body_text import parse_body, parse_inline
from yearbook.load.earlier import edition_folders, load_earlier
from yearbook.load.edition_folder import blocks_in, load_edition
from yearbook.load.layout_file import layout_names, layout_paths, load_layout
from yearbook.load.source_texts import load_text
from yearbook.load.yaml_file import load_file

__all__ = [
    "Ahead",
    "BareFile",
    "bare_files",
    "blocks_in",
    "edition_folders",
    "layout_names",
    "layout_paths",
    "load_earlier",
    "load_edition",
    "load_file",
    "load_layout",
    "load_text",
    "parse_body",
    "parse_inline",
]  # fmt: skip
