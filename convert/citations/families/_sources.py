"""What markers that carry their source say of it: a label and an address, in the forms that Markdown gives them."""

from __future__ import annotations

import re

from convert.citations.addresses import untracked
from convert.draft import Cite
from convert.model import CSLItem
from convert.patterns import pattern

# A web address in round brackets, with pairs of round brackets of its own: "https://example.org/Port_(harbour)".
URL = r"https?://[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,2000}){0,5}"
# Words of the page that a browser is to show: no part of the address ("Text Fragments", W3C Community Group).
_TEXT_FRAGMENT = pattern(r"#?:~:text=.*")
# "+2" behind a publisher's name: so many sources more than the one linked.
_MORE = pattern(r"\s?\+[0-9]{1,2}$")
_FILE = pattern(r"\.(?:pdf|docx?|pptx?|xlsx?|csv|txt|md|html?|json|rtf|odt|epub)$", re.IGNORECASE)
# The parameter by which ChatGPT tells sites who sent the reader.
_ASSISTANT = pattern(r"[?&]utm_source=(?:chatgpt\.com|openai)\b")
_HOST = pattern(r"https?://([^/?#\s]+)")
_WORD = pattern(r"[^\W_]+")
_COMMON = frozenset(("the", "news", "www"))
_LOWER = pattern(r"[a-zà-ÿ]+(?:[\s’',;-]|$)")
_LETTER = pattern(r"[^\W\d_]")


def is_name(label: str) -> bool:
    """Say whether a label may be a publisher's: "Port News", "example.org", "arXiv".

    What opens with a word in lower case ("here", "as the mayor said") is a part of the sentence.
    """
    return _LETTER.search(label) is not None and not _LOWER.match(label)


def is_source(label: str, url: str) -> bool:
    """Say whether a link is a source and no more: named for its site or its address, or set by ChatGPT.

    "Port News" for www.portnews.example is; a share's symbol that is linked to its price is not.
    """
    name = _MORE.sub("", label.strip())
    if not is_name(name):
        return False
    if _ASSISTANT.search(url) or url.startswith(name):
        return True
    host = _HOST.match(url)
    words = {word.casefold() for word in _WORD.findall(name)} - _COMMON
    return host is not None and bool(words) and all(word in host[1].casefold() for word in words)


def cite(label: str, url: str | None, *, title: str | None = None) -> Cite:
    """Return the source that `label` (a publisher, a host or a file's name) and `url` name.

    An address that only ChatGPT could open is none.
    """
    name = _MORE.sub("", " ".join(label.split()))
    address = _clean(url) if url and url.startswith("http") else None
    if _FILE.search(name) and not title and not (address and is_source(name, address)):
        name, title = "", name
    item = CSLItem(
        type="webpage" if address else None,
        title=" ".join(title.split()) if title else None,
        publisher=None if name.startswith("http") else name or None,
        URL=address,
    )
    return Cite(name or title or address or "source", item=item)


def _clean(url: str) -> str:
    """Return `url` without what only says who copied it, or which words of the page were meant."""
    return untracked(_TEXT_FRAGMENT.sub("", url))
