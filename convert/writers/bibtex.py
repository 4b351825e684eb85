"""The sources alone, as BibTeX: types and fields that BibTeX and biblatex share, "date" and "online" of biblatex.

What stands for itself in a text and not in LaTeX is escaped; letters stay as they are, in UTF-8. See btxdoc, 3, and
the manual of biblatex, 2.1 and 2.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from convert.model import Article, CSLItem, Date, Name
from convert.options import WriteOptions
from convert.parts import Writer
from convert.patterns import pattern

# Types of CSL, as types of BibTeX.
_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "post": "online",
    "post-weblog": "online",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
}
# What a publisher is called, and what a source stands in, by type.
_PUBLISHER = {"techreport": "institution", "phdthesis": "school", "online": "organization"}
_CONTAINER = {"incollection": "booktitle", "inproceedings": "booktitle"}
# Characters of LaTeX's own. A brace counts for BibTeX even behind a backslash: it gets a name.
_SPECIAL = {
    **{character: f"\\{character}" for character in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LIGATURE = pattern(r"(?<=[-`'])(?=[-`'])")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def write(article: Article, _options: WriteOptions) -> bytes:
    """Return the sources of the notes as UTF-8 BibTeX, each called by the number of its note."""
    import bibtexparser
    from bibtexparser.model import Entry, Field

    library = bibtexparser.Library()
    for key, source in _keyed(article):
        kind = _TYPES.get(source.type or "", "misc")
        library.add(Entry(kind, key, [Field(name, value) for name, value in _fields(source, kind)]))
    style = bibtexparser.BibtexFormat()
    style.indent = "  "
    style.trailing_comma = True
    style.block_separator = "\n"
    text: str = bibtexparser.write_string(library, bibtex_format=style)
    return (text or "% No sources.\n").encode()  # what stands outside of entries is a comment


def _keyed(article: Article) -> Iterator[tuple[str, CSLItem]]:
    """Yield each source with a key of its own: a tree may call two notes the same."""
    taken: Counter[str] = Counter()
    for note in article.notes:
        if note.source:
            taken[note.identifier] += 1
            again = taken[note.identifier]
            yield note.identifier if again == 1 else f"{note.identifier}-{again}", note.source


def _fields(item: CSLItem, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry of type `kind` with their values."""
    if item.author:
        yield "author", " and ".join(filter(None, map(_name, item.author)))
    if item.title:
        yield "title", _escaped(item.title)
    if item.container:
        yield _CONTAINER.get(kind, "journal"), _escaped(item.container)
    if item.publisher:
        yield _PUBLISHER.get(kind, "publisher"), _escaped(item.publisher)
    if item.locator:
        yield "pages", _escaped(item.locator)
    if issued := _date(item.issued):
        yield "date", issued
        yield "year", issued[:4]  # for BibTeX, which knows no "date"
    if item.URL:
        yield "url", "".join(_IN_ADDRESS.get(character, character) for character in item.URL)
    if accessed := _date(item.accessed):
        yield "urldate", accessed


def _name(name: Name) -> str:
    """Return "Family, Given"; in braces what must not be taken apart."""
    if name.family and name.given and not re.search(r",|\band\b", f"{name.family} {name.given}"):
        return f"{_escaped(name.family)}, {_escaped(name.given)}"
    spelled = _escaped(name.literal or " ".join(filter(None, (name.given, name.family))))
    return f"{{{spelled}}}" if name.literal or " " in spelled else spelled


def _escaped(text: str) -> str:
    words = " ".join(text.split())
    return _LIGATURE.sub("{}", "".join(_SPECIAL.get(character, character) for character in words))


def _date(date: Date | None) -> str:
    """Return a date, or a range with a stroke, in ISO 8601; "" for none."""
    days = (day[:3] for day in date.parts if day) if date else ()
    return "/".join("-".join((f"{day[0]:04}", *(f"{part:02}" for part in day[1:]))) for day in days)


part = Writer(
    name="bibtex",
    description="the sources alone as BibTeX, for LaTeX and reference managers",
    suffixes=(".bib",),
    media_type="text/x-bibtex",
    write=write,
)
