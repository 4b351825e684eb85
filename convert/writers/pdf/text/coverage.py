"""Which characters of an article no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from convert.errors import MissingEngine
from convert.fonts import missing
from convert.fonts.words import main_script, script, settable
from convert.model import (
    Article,
    Code,
    FootnoteDefinition,
    FootnoteReference,
    Image,
    InlineCode,
    Link,
    Person,
    Text,
)
from convert.model.text import plain
from convert.model.walk import walk
from convert.options import WriteOptions
from convert.render.characters import legal
from convert.report import Diagnostic
from convert.writers.pdf.text.characters import preformatted, prose

_AROUND = 20  # characters on each side of one that is shown in its place


def checked(article: Article, options: WriteOptions) -> Iterator[Diagnostic]:
    """Yield a warning for each character that no font has and that is replaced, as `options` allow.

    Raises MissingEngine for the first of them if they do not: a box in its place would be silent loss.
    """
    language = article.meta.inLanguage or ""
    seen: set[str] = set()
    for text in _texts(article):
        new = set(text) - seen
        if not new:
            continue
        seen |= new
        for character in sorted(set(preformatted("".join(sorted(new)))) - {"\n"}):
            if settable(character, language, main_script(text, "Latn")):
                continue
            at = max(text.find(character), 0)
            shown = legal(text[max(at - _AROUND, 0) : at + _AROUND + 1].strip())
            name = unicodedata.name(character, "no name")
            message = f"no font for U+{ord(character):04X} ({name}) in “{shown}”"
            if options.missing_glyphs == "error":
                hint = (
                    f"{missing(script(character))}; or allow --missing-glyphs=replace, or write html or epub"
                )
                raise MissingEngine(message, hint=hint)
            yield Diagnostic(code="glyph-missing", severity="warning", message=f"{message}: it is replaced")


def _texts(article: Article) -> Iterator[str]:
    """Yield all texts of an article that are set."""
    meta = article.meta
    yield from filter(None, (meta.headline, meta.description, meta.articleSection, meta.copyrightNotice))
    yield from (author.name for author in meta.author)
    yield from (author.jobTitle for author in meta.author if isinstance(author, Person) and author.jobTitle)
    yield from (meta.publisher.name,) if meta.publisher else ()
    yield from meta.correction
    for node in walk(article):
        if isinstance(node, Text | Code | InlineCode):
            yield node.value
        elif isinstance(node, Image):
            yield node.alt
        elif isinstance(node, FootnoteReference | FootnoteDefinition):
            yield node.label
        elif isinstance(node, Link) and not prose(plain(*node.children)).strip():
            yield node.url  # which is shown where there are no words
