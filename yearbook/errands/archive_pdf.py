"""`build --for archive`: the edition as PDF/A-3a and PDF/UA-1, with its sources, layouts and ledger attached."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from yearbook.errands.printing import PROFILES, RGB
from yearbook.fonts import stock_of
from yearbook.frozen import replace
from yearbook.model.edition import Edition
from yearbook.model.noun import Noun
from yearbook.press import Built, Checked, Order, Tell, drawn, layout_folders, silent

if TYPE_CHECKING:
    from yearbook.deliver import Attachment

YAML, JSON = "application/yaml", "application/json"  # RFC 9512, RFC 8259
TOLD = {"edition": "年鉴源文件（YAML）", "series": "系列共用的指标（YAML）", "layout": "版式（YAML）"}


def archive_pdf(checked: Checked, tell: Tell = silent) -> Built:
    """A file that can be read, read aloud and taken apart without this program."""
    from yearbook.deliver import for_archive
    from yearbook.draw import PdfOptions

    built = drawn(checked, PdfOptions(tags=True), tell)
    tell("deliver")
    profile = (stock_of(checked.faces) / PROFILES / RGB).read_bytes()
    return replace(built, data=for_archive(built.data, built.pages.info, attachments(checked), profile))


def attachments(checked: Checked) -> "tuple[Attachment, ...]":
    """The YAML files without their comments, which are between the editors, and the ledger for machines."""
    from yearbook.deliver import Attachment
    from yearbook.load import bare_files, load_edition

    order = checked.order or Order(checked.edition.folder)
    source = load_edition(order.folder, order.layout, layout_folders(order.stock))
    files: list[Attachment] = []
    for file in bare_files(source):
        name = f"layout-{file.name}" if file.kind == "layout" else file.name
        files.append(Attachment(name, file.text.encode("utf-8"), YAML, "Source", TOLD[file.kind]))
    return (*files, Attachment("ledger.json", ledger_json(checked.edition), JSON, "Data", "数据台账（JSON）"))


def ledger_json(edition: Edition) -> bytes:
    """Every figure with its indicator, unit, basis, period and source; exact decimals as text."""

    def told(nouns: Iterable[Noun]) -> list[dict[str, object]]:
        return [noun.model_dump(mode="json", by_alias=True, exclude_defaults=True) for noun in nouns]

    frame = edition.frame
    facts = [{"key": key, **one} for key, one in zip(edition.facts, told(edition.facts.values()), strict=True)]
    named = {"id", "title", "publisher", "dated", "pages", "file"}
    sources = edition.sources.sources if edition.sources else ()
    data = {
        "edition": {"id": frame.id, "title": frame.title, "edition_year": frame.edition_year, "data_year": frame.data_year},
        "indicators": told(edition.indicators.values()),
        "relations": told(edition.relations),
        "facts": facts,
        "sources": [source.model_dump(mode="json", include=named, exclude_defaults=True) for source in sources],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
