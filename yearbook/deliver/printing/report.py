"""The preflight report: every check by name, passed or not, with places; as text for people and as data for programs. Always in Chinese."""

from collections.abc import Mapping, Sequence
from typing import Any

from yearbook.messages import messages, sentence
from yearbook.model.delivery import Check, Finding, Preflight
from yearbook.packing import json_file
from yearbook.problems import Problem

LANGUAGE = "zh"  # of what is printed and delivered, whatever language the program speaks
SHOWN = 12  # places of one check in the text


def names() -> Mapping[str, str]:
    """What the checks are called."""
    table: Mapping[str, str] = messages(LANGUAGE)["preflight"]
    return table


def as_text(reports: Sequence[Preflight], waiting: Sequence[Problem]) -> str:
    """The whole report; `waiting` are warnings about what the book says, which do not stop it."""
    named, lines = names(), []
    for report in reports:
        faults = sum(bool(check.findings) for check in report.checks)
        lines.append(f"{named[report.part]}：{report.pages} 页，{len(report.checks)} 项检查，{faults} 项未过")
        for check in report.checks:
            lines.append(f"  {'未过' if check.findings else '通过'}  {named[check.name]}（查 {check.judged} 处）")
            lines += [f"        {_said(finding)}" for finding in check.findings[:SHOWN]]
            if len(check.findings) > SHOWN:
                lines.append(f"        ……共 {len(check.findings)} 处")
        lines.append("")
    if waiting:
        lines.append(f"{named['waiting']}：{len(waiting)} 处")
        lines += [f"  {problem.place}　{sentence(problem, LANGUAGE)}" for problem in waiting]
        lines.append("")
    return "\n".join(lines)


def as_data(reports: Sequence[Preflight], waiting: Sequence[Problem]) -> bytes:
    """The same as JSON."""
    named = names()
    whole = {
        "passed": not any(report.findings for report in reports),
        "files": [
            {"part": report.part, "pages": report.pages, "checks": [_row(check, named[check.name]) for check in report.checks]}
            for report in reports
        ],
        "waiting": [{"place": str(problem.place), "what": sentence(problem, LANGUAGE)} for problem in waiting],
    }
    return json_file(whole)


def _row(check: Check, name: str) -> dict[str, Any]:
    findings = [{"page": one.page, "code": one.code, **dict(one.values), "what": _said(one)} for one in check.findings]
    return {"check": check.name, "name": name, "passed": not findings, "judged": check.judged, "findings": findings}


def _said(finding: Finding) -> str:
    where = f"第 {finding.page} 面：" if finding.page else ""
    return where + sentence(finding.problem(""), LANGUAGE)
