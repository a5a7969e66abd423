"""Character classes for Chinese composition, and which of them may not stand together at a line end.

Source: CLREQ 2024-03 (prohibition_rules_for_line_start_end, punctuation_adjustment_space), GB/T 15834-2011 §5,
W3C i18n-tests zh strict for the wider no-start set; condensed 2026-11. One letter a class:

    H  Han, kana and other full-width characters      S  ideographic space
    (  opening brackets and quotes                    )  closing brackets and quotes
    ,  、，；：                                        .  。．
    !  ！？                                            M  · (half em)      m  ・ full-width interpunct
    -  hyphens, en dash (connectors)                  ~  ～ and a single — (connectors, 1 em)
    d  one — (D in a pair)   e  one … (E in a pair)   /  solidus
    0  digits    a  letters and Western signs         p, q  Western closing and opening marks
    %  signs after a number  $  currency before one   +  signs before one
    K  other characters that may not start a line     _  word space        x  joins the character before
    N  no-break space
"""

import re

OPENING = "“‘「『（［｛〔【〖《〈〘｟〝︵︷︹︻︽︿﹁﹃"
CLOSING = "”’」』）］｝〕】〗》〉〙｠〟〞︶︸︺︼︾﹀﹂﹄"
NO_START = "・･‼⁇⁈⁉〜゠․‥⋯︙𐫶々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ′″‵〃ˇˉ‖¨｀＇＂｜∶℉℃"

FULL_WIDTH_MARKS = OPENING + CLOSING + "、，；：。．！？"

_TABLE: dict[str, str] = {
    **dict.fromkeys(OPENING, "("),
    **dict.fromkeys(CLOSING, ")"),
    **dict.fromkeys("、，；：﹐﹑﹔﹕", ","),
    **dict.fromkeys("。．﹒", "."),
    **dict.fromkeys("！？", "!"),
    **dict.fromkeys("·‧", "M"),
    **dict.fromkeys("・", "m"),
    **dict.fromkeys("-‐‑–", "-"),
    **dict.fromkeys("～〜゠", "~"),
    "—": "d", "―": "d", "⸺": "D", "…": "e", "⋯": "e",
    "/": "/", "／": "/", " ": "_", "\u00a0": "N", "\u3000": "S",
    **dict.fromkeys("%‰°℃℉％﹪￠", "%"),
    **dict.fromkeys("$¥￥£€￡＄", "$"),
    **dict.fromkeys("+−±＋", "+"),
    **dict.fromkeys(",.;:!?)]}", "p"),
    **dict.fromkeys("([{", "q"),
    **dict.fromkeys("0123456789", "0"),
}  # fmt: skip
for _character in NO_START:
    _TABLE.setdefault(_character, "K")

# scripts set as Western words: Latin and its extensions, Greek, Cyrillic, IPA
_WESTERN = re.compile(r"[!-~¡-ʯͰ-ӿḀ-ỿ]")
_JOINING = re.compile(r"[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class _ClassMap(dict[int, str]):
    """Code point → class letter, for str.translate; classes of rarer characters are found once and kept."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        letter = _TABLE.get(character)
        if letter is None:
            letter = "x" if _JOINING.match(character) else "a" if _WESTERN.match(character) else "H"
        self[code] = letter
        return letter


_CLASSES = _ClassMap()


def classes_of(text: str) -> str:
    """The class letter of every character, same length; — and … become D and E in pairs, or ~ and K alone."""
    return paired(text.translate(_CLASSES))


def letter_of(code: int) -> str:
    """The class letter of a code point, d and e for a — and … that may be one of a pair."""
    return _CLASSES[code]


def paired(letters: str) -> str:
    """Class letters with — and … as D and E in pairs, as ~ and K alone."""
    if "d" in letters:
        letters = letters.replace("dd", "DD").replace("d", "~")
    if "e" in letters:
        letters = letters.replace("ee", "EE").replace("e", "K")
    return letters


WESTERN = "a0pq%$+"  # what joins into one Western run
_ANY = "HS(),.!Mm-~DE/0apq%$+K_xN"


def _forbidden(level: str) -> frozenset[str]:
    """Pairs of classes between which a line may not end, at a level of prohibition: basic, gb or strict."""
    no_start = set("),.!MmK~-/p%x_SN") | (set("DE") if level == "strict" else set())
    # after a hyphen no line ends: readers of the file would take it for a word broken there
    no_end = set("(q$+-N") | (set() if level == "basic" else {"/"})
    pairs = {a + b for a in _ANY for b in no_start} | {a + b for a in no_end for b in _ANY}
    pairs |= {a + b for a in WESTERN for b in WESTERN}
    pairs |= {"DD", "EE", "0H"}  # a number keeps its measure word (design.md: 3场)
    return frozenset(pairs)


FORBIDDEN = {level: _forbidden(level) for level in ("basic", "gb", "strict")}
