"""Data that are compressed into streams: none ends in half of a line end, and what is added is white."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from yearbook.endings import ended, mistakable


@given(st.binary(max_size=300))
def test_no_stream_ends_in_half_of_a_line_end(data: bytes) -> None:
    made = ended(data)
    assert zlib.compress(made)[-1:] not in (b"\r", b"\n")
    assert made in (data, data + b"\n")


def test_what_is_mistakable_is_told_from_the_check_sum() -> None:
    for number in range(256):
        data = bytes([number])
        assert mistakable(data) is (zlib.compress(data)[-1:] in (b"\r", b"\n"))
    assert mistakable(b"\x0c") and mistakable(b"\t") and not mistakable(b"")
