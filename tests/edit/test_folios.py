"""Cross-references as words with folios, and the rounds until they are true."""

from datetime import date
from typing import Any

import pytest

from yearbook.edit import settled, with_folios
from yearbook.model.copy import ChapterPart, Copy, Entry
from yearbook.model.looks import SeeLook
from yearbook.model.page import Anchor, BookInfo, Page, Pages
from yearbook.model.text import BodyParagraph, Span
from yearbook.problems import ContentError, Place

LOOK = SeeLook()


def copy_of(*entries: tuple[Span, ...], refers: tuple[str, ...] = ("a",)) -> Copy:
    items = tuple(Entry("题", (BodyParagraph(words),), f"e{n}") for n, words in enumerate(entries))
    chapter = ChapterPart(1, "第一编", "综述", "综述", "", (), None, items, "c")
    return Copy("年鉴", 2026, "", "", date(2026, 1, 1), (chapter,), 100, (), (), refers=refers)


def said(copy: Copy) -> list[str]:
    (chapter,) = copy.parts
    return ["".join(span.text for span in item.paragraphs[0].words) for item in chapter.items]  # type: ignore[union-attr]


def see(title: str = "甲事", target: str = "a") -> Span:
    return Span(title, "see", target)


def test_the_verb_is_said_once() -> None:
    copy = copy_of((Span("详见"), see(), Span("。")), (Span("此事（"), see(), Span("）。")), (Span("参见"), see()))
    assert said(with_folios(copy, {"a": "63"}, LOOK)) == ["详见第63页【甲事】。", "此事（见第63页【甲事】）。", "参见第63页【甲事】"]


def test_words_are_the_layouts() -> None:
    look = SeeLook(verb="", words="〔{title}，{folio}〕")
    assert said(with_folios(copy_of((see(),)), {"a": "5"}, look)) == ["〔甲事，5〕"]


def test_a_reference_is_a_link_and_room_is_kept_for_its_folio() -> None:
    told = with_folios(copy_of((see(),)), None, LOOK)
    assert said(told) == ["见第00页【甲事】"]
    (chapter,) = told.parts
    assert chapter.items[0].paragraphs[0].words[0].target == "#a"  # type: ignore[union-attr]


def test_what_refers_to_nothing_is_the_same_object() -> None:
    copy = copy_of((Span("无"),), (see(),))
    told = with_folios(copy, {"a": "6"}, LOOK)
    assert told.parts[0].items[0] is copy.parts[0].items[0]  # type: ignore[union-attr]
    assert told.parts[0].items[1] is not copy.parts[0].items[1]  # type: ignore[union-attr]
    plain = copy_of((Span("无"),), refers=())
    assert with_folios(plain, {}, LOOK) is plain


def test_a_place_that_no_page_bears_is_named_without_a_folio() -> None:
    assert said(with_folios(copy_of((Span("见"), see())), {}, LOOK)) == ["见【甲事】"]


def pages(**folios: str) -> Pages:
    made = tuple(Page(folio, "recto", (Anchor(name, 0, 0),)) for name, folio in folios.items())
    return Pages(made, (), (), (), 1, 1, 0, BookInfo("", "", "", date(2026, 1, 1)))


def rounds(refers: tuple[str, ...], *results: Pages) -> list[Any]:
    asked: list[Any] = []

    def made_up(folios: Any) -> Pages:
        asked.append(folios)
        return results[min(len(asked), len(results)) - 1]

    settled(refers, made_up, Place("edition.yaml"))
    return asked


def test_without_references_one_round_is_all() -> None:
    assert rounds((), pages(a="1")) == [None]


def test_with_room_kept_two_rounds_do() -> None:
    assert rounds(("a",), pages(a="12")) == [None, {"a": "12"}]


def test_a_folio_that_moves_asks_for_another_round() -> None:
    assert rounds(("a",), pages(a="9"), pages(a="10"), pages(a="10")) == [None, {"a": "9"}, {"a": "10"}]


def test_one_that_never_settles_is_a_problem() -> None:
    turn = [pages(a=str(n % 2)) for n in range(10)]
    with pytest.raises(ContentError) as error:
        rounds(("a", "b"), *turn)
    (problem,) = error.value.problems
    assert (problem.code, dict(problem.values)["ids"]) == ("see-unsettled", "a")
