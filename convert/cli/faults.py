"""What checkers found, in the forms that people and other programs read: text, JSON, JUnit XML, GitHub annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, get_args

import msgspec

from convert.check import Checked
from convert.cli.log import FORMATS
from convert.cli.terminal import harmless
from convert.render.characters import legal
from convert.report import Fault, Message, Severity


class Account:
    """What a run of checkers comes to, in the severities that are shown."""

    def __init__(self, checked: Sequence[Checked], shown: Collection[Severity], *, strict: bool) -> None:
        """`strict`: a warning is a failure, too."""
        self.checked = checked
        self.shown = shown
        self.strict = strict

    def faults(self) -> Iterator[tuple[str, str, Fault]]:
        """Yield the name of the file, that of the checker, and the fault, of each, in their order."""
        for each in self.checked:
            for verdict in each.verdicts:
                for fault in verdict.faults:
                    if fault.severity in self.shown:
                        yield each.publication.name, verdict.checker, fault

    def count(self, severity: Severity) -> int:
        """Return how many faults of a severity there are, shown or not."""
        return sum(
            fault.severity == severity
            for each in self.checked
            for verdict in each.verdicts
            for fault in verdict.faults
        )


def _text(account: Account) -> str:
    """Return a line a fault, as compilers write it: "FILE:LINE:COLUMN: error: MESSAGE [CHECKER CODE]"."""
    lines = []
    for name, checker, fault in account.faults():
        place = ":".join(str(part) for part in (name, *_at(fault)) if part)
        lines.append(
            harmless(f"{place}: {fault.severity}: {_within(fault)}{fault.message} [{checker} {fault.code}]")
        )
    return "".join(f"{line}\n" for line in lines)


def _github(account: Account) -> str:
    """Return a workflow command a fault."""
    write = FORMATS["github"]
    lines = [
        write(
            Message(
                severity=fault.severity,
                message=_within(fault) + fault.message,
                code=f"{checker} {fault.code}",
                input=name,
                line=_at(fault)[0],
                column=_at(fault)[1],
            )
        )
        for name, checker, fault in account.faults()
    ]
    return "".join(f"{line}\n" for line in lines)


def _json(account: Account) -> str:
    """Return one object: every file with what looked at it and all that was found."""
    files = [
        {
            "file": each.publication.name,
            "media_type": each.publication.media_type,
            "checkers": [verdict.checker for verdict in each.verdicts],
            "faults": [
                {"checker": verdict.checker, **msgspec.to_builtins(fault)}
                for verdict in each.verdicts
                for fault in verdict.faults
            ],
        }
        for each in account.checked
    ]
    counts = {severity: account.count(severity) for severity in get_args(Severity)}
    return json.dumps({"files": files, "counts": counts}, indent=2) + "\n"


def _junit(account: Account) -> str:
    """Return JUnit XML: a suite a checker, a case a file, a failure for each that has faults.

    There is no standard; CI systems read what Ant writes: https://github.com/testmoapp/junitxml.
    """
    from lxml import etree

    root = etree.Element("testsuites", name="article check")
    for checker in dict.fromkeys(v.checker for each in account.checked for v in each.verdicts):
        cases = [(each, v) for each in account.checked for v in each.verdicts if v.checker == checker]
        suite = etree.SubElement(root, "testsuite", name=checker, tests=str(len(cases)))
        failures = 0
        for each, verdict in cases:
            attributes = {"classname": checker, "name": _plain(each.publication.name)}
            case = etree.SubElement(suite, "testcase", attributes)
            failures += _case(case, verdict.faults, account)
        suite.set("failures", str(failures))
    return etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8").decode()


def _case(case: Any, faults: Sequence[Fault], account: Account) -> bool:
    """Add to a case what was found; say whether it failed."""
    from lxml import etree

    failing = [f for f in faults if f.severity == "error" or (account.strict and f.severity == "warning")]
    others = [fault for fault in faults if fault not in failing and fault.severity in account.shown]
    if failing:
        failure = etree.SubElement(case, "failure", type=_plain(failing[0].code))
        failure.set("message", _plain(failing[0].message))
        failure.text = "\n".join(map(_line, failing))
    if others:
        etree.SubElement(case, "system-out").text = "\n".join(map(_line, others))
    return bool(failing)


def _line(fault: Fault) -> str:
    at = ":".join(str(part) for part in (fault.place, fault.line, fault.column) if part)
    return _plain(f"{fault.severity}: {at}{': ' if at else ''}{fault.message} [{fault.code}]")


def _plain(text: str) -> str:
    """Return what a stranger wrote as XML can hold it, on one line."""
    return legal(harmless(text))


def _at(fault: Fault) -> tuple[int | None, int | None]:
    """Return line and column in the file itself: in one of an archive they are said with its name."""
    return (None, None) if fault.place else (fault.line, fault.column)


def _within(fault: Fault) -> str:
    """Return where in the file a fault is, if the file has places by name."""
    if not fault.place:
        return ""
    return ":".join(str(part) for part in (fault.place, fault.line, fault.column) if part) + ": "


FORMS: dict[str, Callable[[Account], str]] = {
    "text": _text,
    "json": _json,
    "junit": _junit,
    "github": _github,
}
