"""As JUnit XML, which CI systems show: an article a test case, one that failed a failure, warnings as its output.

The form is what Jenkins, GitLab and others read (the schema of the Jenkins xUnit plugin, junit-10.xsd).
"""

from __future__ import annotations

from lxml.etree import Element, SubElement, _Element, tostring

from convert.batch.order import Outcome
from convert.batch.report._account import Account
from convert.render.characters import legal
from convert.report import Message


def render(found: Account) -> bytes:
    """Return one suite with all articles."""
    seconds = f"{sum(found.seconds):.3f}"
    known = {"name": "article", "tests": str(found.articles), "failures": str(found.failed), "errors": "0"}
    root = Element("testsuites", known | {"time": seconds})
    suite = SubElement(
        root, "testsuite", known | {"skipped": "0", "time": seconds, "timestamp": found.last.begun[:19]}
    )
    for each in found.outcomes():
        case = SubElement(
            suite,
            "testcase",
            {"classname": "article", "name": legal(each.name), "time": f"{each.seconds:.3f}"},
        )
        _fill(case, each)
    return tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _fill(case: _Element, outcome: Outcome) -> None:
    errors = [said for said in outcome.messages if said.severity == "error"]
    others = [said for said in outcome.messages if said.severity != "error"]
    if errors:
        known = {"type": errors[0].code, "message": legal(errors[0].message)}
        SubElement(case, "failure", known).text = _lines(errors)
    if others:
        SubElement(case, "system-out").text = _lines(others)


def _lines(messages: list[Message]) -> str:
    return legal("\n".join(map(_line, messages)))


def _line(said: Message) -> str:
    place = ":".join(str(part) for part in (said.input, said.line, said.column) if part)
    hint = f"; {said.hint}" if said.hint else ""
    return f"{place}: {said.severity}: {said.message}{hint} [{said.code}]"
