"""An index mark that shows nothing stands over the words beside it, and nothing that is printed changes."""

from hypothesis import given
from hypothesis import strategies as st

from yearbook.edit.index_marks import marked
from yearbook.model.page import INDEX_MARKS
from yearbook.model.text import Span, plain


def index(term: str, text: str = "") -> Span:
    return Span(text, "index", term)


def shown(*words: Span) -> list[tuple[str, str]]:
    return [(span.text, span.target.replace(INDEX_MARKS, "+")) for span in marked(words)]


def test_the_term_itself_when_it_stands_right_before() -> None:
    assert shown(Span("到泡泡玛特"), index("泡泡玛特"), Span("去")) == [("到", ""), ("泡泡玛特", "泡泡玛特"), ("去", "")]


def test_else_the_sign_before_and_a_western_word_whole() -> None:
    assert shown(Span("这个店"), index("泡泡玛特")) == [("这个", ""), ("店", "泡泡玛特")]
    assert shown(Span("用PM2.5"), index("细颗粒物")) == [("用", ""), ("PM2.5", "细颗粒物")]


def test_at_the_head_of_a_text_what_follows() -> None:
    assert shown(index("潮玩"), Span("潮玩店")) == [("潮玩", "潮玩"), ("店", "")]


def test_two_marks_on_one_place() -> None:
    assert shown(Span("店"), index("甲"), index("乙")) == [("店", "甲+乙")]
    assert shown(index("甲"), index("乙"), Span("店")) == [("店", "甲+乙")]


def test_strong_text_stays_strong_and_links_are_passed_over() -> None:
    assert marked((Span("店", "strong"), index("甲"))) == (Span("店", "index", "甲", "strong"),)
    assert shown(Span("店"), Span("网址", "link", "https://a"), index("甲")) == [("店", "甲"), ("网址", "https://a")]


SPANS = st.one_of(
    st.builds(Span, st.text("国店AB1 ", max_size=4), st.sampled_from(["text", "strong", "em"])),
    st.builds(index, st.sampled_from(["国", "店A", "丙"]), st.text("国店", max_size=2)),
    st.builds(Span, st.just("链"), st.just("link"), st.just("#a")),
)


@given(st.lists(SPANS, max_size=8).map(tuple))
def test_nothing_printed_changes_and_no_term_is_lost(words: tuple[Span, ...]) -> None:
    done = marked(words)
    assert plain(done) == plain(words)
    terms = {term for span in done if span.kind == "index" for term in span.target.split(INDEX_MARKS)}
    if any(span.text and span.kind in ("text", "strong", "em", "index") for span in words):
        assert terms == {span.target for span in words if span.kind == "index"}
