"""A reading as text for a terminal: the input's pieces with their signs, what was found, the verdict."""

from __future__ import annotations

from collections.abc import Iterator

import click

from convert.cli.account import SIGNS, facts, one_line
from convert.model import Article
from convert.render.columns import cut, fill
from convert.report import Action, Report, Span

_HUES: dict[Action, str] = {"moved": "cyan", "repaired": "yellow", "removed": "red"}
_LABEL = 16  # columns for the names of properties
_RULE = 20  # columns for the names of rules


def account(article: Article, report: Report, *, width: int, colour: bool) -> str:
    """Return the account of a reading in lines of `width` columns."""
    lines = [*_legend(width), *_spans(report, width, colour), "", *_found(article, report, width)]
    return "".join(f"{line}\n" for line in lines)


def _legend(width: int) -> Iterator[str]:
    signs = "  ".join(f"{sign} {action}" for action, sign in SIGNS.items())
    yield f" line {fill(signs, _room(width) + 2)} rule"


def _room(width: int) -> int:
    """Return the columns for the text of a span, of `width` in all."""
    return width - len("12345 = ") - 1 - _RULE


def _spans(report: Report, width: int, colour: bool) -> Iterator[str]:
    """Yield a line for each span but layout: line number, sign, text, rule."""
    last = 0
    room = _room(width)
    for span in report.spans:
        if span.rule == "layout":
            continue
        number = str(span.line) if span.line != last else ""
        last = span.line
        shown = f"{SIGNS[span.action]} {fill(cut(_shown(span), room), room)}"
        hue = _HUES.get(span.action)
        line = f"{number:>5} {click.style(shown, fg=hue) if colour and hue else shown} {span.rule}"
        yield line.rstrip()


def _shown(span: Span) -> str:
    text = one_line(span.text)
    return f"{text} → {one_line(span.becomes)}" if span.becomes else text


def _found(article: Article, report: Report, width: int) -> Iterator[str]:
    """Yield what is known, the diagnostics, the verdict."""
    said = facts(article)
    for found in report.diagnostics:
        place = f"line {found.line}: " if found.line else ""
        said.append((found.severity, f"{place}{found.message} [{found.code}]"))
    said.append(("verdict", f"{report.verdict}, score {report.score:.2f}"))
    for name, value in said:
        indent = f"{name:<{_LABEL}}"
        yield click.wrap_text(one_line(value), width, indent, " " * _LABEL)
