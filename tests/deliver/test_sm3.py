"""SM3 gives the digests that GB/T 32905 prints, and what OpenSSL gives."""

import hashlib

import pytest

from yearbook.deliver.bag.sm3 import OwnSm3, sm3

# GB/T 32905—2016, appendix A.1 and A.2
VECTORS = [
    (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
]


@pytest.mark.parametrize(("message", "digest"), VECTORS)
def test_the_examples_of_the_standard(message: bytes, digest: str) -> None:
    for made in (OwnSm3(), sm3()):
        made.update(message)
        assert made.hexdigest() == digest


@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000])
def test_ours_is_that_of_openssl(length: int) -> None:
    try:
        theirs = hashlib.new("sm3")
    except ValueError:
        pytest.skip("OpenSSL without SM3")
    message = bytes(index * 7 % 256 for index in range(length))
    ours = OwnSm3()
    for at in range(0, length, 37):
        ours.update(message[at : at + 37])
    theirs.update(message)
    assert ours.hexdigest() == theirs.hexdigest()


def test_a_system_without_it_uses_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ValueError("unsupported hash type sm3")

    monkeypatch.setattr(hashlib, "new", refuse)
    assert isinstance(sm3(), OwnSm3)
