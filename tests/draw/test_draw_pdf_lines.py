"""Lines as operators: whatever bytes glyphs and texts are made of, a reader of the file gets these very bytes."""

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from yearbook.draw.pdf_lines import Lines, content_of
from yearbook.draw.pdf_objects import Points
from yearbook.model.page import Line, Run, Text

GID = st.one_of(st.integers(0, 0xFFFE), st.sampled_from([0x285C, 0x290D, 0x5C28, 0x0D29, 0xFEFF, 0x00FF, 0xFEFD]))


class _Face:
    resource = b"F1"


class _Faces(dict[str, _Face]):
    def __missing__(self, key: str) -> _Face:
        return _Face()


@given(gids=st.lists(GID, min_size=1, max_size=12), marks=st.text("甲（\\()\r尽", min_size=1, max_size=6), data=st.data())
def test_strings_are_read_as_they_were(gids: list[int], marks: str, data: st.DataObject) -> None:
    kerned = data.draw(st.lists(st.integers(1, len(gids)), unique=True).map(sorted))
    codes = b"".join(gid.to_bytes(2, "big") for gid in gids)
    run = Run("song", 10_000, "ink", 0, codes, "", 5000, kerns=tuple((at, 700 - 300 * at) for at in kerned if at < len(gids)))
    out: list[bytes] = []
    lines = Lines(_Faces(), (0, 0), Points(), lambda colour: None)  # type: ignore[arg-type]
    lines.begin_page(out)
    lines.write([Text(0, 0, Line((run, run), marks, 5000))], frozenset())
    lines.leave()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pdf.make_stream(content_of(out))
        read = pikepdf.parse_content_stream(pdf.pages[0])
    shown = b"".join(
        bytes(one) for operands, operator in read if str(operator) in ("Tj", "TJ")
        for one in (operands[0] if str(operator) == "TJ" else operands) if isinstance(one, pikepdf.String)
    )  # fmt: skip
    assert shown == codes + codes
    told = next(operands[1] for operands, operator in read if str(operator) == "BDC")
    assert bytes(told.ActualText) == b"\xfe\xff" + marks.encode("utf-16-be")
    assert [str(operator) for _, operator in read][-1] == "ET"
