"""RSS and Atom feeds whose entries carry what they announce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from convert.containers._names import called, inside
from convert.errors import ArticleError, InputError, NoArticle
from convert.parts import Container
from convert.patterns import pattern
from convert.references import unescape
from convert.source import Source, Stream, marked

_SUFFIXES = (".rss", ".atom")
_LARGEST = 32 << 20  # bytes of a feed: it is read as a whole
# A root element behind what may stand before it: XML 1.0, 2.8. Each piece is matched once, however it goes on.
_ROOT = pattern(
    rb"(?:\xef\xbb\xbf)?(?>(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*)"
    rb"<(?:rss\b|feed\b[^>]*http://(?:www\.w3\.org/2005/Atom|purl\.org/atom/)|rdf:RDF\b[^>]*http://purl\.org/rss/)",
    re.DOTALL,
)
_TAG = pattern(r"<[^<>]*>")
_MARKUP = pattern(r"<[a-zA-Z/!]|&#?\w+;")
# A summary with fewer characters, or one that breaks off, is a teaser.
_FULL = 1000
_BREAKS = pattern(r"(?:…|\.\.\.|\[[…. ]+\]|(?:read more|continue reading)\W*)\s*$", re.IGNORECASE)
_MAILED = pattern(r"[^\s@]+@[^\s(]+\s*\((.+)\)")  # how RSS 2.0 gives a name: "jane@example.org (Jane Roe)"


def members(stream: Stream) -> Iterator[Source | ArticleError]:
    """Yield each entry that has its content, in order, and one error for those that only point elsewhere.

    Raises NoArticle where none has, InputError for what is no feed.
    """
    import feedparser

    data = stream.file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(f"has more than {_LARGEST >> 20} MB: no feed has", where=stream.name)
    try:
        feed = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # broken feeds meet code of its own that has no word for it
        raise InputError(f"is a feed that is damaged: {error}", where=stream.name) from error
    if not feed.get("version") and not feed.entries:  # of no bytes at all it does not even say that
        raise InputError("is no RSS or Atom feed", where=stream.name)
    found = [_article(entry, feed.feed, stream, number) for number, entry in enumerate(feed.entries, start=1)]
    full = [each for each in found if each]
    hint = "fetch the pages that they link to, and convert those"
    if not full:
        what = (
            f"is a feed of links: none of its {len(found)} entries carries its content"
            if found
            else "is empty"
        )
        raise NoArticle(what, where=stream.name, hint=hint if found else None)
    yield from full
    if len(full) < len(found):
        without = len(found) - len(full)
        what = f"no content in {without} of its {len(found)} entries, only a link or a teaser"
        yield NoArticle(what, where=stream.name, hint=hint)


def _article(entry: Any, feed: Any, stream: Stream, number: int) -> Source | None:
    """Return what an entry carries, None where that is only a link or a teaser."""
    body, type = _body(entry)
    if not body:
        return None
    metadata = {name: values for name, values in _metadata(entry, feed) if values}
    return Source(
        name=f"{stream.name}#{number}",
        data=marked(body),
        path=f"{inside(stream.path, _SUFFIXES)}/{called(metadata, number)}",
        format="html" if type != "text/plain" and _MARKUP.search(body) else "text",
        metadata=metadata,
    )


def _body(entry: Any) -> tuple[str, str]:
    """Return the content of an entry and its media type, "" for none; a long summary that does not break off is one."""
    contents = [each for each in entry.get("content", ()) if (each.get("value") or "").strip()]
    if contents:
        best = next((each for each in contents if "html" in (each.get("type") or "")), contents[0])
        return best["value"], best.get("type") or ""
    summary = entry.get("summary") or ""
    plain = unescape(_TAG.sub("", summary)).strip()
    if len(plain) < _FULL or _BREAKS.search(plain[-200:]):
        return "", ""
    return summary, entry.get("summary_detail", {}).get("type") or ""


def _metadata(entry: Any, feed: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "url", tuple(_address(feed.get("link") or "", entry.get("link") or ""))
    title = entry.get("title") or ""
    html = "html" in (entry.get("title_detail", {}).get("type") or "")
    yield "headline", tuple(filter(None, [unescape(_TAG.sub("", title)).strip() if html else title.strip()]))
    for name, key in (("datePublished", "published"), ("dateModified", "updated")):
        # What is missing has to be asked for first: `updated` would answer with the date of publication, and warn.
        yield name, tuple(filter(None, [entry[key]])) if key in entry else ()
    yield "author", tuple(_authors(entry))
    yield "publisher", tuple(filter(None, [entry.get("publisher") or feed.get("publisher")]))
    yield "keywords", tuple(tag["term"] for tag in entry.get("tags", ()) if tag.get("term"))


def _address(base: str, link: str) -> Iterator[str]:
    with suppress(ValueError):  # no address at all
        url = urljoin(base, link)
        if url.startswith(("http://", "https://")):
            yield url


def _authors(entry: Any) -> Iterator[str]:
    for author in entry.get("authors", ()):
        name = (author.get("name") or "").strip()
        mailed = _MAILED.fullmatch(name)
        name = mailed[1] if mailed else name
        if name and "@" not in name:
            yield name


part = Container(
    name="feed",
    description="an RSS or Atom feed whose entries carry their content",
    suffixes=_SUFFIXES,
    knows=lambda head: _ROOT.match(head[:8192]) is not None,
    open=members,
    plain=True,
)
