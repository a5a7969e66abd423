"""How nouns and pieces of work are made."""

import pickle
from dataclasses import field

import pytest

from yearbook.frozen import frozen, replace, workpiece


@frozen
class Mark:
    name: str
    place: tuple[int, int] = (0, 0)
    folio: str = ""


@workpiece
class Page:
    folio: str
    marks: list[Mark] = field(default_factory=list)
    length: int = 0


@workpiece
class Spread(Page):
    gutter: int = 3

    def both(self) -> int:
        return self.length + self.gutter


def test_a_noun_takes_its_fields_in_their_order_and_stays_as_it_is() -> None:
    mark = Mark("a", folio="7")
    assert (mark.name, mark.place, mark.folio) == ("a", (0, 0), "7")
    assert mark == Mark("a", (0, 0), "7")
    assert repr(mark) == "Mark(name='a', place=(0, 0), folio='7')"
    with pytest.raises(AttributeError, match="immutable"):
        mark.name = "b"  # type: ignore[misc]


def test_a_noun_names_the_field_that_is_wanting() -> None:
    with pytest.raises(TypeError, match="'name'"):
        Mark()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="'colour'"):
        Mark("a", colour="red")  # type: ignore[call-arg]


def test_no_field_without_a_default_follows_one_that_has_one() -> None:
    with pytest.raises(TypeError, match="'b'"):

        @frozen
        class Wrong:
            a: int = 0
            b: int


@frozen
class Nothing:
    """A noun that says nothing."""


def test_a_noun_is_packed_as_its_class_and_its_values() -> None:
    first, second = Mark("a", (1, 2), "7"), Mark("b")
    assert [mark.__reduce__() for mark in (first, second, first)] == [
        (Mark, ("a", (1, 2), "7")), (Mark, ("b", (0, 0), "")), (Mark, ("a", (1, 2), "7")),
    ]  # fmt: skip
    assert pickle.loads(pickle.dumps((first, second, Nothing()), 5)) == (first, second, Nothing())


def test_each_piece_of_work_has_lists_of_its_own() -> None:
    first, second = Page("1"), Page("2")
    first.marks.append(Mark("a"))
    assert (first.folio, first.length, second.marks) == ("1", 0, [])
    assert first != Page("1", first.marks)


def test_a_piece_of_work_has_the_fields_of_its_base_first() -> None:
    spread = Spread("1", [], 4)
    assert spread.both() == 7


def test_a_copy_of_a_piece_of_work_is_another_piece() -> None:
    page = Page("1")
    copy = replace(page, folio="2")
    assert (page.folio, copy.folio) == ("1", "2")
    assert copy.marks is page.marks
