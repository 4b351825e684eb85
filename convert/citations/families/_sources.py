"""What markers that carry their source say of it: a label and an address, in the forms that Markdown gives them."""

from __future__ import annotations

import re

from convert.citations.addresses import tracking
from convert.draft import Cite
from convert.model import CSLItem

# A web address in round brackets, with pairs of round brackets of its own: "https://example.org/Port_(harbour)".
URL = r"https?://[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,2000}){0,5}"
# Words of the page that a browser is to show: no part of the address ("Text Fragments", W3C Community Group).
_TEXT_FRAGMENT = re.compile(r"#?:~:text=.*")
# "+2" behind a publisher's name: so many sources more than the one linked.
_MORE = re.compile(r"\s?\+[0-9]{1,2}$")
_FILE = re.compile(r"\.(?:pdf|docx?|pptx?|xlsx?|csv|txt|md|html?|json|rtf|odt|epub)$", re.IGNORECASE)
# Publishers have names or hosts: "Port News", "example.org", "arXiv". What opens with a word in lower case ("here",
# "as the mayor said") is a part of the sentence.
_WORD = re.compile(r"[a-zà-ÿ]+(?:[\s’',;-]|$)")
_LETTER = re.compile(r"[^\W\d_]")


def is_name(label: str) -> bool:
    """Say whether the words of a link name a publisher, rather than go on with the sentence."""
    return _LETTER.search(label) is not None and not _WORD.match(label)


def cite(label: str, url: str | None, *, title: str | None = None) -> Cite:
    """Return the source that `label` (a publisher, a host or a file's name) and `url` name; other schemes are none."""
    name = _MORE.sub("", " ".join(label.split()))
    if _FILE.search(name) and not title:
        name, title = "", name
    if name.startswith("http"):
        name = ""
    address = _clean(url) if url and url.startswith("http") else None
    item = CSLItem(
        type="webpage" if address else None,
        title=" ".join(title.split()) if title else None,
        publisher=name or None,
        URL=address,
    )
    return Cite(name or title or address or "source", item=item)


def _clean(url: str) -> str:
    """Return `url` without what only says who copied it, or which words of the page were meant."""
    url = _TEXT_FRAGMENT.sub("", url)
    for start, end in reversed(list(tracking(url))):
        url = url[:start] + url[end:]
    return url
