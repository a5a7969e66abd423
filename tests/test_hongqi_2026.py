"""The 2026 edition of 红旗区: complete against its source, clean in type, readable by others, the same bytes everywhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edition import HONGQI_2026, ROOT, SHARED, built, checked, texts_of, words_of
from yearbook.edit import edit
from yearbook.model.copy import ChapterPart, Document, Entry, Speech
from yearbook.model.text import plain

SOURCE = SHARED / "sources" / "000_f6713ad904052e2b.txt"

SPEAKERS = (
    ("陈理想", "党委书记", "洪门镇"), ("张义旺", "副区长", "红旗区"), ("谢春阳", "党工委书记", "渠东街道"),
    ("司贵民", "指挥长", "大运河指挥部"), ("杨娜娜", "客服中心主任", "泡泡玛特"), ("樊保峰", "党委书记、局长", "税务局"),
    ("郑鹤鹤", "党组书记、局长", "教体局"), ("王佳", "总经理", "大东吴"), ("冯娟娟", "校地合作办主任", "新乡学院"),
    ("刘双华", "总经理", "百合光电"), ("王世文", "村委会主任", "宋屯村"), ("王琳梦", "主任", "明珠花园社区"),
)  # fmt: skip
HONOURS = (
    "全国信访工作示范区", "全国民族团结进步示范区", "全国生育友好工作先进单位", "全国义务教育优质均衡发展县（市、区）",
    "全国中小学科学教育实验区", "自然资源节约集约示范县（市、区）", "第五批节水型社会建设达标县（区）", "全国科普示范区",
    "县域新型工业化综合实力全国500强", "全国示范性老年友好型社区", "全国先进基层群众性自治组织", "全国“敬老文明号”",
)  # fmt: skip
CAPTIONS = (
    "2026年红旗区元宵联欢会", "雪映红旗闹元宵", "马踏祥云启华章", "红旗区高质量发展、高效能治理暨营商环境争先创优升级大会",
    "胖东来“三胖”店", "泡泡玛特一角",
)  # fmt: skip


@pytest.fixture(scope="module")
def words() -> str:
    return words_of(built(HONGQI_2026).pages)


@pytest.mark.parametrize(("name", "office", "unit"), SPEAKERS)
def test_every_speaker_is_there_with_office_and_unit(name: str, office: str, unit: str) -> None:
    speeches = [
        item for part in edit(checked(HONGQI_2026).edition).parts if isinstance(part, ChapterPart)
        for item in part.items if isinstance(item, Speech)
    ]  # fmt: skip
    assert len(speeches) == 12
    speech = next(speech for speech in speeches if speech.name == name)
    assert office in speech.office and unit in speech.unit


@pytest.mark.parametrize("text", [*(name for name, _, _ in SPEAKERS), *HONOURS, *CAPTIONS])
def test_every_name_honour_and_caption_is_printed(text: str, words: str) -> None:
    assert text in words


def test_every_figure_of_the_source_is_printed(words: str) -> None:
    if not SOURCE.is_file():
        pytest.skip("the source documents are not beside this checkout (shared/sources)")
    source = SOURCE.read_text(encoding="utf-8")
    figures = set(re.findall(r"\d+(?:\.\d+)?", source))
    assert len(figures) > 40
    printed = set(re.findall(r"\d+(?:\.\d+)?", words))
    assert figures - printed == set()


def test_every_paragraph_is_copied_from_the_file_as_it_was_written(tmp_path: Path) -> None:
    """Both extractors give back every paragraph that stands on one page, spaces included."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    pdfium = pytest.importorskip("pypdfium2")
    path = tmp_path / "book.pdf"
    path.write_bytes(built(HONGQI_2026).data)
    raw = subprocess.run([pdftotext, "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    document = pdfium.PdfDocument(path)
    other = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    paragraphs = paragraphs_on_one_page()
    assert len(paragraphs) > 100
    for text in (raw, other):
        flat = re.sub(r"[\r\n\f]", "", text)
        assert [paragraph for paragraph in paragraphs if paragraph not in flat] == []


def paragraphs_on_one_page() -> list[str]:
    """The paragraphs of entries and documents that do not run over a page's end."""
    found = []
    by_page = ["".join(mark.line.text for mark in texts_of(page)) for page in built(HONGQI_2026).pages.pages]
    for part in edit(checked(HONGQI_2026).edition).parts:
        for item in part.items if isinstance(part, ChapterPart) else ():
            if isinstance(item, Entry):
                head = f"【{item.title}】" if item.title else ""
                texts = [(head if n == 0 else "") + plain(p.words) for n, p in enumerate(item.paragraphs)]
            elif isinstance(item, Document):
                texts = [plain(p.words) for _, paragraphs in item.parts for p in paragraphs]
            else:
                continue
            found += [text for text in texts if any(text in page for page in by_page)]
    return found


def test_folios_rise_and_chapters_open_on_rectos() -> None:
    pages = built(HONGQI_2026).pages
    arabic = [int(page.folio) for page in pages.pages if page.folio.isdigit()]
    assert arabic == list(range(1, len(arabic) + 1))
    assert all((int(page.folio) % 2 == 1) == (page.side == "recto") for page in pages.pages if page.folio.isdigit())
    assert len(pages.pages) % 2 == 0


@pytest.mark.parametrize("hostile", [{}, {"HOME": "elsewhere", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "LANG": "zh_CN.UTF-8"}])
def test_same_bytes_from_another_folder_and_surroundings(hostile: dict[str, str], tmp_path: Path) -> None:
    edition = tmp_path / "另一个文件夹" / "2026"
    shutil.copytree(HONGQI_2026.parent, edition.parent)  # its tables show the earlier editions too
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT), **hostile}
    if "HOME" in hostile:
        environment["HOME"] = str(tmp_path)
        (tmp_path / ".reportlab_settings").write_text("useA85 = 1\ninvariant = 0\n", encoding="utf-8")
    out = tmp_path / "book.pdf"
    script = (
        "import sys; from yearbook import press; "
        "open(sys.argv[2], 'wb').write(press.build(press.Order(sys.argv[1])).data)"
    )
    subprocess.run([sys.executable, "-c", script, edition, out], env=environment, cwd=tmp_path, check=True)
    assert out.read_bytes() == built(HONGQI_2026).data


def test_other_programs_find_the_file_sound(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(built(HONGQI_2026).data)
    qpdf, pdffonts = shutil.which("qpdf"), shutil.which("pdffonts")
    if qpdf is None or pdffonts is None:
        pytest.skip("qpdf and pdffonts (poppler-utils) are not installed")
    subprocess.run([qpdf, "--check", path], check=True, capture_output=True)
    rows = subprocess.run([pdffonts, path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    names = [row.split()[0] for row in rows]
    assert len(names) == len(set(names)) > 4  # one font object a face
    assert all(re.search(r"Identity-H\s+yes yes yes", row) for row in rows)  # embedded, subset, ToUnicode
    assert all(re.match(r"[A-Z]{6}\+", name) for name in names)
