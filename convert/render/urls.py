"""Which addresses from an article may stand in an output as links: an allow-list, never a deny-list."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import quote

from convert.patterns import pattern

_WEB = pattern(r"(https?)://([^/?#:]+)(?::(\d{1,5}))?([/?][^#]*)?(?:#(.*))?", re.IGNORECASE)
_MAIL = pattern(r"mailto:(([^?#]+@[^?#]+)(?:\?([^#]*))?)", re.IGNORECASE)
# The fields that a reader sees before a message is sent; others have made mail programs attach files, or worse
# (RFC 6068, 4 and 7). A line end begins a new field but in a body.
_FIELD = pattern(r"(?:(?:to|cc|subject|keywords|in-reply-to)=(?:(?!%0[ad])[^&])*|body=[^&]*)?", re.IGNORECASE)
_LINE_END = pattern(r"%0[ad]", re.IGNORECASE)
_FRAGMENT = pattern(r"#(.+)")

# A host name as resolvers know it, IDNA done; what ends in a number is an IPv4 address (WHATWG URL, 3.5).
_HOST = pattern(r"(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*\.?", re.IGNORECASE)

# RFC 3986, 3.3 to 3.5: unreserved characters are always kept by `quote`; these are the reserved ones that a
# path, a query or a fragment may hold.
_RESERVED = "/?:@!$&'()*+,;=%"
_STRAY_PERCENT = pattern(r"%(?![0-9A-Fa-f]{2})")


def safe(url: str) -> str | None:
    """Return `url` as a link may carry it, or None where it must not be one.

    Absolute http, https and mailto addresses pass, and fragments of the same document ("#note-1"); mailto has
    no fields but those that a reader sees. What comes back is ASCII as RFC 3986 has it: IDNA for the host,
    percent signs for the rest. Refused are all other schemes, relative addresses, user names (RFC 3986, 7.6:
    "https://bank.example@evil.example") and any control or invisible character, since browsers drop those
    before they read the scheme (WHATWG URL, 4.4).
    """
    if _hides(url):
        return None
    if mail := _MAIL.fullmatch(url):
        plain = not _LINE_END.search(mail[2]) and all(map(_FIELD.fullmatch, (mail[3] or "").split("&")))
        return f"mailto:{_quoted(mail[1])}" if plain else None
    if fragment := _FRAGMENT.fullmatch(url):
        return f"#{_quoted(fragment[1])}"
    return web(url)


def web(url: str) -> str | None:
    """Return `url` as `safe` does if it is an absolute http or https address, else None."""
    found = None if _hides(url) else _WEB.fullmatch(url)
    host = _host(found[2]) if found else ""
    if not found or not host or int(found[3] or 0) > 65535:
        return None
    port = f":{found[3]}" if found[3] else ""
    fragment = f"#{_quoted(found[5])}" if found[5] else ""
    return f"{found[1].lower()}://{host}{port}{_quoted(found[4] or '')}{fragment}"


def _hides(url: str) -> bool:
    """Say whether `url` has controls, format characters or others that no reader sees."""
    return any(unicodedata.category(character).startswith("C") for character in url)


def _host(name: str) -> str:
    """Return the host `name` in ASCII, "" for one that cannot be."""
    try:
        host = name.encode("idna").decode("ascii")
        return host if _HOST.fullmatch(host) else str(IPv4Address(host))
    except (UnicodeError, AddressValueError):
        return ""


def _quoted(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_RESERVED)
