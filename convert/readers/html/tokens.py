"""A page's markup and text, told apart, with where each stands.

lxml builds the tree of a page but does not say where its characters stood. So it is given a page in which a number
stands for each text; the numbers come back in the tree's texts, wherever repairs have put them.
Reference: HTML Living Standard 13.2.5 (tokenization).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from msgspec import Struct

from convert.limits import Limits
from convert.patterns import pattern
from convert.references import unescape

# Attributes may hold ">" between quotation marks. Nothing backtracks: an unclosed tag reaches to the end.
_TAG = r"</?([A-Za-z][^\s/>=]*+)(?>(?:[^>=]*+=\s*+(?>(?:\"[^\"]*+\"|'[^']*+')?))*)[^>=]*+(?:>|\Z)"
_OTHER = r"<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?/](?:[^>]*+)(?:>|\Z)"
_MARKUP = pattern(rf"{_TAG}|{_OTHER}", re.DOTALL)
_ATTRIBUTE = pattern(r"(?<![\s/])[\s/]++[^\s/>=]++(?>(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?)")
# Of an element with more than so many the parser gets none: it compares each with all before it.
_MOST_ATTRIBUTES = 1000
# Elements whose content is no markup (13.1.2): up to their end tag.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_TEXT = frozenset({"title", "textarea"})  # those of them whose content is text, with character references
_NUL = pattern(r"[\x00\ue000\ue001]")
# Characters of private use and nothing else: signs of a font that nobody but the page has.
_ICON = pattern(r"\s*(?:(?:[\ue000-\uf8ff]|&#x(?:e[0-9a-f]{3}|f[0-8][0-9a-f]{2});)\s*)+", re.IGNORECASE)
_MAY_BE_ICON = pattern(r"\s*[&\ue000-\uf8ff]")
NUMBER = pattern("\ue000([0-9]+)\ue001")


class Tokens(Struct, frozen=True):
    """A page as the tree builder gets it, with a number for each of `texts`, which are ranges of the original.

    Texts of nothing but white space have no number and stand in the skeleton as a space; `spaces` says which. Signs
    of private use have none either.
    """

    skeleton: str
    texts: list[tuple[int, int]]
    spaces: list[bool]


def tokens(original: str, limits: Limits) -> Tokens:
    """Return the tokens of a page. Scripts of data keep their content, other scripts and styles lose it.

    Raises TooLarge where there are more than `limits` allow.
    """
    out: list[str] = []
    texts: list[tuple[int, int]] = []
    spaces: list[bool] = []

    def add(start: int, end: int) -> None:
        said = original[start:end]
        is_space = said.isspace()
        if is_space:
            out.append(" ")
        elif not (_MAY_BE_ICON.match(said) and _ICON.fullmatch(said)):
            out.append(f"\ue000{len(texts)}\ue001")
        texts.append((start, end))
        spaces.append(is_space)

    has_nul = _NUL.search(original) is not None
    at = 0
    for start, end, name in limits.held("nodes", _markup(original)):
        if at < start:
            add(at, start)
        at = end
        if name is not None:
            tag = original[start:end]
            if end - start > 2 * _MOST_ATTRIBUTES and any(
                islice(_ATTRIBUTE.finditer(tag), _MOST_ATTRIBUTES, None)
            ):
                tag = f"<{name}>"
            out.append(_NUL.sub("", tag) if has_nul else tag)
            if name in _RAW:
                at = _end_of(original, name, end)
                if name in _TEXT and end < at:
                    add(end, at)
                elif "ld+json" in tag:
                    out.append(_NUL.sub("", original[end:at]))
    if at < len(original):
        add(at, len(original))
    return Tokens("".join(out), texts, spaces)


def markup(becomes: Callable[[str, str], str], skeleton: str) -> str:
    """Return a skeleton with each tag as what it becomes, told with its name, which has a "/" before an end tag's."""
    out: list[str] = []
    at = 0
    for start, end, name in _markup(skeleton):
        out += (skeleton[at:start], becomes(skeleton[start:end], name) if name else "")
        at = end
    return "".join((*out, skeleton[at:]))


def said(original: str, parts: Tokens, element: Any, most: int) -> str:
    """Return the text of an element, of which no more is asked than the first `most` characters."""
    found = ""
    for text in element.itertext():
        for number in NUMBER.findall(text):
            start, end = parts.texts[int(number)]
            found += unescape(original[start:end])
            if len(found) >= most:
                return found[:most]
    return found


def _markup(original: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield the range of each tag with its name, "/" before that of an end tag; comments and the like have None."""
    at = 0
    while found := _MARKUP.search(original, at):
        start, at = found.span()
        name = found[1]
        if name is not None:
            name = name.lower()
            if original[start + 1] == "/":
                name = "/" + name
        yield start, at, name
        if name in _RAW:
            at = _end_of(original, name, at)


def _end_of(original: str, name: str, start: int) -> int:
    """Return where the content of an element without markup ends: at its end tag, or with the page."""
    end = _ENDS[name]
    at = original.find("</", start)
    while at >= 0 and not end.match(original, at):
        at = original.find("</", at + 2)
    return at if at >= 0 else len(original)


_ENDS = {name: pattern(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
