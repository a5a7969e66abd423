"""A yearbook of a district that does not exist, of any length and the same in every run: for benchmarks.

    python -m tests.bench.corpus L /tmp/bench-L      # S 30,000 characters, M 300,000, L 1,000,000
    yearbook check /tmp/bench-L/2026
    python -m cProfile -s tottime -m yearbook check /tmp/bench-L/2026 -q

Sentences mix marks, Latin words, numbers with units, bound figures and names with rare characters; a table of honours follows
every eighth entry, a photograph every twentieth. `write` is for other benchmarks; nothing here depends on clock or hash seed.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

SIZES = {"S": 30_000, "M": 300_000, "L": 1_000_000}
PER_ENTRY, PER_CHAPTER, PER_SECTION = 424, 120, 12  # characters; entries
TABLE_EVERY, PHOTO_EVERY = 8, 20

TOWNS = ("东街街道", "西陵街道", "北关街道", "渠南街道", "文澜街道", "向山街道", "洪泽镇", "小渡镇", "关堤乡", "石桥乡")
OFFICES = (
    "区发展改革委", "区教育体育局", "区科技局", "区工业和信息化局", "区民政局", "区财政局", "区人力资源社会保障局", "区住房城乡建设局",
    "区交通运输局", "区农业农村局", "区商务局", "区文化广电旅游局", "区卫生健康委", "区应急管理局", "区审计局", "区市场监管局",
    "区统计局", "区信访局", "区医疗保障局", "区城市管理局", "区行政审批服务局", "区总工会", "区妇联", "团区委",
)  # fmt: skip
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "志强", "丽华", "喆", "翀", "文犇", "堃", "建国", "晓燕", "韫玉", "昊然",
    "龑", "子涵", "玥", "国庆", "海峰", "淼", "雨桐", "旻", "思远", "彧",
)  # fmt: skip
TITLES = ("局长", "副局长", "主任", "党组书记", "镇长", "乡长", "办公室主任", "科长")
INDICATORS = (
    ("output", "规模以上工业产值", "亿元"), ("retail", "限额以上商户零售额", "亿元"), ("invest", "完成投资额", "亿元"),
    ("jobs", "城镇新增就业", "人"), ("roads", "改造道路", "千米"), ("trees", "栽植树木", "万株"), ("beds", "医疗机构床位", "张"),
    ("grain", "粮食产量", "吨"), ("firms", "新登记企业", "家"), ("visits", "接待游客", "万人次"), ("homes", "改造老旧住房", "户"),
    ("pipes", "新铺管网", "千米"), ("cases", "办结群众诉求", "件"), ("patents", "授权发明专利", "件"), ("area", "征收土地", "亩"),
    ("meals", "助餐服务", "人次"),
)  # fmt: skip
LATIN = ("5G", "ETC", "IPv6", "App", "MEMS", "BIM", "CBD", "LED", "GDP", "PM2.5", "AI", "Wi-Fi", "OCR", "ISO 9001")
TOPICS = (
    "老旧小区改造", "营商环境优化", "智慧社区建设", "排水防涝工程", "校园食品安全", "基层治理网格化", "人才公寓配租",
    "非遗传承展演", "河道综合整治", "医联体建设", "电子证照应用", "就业技能培训", "养老服务设施", "商业街区提升",
    "垃圾分类", "普法宣传", "安全生产检查", "数字档案移交",
)  # fmt: skip
SENTENCES = (
    "{date}，{office}召开{topic}推进会，{office2}、{town}等{n}个单位的负责人参加，会议通过《{topic}实施方案（2025—2027年）》，明确{n2}项任务。",
    "全年{town}{bound}，比上年多{n}%；其中，{topic}所占的部分，由{office}分季度核定，逐项登记造册，公示期均不少于7日。",
    "“{topic}”列入区重点民生实事，{office}牵头，采取“一事一档、一户一策”的办法推进：先摸底，再会商，后实施——不设过渡期，不留尾巴。",
    "{town}依托{latin}平台，把{topic}事项由线下转到线上，办理时限压缩至{n}个工作日，群众可用{latin2}查询进度、提出意见。",
    "年内，{office}{title}{name}带队到{town}、{town2}实地察看，走访居民，{bound}，收集意见{n2}条，当场答复的占多数，其余转{office2}限时办结。",
    "该项目总建筑面积{n4}平方米，总投资{d}亿元，由{office}组织实施；{date}开工，{date2}完成主体工程，同步建成停车位{n3}个、充电桩{n2}个，{bound}。",
    "{office}与{office2}联合印发《关于加强{topic}工作的通知》，对职责分工、资金来源、验收标准（含{latin}接口规范）等作出规定。",
    "截至年末，全区参与{topic}的单位有{n3}家，{bound}，志愿者{n4}人次，开展活动{n2}场；{town}的做法被《样河日报》报道，{town2}承办现场会。",
    "针对“最后一千米”问题，{town}设立服务点{n}处，配备{latin}设备{n2}套，实行错时、延时服务，节假日不间断，老年人可由专人代办。",
    "{date}，{town}与{office}签订合作协议，双方在{topic}、数据共享、队伍培训等方面合作；协议期3年，期满可续。",
    "经{office}评估，{town}{topic}的完成率、满意率两项均列各镇（街道）前列，{town2}居中，个别单位存在资料不全、进度偏慢等问题，已列出清单整改。",
)  # fmt: skip
HONOURS = ("先进集体", "示范单位", "优秀案例", "文明单位", "创新试点", "模范单位")
LEVELS = (("national", "全国", "国家有关部门"), ("provincial", "全省", "省有关部门"), ("municipal", "全市", "市有关部门"))


class Dice:
    """Numbers that look thrown, the same in every run and version of Python (constants of Knuth's MMIX)."""

    def __init__(self, seed: int = 20260430) -> None:
        self._state = seed

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def one(self, words: Sequence[str]) -> str:
        """One of the words."""
        return words[self.below(len(words))]

    def date(self) -> str:
        """A day of the year that is told of."""
        return f"{self.below(12) + 1}月{self.below(28) + 1}日"


class Book:
    """The edition while it is written: its facts by key, its people and honours."""

    def __init__(self) -> None:
        self.dice = Dice()
        self.facts: dict[str, str] = {}
        names = [f"{surname}{given}" for surname in SURNAMES for given in GIVEN]
        seats = [(office, title) for title in TITLES for office in OFFICES]
        self.people = [(name, *seat) for name, seat in zip(names[::2], seats, strict=False)]
        self.characters = 0
        self.honours: list[tuple[str, str, str, str]] = []

    def bound(self, number: int) -> str:
        """A figure of the ledger, as the name of its indicator and a reference."""
        indicator, name, unit = INDICATORS[self.dice.below(len(INDICATORS))]
        town = self.dice.one(TOWNS)
        key = f"{indicator}@2025/{town}{number}组"
        value = self.dice.below(90_000) / 100 if unit.startswith(("亿", "万", "千米")) else self.dice.below(9000) + 20
        self.facts.setdefault(
            key,
            f'  - {{indicator: {indicator}, period: "2025", scope: {town}{number}组, value: {value}, source: daily, '
            f"place: 第{number % 40 + 1}页, quote: {name}{value}{unit}}}\n",
        )
        self.characters += len(f"{value}{unit}") - len(key) - 2
        return f"{name}{{{key}}}"

    def sentence(self, number: int) -> str:
        """One sentence with its slots filled."""
        dice = self.dice
        name, office, title = self.people[dice.below(len(self.people))]
        pattern = dice.one(SENTENCES)
        return pattern.format(
            date=dice.date(), date2=dice.date(), office=office, office2=dice.one(OFFICES), town=dice.one(TOWNS), town2=dice.one(TOWNS),
            topic=dice.one(TOPICS), latin=dice.one(LATIN), latin2=dice.one(LATIN), name=name, title=title, n=dice.below(28) + 2,
            n2=dice.below(90) + 10, n3=dice.below(900) + 100, n4=dice.below(9000) + 1000, d=dice.below(900) / 100 + 1,
            bound=self.bound(number) if "{bound}" in pattern else "",
        )  # fmt: skip

    def entry(self, number: int) -> str:
        """An entry of one or two paragraphs, of about PER_ENTRY characters."""
        title = f"{self.dice.one(TOWNS)}{self.dice.one(TOPICS)}"
        paragraphs: list[str] = [""]
        while sum(map(len, paragraphs)) < PER_ENTRY - 60:
            if sum(map(len, paragraphs)) > 260 and len(paragraphs) == 1:
                paragraphs.append("")
            paragraphs[-1] += self.sentence(number)
        self.characters += len(title) + sum(map(len, paragraphs))
        text = "\n\n".join(f"          {paragraph}" for paragraph in paragraphs)
        return f"      - entry: {title}\n        id: e{number}\n        text: |\n{text}\n        sources: [daily]\n"

    def table(self, number: int) -> str:
        """A table of honours, which honors.yaml holds too."""
        rows = []
        for row in range(6):
            level, prefix, issuer = LEVELS[(number + row) % 3]
            title = f"{prefix}{self.dice.one(TOPICS)}{self.dice.one(HONOURS)}"
            recipient = f"{self.dice.one(TOWNS)}第{number + row}社区"
            self.honours.append((title, recipient, issuer, level))
            rows.append(f"          - cells: [{title}, {recipient}, {issuer}, '2025']\n")
            self.characters += len(title + recipient + issuer) + 4
        columns = "".join(f"          - {{title: {title}}}\n" for title in ("荣誉称号", "获得单位", "授予单位", "年份"))
        return f"      - table: 各单位获得荣誉情况之{number // TABLE_EVERY}\n        columns:\n{columns}        rows:\n{''.join(rows)}"

    def photo(self, number: int) -> str:
        """A photograph of images/, written when pictures are asked for; else its place."""
        return f"      - figure: {self.dice.one(TOWNS)}{self.dice.one(TOPICS)}现场\n        lines: 14\n        image: photo{number}.jpg\n"


def write(folder: Path, size: str = "L", photos: bool = False) -> Path:
    """The edition of SIZES[size] characters in `folder`/2026, which is returned; photographs cost some seconds at L."""
    edition = folder / "2026"
    (edition / "images").mkdir(parents=True, exist_ok=True)
    book = Book()
    chapters: list[str] = []
    number = 0
    while book.characters < SIZES[size]:
        name = f"chapter{len(chapters) + 1}"
        parts = [f"id: {name}\ntitle: {TOPICS[len(chapters) % len(TOPICS)]}\ntitle_en: Chapter {len(chapters) + 1}\nsections:\n"]
        for at in range(PER_CHAPTER):
            if book.characters >= SIZES[size]:
                break
            number += 1
            if at % PER_SECTION == 0:
                parts.append(f"  - title: {book.dice.one(TOPICS)}\n    contributor: {book.dice.one(OFFICES)}\n    body:\n")
            parts.append(book.entry(number))
            parts.append(book.table(number) if number % TABLE_EVERY == 0 else "")
            if photos and number % PHOTO_EVERY == 0:
                parts.append(book.photo(number))
                _picture(edition / "images" / f"photo{number}.jpg", number)
        (edition / f"{name}.yaml").write_text("".join(parts), "utf-8")
        chapters.append(name)
    _companions(edition, book, chapters)
    return edition


def _companions(edition: Path, book: Book, chapters: list[str]) -> None:
    """The frame, the ledger, the registers."""
    files = {
        "edition": "schema: 1\nid: bench-2026\ntitle: 样河区年鉴\ntitle_en: Yanghe Yearbook\nregion: 样河市\nedition_year: 2026\n"
        "data_year: 2025\nperiod: {from: 2025-01-01, to: 2025-12-31}\ndate: 2026-04-30\noffice: 样河区地方志办公室\n"
        "imprint: {profile: draft}\nparts: [cover, title-page, contents, "
        + ", ".join(f"{name}.yaml" for name in chapters) + ", glossary]\n",
        "sources": "sources:\n  - {id: daily, title: 样河日报}\n",
        "facts": "indicators:\n"
        + "".join(f"  - {{id: {name}, name: {title}, unit: {unit}}}\n" for name, title, unit in INDICATORS)
        + "facts:\n" + "".join(book.facts.values()),
        "people": "people:\n"
        + "".join(
            f"  - {{id: p{n}, name: {name}, offices: [{{title: {title}, unit: {unit}, as_of: 2025-06-30}}]}}\n"
            for n, (name, unit, title) in enumerate(book.people)
        ),
        "organisations": "organisations:\n"
        + "".join(f"  - {{name: 样河{office}, short: [{office}], wrong: [样何{office}], known: true}}\n" for office in OFFICES),
        "glossary": "terms:\n" + "".join(f"  - {{term: {topic}, text: 指为{topic}所做的各项工作。}}\n" for topic in TOPICS),
        "honors": "groups:\n  - id: all\n    title: 荣誉\n    honours:\n"
        + "".join(
            f"      - {{title: {title}, recipient: {recipient}, issuer: {issuer}, level: {level}, year: '2025'}}\n"
            for title, recipient, issuer, level in dict.fromkeys(book.honours)
        ),
    }  # fmt: skip
    for name, text in files.items():
        (edition / f"{name}.yaml").write_text(text, "utf-8")


def _picture(path: Path, number: int) -> None:
    """A photograph of two gradients, in the size that contributors send."""
    from PIL import Image

    flat = Image.linear_gradient("L").resize((1200, 800))
    across = flat.rotate(90 + number % 90)
    Image.merge("RGB", (flat, across, flat.point(lambda value: (value + number * 7) % 256))).save(path, quality=80)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in SIZES:
        sys.exit(__doc__)
    print(write(Path(sys.argv[2]), sys.argv[1], "--photos" in sys.argv))
