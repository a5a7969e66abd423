"""How rolls look: the chronicle by date, names in a grid, people with their offices."""


from yearbook.model.noun import ColourName, Field, Id, Length, Line, Noun


class ChronicleLook(Noun):
    """大事记: dates in a column of their own, the text beside them on the body's grid."""

    date_style: Id
    text_style: Id
    date_width: Length = Field(description="日期栏的宽；余下的是正文的行长")
    keep: int = Field(2, ge=1, description="日期之下至少几行正文不分开")
    same: Line = Field("△", description="同一天的又一条，日期处所印的记号")


class NamesLook(Noun):
    """名录: a rule, the title, names in cells of equal width, one line of the grid a row."""

    rule: Length
    rule_colour: ColourName
    rule_drop: Length = Field(description="自行顶至线")
    title_style: Id
    title_drop: Length = Field(description="自行顶至题目字顶")
    title_lines: int = Field(ge=1, description="题目占几行")
    group_style: Id = Field(description="题目右端的组名")
    name_style: Id
    note_style: Id
    note_gap: Length
    cell: Length = Field(description="每名至少的宽；由此定每行几名")
    gap: Length = Field(description="名与名之间至少的空白；不够的名占两格")
    min_rows: int = Field(2, ge=1, description="拆开时每段至少几行")
    continued: Line = "（续）"


class PeopleLook(Noun):
    """人物: portrait left, name and offices beside it, the text under both."""

    portrait: tuple[Length, Length]
    portrait_gap: Length = Field(description="肖像与姓名的间隔")
    name_style: Id
    note_style: Id
    note_gap: Length
    office_style: Id
    office_gap: Length = Field(description="姓名字底至职务字顶")
    keep: int = 2
