"""How accessible the publication is, from what is in it (EPUB Accessibility 1.1, package metadata).

Nothing claims conformance (dcterms:conformsTo): a program cannot certify.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ebooklib.epub import EpubBook

from convert.render.pictures import Picture

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def describe(
    book: EpubBook, pictures: Collection[Picture], alternatives: Collection[str], *, notes: bool
) -> None:
    """Add to `book` what its `pictures`, their text `alternatives` and its `notes` mean for readers.

    The cover is none of the pictures: all that it says is said in words (EPUB Accessibility Techniques 1.1, META-001).
    """
    described = any(alternative.strip() for alternative in alternatives)
    for name, value in _properties(pictures, described):
        book.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    summary = {"property": "schema:accessibilitySummary", _XML_LANG: "en"}
    book.add_metadata(None, "meta", _summary(notes, described), summary)


def _properties(pictures: Collection[Picture], described: bool) -> Iterator[tuple[str, str]]:
    yield "accessMode", "textual"
    yield "accessModeSufficient", "textual"
    if pictures:
        yield "accessMode", "visual"
        yield "accessModeSufficient", "textual,visual"
    for feature in ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"):
        yield "accessibilityFeature", feature
    if described:
        yield "accessibilityFeature", "alternativeText"
    yield "accessibilityHazard", "unknown" if any(picture.animated for picture in pictures) else "none"


def _summary(notes: bool, described: bool) -> str:
    """Return the summary in English, the language that library catalogues expect it in."""
    sentences = [
        "The text reflows and can be read aloud; headings and a table of contents help to find the way."
    ]
    if notes:
        sentences.append("Notes are linked with their places in the text, both ways.")
    if described:
        sentences.append("Pictures have text alternatives.")
    return " ".join(sentences)
