"""WeasyPrint prints the plain book: `python by_weasyprint.py BOOK.json FONTS OUT.pdf`."""

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import HTML

STYLE = """
@font-face { font-family: song; src: url(FONTS/noto-serif-sc-400.ttf) }
@font-face { font-family: song; font-weight: 700; src: url(FONTS/noto-serif-sc-700.ttf) }
@font-face { font-family: song; font-weight: 900; src: url(FONTS/noto-serif-sc-900.ttf) }
@font-face { font-family: hei; src: url(FONTS/noto-sans-sc-400.ttf) }
@font-face { font-family: hei; font-weight: 500; src: url(FONTS/noto-sans-sc-500.ttf) }
@font-face { font-family: roman; src: url(FONTS/source-serif-400.ttf) }
@page { size: 210mm 285mm; margin: 58pt 22mm 51.4pt 25mm }
@page :left { margin: 58pt 25mm 51.4pt 22mm; @top-left { content: counter(page) "　" string(book); font: 8pt hei } }
@page :right { @top-right { content: string(chapter) "　" counter(page); font: 8pt hei } }
html { font: 10.5pt/16pt roman, song; text-align: justify; text-spacing-trim: normal; text-autospace: normal }
.book { string-set: book content(); display: none }
section { break-before: page; columns: 2; column-gap: 21pt }
h1 { column-span: all; font: 900 28pt/48pt song; string-set: chapter content(); margin: 0 0 16pt }
h2 { font: 700 14pt/16pt song; margin: 16pt 0; break-after: avoid }
p { margin: 0; text-indent: 2em; orphans: 2; widows: 2 }
p.first { text-indent: 0 }
b { font: 500 10.5pt/16pt hei; bookmark-level: 3; bookmark-label: attr(title) }
nav { columns: 2; column-gap: 21pt } nav p { font-size: 9pt; text-indent: 0; text-align: left }
nav a { color: black; text-decoration: none }
nav a::after { content: leader('.') target-counter(attr(href), page) }
figure { margin: 8pt 0 } figure img { width: 100%; object-fit: cover } figcaption { font: 8pt/12pt hei; text-align: center }
table { font: 8pt/12pt hei; border-collapse: collapse; margin: 8pt 0; border: solid; border-width: 1pt 0; text-align: left }
caption { text-align: left; font-weight: 500 } td, th { padding: 2pt 4pt } th { border-bottom: .4pt solid; font-weight: 500 }
"""


def _item(item: dict[str, Any]) -> str:
    at = f"a{id(item)}"  # where the contents lead to
    if "section" in item:
        return f"<h2 id={at}>{escape(item['section'])}</h2>"
    if "figure" in item:
        style = f"height: {item['lines'] * 16}pt"
        return f'<figure><img src="{item["image"]}" style="{style}"><figcaption>{escape(item["figure"])}</figcaption></figure>'
    if "table" in item:
        head = "".join(f"<th>{escape(cell)}</th>" for cell in item["head"])
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in item["rows"])
        return f"<table><caption>{escape(item['table'])}</caption><thead><tr>{head}</tr></thead>{rows}</table>"
    title = f"<b id={at} title='{escape(item['entry'])}'>【{escape(item['entry'])}】</b>" if item["entry"] else ""
    first, *rest = item["paragraphs"] or [""]
    opening = f'<p class="first">{title}{escape(first)}</p>' if title else f"<p>{escape(first)}</p>"
    return opening + "".join(f"<p>{escape(words)}</p>" for words in rest)


def _contents(plain: dict[str, Any]) -> str:
    """Links to chapters, sections and entries; pages are filled in by target-counter."""
    if not plain["contents"]:
        return ""
    rows = []
    for chapter in plain["chapters"]:
        rows.append((id(chapter), chapter["title"]))
        rows += [(id(item), title) for item in chapter["items"] if (title := item.get("section") or item.get("entry"))]
    return "<nav><h1>目录</h1>" + "".join(f"<p><a href='#a{at}'>{escape(title)}</a></p>" for at, title in rows) + "</nav>"


def main(book: str, fonts: str, out: str) -> None:
    """One section a chapter, two columns."""
    plain = json.loads(Path(book).read_text("utf-8"))
    chapters = "".join(
        f"<section><h1 id=a{id(chapter)}>{escape(chapter['title'])}</h1>{''.join(map(_item, chapter['items']))}</section>"
        for chapter in plain["chapters"]
    )
    style = STYLE.replace("FONTS", Path(fonts).resolve().as_uri())
    text = f'<html lang="zh-CN"><style>{style}</style><div class="book">{escape(plain["title"])}</div>{_contents(plain)}{chapters}'
    HTML(string=text, base_url=str(Path(book).resolve().parent) + "/").write_pdf(out)


main(*sys.argv[1:])
