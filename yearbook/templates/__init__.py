"""What `yearbook new` writes: the example edition of this folder, or the frame of last year's edition with its texts to fill."""

from pathlib import Path

from yearbook.templates.next_year import NewEdition, next_year, standing_alone

__all__ = ["NewEdition", "example", "next_year", "standing_alone"]

EXAMPLE = Path(__file__).parent / "example"


def example() -> NewEdition:
    """The example edition: small, complete, every kind of content once, comments that explain it."""
    files = {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in sorted(EXAMPLE.rglob("*")) if path.is_file()}
    return NewEdition(files, ())
