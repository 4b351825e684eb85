"""A reading as text for a terminal: the input's pieces with their signs, what was found, the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from msgspec import to_builtins

from convert.cli.terminal import harmless
from convert.model import Article
from convert.render.columns import cut, fill
from convert.report import Action, Report, Span

# A sign tells the action without colour, too (WCAG 2.2, 1.4.1).
_SIGNS: dict[Action, tuple[str, str | None]] = {
    "kept": ("=", None),
    "moved": (">", "cyan"),
    "repaired": ("~", "yellow"),
    "removed": ("-", "red"),
}
_LABEL = 16  # columns for the names of properties
_RULE = 20  # columns for the names of rules


def account(article: Article, report: Report, *, width: int, colour: bool) -> str:
    """Return the account of a reading in lines of `width` columns."""
    lines = [*_legend(width), *_spans(report, width, colour), "", *_found(article, report, width)]
    return "".join(f"{line}\n" for line in lines)


def _legend(width: int) -> Iterator[str]:
    signs = "  ".join(f"{sign} {action}" for action, (sign, _) in _SIGNS.items())
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
        sign, hue = _SIGNS[span.action]
        number = str(span.line) if span.line != last else ""
        last = span.line
        shown = f"{sign} {fill(cut(_shown(span), room), room)}"
        line = f"{number:>5} {click.style(shown, fg=hue) if colour and hue else shown} {span.rule}"
        yield line.rstrip()


def _shown(span: Span) -> str:
    text = _one_line(span.text)
    return f"{text} → {_one_line(span.becomes)}" if span.becomes else text


def _one_line(text: str) -> str:
    return harmless(" ".join(text.split()) or text)


def _found(article: Article, report: Report, width: int) -> Iterator[str]:
    """Yield what is known: metadata by schema.org name, notes, diagnostics, the verdict."""
    facts = [(name, _said(value)) for name, value in to_builtins(article.meta).items()]
    facts.append(("notes", str(len(article.notes))))
    for found in report.diagnostics:
        place = f"line {found.line}: " if found.line else ""
        facts.append((found.severity, f"{place}{found.message} [{found.code}]"))
    facts.append(("verdict", f"{report.verdict}, score {report.score:.2f}"))
    for name, value in facts:
        indent = f"{name:<{_LABEL}}"
        yield click.wrap_text(_one_line(value), width, indent, " " * _LABEL)


def _said(value: Any) -> str:
    """Return a value of the metadata in words: names of people, addresses of pictures, strings as they are."""
    match value:
        case dict():
            return str(value.get("name") or value["url"])
        case list() | tuple():
            return ", ".join(map(_said, value))
        case _:
            return str(value)
