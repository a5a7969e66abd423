"""What libyaml says about broken YAML, said as the mistake its author made: a code of messages/ and a place (from 0)."""

import re
from typing import Any, NamedTuple

import yaml


class Mistake(NamedTuple):
    """A code of messages/*.toml, line and column from 0, and the values of its slots."""

    code: str
    line: int
    column: int
    values: dict[str, str]


_FULLWIDTH_COLON = re.compile(r"\s*(?:- +)*([A-Za-z_][\w.-]*)\s*：")
_NO_SPACE = re.compile(r"\s*(?:- +)*([A-Za-z_][\w.-]*):(?=[^\s:/])")
_BRACE_TEXT = re.compile(r"(?:^|: |- )\s*(\{[^{}]*\})\s*[^\s,}\]#]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# (what the parser says, libyaml or PyYAML) → code; the first that fits. `{` … are decided by `_by_line` before.
_SAID: tuple[tuple[str, str], ...] = (
    ("that violates indentation", "yaml-tab"),
    ("cannot start any token", "yaml-start"),
    ("alphabetic or numeric character", "yaml-start"),
    ("found unexpected end of stream", "yaml-quote"),
    ("escape", "yaml-escape"),
    ("hexdecimal", "yaml-escape"),
    ("',' or ']'", "yaml-bracket"),
    ("',' or '}'", "yaml-bracket"),
    ("expected node content", "yaml-bracket"),
    ("expected the node content", "yaml-bracket"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("mapping values are not allowed", "yaml-colon"),
    ("did not find expected key", "yaml-indent"),
    ("expected <block end>", "yaml-indent"),
    ("expected '-' indicator", "yaml-indent"),
    ("comment or line break", "yaml-block"),
    ("chomping or indentation indicators", "yaml-block"),
)


def explain(error: yaml.YAMLError, text: str) -> Mistake:
    """The mistake behind a parser's error."""
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start())
        column = control.start() - text.rfind("\n", 0, control.start()) - 1
        return Mistake("yaml-control", line, column, {"character": f"U+{ord(control[0]):04X}"})
    problem: Any = getattr(error, "problem_mark", None)
    if problem is None:
        return Mistake("yaml-syntax", 0, 0, {"said": str(error).partition("\n")[0]})
    context: Any = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", "") or "")
    code = next((code for words, code in _SAID if words in said), "yaml-syntax")
    if str(getattr(error, "context", "")).endswith("tag") or "tag handle" in said:
        code = "yaml-start"
    lines = text.split("\n")
    return _by_line(code, problem, context, lines) or _by_code(code, problem, context, lines, said)


def _by_line(code: str, problem: Any, context: Any, lines: list[str]) -> Mistake | None:
    """Mistakes that show in the line itself: a full-width colon, no blank after a colon, text that begins with ``{``."""
    if code not in ("yaml-no-colon", "yaml-colon", "yaml-indent"):
        return None
    numbers = [problem.line, problem.line - 1, *([context.line] if context else [])]
    for number in numbers:
        line = lines[number] if 0 <= number < len(lines) else ""
        if code != "yaml-indent" and (found := _FULLWIDTH_COLON.match(line)):
            return Mistake("yaml-fullwidth-colon", number, found.end() - 1, {"key": found[1]})
        if code != "yaml-indent" and (found := _NO_SPACE.match(line)):
            return Mistake("yaml-no-space", number, found.end() - 1, {"key": found[1]})
    line = lines[problem.line] if problem.line < len(lines) else ""
    if found := _BRACE_TEXT.search(line):
        return Mistake("yaml-brace", problem.line, found.start(1), {"mark": found[1]})
    return None


def _by_code(code: str, problem: Any, context: Any, lines: list[str], said: str) -> Mistake:
    line, column = problem.line, problem.column
    shown = lines[line] if line < len(lines) else ""
    if code == "yaml-start" and shown[column : column + 1] == "\t":
        code = "yaml-tab"
    elif code == "yaml-start" and context is not None:
        line, column = context.line, context.column
    elif code in ("yaml-quote", "yaml-no-colon") and context is not None:
        line, column = context.line, context.column  # where the quote opens; the line that has no colon
    elif code == "yaml-indent" and shown[:column].strip():
        code = "yaml-after-quote" if shown[:column].rstrip()[-1:] in "\"'" else "yaml-syntax"
    values = {"said": said} if code == "yaml-syntax" else {}
    if code == "yaml-start":
        values = {"character": lines[line][column : column + 1]}
    return Mistake(code, line, column, values)
