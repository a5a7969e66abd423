"""A table printed, or put where a file has one between the marks `<!-- table -->` and `<!-- end -->`."""

from pathlib import Path

BEGIN, END = "<!-- table -->\n", "<!-- end -->"


def tell(table: str, out: Path | None) -> None:
    """`table` on stdout, or in the place of the one in the file `out`."""
    if out is None:
        print(table)
        return
    before, _, rest = out.read_text("utf-8").partition(BEGIN)
    out.write_text(f"{before}{BEGIN}{table}{END}{rest.partition(END)[2]}", "utf-8")
