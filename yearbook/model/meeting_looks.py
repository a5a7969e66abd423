"""How papers of a meeting look: corner mark, title, what stands under it, annexes, agenda, contents (GB/T 9704-2012 §7).

Lines are those of the page's grid, counted from 1; words with {braces} are filled in by the agenda.
"""

from decimal import Decimal

from yearbook.model.noun import Field, Id, Length, Line, Noun


class MeetingLook(Noun):
    """会议文件."""

    mark: Line = Field("{short}文件（{number}）", description="角标；议程的 mark 另写的从议程")
    label: Line = Field("会议文件（{number}）", description="目录、议程、书签里怎样称一份文件")
    mark_style: Id = Field(description="左上角的角标")
    corner_style: Id = Field(description="右上角：会后收回、编号")
    recall: Line = "会后收回"
    copy_number: Line = Field("编号：{number}", description="右上角的编号，另起一行")
    recipients: Line = Field("发：{recipients}", description="发送对象")
    title_style: Id
    title_line: int = Field(ge=1, description="标题首行所在行")
    title_turn: Decimal = Field(Decimal(1), description="标题转行时，每行占几行")
    kind: Line = Field("（{kind}）", description="标题下的“辑要”等")
    under_style: Id = Field(description="标题之下：会议时间场合、报告人")
    under_gap: int = Field(ge=0, description="标题与其下之间空几行")
    text_gap: int = Field(ge=0, description="正文之前空几行")
    annex: Line = Field("附件", description="附件左上角的字，多于一个附件时后加序号")
    annex_style: Id
    annex_title_line: int = Field(ge=1, description="附件标题所在行")
    annex_note: Line = Field("附件：", description="正文之后的附件说明")
    note_gap: int = Field(ge=0, description="附件说明之前空几行")
    editor_note: Line = Field("编者按：", description="辑要等的说明，排在正文之后")
    front_line: int = Field(ge=1, description="议程页、目录页题名所在行")
    papers_indent: Length = Field(description="议程里议题之下所用文件的左缩进")
    agenda: Line = Field("议程", description="议程页的题名")
    contents: Line = Field("目录", description="目录页的题名")
    row_style: Id = Field(description="目录的一行")
    pages: Line = Field("{count}页", description="目录里一份文件的页数")
    page: Line = Field("第{folio}页", description="目录里附件的起页")
    span: Line = Field("{paper}第{first}—{last}页", description="只取几页时")
    one_page: Line = Field("{paper}第{first}页", description="只取一页时")
    leader: Line = Field("…", description="目录里题名与页数之间的点")
    row_gap: Length = Field(description="题名、页数与点之间至少的空白")
    annex_indent: Length = Field(description="目录里附件的左缩进")
