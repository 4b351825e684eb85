"""What a value of metadata says: text, addresses, keywords, languages, yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from convert.metadata.agree import fold
from convert.patterns import pattern
from convert.references import unescape

LONGEST = 2000  # characters of any value
_LONGEST_LINE = 400  # of a headline, a name, a section
_KEYWORDS, _LONGEST_KEYWORD = 50, 60

_TAG = pattern(r"</?[a-zA-Z][^<>]{0,300}>")
# Controls, what nobody sees, and halves of characters, which JSON can spell alone (RFC 8259, 8.2).
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff]")
# What a program writes for no value, and what a template that nobody filled leaves.
_NOTHING = pattern(r"null|nil|none|undefined|false|n/?a|nan|-+|\[object \w+\]", re.IGNORECASE)
_TEMPLATE = pattern(r"\{\{|\}\}|<%|%>|\$\{|^%%?\w+%%?$|^\[\w+\]$")
_COMMA = pattern(r"(?<!\s)(?:[^\S\n]*+\n\s*+(?:[,;，、；]\s*)?|\s++[,;，、；]\s*)|[,;，、；]\s*")
_LISTED = pattern(r",(?=\S)")  # "Economy,Europe", unlike "Arts, Culture"
_CUT = pattern(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])\s*$")
_LONGEST_HOUSE = 8  # words; what is longer is a headline in a wrong place
_TAGLINE = pattern(r"(?<!\s)\s+(?:[|•·–—-]\s+|\|\s*)|\|\s*")
# What its own templates call the publisher of whatever is written with it.
_SOFTWARE = frozenset({"blogger", "wordpress", "joomla", "drupal"})
_UNADDRESSED = pattern(r"[\s\x00-\x1f\x7f\ud800-\udfff]")  # what no address has
_SCHEME = pattern(r"https?://", re.IGNORECASE)


def text(raw: str) -> str:
    """Return a value as its reader sees it: entities decoded, even twice, no tags, single spaces; "" for none."""
    said = raw[:LONGEST]
    for _ in range(2):  # a template may escape what is escaped already
        if "&" in said:
            said = unescape(said)
    said = " ".join(_CONTROL.sub("", _TAG.sub("", said)).split())
    return "" if _NOTHING.fullmatch(said) or _TEMPLATE.search(said) else said


def line(raw: str) -> str:
    """Return a value that is a line, such as a headline or a section; "" for none, for an address, for prose."""
    said = text(raw)
    return said if len(said) <= _LONGEST_LINE and not _SCHEME.match(said) else ""


def section(raw: str) -> str:
    """Return the name of a section, the first of a list; "" for a path to one, or for too many words."""
    said = _LISTED.split(line(raw))[0].strip()
    return said if len(said) <= _LONGEST_KEYWORD and not said.startswith("/") else ""


def house(raw: str) -> str:
    """Return the name of a publisher, without what it says of itself behind a mark; "" for software's name."""
    said = _TAGLINE.split(line(raw))[0]
    nobody = fold(said) in _SOFTWARE or fold(said).endswith("admin") or len(said.split()) > _LONGEST_HOUSE
    return "" if nobody else said


def standfirst(raw: str) -> str:
    """Return a description; "" for one that was cut off, which is no standfirst."""
    said = text(raw)
    return "" if _CUT.search(said) or _SCHEME.match(said) else said


def keywords(values: Iterable[str]) -> list[str]:
    """Return keywords, parted where they are listed, each once whatever its capitals, at most fifty."""
    found: dict[str, str] = {}
    for value in values:
        for raw in _COMMA.split(value[: LONGEST * 4]):
            said = line(raw)
            if said and len(said) <= _LONGEST_KEYWORD and fold(said):
                found.setdefault(said.casefold(), said)
        if len(found) >= _KEYWORDS:
            break
    return list(found.values())[:_KEYWORDS]


def address(raw: str, base: str | None) -> str:
    """Return a web address, absolute by `base`; "" for what is none."""
    said = unescape(raw.strip())
    if not said or len(said) > LONGEST or _UNADDRESSED.search(said):
        return ""
    try:
        joined = urljoin(base or "", said)
        parts = urlsplit(joined)
    except ValueError:  # such as a bad IPv6 host
        return ""
    return joined if parts.scheme in ("http", "https") and "." in (parts.hostname or "") else ""


def is_front(url: str) -> bool:
    """Say whether an address is that of a site, not of a page of it."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def language(raw: str) -> str:
    """Return a BCP 47 tag in its canonical form (RFC 5646, 4.5) for what a page writes; "" for no language.

    "en_US" is written for en-US; "x-default", "und" and "mul" name none.
    """
    from langcodes import standardize_tag, tag_is_valid
    from langcodes.tag_parser import LanguageTagError

    said = raw.strip().replace("_", "-").partition("@")[0].partition(".")[0]
    if not 2 <= len(said) <= 35 or said.lower().startswith(("x-", "und", "mul", "zxx", "mis")):
        return ""
    try:
        return str(standardize_tag(said)) if tag_is_valid(said) else ""
    except LanguageTagError:
        return ""


def boolean(raw: str) -> str:
    """Return "true" or "false" for schema.org's Boolean, however a page spells it; "" for neither."""
    said = raw.strip().lower().rpartition("/")[2]
    return {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}.get(
        said, ""
    )
