"""Messages: both languages say the same things, and everything that code says has its words."""

import re
import tomllib
from pathlib import Path

from yearbook.messages import LANGUAGES, messages, render
from yearbook.problems import Place, Problem, Severity

PACKAGE = Path(__file__).parents[2] / "yearbook"
_CODE = re.compile(
    r"""(?:Problem(?:\.of)?|TextFault|Mistake|BadFont|_warning|_at_sign|_refuse|_error|_listed)\(\s*(?:[^"()]*,\s*)*?"([a-z][a-z0-9-]+)\""""
)
_DATA = re.compile(r"\"((?:yaml|text|mark|style|part|path|fact|font|layout|no-such|not|file|duplicate|bad|image)-[a-z0-9-]+)\"")
_SLOT = re.compile(r"(?<!\{)\{([a-z]+)\}(?!\})")


def test_both_languages_have_the_same_codes_and_slots() -> None:
    chinese, english = (messages(language) for language in LANGUAGES)
    assert list(chinese["messages"]) == list(english["messages"])
    assert list(chinese["words"]) == list(english["words"])
    assert list(chinese["frame"]) == list(english["frame"])
    for code, message in chinese["messages"].items():
        for part in ("text", "hint"):
            assert set(_SLOT.findall(message[part])) == set(_SLOT.findall(english["messages"][code][part])), (code, part)


def test_each_table_read_by_itself_is_that_of_the_whole_file() -> None:
    for language in LANGUAGES:
        whole = tomllib.loads((PACKAGE / "messages" / f"{language}.toml").read_text("utf-8"))
        assert messages(language) == whole
        assert messages(language)["messages"].get("no-such-code") is None


def test_what_commands_say_is_there_in_both_languages_and_said_by_somebody() -> None:
    """TOML allows no key twice; here: none without its counterpart, none that nothing says, no option or command without its help."""
    chinese, english = (messages(language) for language in LANGUAGES)
    source = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    for table in ("talk", "preflight"):
        assert list(chinese[table]) == list(english[table])
    for key, text in chinese["talk"].items():
        assert set(_SLOT.findall(text)) == set(_SLOT.findall(english["talk"][key])), key
    commands = ("help", "version", *(path.stem for path in (PACKAGE / "cli").glob("*.py")))
    built = {f"{kind}-{name}" for kind in ("help", "example") for name in commands}  # f"help-{name}", f"stage-{stage}"
    built |= {f"stage-{name}" for name in re.findall(r'\btell\("([a-z]+)"\)', source)}
    assert {key for key in chinese["talk"] if f'"{key}"' not in source and f"'{key}'" not in source} - built == set()
    helps = [text for key, text in chinese["talk"].items() if key.startswith("help-")]
    assert len(helps) == len(set(helps))


def test_every_code_in_the_source_has_a_message() -> None:
    used: dict[str, str] = {}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        used.update(
            dict.fromkeys([*_CODE.findall(text), *(_DATA.findall(text) if path.parent.name in ("load", "check") else ())], path.name)
        )
    known = set(messages("zh")["messages"]) | {"text-or-number"}
    assert len(used) > 90
    assert {code: name for code, name in used.items() if code not in known} == {}


def test_every_message_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    built = {"fact-no-value", "fact-no-growth", "fact-no-rank"}  # f"fact-no-{form}"
    assert {code for code in messages("zh")["messages"] if f'"{code}"' not in source} <= built


def test_render() -> None:
    problem = Problem.of("unknown-key", Place("seeds/2026/honors.yaml", 41, 7), key="recipiant", near="recipient", keys="title")
    assert render(problem, "en") == 'seeds/2026/honors.yaml:41:7: error: unknown key "recipiant" — did you mean "recipient"?'
    assert render(problem, "zh") == "seeds/2026/honors.yaml:41:7: 错误: 不认识的键“recipiant” — 是不是“recipient”？"
    warning = Problem.of("imprint-price", Place("edition.yaml"), Severity.WARNING)
    assert render(warning, "zh") == "edition.yaml: 警告: 内部资料不得标价 — 删去 price"
    assert render(Problem.of("no-such-code", Place("a.yaml"), x=1), "zh") == "a.yaml: 错误: no-such-code {'x': '1'}"
