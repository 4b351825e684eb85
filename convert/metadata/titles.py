"""Titles of pages: the headline and, behind a mark, who publishes it."""

from __future__ import annotations

import re

from convert.metadata.dates import looks_dated

# "Headline | Site", "Headline - Section - Site", "Headline :: Site"
_MARK = re.compile(r"\s+(?:[|•·–—»«-]|::)\s+|\s*[|｜]\s*|\s*_(?=[^_]+$)")
_LONGEST = 6  # words


def split(title: str, headline: str) -> str:
    """Return the publisher that a page's `title` names behind its `headline`; "" where it names none.

    The last part counts, if it is short and no date: in "Headline - Politics - Harbor News" the section stands between.
    """
    title, headline = " ".join(title.split()), " ".join(headline.split())
    if not headline or not title.casefold().startswith(headline.casefold()):
        return ""
    rest = title[len(headline) :]
    opened = _MARK.match(rest)
    name = _MARK.split(rest[opened.end() :])[-1].strip() if opened else ""
    return name if 0 < len(name.split()) <= _LONGEST and not looks_dated(name) else ""
