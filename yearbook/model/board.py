"""board.yaml: who made the edition, by body and role; the units that sent copy, the photographers."""


from yearbook.model.noun import Field, Line, Noun


class BoardRole(Noun):
    """A role and who held it, in the order they are to stand."""

    role: Line = Field(min_length=1, description="职务：主任、副主任、委员、主编、编辑")
    names: tuple[Line, ...] = Field(min_length=1, description="姓名；两个字的自动空开，注“（女）”等写在姓名后")


class BoardGroup(Noun):
    """A body: 编纂委员会, 编辑部."""

    title: Line = Field(min_length=1, description="机构：编纂委员会、编辑部")
    roles: tuple[BoardRole, ...] = Field(min_length=1)


class BoardFile(Noun):
    """board.yaml: 编纂机构."""

    title: Line = Field("编纂机构", description="题名")
    title_en: Line = "Editorial Board"
    groups: tuple[BoardGroup, ...] = Field(min_length=1)
    contributors: tuple[Line, ...] = Field((), description="供稿单位")
    photographers: tuple[Line, ...] = Field((), description="摄影、供图者")
