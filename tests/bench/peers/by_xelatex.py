"""XeLaTeX with ctexbook prints the plain book: `python by_xelatex.py BOOK.json FONTS OUT.pdf`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HEAD = r"""
\documentclass[twoside,twocolumn,fontset=none,zihao=5,openany]{ctexbook}
\usepackage[paperwidth=210mm,paperheight=285mm,top=58pt,bottom=51.4pt,inner=25mm,outer=22mm,headsep=12pt]{geometry}
\usepackage{array,booktabs,fancyhdr,ragged2e,graphicx}
\usepackage[hidelinks,bookmarksdepth=3]{hyperref}
\setmainfont{source-serif-400.ttf}[Path=FONTS/,BoldFont=source-serif-700.ttf]
\setCJKmainfont{noto-serif-sc-400.ttf}[Path=FONTS/,BoldFont=noto-serif-sc-700.ttf]
\newCJKfontfamily\hei{noto-sans-sc-500.ttf}[Path=FONTS/]
\newCJKfontfamily\heavy{noto-serif-sc-900.ttf}[Path=FONTS/]
\ctexset{chapter={number=,name=,format=\heavy\zihao{-1},beforeskip=0pt,afterskip=16pt},section={number=,name=,format=\bfseries\zihao{4},
  beforeskip=16pt,afterskip=8pt}}
\xeCJKsetup{PunctStyle=quanjiao,CheckSingle=true}\xeCJKDeclareCharClass{CJK}{"2460 -> "2473}
\setlength\columnsep{21pt}\linespread{1}\selectfont
\makeatletter\renewcommand\normalsize{\@setfontsize\normalsize{10.5bp}{16bp}}\makeatother\normalsize
\setlength\parindent{2\ccwd}\setlength\parskip{0pt}\flushbottom\setcounter{secnumdepth}{-1}
\pagestyle{fancy}\fancyhf{}\fancyhead[LE]{\thepage\quad TITLE}\fancyhead[RO]{\leftmark\quad\thepage}
\begin{document}
"""
SIGNS = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})


def _said(text: str) -> str:
    return text.translate(SIGNS)


def _item(item: dict[str, Any]) -> str:
    if "section" in item:
        return rf"\section{{{_said(item['section'])}}}"
    if "figure" in item:
        high = item["lines"] * 16
        return (
            rf"\begin{{figure}}[tbp]\centering\includegraphics[width=\linewidth,height={high}bp]{{{item['image']}}}\par"
            rf"\hei\fontsize{{8bp}}{{12bp}}\selectfont {_said(item['figure'])}\end{{figure}}"
        )
    if "table" in item:
        rows = "\\\\\n".join("&".join(map(_said, row)) for row in item["rows"])
        wide = f"{max(1, 24 // len(item['head']))}em"
        columns = rf"*{{{len(item['head'])}}}{{>{{\RaggedRight}}p{{{wide}}}}}"
        head = "&".join(map(_said, item["head"]))
        return (
            rf"\begin{{table}}[tbp]\hei\fontsize{{8bp}}{{12bp}}\selectfont {_said(item['table'])}\par\setlength\tabcolsep{{2pt}}"
            rf"\begin{{tabular}}{{{columns}}}\toprule {head}\\\midrule {rows}\\\bottomrule\end{{tabular}}\end{{table}}"
        )
    # a plain first bracket keeps its origin on the margin, where the audit looks for the block's left edge
    listed = rf"\phantomsection\addcontentsline{{toc}}{{subsection}}{{{_said(item['entry'])}}}" if item["entry"] else ""
    title = rf"{listed}\noindent{{\xeCJKsetup{{PunctStyle=plain}}\hei 【}}{{\hei {_said(item['entry'])}】}}" if item["entry"] else ""
    return title + "\n\n".join(map(_said, item["paragraphs"])) + "\n"


def main(book: str, fonts: str, out: str) -> None:
    """One run; two when contents are asked for, which stand on pages of their own with roman folios."""
    plain = json.loads(Path(book).read_text("utf-8"))
    body = "".join(
        "\\chapter{" + _said(chapter["title"]) + "}\n" + "\n\n".join(map(_item, chapter["items"])) + "\n" for chapter in plain["chapters"]
    )
    source = Path(book).with_name("book.tex")
    head = HEAD.replace("FONTS", str(Path(fonts).resolve())).replace("TITLE", _said(plain["title"]))
    front = "\\setcounter{tocdepth}{2}\\frontmatter\\tableofcontents\\mainmatter\n" if plain["contents"] else ""
    for left in source.parent.glob("book.[!jt]*"):
        left.unlink()  # from clean: no contents of an earlier run
    source.write_text(head + front + body + "\\end{document}\n", "utf-8")
    for _ in range(2 if plain["contents"] else 1):
        done = subprocess.run(  # our own file
            ["xelatex", "-interaction=nonstopmode", source.name],  # where the user has it
            cwd=source.parent, capture_output=True, check=False, text=True, errors="replace",
        )  # fmt: skip
    pdf = source.with_suffix(".pdf")
    if not pdf.is_file():
        sys.exit(done.stdout[-800:])
    shutil.copyfile(pdf, out)


main(*sys.argv[1:])
