"""A reading as one self-contained page: the source beside the article that it has become, each linked to the other.

The article is the one that the HTML writer shows, under its style sheet; ours adds the rest. There is no script:
links lead from side to side, and boxes that style rules look at choose the lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from lxml.etree import Element, _Element, tostring

from convert.cli.account import facts, one_line
from convert.cli.account.filters import Filters
from convert.cli.account.links import link
from convert.cli.account.source import source
from convert.model import Article
from convert.render import words
from convert.render.article import render
from convert.render.markup import add
from convert.report import Diagnostic, Report
from convert.writers.html.page import show
from convert.writers.html.policy import policies

# What we say ourselves, beside texts in the article's language.
_OURS = {"lang": "en", "dir": "ltr"}


def page(article: Article, report: Report) -> str:
    """Return the account of a reading as a document that needs nothing from outside, pictures included."""
    filters = Filters(report.spans)
    story = render(article, _carried)
    root = Element("html", {"lang": words.language(article.meta.inLanguage)})
    _head(add(root, "head"), f"{one_line(report.input)}: {report.verdict}", filters.style(), story)
    body = add(root, "body")
    _summary(add(body, "header", {"class": "summary", **_OURS}), article, report, filters.words())
    panes = add(body, "main", {"class": "panes"})
    left, bar = _pane(panes, "source", "Source")
    filters.form(bar)
    source(left, report.spans, link(story, report.spans, article.notes), filters)
    right, _ = _pane(panes, "result", "Result")
    right.set("dir", words.direction(article.meta.inLanguage))
    right.append(story)
    return tostring(root, method="html", encoding="unicode", doctype="<!doctype html>")


def _head(head: _Element, title: str, rules: str, story: _Element) -> None:
    """Append what the page is called, may load and looks like: as an article's page, with our sheet and `rules`."""
    style = "\n".join((_sheet("convert.writers.html"), _sheet(__package__), rules))
    add(head, "meta", {"charset": "utf-8"})
    for policy in policies(style, story):
        add(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    add(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    add(head, "meta", {"name": "color-scheme", "content": "light dark"})
    add(head, "title", text=title)
    add(head, "style", text=style)


def _sheet(package: str) -> str:
    return files(package).joinpath("page.css").read_text("utf-8")


def _carried(url: str) -> Mapping[str, str]:
    """Return the attributes of an `img` for a picture that the article carries along; others are not asked for."""
    attributes = show(url)
    return attributes if attributes.get("src", "").startswith("data:") else {}


def _summary(header: _Element, article: Article, report: Report, count: str) -> None:
    """Append the verdict, what there is to say about the reading, what is known of the article, a count of words."""
    add(header, "p", {"class": "title"}, f"How {one_line(report.input)} was read")
    verdict = add(header, "p", {"class": f"verdict {report.verdict}"})
    add(verdict, "strong", text=report.verdict).tail = f" score {report.score:.2f}"
    if report.diagnostics:
        remarks = add(header, "ul", {"class": "remarks"})
        for remark in report.diagnostics:
            _remark(add(remarks, "li", {"class": remark.severity}), remark)
    known = add(header, "dl")
    for name, value in (*facts(article), ("words", count)):
        row = add(known, "div")
        add(row, "dt", text=name)
        add(row, "dd", {"dir": "auto"}, one_line(value))


def _remark(item: _Element, remark: Diagnostic) -> None:
    add(item, "strong", text=remark.severity).tail = " "
    if remark.line:
        add(item, "a", {"href": f"#line-{remark.line}"}, f"line {remark.line}").tail = " "
    add(item, "span", text=one_line(remark.message)).tail = " "
    add(item, "code", text=remark.code)


def _pane(parent: _Element, name: str, title: str) -> tuple[_Element, _Element]:
    """Append one side of the page, which scrolls by itself where there is room for two; return it and its bar."""
    pane = add(parent, "div", {"id": name, "role": "region", "aria-label": title, "tabindex": "0"})
    bar = add(pane, "div", {"class": "bar", **_OURS})
    nav = add(bar, "nav", {"aria-label": f"From the {name}"})
    for each in ("Source", "Result"):
        here = {"aria-current": "true"} if each == title else {}
        add(nav, "a", {"href": f"#{each.lower()}", **here}, each)
    return pane, bar
