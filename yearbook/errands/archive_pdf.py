"""`build --for archive`: the edition as PDF/A-3a and PDF/UA-1, with its sources, layouts and ledger attached."""

from typing import TYPE_CHECKING

from yearbook.errands import ledger
from yearbook.errands.profiles import rgb_profile
from yearbook.frozen import replace
from yearbook.press import Built, Checked, Tell, drawn, silent

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
    return replace(built, data=for_archive(built.data, built.pages.info, attachments(checked), rgb_profile(checked)))


def attachments(checked: Checked) -> "tuple[Attachment, ...]":
    """The YAML files without their comments, which are between the editors, and the ledger for machines."""
    from yearbook.deliver import Attachment
    from yearbook.load import bare_files

    files: list[Attachment] = []
    for file in bare_files(checked.source):
        name = f"layout-{file.name}" if file.kind == "layout" else file.name
        files.append(Attachment(name, file.text.encode("utf-8"), YAML, "Source", TOLD[file.kind]))
    return (*files, Attachment("ledger.json", ledger.as_json(checked.edition), JSON, "Data", "数据台账（JSON）"))
