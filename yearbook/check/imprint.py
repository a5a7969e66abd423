"""The imprint fields (版权页) that each form of publication asks for."""

from collections.abc import Iterator

from yearbook.check.shaped import Shaped
from yearbook.model.edition import EditionFile, Imprint
from yearbook.patterns import late
from yearbook.problems import Problem, Severity

# genre.md A.5 and D.13, design.md (imprint); a number is asked of a published book, so its absence stops the build;
# of internal material the office may still be waiting for it, so that is a warning and prints as 〔待补〕.
REQUIRED: dict[str, tuple[str, ...]] = {"isbn": ("isbn", "cip", "publisher", "responsible_editor", "printer", "price")}
EXPECTED: dict[str, tuple[str, ...]] = {"isbn": ("editor", "copies"), "internal": ("permit", "printer", "recipients", "editor", "copies")}
# 中国版本馆: （2023）第012345号, since 2023 ten figures; permits are named 准印 or 准字 with a number, each province in its way
CIP = late(r"(中国(国家)?版本(图书)?馆)?(CIP数据核字)?([（(]\d{4}[)）]第\d{6}号|第?\d{10}号?)")
PERMIT = late(r".*准.*\d.*")


def imprint(edition: Shaped) -> Iterator[Problem]:
    """Problems of the imprint."""
    if edition.frame is None or not isinstance(edition.frame.noun, EditionFile):
        return
    found, locate = edition.frame.noun.imprint, edition.frame.file.locate
    place = locate(("imprint",), key=True) if _missing(found, REQUIRED) or _missing(found, EXPECTED) else None
    wanting = Severity.ERROR if edition.source.purpose == "print" else Severity.WARNING
    if place:
        for key in _missing(found, REQUIRED):
            yield Problem.of("imprint-missing", place, key=key, what=_label(key), profile=found.profile)
        for key in _missing(found, EXPECTED):
            yield Problem.of("imprint-expected", place, wanting, key=key, what=_label(key), profile=found.profile)
    if found.isbn and not isbn_is_valid(found.isbn):
        yield Problem.of("bad-isbn", locate(("imprint", "isbn")), value=found.isbn)
    if found.cip and not CIP.fullmatch("".join(found.cip.split())):
        yield Problem.of("bad-cip", locate(("imprint", "cip")), Severity.WARNING, value=found.cip)
    if found.permit and not PERMIT.fullmatch(found.permit):
        yield Problem.of("bad-permit", locate(("imprint", "permit")), Severity.WARNING, value=found.permit)
    if found.profile == "internal" and found.price:
        yield Problem.of("imprint-price", locate(("imprint", "price")), Severity.WARNING)


def isbn_is_valid(text: str) -> bool:
    """Thirteen digits from 978 or 979 whose weighted sum is a multiple of ten (ISO 2108 §4)."""
    digits = text.upper().removeprefix("ISBN").translate(str.maketrans("", "", "- \u2010\u2011:："))
    if len(digits) != 13 or not (digits.isascii() and digits.isdigit()) or not digits.startswith(("978", "979")):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def _missing(found: Imprint, wanted: dict[str, tuple[str, ...]]) -> list[str]:
    return [key for key in wanted.get(found.profile, ()) if not found.__dict__[key]]


def _label(key: str) -> str:
    return (Imprint.model_fields[key].description or key).partition("（")[0]
