"""As one page for people: figures, plots of scores, times and shares that went, what failed and why.

It needs nothing from outside and has no script. Plots are inline SVG; each bar says what it is, and a table below has
the same in words.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import islice

from lxml.etree import Element, _Element, tostring

from convert.batch.report._account import Account, median
from convert.batch.report.text import size
from convert.render.characters import legal
from convert.render.markup import add

# Rows of a table of failures or of articles: beyond it the other forms are of more use.
_ROWS = 500
_BINS = 20
# Of a plot, in the units of its SVG.
_WIDTH, _HEIGHT, _FOOT = 400, 150, 20


def render(found: Account) -> bytes:
    """Return the page."""
    root = Element("html", {"lang": "en"})
    _head(add(root, "head"), f"Report on {legal(found.folder)}")
    body = add(root, "body")
    header = add(body, "header")
    add(header, "h1", text=f"Report on {legal(found.folder)}")
    add(header, "p", text=_when(found))
    main = add(body, "main")
    _figures(main, found)
    _plots(main, found)
    _codes(main, found)
    _failures(main, found)
    _extremes(main, found)
    _articles(main, found)
    shown = tostring(root, method="html", encoding="unicode", doctype="<!doctype html>")
    return f"{shown}\n".encode()


def _head(head: _Element, title: str) -> None:
    style = files(__package__).joinpath("page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    add(head, "meta", {"charset": "utf-8"})
    add(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    add(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    add(head, "meta", {"name": "color-scheme", "content": "light dark"})
    add(head, "title", text=title)
    add(head, "style", text=style)


def _when(found: Account) -> str:
    last = found.last
    took = f", {last.seconds:.1f} seconds" if last.seconds is not None else ", cut short"
    return f"Last run: {last.begun[:19].replace('T', ' ')} UTC{took}{'' if last.finished else ', not to its end'}."


def _figures(main: _Element, found: Account) -> None:
    shown = (
        ("done", str(found.articles - found.failed), ""),
        ("failed", str(found.failed), "bad" if found.failed else ""),
        ("warnings", str(sum(found.warnings.values())), "doubtful" if found.warnings else ""),
        ("files", str(found.files), ""),
        ("in all", size(found.size), ""),
        ("median score", f"{median(found.scores):.2f}" if found.scores else "–", ""),
        ("median time", _time(median(found.seconds)), ""),
    )
    listed = add(main, "dl", {"class": "figures"})
    for name, value, kind in shown:
        row = add(listed, "div", {"class": kind} if kind else {})
        add(row, "dt", text=name)
        add(row, "dd", text=value)


def _plots(main: _Element, found: Account) -> None:
    plots = add(main, "div", {"class": "plots"})
    tenths = [(n / _BINS, (n + 1) / _BINS) for n in range(_BINS)]
    _plot(plots, "Scores", found.scores, tenths, lambda value: f"{value:.2f}")
    _plot(
        plots,
        "Share that went as furniture",
        found.removed,
        tenths,
        lambda value: f"{value:.0%}",
    )
    _plot(plots, "Time an article took", found.seconds, _decades(found.seconds), _time)


def _decades(values: list[float]) -> list[tuple[float, float]]:
    """Return bins of equal ratio, from the least to the most."""
    least, most = max(min(values, default=0.001), 0.001), max(values, default=1.0)
    ratio = max(most / least, 1.01) ** (1 / _BINS)
    return [(least * ratio**n if n else 0.0, least * ratio ** (n + 1)) for n in range(_BINS)]


def _plot(
    plots: _Element,
    title: str,
    values: list[float],
    bins: list[tuple[float, float]],
    shown: Callable[[float], str],
) -> None:
    """Append a histogram of `values`, with the same as a table."""
    counts = [0] * len(bins)
    for value in values:
        counts[next((n for n, (_, end) in enumerate(bins) if value < end), len(bins) - 1)] += 1
    figure = add(plots, "figure")
    add(figure, "figcaption", text=title)
    what = f"{title}: {len(values)} articles, median {shown(median(values))}" if values else f"{title}: none"
    svg = add(
        figure, "svg", {"viewBox": f"0 0 {_WIDTH} {_HEIGHT + _FOOT}", "role": "img", "aria-label": what}
    )
    most = max(counts, default=0) or 1
    for n, ((start, end), count) in enumerate(zip(bins, counts, strict=True)):
        # The root tells a bar of one from none beside a bar of thousands.
        height = _HEIGHT * 0.9 * math.sqrt(count / most)
        where = {"x": _number(n * _WIDTH / len(bins) + 1), "y": _number(_HEIGHT - height)}
        bar = add(svg, "rect", {**where, "width": _number(_WIDTH / len(bins) - 2), "height": _number(height)})
        add(bar, "title", text=f"{shown(start)} to {shown(end)}: {count}")
    add(svg, "line", {"x1": "0", "x2": str(_WIDTH), "y1": str(_HEIGHT), "y2": str(_HEIGHT)})
    for anchor, x, value in (("start", 0, bins[0][0]), ("end", _WIDTH, bins[-1][1])):
        add(svg, "text", {"x": str(x), "y": str(_HEIGHT + 16), "text-anchor": anchor}, shown(value))
    middle = {"x": str(_WIDTH // 2), "y": str(_HEIGHT + 16), "text-anchor": "middle"}
    add(svg, "text", middle, f"median {shown(median(values))}")
    details = add(figure, "details")
    add(details, "summary", text="In numbers")
    rows = [
        (f"{shown(start)} to {shown(end)}", str(count))
        for (start, end), count in zip(bins, counts, strict=True)
        if count
    ]
    _table(details, (title, "articles"), rows)


def _codes(main: _Element, found: Account) -> None:
    rows = [(code, "error", str(count)) for code, count in found.errors.items()]
    rows += [(code, "warning", str(count)) for code, count in found.warnings.items()]
    if rows:
        add(main, "h2", text="Messages by code")
        _table(main, ("code", "kind", "times"), rows)


def _failures(main: _Element, found: Account) -> None:
    if not found.failures:
        return
    add(main, "h2", text="What failed")
    rows = [
        (
            ":".join(str(part) for part in (said.input or "", said.line, said.column) if part),
            said.message,
            said.code,
        )
        for said in found.failures[:_ROWS]
    ]
    _table(main, ("input", "why", "code"), rows)
    _more(main, len(found.failures))


def _extremes(main: _Element, found: Account) -> None:
    add(main, "h2", text="The slowest, and the least like an article")
    pair = add(main, "div", {"class": "pair"})
    _table(pair, ("input", "time"), [(name, _time(seconds)) for name, seconds in found.slowest])
    _table(pair, ("input", "score"), [(name, f"{score:.2f}") for name, score in found.lowest])


def _articles(main: _Element, found: Account) -> None:
    add(main, "h2", text="Articles")
    rows = [
        (
            each.name,
            "failed" if each.state == "failed" else each.verdict or "done",
            "" if each.score is None else f"{each.score:.2f}",
            "" if each.removed is None else f"{each.removed:.0%}",
            _time(each.seconds),
            str(len(each.messages)),
        )
        for each in islice(found.outcomes(), _ROWS)
    ]
    _table(main, ("input", "verdict", "score", "went", "time", "messages"), rows)
    _more(main, found.articles)


def _more(main: _Element, count: int) -> None:
    if count > _ROWS:
        add(main, "p", text=f"And {count - _ROWS} more: `article report --to csv` has all of them.")


def _table(parent: _Element, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    # A table that is wider than a phone scrolls by itself, for who has only a keyboard, too.
    holder = add(
        parent, "div", {"class": "table", "tabindex": "0", "role": "region", "aria-label": columns[0]}
    )
    table = add(holder, "table")
    head = add(add(table, "thead"), "tr")
    for column in columns:
        add(head, "th", {"scope": "col"}, column)
    body = add(table, "tbody")
    for row in rows:
        line = add(body, "tr")
        for cell in row:
            add(line, "td", text=legal(cell))


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
